"""The evidence calendar of the organization's year: each series by its periods, then single records, then what is due.

Git is not asked, so that the same files give the same calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from isokit.analysis.evidence.calendar import due, undetermined
from isokit.analysis.evidence.series import PeriodStatus, Series, State, Times, replaced, series_of, times_of
from isokit.model.evidence import Evidence
from isokit.model.scalar import TimeSpan
from isokit.run import Run
from isokit.schemas.base import fill
from isokit.schemas.evidence import DueRecord, NamedPeriod, Record, due_record, named_period
from isokit.schemas.evidence import record as record_of

AHEAD = TimeSpan(months=3)
"""How far ahead the calendar lists what is due."""
EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The organization's year."""

    name: str
    from_: date
    to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSlot(NamedPeriod):
    """A period of a series, and the records of it."""

    state: State
    due: date
    """The last day on which its record is on time."""
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSeries:
    """A record that is needed again for each month, quarter or half-year."""

    title: str
    type: str | None
    owner: str | None
    every: str
    """The interval: `3 months`."""
    clauses: tuple[str, ...]
    tally: str
    """How many periods of the year have a record, in words."""
    slots: tuple[CalendarSlot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleRecord(Record):
    """A record that belongs to no series, the newest of those that replace each other."""

    until: date | None
    """The last day on which it is valid."""
    state: str
    """`in date`, `expired`, `to come` or `no date`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The records of evidence, and when the next ones are due."""

    year: Year
    until: date
    """The last day of what is listed as due."""
    missing: int
    """How many periods have no record in time."""
    expired: int
    """How many single records have expired."""
    series: tuple[CalendarSeries, ...]
    unknown: tuple[str, ...]
    """Titles of series of which a record cannot be read in full."""
    single: tuple[SingleRecord, ...]
    due: tuple[DueRecord, ...]


def calendar_of(run: Run) -> Calendar:
    """The calendar of the organization's year in which the run's day lies."""
    workspace = run.workspace
    times, until = times_of(workspace, run.today), AHEAD.after(run.today)
    series = tuple(_series(each, times) for each in _in_order(run) if each.every)
    single = tuple(_single(record, times) for record in _single_records(run))
    return Calendar(
        year=Year(name=times.year.name, from_=times.year.first, to=times.year.last),
        until=until,
        missing=sum(slot.state is State.MISSING for each in series for slot in each.slots),
        expired=sum(each.state == EXPIRED for each in single),
        series=series,
        unknown=tuple(each.name for each in undetermined(workspace)),
        single=single,
        due=tuple(due_record(each, run.today) for each in due(workspace, run.today, until)),
    )


def _in_order(run: Run) -> list[Series]:
    return sorted(series_of(run.workspace).values(), key=lambda series: (series.name, series.newest.id))


def _series(series: Series, times: Times) -> CalendarSeries:
    newest = series.newest
    return fill(
        CalendarSeries,
        newest,
        title=series.name,
        every=str(series.every),
        tally=str(series.tally(times.year, times)),
        slots=tuple(_slot(each) for each in series.planned(times.year, times)),
    )


def _slot(planned: PeriodStatus) -> CalendarSlot:
    records = tuple(sorted({record.id for record in planned.records}))
    period = named_period(planned.period)
    return fill(CalendarSlot, period, state=planned.state, due=planned.due, records=records)


def _single_records(run: Run) -> Iterator[Evidence]:
    """The records of no series with periods that no newer one replaces, in the order of their ids."""
    by_period = {record for series in series_of(run.workspace).values() if series.every for record in series.records}
    for record in sorted(run.workspace.of(Evidence), key=lambda record: (record.id, record.path)):
        if record not in by_period and not replaced(record, run.workspace, run.today):
            yield record


def _single(record: Evidence, times: Times) -> SingleRecord:
    expires = record.expires(grace=times.grace)
    return record_of(SingleRecord, record, until=expires, state=_state(record, expires, times.today))


def _state(record: Evidence, expires: date | None, today: date) -> str:
    if record.dated is None:
        return "no date"
    if record.dated > today:
        return "to come"
    return EXPIRED if expires and expires < today else "in date"
