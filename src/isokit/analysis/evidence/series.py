"""Series of evidence: the records of one recurring need, and how the periods of a year that expect one stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, partial
from typing import NamedTuple

from isokit.analysis.evidence.attachments import hollow
from isokit.analysis.evidence.periods import CalendarPeriod, Year, edges, periods, units, year_of
from isokit.model.evidence import Evidence, due_after
from isokit.model.scalar import TimeSpan
from isokit.text.words import few
from isokit.workspace.workspace import Workspace, derived

Key = tuple[object, ...]
"""What the records of one series have in common."""
MOST_NAMED = 6
"""Missing periods that are named; of more, only the number is said."""


class State(StrEnum):
    """How a period stands: before the first record, with one, still to end, over and in time, or too late.

    A period whose records have nothing behind them cannot be shown to anybody.
    """

    BEFORE = "before it began"
    THERE = "there"
    UNSHOWN = "cannot be shown"
    RUNNING = "to come"
    DUE = "due"
    MISSING = "missing"


class Times(NamedTuple):
    """What periods are judged by: the day, how long a record may take, and the month with which the year begins."""

    today: date
    grace: TimeSpan
    begins: int = 1

    @property
    def year(self) -> Year:
        """The year of the day."""
        return year_of(self.today, self.begins)

    @property
    def years(self) -> tuple[Year, ...]:
        """The year before and the year of the day."""
        before = year_of(self.year.first - timedelta(days=1), self.begins) if self.year.first > date.min else None
        return (before, self.year) if before else (self.year,)


class PeriodStatus(NamedTuple):
    """A period of a series: how it stands, the last day its record is in time, and the records it has."""

    period: CalendarPeriod
    state: State
    due: date
    records: tuple[Evidence, ...]


class Tally(NamedTuple):
    """How many periods of a year are there, of those whose records are due by now; and which are missing.

    `unshown` are those with records that have nothing behind them. `complete` says that nothing more of the year is to
    come.
    """

    year: Year
    every: TimeSpan
    there: int
    missing: tuple[CalendarPeriod, ...]
    unshown: tuple[CalendarPeriod, ...]
    complete: bool

    @property
    def expected(self) -> int:
        """How many there should be."""
        return self.there + len(self.missing) + len(self.unshown)

    def __str__(self) -> str:
        """`3 of 4 quarters of 2026; Q3 (2026-07-01 to 2026-09-30) missing`; and what cannot be shown."""
        unit = units(self.every) if self.expected != 1 else units(self.every).removesuffix("s")
        counted = f"{self.there} of {self.expected} {unit} of {self.year.name}"
        rest = f"; {named(self.missing)} missing" if self.missing else ""
        rest += f"; {named(self.unshown)} cannot be shown" if self.unshown else ""
        return counted + ("" if self.complete else " so far") + rest


@dataclass(frozen=True, eq=False)
class Series:
    """The dated records of one recurring need, oldest first. `incomplete` where one of them cannot be read in full.

    `hollow` says of a record whether there is nothing behind it. A series is compared by identity, as its records are.
    """

    records: tuple[Evidence, ...]
    hollow: Callable[[Evidence], bool]
    incomplete: bool = False
    _tallies: dict[Times, tuple[Tally, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def newest(self) -> Evidence:
        """The record that says how it goes on: a newest one without `every` ends the series."""
        return self.records[-1]

    @property
    def name(self) -> str:
        """What its records are called but for their dates."""
        return self.newest.bare_title or self.newest.title

    @cached_property
    def every(self) -> TimeSpan | None:
        """The interval of its periods; None where it has none, since its records do not speak of periods.

        It is that of the newest record that speaks of one, unless a newer one says that the need recurs no more.
        """
        if self.incomplete or self.newest.every is None:
            return None
        return next((record.every for record in reversed(self.records) if record.by_period), None)

    @cached_property
    def begun(self) -> date:
        """The first day any of its records speaks of."""
        days = (record.period.start or record.dated for record in self.records)
        return min(day for day in days if day)

    @cached_property
    def _days(self) -> list[date]:
        return [record.dated for record in self.records if record.dated]

    def covered(self, year: Year, today: date) -> Iterator[tuple[int, Evidence]]:
        """The periods of a year that have a record, by number.

        A record counts for the period in which its period ends, and for each that lies in its period as a whole.
        """
        starts, ends = edges(year, self.every) if self.every else ([], [])
        for record in self.records if starts else ():
            if record.dated is None or record.dated > today:
                continue
            whole = _whole(record, starts, ends)
            yield from ((index, record) for index in whole)
            index = bisect_right(starts, record.dated) - 1
            if index >= 0 and record.dated <= year.last and index not in whole:
                yield index, record

    def planned(self, year: Year, times: Times, until: date = date.max) -> Iterator[PeriodStatus]:
        """Each period of a year whose record is due by a day, and how it stands."""
        cut = periods(year, self.every) if self.every else ()
        wanted = [index for index, period in enumerate(cut) if self.due(period, times) <= until]
        found: dict[int, list[Evidence]] = defaultdict(list)
        for index, record in self.covered(year, times.today) if wanted else ():
            found[index].append(record)
        for index in wanted:
            state = self._shown(found[index]) if index in found else self._state(cut[index], times)
            yield PeriodStatus(cut[index], state, self.due(cut[index], times), tuple(found.get(index, ())))

    def due(self, period: CalendarPeriod, times: Times) -> date:
        """The last day on which the record of a period is in time."""
        assert self.every
        return due_after(period.end, self.every, times.grace)

    def tally(self, year: Year, times: Times) -> Tally:
        """What is there and what is missing in a year."""
        assert self.every
        cut = periods(year, self.every)
        there, shown = self._covered(year, times.today)
        begun, overdue = bisect_left(edges(year, self.every)[0], self.begun), self._overdue(year, times)
        missing = tuple(cut[index] for index in range(begun, overdue) if index not in there)
        unshown = tuple(cut[index] for index in sorted(there - shown))
        complete = len(there | {*range(overdue)}) == len(cut)
        return Tally(year, self.every, len(shown), missing, unshown, complete)

    def tallies(self, times: Times) -> tuple[Tally, ...]:
        """What is there and what is missing in the year before and that of the day."""
        if times not in self._tallies:
            self._tallies[times] = tuple(self.tally(year, times) for year in times.years if self.every)
        return self._tallies[times]

    def lacking(self, times: Times) -> Iterator[Tally]:
        """The years, of these two, in which periods are missing."""
        return (tally for tally in self.tallies(times) if tally.missing)

    def _covered(self, year: Year, today: date) -> tuple[set[int], set[int]]:
        """The periods that have a record, by number, and those of them that have one with something behind it."""
        there, shown = set[int](), set[int]()
        for index, record in self.covered(year, today):
            there.add(index)
            if index not in shown and not self.hollow(record):
                shown.add(index)
        return there, shown

    def _shown(self, records: Iterable[Evidence]) -> State:
        return State.UNSHOWN if all(map(self.hollow, records)) else State.THERE

    def wanted(self, times: Times) -> CalendarPeriod | None:
        """The period whose record is to be made next: the first that is missing, else the first that is over."""
        missing = (period for tally in self.lacking(times) for period in tally.missing)
        awaited = (period for year in times.years for period in self.awaited(year, times))
        return next(missing, None) or next(awaited, None)

    def awaited(self, year: Year, times: Times) -> Iterator[CalendarPeriod]:
        """The periods of a year that are over, have no record, and whose records would still be in time."""
        cut = periods(year, self.every) if self.every else ()
        over = range(self._overdue(year, times), bisect_left([period.end for period in cut], times.today))
        there = {index for index, _ in self.covered(year, times.today)} if over else set[int]()
        yield from (cut[index] for index in over if index not in there and cut[index].start >= self.begun)

    def _overdue(self, year: Year, times: Times) -> int:
        """How many periods, from the first, are over for so long that their records are due."""
        if self.every is None:
            return 0
        cut, over = periods(year, self.every), bisect_left(edges(year, self.every)[1], times.today)
        while over and self.due(cut[over - 1], times) >= times.today:
            over -= 1
        return over

    def before(self, day: date) -> Evidence:
        """The last record that speaks of the time before a day; the first one where none does."""
        return self.records[max(bisect_left(self._days, day) - 1, 0)]

    def _state(self, period: CalendarPeriod, times: Times) -> State:
        """How a period without a record stands."""
        if period.start < self.begun:
            return State.BEFORE
        if period.end >= times.today:
            return State.RUNNING
        return State.MISSING if self.due(period, times) < times.today else State.DUE


def _whole(record: Evidence, starts: Sequence[date], ends: Sequence[date]) -> range:
    """The periods that lie within the period of a record."""
    if not record.period.start or not record.period.end:
        return range(0)
    return range(bisect_left(starts, record.period.start), bisect_right(ends, record.period.end))


@derived
def _records_by_series(workspace: Workspace) -> dict[Key, list[Evidence]]:
    found: dict[Key, list[Evidence]] = defaultdict(list)
    for record in workspace.of(Evidence):
        found[record.series].append(record)
    return found


@derived
def series_of(workspace: Workspace) -> dict[Key, Series]:
    """The series of dated records, by what the records of each have in common."""
    nothing_behind = partial(hollow, workspace=workspace)
    grouped = _records_by_series(workspace).items()
    return {key: series for key, members in grouped if (series := one_series(members, nothing_behind))}


def one_series(records: Iterable[Evidence], hollow: Callable[[Evidence], bool]) -> Series | None:
    """Some records as one series; None where none of them has a date."""
    known = tuple(records)
    dated = sorted((record for record in known if record.dated), key=lambda record: record.dated or date.min)
    return Series(tuple(dated), hollow, any(record.flawed for record in known)) if dated else None


def replaced(record: Evidence, workspace: Workspace, today: date) -> bool:
    """Whether a newer record of the same series takes the place of this one; not one that is still to come."""
    dates = (newer.dated for newer in _records_by_series(workspace)[record.series] if newer is not record)
    return record.dated is not None and any(newer and record.dated < newer <= today for newer in dates)


def times_of(workspace: Workspace, today: date) -> Times:
    """What the periods of series are judged by on a day."""
    grace = workspace.criteria.settings.evidence.grace
    return Times(today, grace, workspace.settings.organization.year_begins)


def named(missing: Sequence[CalendarPeriod]) -> str:
    """Some periods by name and days, and how many more there are."""
    return few(missing, MOST_NAMED)
