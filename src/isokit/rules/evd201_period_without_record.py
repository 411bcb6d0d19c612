"""A period nobody recorded."""

from collections.abc import Iterator
from datetime import date

from isokit.analysis.evidence.calendar import to_type
from isokit.analysis.evidence.series import Tally, series_of, times_of
from isokit.model.finding import Flaw
from isokit.model.rule import ERROR, WARNING, rule
from isokit.workspace.workspace import Workspace


@rule("EVD201", WARNING, "iso9001/9.1.1", "iso14001/9.1.1", "iso27001/9.1")
def period_without_record(workspace: Workspace, today: date) -> Iterator[Flaw]:
    """A series of records has none for a period that is over.

    Records that say `every` and the `period` they speak of form a series: they have the same type, clauses and
    sites, and a title that differs only in its date. isokit cuts the organization's year into slots of that length,
    as `every: 3 months` into four quarters, and looks for the record of each, in the year of today and the one
    before. The year begins in January, or with the month of `organization: {year_begins: 4}` in isokit.yaml. A record
    counts for the slot in which its period ends, and for each its period holds as a whole. Nothing is missing from
    before the first record, and a last one without `every` ends the series.

    A record has to be there 30 days after its period has ended, at the latest when the next one ends. With
    `evidence: {fail: 14 days}` in isokit.yaml that time is 14 days, and what is then missing is an error. `isokit gap`
    says the same of a clause that expects such a record, as long as the period lies in what the clause looks at.

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
    title: Access review, Q2 2026
    type: access-review
    collected: 2026-07-03
    period: {from: 2026-04-01, to: 2026-06-30}
    every: 3 months
    ```

    ```yaml evidence/EVD-002.yaml
    id: EVD-002
    title: Access review, Q3 2026
    type: access-review
    collected: 2026-10-02
    period: {from: 2026-07-01, to: 2026-09-30}
    every: 3 months
    ```
    """
    severity = ERROR if workspace.gate.settings.evidence.fail else WARNING
    times = times_of(workspace, today)
    for series in series_of(workspace).values():
        for tally in series.lacking(times):
            slot = tally.missing[0]
            record = series.before(slot.start)
            cure = f"collect it and record it: {to_type(record, slot)}"
            yield Flaw(record.at("every"), f"{series.name}: {_told(tally)}", cure, severity)


def _told(tally: Tally) -> str:
    return str(tally) if tally.expected > 1 else f"there is no record of {tally.missing[0]}"
