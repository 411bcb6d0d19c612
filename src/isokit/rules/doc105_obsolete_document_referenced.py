"""A document that is no longer valid, and still in somebody's hands."""

from collections.abc import Iterator

from isokit.model.document import Document, DocumentStatus
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.finding import Flaw
from isokit.model.held import Held
from isokit.model.nonconformity import Nonconformity
from isokit.rules.rule import WARNING, rule
from isokit.workspace.workspace import Workspace

RECORDS = (Evidence, Nonconformity, Held)


@rule("DOC105", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def obsolete_document_referenced(workspace: Workspace) -> Iterator[Flaw]:
    """A document or a register leads to an obsolete document.

    Whoever follows the reference works by something that is no longer valid. Records may go on naming it:
    they say what was valid in their day. Two languages of one document are one; it is obsolete when both are.

    Wrong:

    ```markdown procedures/baking.md
    ---
    id: PRO-002
    title: Baking
    status: draft
    owner: quality-manager
    references: [PRO-001]  # DOC105
    ---
    Mix as [written](mixing.md) there.  <!-- DOC105 -->
    ```

    ```markdown procedures/mixing.md
    ---
    id: PRO-001
    title: Mixing by hand
    status: obsolete
    owner: quality-manager
    ---
    ```
    """
    obsolete = workspace.obsolete
    for entity in workspace.of(Entity) if obsolete else ():
        retired = isinstance(entity, Document) and entity.status is DocumentStatus.OBSOLETE
        if retired or isinstance(entity, RECORDS):
            continue
        for route, name in entity.linked():
            if name in obsolete:
                yield Flaw(entity.at(*route), f"{name} is obsolete", "name what took its place")
        if isinstance(entity, Document) and not obsolete.keys().isdisjoint(entity.possible_paths()):
            for link, path in entity.local_links():
                if path and path in obsolete:
                    message = f"the link leads to {obsolete[path].id}, which is obsolete"
                    yield Flaw(entity.in_text(link.span, link.target), message, "link to what took its place")
