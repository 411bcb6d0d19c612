"""A record older than the latest change of the document it supports."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.evidence.series import replaced
from isokit.analysis.revisions import Revision, revisions
from isokit.model.document import Document
from isokit.model.evidence import Evidence
from isokit.model.history import Commit, History
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("EVD206", WARNING, "iso9001/9.1.1", "iso14001/9.1.1", "iso27001/9.1")
def evidence_before_document_changed(workspace: Workspace, today: date, history: History) -> Iterator[Flaw]:
    """A record is still valid, but the document it supports has changed since.

    A record with `documents: [PRO-004]` shows that PRO-004 is followed. When the title or the text of PRO-004 changes,
    the record has to be reviewed. If it still shows conformity, add `reverified: {by: ROLE, on: DATE}`; if not, collect
    the next record now. Only the newest record of a series is judged, with `every` or `valid_until` and in date. The
    document has to be approved, and git has to know its text on the day of the record.

    Wrong:

    ```markdown procedures/restoring.md 2026-01-10 it@teapot.example
    ---
    id: PRO-004
    title: Restoring backups
    status: draft
    ---
    Once a year, restore one file.
    ```

    ```markdown procedures/restoring.md 2026-09-01 it@teapot.example
    ---
    id: PRO-004
    title: Restoring backups
    status: approved
    approved: {by: it-manager, on: 2026-09-01}
    owner: it-manager
    ---
    Once a year, restore the whole database.
    ```

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Restoring, 2026
    type: backup-restore-test
    collected: 2026-05-06
    every: 12 months
    documents: [PRO-004]  # EVD206
    ```

    Right:

    ```markdown procedures/restoring.md 2026-01-10 it@teapot.example
    ---
    id: PRO-004
    title: Restoring backups
    status: draft
    ---
    Once a year, restore one file.
    ```

    ```markdown procedures/restoring.md 2026-09-01 it@teapot.example
    ---
    id: PRO-004
    title: Restoring backups
    status: approved
    approved: {by: it-manager, on: 2026-09-01}
    owner: it-manager
    ---
    Once a year, restore the whole database.
    ```

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Restoring, 2026
    type: backup-restore-test
    collected: 2026-05-06
    every: 12 months
    documents: [PRO-004]
    reverified: {by: it-manager, on: 2026-09-03}
    ```
    """
    if not history.past.whole:
        return
    known: dict[Document, list[Revision]] = {}
    for record in workspace.of(Evidence):
        for index, document in _supported(record, workspace, today):
            since = record.last_verified
            if since is None or _unchanged(document, since, history):
                continue
            if document not in known:
                known[document] = list(revisions(document, history.past, workspace.settings))
            if commit := _changed(document, known[document], since):
                message = f"{record.id} is dated {since}, and {document.id} has changed since, in {commit.label}"
                cure = f"check that {record.id} still supports it, then add reverified: {{by: ROLE, on: DATE}}"
                yield Flaw(record.at("documents", index), message, cure)


def _supported(record: Evidence, workspace: Workspace, today: date) -> Iterator[tuple[int, Document]]:
    """The approved documents that a current, recurring record supports, with their index."""
    expires = record.expires(grace=workspace.criteria.settings.evidence.grace)
    if expires is None or expires < today or replaced(record, workspace, today):
        return
    for index, name in enumerate(record.documents):
        for entity in workspace.by_id.get(name, ()):
            if isinstance(entity, Document) and entity.in_force(today):
                yield index, entity


def _unchanged(document: Document, since: date, history: History) -> bool:
    """Whether no commit after a day touched the file, so that older revisions need not be read."""
    newest = history.past.last(document.path)
    return newest is None or newest.committed <= since


def _changed(document: Document, past: list[Revision], since: date) -> Commit | None:
    """The first commit after a day that changed the title or text; None if they are the same as on that day."""
    then = next((each.document for each in past if each.commit.committed <= since), None)
    if then is None or then.wording == document.wording:
        return None
    later = (each for each in past if each.commit.committed > since)
    changed = [each.commit for each in later if each.document and each.document.wording != then.wording]
    return changed[-1] if changed else None
