"""A reference to an unknown id or clause."""

from collections.abc import Iterator

from isokit.model.entity import Entity
from isokit.model.finding import reword
from isokit.model.rule import ERROR, Flaw, rule
from isokit.text.suggestions import Choices, suggestion
from isokit.workspace.claim import Unresolved
from isokit.workspace.workspace import Workspace

DRIVERS = "drivers"
"""The drivers of a control may also be general words; SOA208 checks them."""


@rule("REF001", ERROR, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def unknown_reference(workspace: Workspace) -> Iterator[Flaw]:
    """A reference names an id or a clause that does not exist, or a clause number that is ambiguous.

    Clauses are looked up in the editions that isokit.yaml adopts. `iso9001:2015/8.4.1` is always unambiguous; a bare
    `8.4.1` or `A.5.15` is understood only if a single adopted standard has that clause.

    `isokit check --fix --unsafe-fixes` writes the id if only one existing id is close to it, with the same numbers:
    PROC-007 for PRO-007, and quality-policy for qualty-policy.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: supplier-evaluation
    clauses:
      - iso9001:2015/8.4.1
      - iso9001:2015/8.44  # REF001
    documents: [PRO-099]  # REF001
    ```

    ```yaml registers/suppliers.yaml
    suppliers:
      - id: SUP-001
        title: Flour mill
        evaluated: {on: 2026-03-18, result: 91 points, evidence: [EVD-001, EVD-999]}  # REF001
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Evaluation of the flour supplier
    type: supplier-evaluation
    clauses: [iso9001:2015/8.4.1]
    ```
    """
    ids = Choices(workspace.by_id)
    for entity in workspace.of(Entity):
        for route, target in entity.linked():
            if not workspace.knows(target) and route[0] != DRIVERS:
                place, near = entity.at(*route), ids.closest(target)
                fix = reword(place, target, near) if near else None
                cure = suggestion(near or ids.nearest(target))
                yield Flaw(place, f"the id {target} does not exist", cure, fix=fix)
    for claim in workspace.claims:
        if isinstance(claim.meaning, Unresolved):
            yield Flaw(claim.place, claim.meaning.message, claim.meaning.help)
