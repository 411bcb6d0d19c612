"""A record without a date."""

from collections.abc import Iterator

from isokit.model.evidence import Evidence
from isokit.model.rule import ERROR, WARNING, Flaw, rule


@rule("EVD103", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def evidence_without_date(record: Evidence) -> Iterator[Flaw]:
    """A record does not say when it was collected.

    A record without any date does not count, because its validity cannot be determined. A record with only a
    `period` counts, but whether it was made in time cannot be determined; that is a warning.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001  # EVD103
    title: Calibration of gauge 3
    type: calibration-record
    ```

    ```yaml evidence/EVD-002.yaml
    id: EVD-002
    title: Access review, Q3 2026
    type: access-review
    period: {from: 2026-07-01, to: 2026-09-30}  # EVD103
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
    elif record.collected is None and not record.flawed:
        message = f"{record.id} has no collection date"
        yield Flaw(record.at("period"), message, "add collected: YYYY-MM-DD", WARNING)
