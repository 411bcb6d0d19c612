"""A file without a hash."""

from collections.abc import Iterator

from isokit.analysis.evidence.attachments import absence, pointer
from isokit.model.evidence import Evidence
from isokit.model.rule import NOTE, Flaw, rule
from isokit.workspace.inventory import Inventory


@rule("EVD209", NOTE, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def unsealed_file(record: Evidence, inventory: Inventory) -> Iterator[Flaw]:
    """A file of a record has no SHA-256, so a later alteration would go unnoticed.

    `isokit evidence seal` writes the hash. Files that are not available cannot be sealed; EVD102 and EVD205 report
    those.

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
      - path: evidence/gauge-3.txt  # EVD209
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
        if not file.sealed and not absence(file, inventory) and not pointer(file, inventory):
            message = f"{record.id}: the file {file.path} is not sealed"
            yield Flaw(record.at("files", index, "path"), message, f"run isokit evidence seal {record.id}")
