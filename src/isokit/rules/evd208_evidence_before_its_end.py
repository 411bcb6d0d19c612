"""A record of a whole period made before the period was whole."""

from collections.abc import Iterator
from datetime import date

from isokit.model.evidence import Evidence
from isokit.model.finding import Flaw
from isokit.model.rule import WARNING, rule


@rule("EVD208", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def evidence_before_its_end(record: Evidence, today: date) -> Iterator[Flaw]:
    """A record was collected before the period it speaks of had ended.

    On that day nobody knew yet what the rest of the period would bring. Either the day is wrong, or the record speaks
    of a shorter time. While the end of the period is still to come, EVD107 says so.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review, third quarter of 2026
    type: access-review
    collected: 2026-09-02  # EVD208
    period: {from: 2026-07-01, to: 2026-09-30}
    ```

    Right: on its last day, or later.

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review, third quarter of 2026
    type: access-review
    collected: 2026-09-30
    period: {from: 2026-07-01, to: 2026-09-30}
    ```
    """
    end, collected = record.period.end, record.collected
    if end and collected and collected < end <= today:
        message = f"{record.id} was collected {collected}, before its period ended on {end}"
        yield Flaw(record.at("collected"), message, "correct the day, or the end of the period")
