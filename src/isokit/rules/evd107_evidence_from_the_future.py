"""A record dated in the future."""

from collections.abc import Iterator
from datetime import date

from isokit.model.evidence import Evidence
from isokit.model.rule import ERROR, Flaw, rule


@rule("EVD107", ERROR, "iso9001/7.5.2", "iso14001/7.5.2", "iso27001/7.5.2")
def evidence_from_the_future(record: Evidence, today: date) -> Iterator[Flaw]:
    """A record is dated in the future, or its period has not ended.

    Evidence cannot show what has not happened yet. Either the date is a typing error, or the record was prepared in
    advance and has to wait.

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
    for route, what, day in record.future_dates(today):
        yield Flaw(record.at(*route), f"{record.id} is {what} {day}, in the future", "correct the date")
