"""A document that implements one of a lower level."""

from collections.abc import Iterator

from isokit.model.document import Document, DocumentType
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.registers.role import Role
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace

LEVEL = {
    DocumentType.POLICY: 1,
    DocumentType.PROCEDURE: 2,
    DocumentType.INSTRUCTION: 3,
    DocumentType.FORM: 4,
}
"""The fixed levels; plans, manuals and other types have none."""


@rule("REF103", WARNING, "iso9001/7.5.1", "iso14001/7.5.1", "iso27001/7.5.1")
def implements_the_wrong_way(document: Document, workspace: Workspace) -> Iterator[Flaw]:
    """A document implements one of a lower level, or something that cannot be implemented.

    A procedure puts a policy into practice, and an instruction a procedure. Records and roles cannot be implemented.
    Plans, manuals and other documents have no fixed level and are not judged. To refer to a document of a lower level,
    use `references`.

    Wrong:

    ```markdown procedures/purchasing.md
    ---
    id: PRO-001
    title: Purchasing
    status: draft
    owner: quality-manager
    implements: [INS-001]  # REF103
    ---
    ```

    ```markdown instructions/goods-in.md
    ---
    id: INS-001
    title: Goods-in check
    status: draft
    owner: quality-manager
    ---
    ```

    Right:

    ```markdown procedures/purchasing.md
    ---
    id: PRO-001
    title: Purchasing
    status: draft
    owner: quality-manager
    references: [INS-001]
    ---
    ```

    ```markdown instructions/goods-in.md
    ---
    id: INS-001
    title: Goods-in check
    status: draft
    owner: quality-manager
    implements: [PRO-001]
    ---
    ```
    """
    for index, name in enumerate(document.implements):
        named = workspace.by_id.get(name, ())
        flaws = [flaw for other in named if (flaw := _flaw(document, index, other))]
        if flaws and len(flaws) == len(named):
            yield flaws[0]


def _flaw(document: Document, index: int, other: Entity) -> Flaw | None:
    """Why a document cannot implement something; None if it can, or if the levels are not fixed."""
    place, subject = document.at("implements", index), f"the {document.type} {document.id} implements"
    if isinstance(other, Evidence | Role):
        what = "record" if isinstance(other, Evidence) else "role"
        return Flaw(place, f"{subject} the {what} {other.id}", "name the policy or procedure it puts into practice")
    below = isinstance(other, Document) and LEVEL.get(document.type, 9) < LEVEL.get(other.type, 0)
    cure = f"name it under references:, and write implements: [{document.id}] into {other.id}"
    return Flaw(place, f"{subject} {other.id}, which is of a lower level", cure) if below else None
