"""The evidence that is due: records that are missing, to be collected, expired or about to expire."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from isokit.analysis.evidence.periods import CalendarPeriod, year_of
from isokit.analysis.evidence.series import Series, State, Times, replaced, series_of, times_of
from isokit.model.evidence import Evidence
from isokit.workspace.workspace import Workspace


class DueState(StrEnum):
    """Why a record is due. What is missing or expired is overdue; what is to come cannot be collected yet."""

    MISSING = "missing"
    EXPIRED = "expired"
    DUE = "due"
    EXPIRES = "expires"
    TO_COME = "to come"


STATES = {State.MISSING: DueState.MISSING, State.DUE: DueState.DUE, State.TO_COME: DueState.TO_COME}
"""The states of periods that still need a record."""


class Due(NamedTuple):
    """A record to be collected, and the last day on which it is in time.

    `record` is the one it follows or replaces, `period` the part of the year it is for.
    """

    day: date
    state: DueState
    record: Evidence
    period: CalendarPeriod | None = None

    @property
    def name(self) -> str:
        return self.record.bare_title or self.record.title

    @property
    def command(self) -> str:
        return to_type(self.record, self.period)


def to_type(record: Evidence, period: CalendarPeriod | None = None) -> str:
    option = f" --period {period.start}..{period.end}" if period else ""
    return f"isokit evidence new --like {shlex.quote(record.id)}{option}"


def due(workspace: Workspace, today: date, until: date) -> list[Due]:
    """Everything that is overdue or due by a day, in the order of these days."""
    times = times_of(workspace, today)
    by_period = (found for series in series_of(workspace).values() for found in _periods(series, times, until))
    found = [*by_period, *_expiring(workspace, times, until)]
    return sorted(found, key=lambda each: (each.day, each.name, each.record.id, each.record.path))


def soon(workspace: Workspace, today: date, until: date) -> Iterator[Due]:
    """What may be collected now and is not overdue, unordered. Much quicker than `due`."""
    times = times_of(workspace, today)
    for series in series_of(workspace).values():
        for period in (period for year in times.years for period in series.awaited(year, times)):
            if (day := series.due(period, times)) <= until:
                yield Due(day, DueState.DUE, series.before(period.start), period)
    yield from (found for found in _expiring(workspace, times, until) if found.state is DueState.EXPIRES)


def undetermined(workspace: Workspace) -> list[Series]:
    """Series for which nothing can be computed, since one of their records cannot be read in full."""
    return [series for series in series_of(workspace).values() if series.incomplete and series.newest.by_period]


def _periods(series: Series, times: Times, until: date) -> Iterator[Due]:
    year, last = times.years[0], year_of(until, times.begins)
    while series.every and year.first <= last.first:
        for planned in series.planned(year, times, until):
            if state := STATES.get(planned.state):
                yield Due(planned.due, state, series.before(planned.period.start), planned.period)
        if year.last == date.max:
            return
        year = year_of(year.last + timedelta(days=1), times.begins)


def _expiring(workspace: Workspace, times: Times, until: date) -> Iterator[Due]:
    for record in workspace.of(Evidence):
        expires = None if record.by_period else record.expires(grace=times.grace)
        if expires and expires <= until and not replaced(record, workspace, times.today):
            yield Due(expires, DueState.EXPIRED if expires < times.today else DueState.EXPIRES, record)
