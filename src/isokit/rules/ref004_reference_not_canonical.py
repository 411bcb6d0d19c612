"""A reference in a spelling of its own."""

from collections.abc import Iterator

from isokit.model.finding import Flaw
from isokit.model.fix import reword
from isokit.model.rule import NOTE, rule
from isokit.text.reference import tidy
from isokit.workspace.claim import Unresolved
from isokit.workspace.workspace import Workspace


@rule("REF004", NOTE)
def reference_not_canonical(workspace: Workspace) -> Iterator[Flaw]:
    """A clause is named in another spelling than the one isokit prints.

    It is understood all the same. In one spelling everywhere, though, a plain search finds all that is said of a
    clause. References that say less on purpose, without edition (`iso9001/8.4.1`) or without standard (`A.5.15`),
    are spelled right. `isokit check --fix` writes the canonical spelling, which says just as much.

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
            message = f"'{claim.text}' is not spelled canonically"
            yield Flaw(claim.place, message, f"write {spelled}", fix=fix)
