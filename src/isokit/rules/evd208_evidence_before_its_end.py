"""A record collected before its period ended."""

from collections.abc import Iterator
from datetime import date

from isokit.model.evidence import Evidence
from isokit.model.rule import WARNING, Flaw, rule


@rule("EVD208", WARNING, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def evidence_before_its_end(record: Evidence, today: date) -> Iterator[Flaw]:
    """A record was collected before its period had ended.

    It cannot cover the rest of the period. Either the date is wrong, or the record covers a shorter period. If the
    end of the period is in the future, EVD107 reports it.

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
        yield Flaw(record.at("collected"), message, "correct the date, or the end of the period")
