"""A reference to what does not exist."""

from collections.abc import Iterator

from isokit.model.claim import Unresolved
from isokit.model.entity import Entity
from isokit.model.finding import Flaw
from isokit.model.nearest import Choices, suggestion
from isokit.model.workspace import Workspace
from isokit.rules.rule import ERROR, rule


@rule("REF001", ERROR, "iso9001/7.5.3.1", "iso14001/7.5.3", "iso27001/7.5.3")
def unknown_reference(workspace: Workspace) -> Iterator[Flaw]:
    """An id or a clause is named that does not exist, or a clause that could be more than one.

    Clauses are looked up in the editions isokit.yaml adopts. `iso9001:2015/8.4.1` is always clear; without
    edition it means the adopted one, and a bare `8.4.1` or `A.5.15` is understood where only one adopted
    standard has it.

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
            if not workspace.knows(target):
                yield Flaw(entity.at(*route), f"nothing has the id {target}", suggestion(ids.nearest(target)))
    for claim in workspace.claims:
        if isinstance(claim.meaning, Unresolved):
            yield Flaw(claim.place, claim.meaning.message, claim.meaning.help)
