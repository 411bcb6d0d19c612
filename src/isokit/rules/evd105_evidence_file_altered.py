"""Evidence that is no longer what it was."""

from collections.abc import Iterator

from isokit.analysis.evidence.attachments import alteration
from isokit.model.evidence import Evidence
from isokit.model.finding import Flaw
from isokit.model.rule import ERROR, rule
from isokit.workspace.inventory import Inventory


@rule("EVD105", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def evidence_file_altered(record: Evidence, inventory: Inventory) -> Iterator[Flaw]:
    """A file of a record does not have the SHA-256 that the record says.

    Records are protected from unintended alteration. The hash was true when the record was made; now the
    file is another one, or was saved anew by a program that changed it. A hash that cannot be compared is
    said as well. Of a pointer of Git LFS, it is the file it leads to that counts (EVD205). `isokit evidence seal`
    writes the hashes, and `isokit evidence verify` compares them all.

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
    cure = "restore the file from git, or collect the record anew with its new hash"
    for index, file in enumerate(record.files):
        if reason := alteration(file, inventory):
            yield Flaw(record.at("files", index, "sha256"), f"{record.id}: {reason}", cure)
