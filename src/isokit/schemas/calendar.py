"""The evidence calendar as plain data, for the report: each series by the periods of the year, then single records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from isokit.analysis.evidence.calendar import due, undetermined
from isokit.analysis.evidence.series import PeriodStatus, Series, Times, replaced, series_of, times_of
from isokit.model.evidence import Evidence
from isokit.model.scalar import TimeSpan
from isokit.run import Run
from isokit.schemas.evidence import Record, due_record, named_period, record_fields
from isokit.schemas.head import Plain, day_plain, head_plain
from isokit.schemas.serialize import plain

AHEAD = TimeSpan(months=3)
"""How far ahead the report lists what is due."""


def calendar_plain(run: Run) -> Plain:
    """What the template of the evidence calendar may use.

    It is of the organization's year in which the day lies. It asks nothing of git, so that the same files give the
    same calendar wherever they lie.
    """
    workspace = run.workspace
    times, until = times_of(workspace, run.today), AHEAD.after(run.today)
    year = times.year
    return {
        **head_plain(run),
        "year": {"name": year.name, "from": year.first.isoformat(), "to": year.last.isoformat()},
        "until": until.isoformat(),
        "series": [_series_plain(series, times) for series in _in_order(run) if series.every],
        "unknown": [series.name for series in undetermined(workspace)],
        "single": [_single_plain(record, times) for record in _single(run)],
        "due": [plain(due_record(each, run.today)) for each in due(workspace, run.today, until)],
    }


def _in_order(run: Run) -> list[Series]:
    """The series by title."""
    return sorted(series_of(run.workspace).values(), key=lambda series: (series.name, series.newest.id))


def _series_plain(series: Series, times: Times) -> Plain:
    newest = series.newest
    return {
        "title": series.name,
        "type": newest.type,
        "owner": newest.owner,
        "every": str(series.every),
        "clauses": list(newest.clauses),
        "tally": str(series.tally(times.year, times)),
        "slots": [_planned_plain(each) for each in series.planned(times.year, times)],
    }


def _planned_plain(planned: PeriodStatus) -> Plain:
    return {
        **plain(named_period(planned.period)),
        "state": planned.state.value,
        "due": planned.due.isoformat(),
        "records": sorted({record.id for record in planned.records}),
    }


def _single(run: Run) -> Iterator[Evidence]:
    """The records of no period that no newer one takes the place of, in the order of their ids."""
    by_period = {record for series in series_of(run.workspace).values() if series.every for record in series.records}
    for record in sorted(run.workspace.of(Evidence), key=lambda record: (record.id, record.path)):
        if record not in by_period and not replaced(record, run.workspace, run.today):
            yield record


def _single_plain(record: Evidence, times: Times) -> Plain:
    expires = record.expires(grace=times.grace)
    return {
        **plain(Record(**record_fields(record))),
        "until": day_plain(expires),
        "state": _state(record, expires, times.today),
    }


def _state(record: Evidence, expires: date | None, today: date) -> str:
    if record.dated is None:
        return "no date"
    if record.dated > today:
        return "to come"
    return "expired" if expires and expires < today else "in date"
