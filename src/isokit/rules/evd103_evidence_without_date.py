"""A record of nobody knows when."""

from collections.abc import Iterator

from isokit.model.evidence import Evidence
from isokit.model.finding import Flaw
from isokit.rules.rule import ERROR, rule


@rule("EVD103", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def evidence_without_date(record: Evidence) -> Iterator[Flaw]:
    """A record says neither when it was collected nor what period it speaks of.

    Without a date nobody can tell whether it still counts, so it counts for nothing.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001  # EVD103
    title: Calibration of gauge 3
    type: calibration-record
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Calibration of gauge 3
    type: calibration-record
    collected: 2026-05-06
    ```
    """
    if record.dated is None and not record.flawed:
        yield Flaw(record.at("id"), f"{record.id} has no date", "add collected: YYYY-MM-DD, or period: {from, to}")
