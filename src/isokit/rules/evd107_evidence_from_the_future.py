"""A record of what has not happened yet."""

from collections.abc import Iterator
from datetime import date

from isokit.model.evidence import Evidence
from isokit.model.finding import Flaw
from isokit.model.rule import ERROR, rule


@rule("EVD107", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def evidence_from_the_future(record: Evidence, today: date) -> Iterator[Flaw]:
    """A record was collected on a day still to come, or speaks of a period that has not ended.

    Nobody can show today what happens tomorrow. Either the date is a slip, or the record was prepared in
    advance; then it waits until it is true.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review, fourth quarter of 2026
    type: access-review
    collected: 2026-11-20
    period: {from: 2026-10-01, to: 2026-12-31}  # EVD107
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review, third quarter of 2026
    type: access-review
    collected: 2026-10-04
    period: {from: 2026-07-01, to: 2026-09-30}
    ```
    """
    for route, what, day in record.to_come(today):
        yield Flaw(record.at(*route), f"{record.id} is {what} {day}, still to come", "correct the date")
