"""A record whose file has been altered."""

from collections.abc import Iterator

from isokit.analysis.evidence.attachments import alteration
from isokit.model.evidence import Evidence
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.inventory import Inventory


@rule("EVD105", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def evidence_file_altered(record: Evidence, inventory: Inventory) -> Iterator[Flaw]:
    """The SHA-256 of a file differs from the one in its record.

    The hash was correct when the record was sealed; since then, the file has been replaced or saved again. A hash that
    cannot be compared is reported as well. For a Git LFS pointer, the file it points to is compared (EVD205). `isokit
    evidence seal` writes the hashes, and `isokit evidence verify` compares them all.

    Wrong:

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
        sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  # EVD105
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
    cure = "restore the file from git, or collect a new record with the new hash"
    for index, file in enumerate(record.files):
        if reason := alteration(file, inventory):
            yield Flaw(record.at("files", index, "sha256"), f"{record.id}: {reason}", cure)
