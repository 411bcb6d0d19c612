"""A period without a record."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.evidence.calendar import to_type
from isokit.analysis.evidence.series import Tally, series_of, times_of
from isokit.model.rule import ERROR, WARNING, Flaw, rule
from isokit.workspace.workspace import Workspace


@rule("EVD201", WARNING, "iso9001/9.1.1", "iso14001/9.1.1", "iso27001/9.1")
def period_without_record(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A series of records has no record for a period that has ended.

    Records with `every` and `period` form a series if they have the same type, clauses and sites, and titles that
    differ only in their date. isokit divides the organization's year into periods of that length and expects a record
    for each, in the current and the previous year. The year begins in January, or in the month set by `organization:
    {year_begins: 4}` in isokit.yaml. A record counts for the period in which its own period ends, and for every period
    that its own covers completely. No record is expected before the first one of the series, and a last record without
    `every` ends the series.

    A record is due 30 days after its period ends, and at the latest when the next period ends. With `evidence:
    {fail: 14 days}` in isokit.yaml, it is due after 14 days, and a missing record is an error. `isokit gap` reports
    the same for a clause that expects such a record, as long as the period lies in the clause's time window.

    Wrong:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review, Q1 2026
    type: access-review
    collected: 2026-04-03
    period: {from: 2026-01-01, to: 2026-03-31}
    every: 3 months  # EVD201
    ```

    ```yaml evidence/EVD-002.yaml
    id: EVD-002
    title: Access review, Q3 2026
    type: access-review
    collected: 2026-10-02
    period: {from: 2026-07-01, to: 2026-09-30}
    every: 3 months
    ```

    Right:

    ```yaml evidence/EVD-001.yaml
    id: EVD-001
    title: Access review, Q3 2026
    type: access-review
    collected: 2026-10-02
    period: {from: 2026-07-01, to: 2026-09-30}
    every: 3 months
    ```
    """
    severity = ERROR if workspace.criteria.settings.evidence.fail else WARNING
    times = times_of(workspace, today)
    for series in series_of(workspace).values():
        for tally in series.lacking(times):
            slot = tally.missing[0]
            record = series.before(slot.start)
            cure = f"collect the record: {to_type(record, slot)}"
            yield Flaw(record.at("every"), f"{series.name}: {_missing(tally)}", cure, severity)


def _missing(tally: Tally) -> str:
    return str(tally) if tally.expected > 1 else f"there is no record of {tally.missing[0]}"
