"""An obsolete document whose retention period has ended."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.documents.control import retention_of
from isokit.model.document import Document
from isokit.model.history import History
from isokit.model.rule import NOTE, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("DOC208", NOTE, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def retention_ended(document: Document, workspace: Workspace, history: History, today: date) -> Iterator[Flaw]:
    """The retention period of an obsolete document has ended.

    `retention` states how long a document is kept once it is obsolete, counted from the commit that made it obsolete.
    If git's history does not reach that far, the period starts on the latest date in the document itself. That may be
    too early, so check before you delete the document.

    A deleted file stays in the git history and in every clone. Information that must be erased at some point, above all
    personal data, must never be committed to git; records refer to it by `location`.

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
    message = f"the retention period of {document.id} ended {found.end}, counted from {found.start}"
    basis = "" if found.known else ", the latest date in it: git does not show when it became obsolete"
    yield Flaw(document.at("retention"), message + basis, "delete the file, or extend retention:")
