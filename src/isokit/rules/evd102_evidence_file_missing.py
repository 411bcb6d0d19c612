"""A record whose file is missing."""

from collections.abc import Iterator

from isokit.analysis.evidence.attachments import absence
from isokit.model.evidence import Evidence
from isokit.model.rule import ERROR, Flaw, rule
from isokit.workspace.inventory import Inventory


@rule("EVD102", ERROR, "iso9001/7.5.3.2", "iso14001/7.5.3", "iso27001/7.5.3")
def evidence_file_missing(record: Evidence, inventory: Inventory) -> Iterator[Flaw]:
    """A record names a file that is not in the tree.

    Evidence has to be available. Paths start at the root of the tree and use /; those that lead out of the tree, or are
    not valid on every system, are refused. A record that must not be in git, such as a personnel file, has a `location`
    instead: a system, the reference there, and who checked it when.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Calibration of gauge 3, 2026
    type: calibration-record
    collected: 2026-05-06
    files:
      - path: evidence/gauge-3.pdf  # EVD102
      - path: ../scans/gauge-3.pdf  # EVD102
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Calibration of gauge 3, 2026
    type: calibration-record
    collected: 2026-05-06
    location: {system: calibration laboratory portal, reference: certificate 2026-118}
    ```
    """
    for index, file in enumerate(record.files):
        if reason := absence(file, inventory):
            cure = "add the file, or correct the path"
            yield Flaw(record.at("files", index, "path"), f"{record.id}: {reason}", cure)
