"""A reference to an obsolete document."""

from collections.abc import Iterator

from isokit.analysis.documents.control import obsolete_documents
from isokit.model.document import Document, DocumentStatus
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.nonconformity import Nonconformity
from isokit.model.recurring import ScheduledActivity
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace

RECORDS = (Evidence, Nonconformity, ScheduledActivity)


@rule("DOC105", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def obsolete_document_referenced(workspace: Workspace) -> Iterator[Flaw]:
    """A document or a register refers to an obsolete document.

    Anybody who follows the reference works to a document that is no longer valid. Records may keep it: they state what
    was valid at the time. A document with translations is obsolete when all of them are.

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
    obsolete = obsolete_documents(workspace)
    for entity in workspace.of(Entity) if obsolete else ():
        retired = isinstance(entity, Document) and entity.status is DocumentStatus.OBSOLETE
        if retired or isinstance(entity, RECORDS):
            continue
        for route, name in entity.linked():
            if name in obsolete:
                yield Flaw(entity.at(*route), f"{name} is obsolete", "name the document that replaces it")
        if isinstance(entity, Document) and not obsolete.keys().isdisjoint(entity.possible_paths()):
            for link, path in entity.local_links():
                if path and path in obsolete:
                    message = f"this link leads to {obsolete[path].id}, which is obsolete"
                    yield Flaw(entity.in_text(link.span, link.target), message, "link to the document that replaces it")
