"""An obsolete document that need not be kept any longer."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.documents.retention import retention_of
from isokit.model.document import Document
from isokit.model.finding import Flaw
from isokit.model.history import History
from isokit.rules.rule import NOTE, rule
from isokit.workspace.workspace import Workspace


@rule("DOC208", NOTE, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def retention_ended(document: Document, workspace: Workspace, history: History, today: date) -> Iterator[Flaw]:
    """The retention of an obsolete document has ended.

    `retention` says how long a document is kept once it is obsolete. It counts from the day of the commit that made
    it obsolete. Where git's history does not reach that far, it counts from the last day the document itself names:
    its approval, its last review, or when it took effect. That is too early rather than too late, so look before
    you delete.

    git's history does not forget: a file that is deleted is gone from the tree, and stays in every commit and every
    clone that had it. That is fine for procedures. What has to vanish one day, personal data above all, never
    belongs into git; records name it by `location`.

    Wrong:

    ```markdown procedures/tarring.md
    ---
    id: PRO-002
    title: Tarring
    status: obsolete
    approved: {by: quality-manager, on: 2014-05-02}
    retention: 10 years  # DOC208
    ---
    One coat of tar.
    ```
    """
    found = retention_of(document, history.past, workspace.settings)
    if found is None or found.end >= today:
        return
    message = f"the retention of {document.id} ended {found.end}, counted from {found.start}"
    told = "" if found.known else ", the last day it names: git does not tell when it became obsolete"
    yield Flaw(document.at("retention"), message + told, "delete the file, or keep it longer and say so in retention")
