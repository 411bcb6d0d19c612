"""A reference to what does not exist."""

from collections.abc import Iterator

from isokit.model.entity import Entity
from isokit.model.finding import Flaw
from isokit.model.fix import reword
from isokit.model.rule import ERROR, rule
from isokit.text.suggestions import Choices, suggestion
from isokit.workspace.claim import Unresolved
from isokit.workspace.workspace import Workspace

DRIVERS = "drivers"
"""What drives a control may be a word as well; SOA208 looks at it."""


@rule("REF001", ERROR, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def unknown_reference(workspace: Workspace) -> Iterator[Flaw]:
    """An id or a clause is named that does not exist, or a clause that could be more than one.

    Clauses are looked up in the editions isokit.yaml adopts. `iso9001:2015/8.4.1` is always clear; without
    edition it means the adopted one, and a bare `8.4.1` or `A.5.15` is understood where only one adopted
    standard has it.

    `isokit check --fix --unsafe-fixes` writes the id of today where one was renamed and only a single one is close
    to it, with the same numbers: PROC-007 for PRO-007, and quality-policy for qualty-policy.

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
                yield Flaw(place, f"nothing has the id {target}", cure, fix=fix)
    for claim in workspace.claims:
        if isinstance(claim.meaning, Unresolved):
            yield Flaw(claim.place, claim.meaning.message, claim.meaning.help)
