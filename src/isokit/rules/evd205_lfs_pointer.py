"""A Git LFS pointer in place of a file."""

from collections.abc import Iterator

from isokit.analysis.evidence.attachments import about_pointer, pointer
from isokit.model.evidence import AttachedFile, Evidence
from isokit.model.rule import NOTE, WARNING, Flaw, rule
from isokit.workspace.inventory import Inventory


@rule("EVD205", WARNING, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def lfs_pointer(record: Evidence, inventory: Inventory) -> Iterator[Flaw]:
    """A file of a record is not available: a Git LFS pointer stands in its place.

    A pointer is a short text with the size and the SHA-256 of a file kept elsewhere. isokit fetches nothing, so the
    record cannot be inspected. If the record was sealed with the hash in the pointer, it is at least the same file, and
    the finding is a note. Staged files and old revisions always hold pointers.

    Wrong:

    ```text evidence/gauge-3.pdf
    version https://git-lfs.github.com/spec/v1
    oid sha256:f9aa96148317f514bb300f4dd66e80b0a6a8480f13544152092a5957d6606c60
    size 48213
    ```

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Calibration of gauge 3, 2026
    type: calibration-record
    collected: 2026-05-06
    files:
      - path: evidence/gauge-3.pdf  # EVD205
    ```

    Right:

    ```text evidence/gauge-3.txt
    0.00 mm
    ```

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Calibration of gauge 3, 2026
    type: calibration-record
    collected: 2026-05-06
    files:
      - path: evidence/gauge-3.txt
        sha256: f9aa96148317f514bb300f4dd66e80b0a6a8480f13544152092a5957d6606c60
    ```
    """
    for index, file in enumerate(record.files):
        if oid := pointer(file, inventory):
            yield _flaw(record, index, file, oid)


def _flaw(record: Evidence, index: int, file: AttachedFile, pointer: str) -> Flaw:
    cure = "fetch it with git lfs pull" + ("" if file.sealed else f", then isokit evidence seal {record.id}")
    message = f"{record.id}: {about_pointer(file, pointer)}"
    return Flaw(record.at("files", index, "path"), message, cure, NOTE if file.sealed == pointer else WARNING)
