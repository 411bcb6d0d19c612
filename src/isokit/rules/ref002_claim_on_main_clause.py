"""A claim on a whole main clause."""

from collections.abc import Iterator

from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.claim import ClauseRef, too_broad
from isokit.workspace.workspace import Workspace


@rule("REF002", WARNING)
def claim_on_main_clause(workspace: Workspace) -> Iterator[Flaw]:
    """A claim names a whole main clause, theme or domain (8, A.5).

    A single document cannot fulfil all of clause 8. Such a claim is not counted; name the clauses that the document
    covers.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: supplier-evaluation
    clauses: [iso9001:2015/8]  # REF002
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: supplier-evaluation
    clauses: [iso9001:2015/8.4.1]
    ```
    """
    known = {s.standard: s for s in (*workspace.standards, *workspace.references.against)}
    for claim in workspace.claims:
        if isinstance(claim.meaning, ClauseRef) and too_broad(claim.meaning):
            standard = known[claim.meaning.standard]
            if standard.leaf(standard.by_number[claim.meaning.number]):
                continue
            message = f"{claim.meaning} is a whole main clause; a claim on it is not counted"
            yield Flaw(claim.place, message, f"name the clauses under {claim.meaning.number} that it covers")
