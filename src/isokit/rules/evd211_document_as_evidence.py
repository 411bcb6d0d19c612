"""A document used as evidence of an activity."""

from collections.abc import Iterator

from isokit.analysis.evidence.attachments import documents_and_records
from isokit.model.evidence import Evidence
from isokit.model.rule import WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("EVD211", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def document_as_evidence(record: Evidence, workspace: Workspace) -> Iterator[Flaw]:
    """A file of a record is a document of the tree, or a record.

    The approval of a procedure is not evidence that it is followed, and a record cannot be evidence for itself or
    another record. Attach what the activity produced, and name the document it supports under `documents`. `isokit gap`
    does not count a record that has no other file.

    Wrong:

    ```markdown procedures/restoring.md
    ---
    id: PRO-004
    title: Restoring backups
    status: draft
    owner: it-manager
    ---
    Once a year, restore the whole database.
    ```

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Restoring, 2026
    type: backup-restore-test
    collected: 2026-05-06
    files:
      - path: procedures/restoring.md  # EVD211
        sha256: b3e4ab1bda0472023faf00dc0b2b728834abe8a41c5b23928a914cd6d5a30143
    ```

    Right:

    ```markdown procedures/restoring.md
    ---
    id: PRO-004
    title: Restoring backups
    status: draft
    owner: it-manager
    ---
    Once a year, restore the whole database.
    ```

    ```text evidence/restored.txt
    4,812 of 4,812 rows.
    ```

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Restoring, 2026
    type: backup-restore-test
    collected: 2026-05-06
    documents: [PRO-004]
    files:
      - path: evidence/restored.txt
        sha256: 2d062205030fa8b393559ab503dfbed9b1bde1f808a491472bb1904f3196d89c
    ```
    """
    for index, file in enumerate(record.files):
        if name := documents_and_records(workspace).get(file.path):
            message = f"{record.id}: the file {file.path} is {name}, which is not evidence of an activity"
            cure = "attach what the activity produced, such as a list, a report or a picture"
            yield Flaw(record.at("files", index, "path"), message, cure)
