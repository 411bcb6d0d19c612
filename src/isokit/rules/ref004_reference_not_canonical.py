"""A reference that is not in canonical form."""

from collections.abc import Iterator

from isokit.model.finding import reword
from isokit.model.rule import NOTE, Flaw, rule
from isokit.text.reference import tidy
from isokit.workspace.claim import Unresolved
from isokit.workspace.workspace import Workspace


@rule("REF004", NOTE)
def reference_not_canonical(workspace: Workspace) -> Iterator[Flaw]:
    """A reference to a clause is not in canonical form.

    It is understood, but one form throughout makes every mention of a clause easy to find. References that omit the
    edition (`iso9001/8.4.1`) or the standard (`A.5.15`) are canonical. `isokit check --fix` writes the canonical form.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: supplier-evaluation
    clauses:
      - ISO 9001:2015 8.4.1  # REF004
      - ISO/IEC 27001 a.5.19  # REF004
      - 8.5.1 (f)  # REF004
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: supplier-evaluation
    clauses: [iso9001:2015/8.4.1, iso27001/A.5.19, 8.5.1/f]
    ```
    """
    spellings = {text: tidy(text) for text in {claim.text for claim in workspace.claims}}
    for claim in workspace.claims:
        spelled = spellings[claim.text]
        if spelled != claim.text and not isinstance(claim.meaning, Unresolved):
            fix = reword(claim.place, claim.text, spelled, safe=True)
            message = f"'{claim.text}' is not in canonical form"
            yield Flaw(claim.place, message, f"write {spelled}", fix=fix)
