"""Series of evidence: the records of one recurring need, and the periods of a year that expect one."""

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
"""Missing periods that are named; the others are counted."""


class State(StrEnum):
    """The state of a period: before the first record, recorded, not over yet, due, or missing.

    `HOLLOW` is a period whose records have nothing attached that can be shown.
    """

    BEFORE = "before it began"
    RECORDED = "there"
    HOLLOW = "cannot be shown"
    TO_COME = "to come"
    DUE = "due"
    MISSING = "missing"


class Times(NamedTuple):
    """What periods are judged by: the day, the time a record may take, and the month in which the year begins."""

    today: date
    grace: TimeSpan
    begins: int = 1

    @property
    def year(self) -> Year:
        return year_of(self.today, self.begins)

    @property
    def years(self) -> tuple[Year, ...]:
        before = year_of(self.year.first - timedelta(days=1), self.begins) if self.year.first > date.min else None
        return (before, self.year) if before else (self.year,)


class PeriodStatus(NamedTuple):
    """A period of a series: its state, the last day on which its record is in time, and its records."""

    period: CalendarPeriod
    state: State
    due: date
    records: tuple[Evidence, ...]


class Tally(NamedTuple):
    """The periods of a year whose records are due by now: how many are recorded, and which are missing.

    `hollow` are periods whose records have nothing attached that can be shown. `complete` means that nothing
    more of the year is to come.
    """

    year: Year
    every: TimeSpan
    recorded: int
    missing: tuple[CalendarPeriod, ...]
    hollow: tuple[CalendarPeriod, ...]
    complete: bool

    @property
    def expected(self) -> int:
        return self.recorded + len(self.missing) + len(self.hollow)

    def __str__(self) -> str:
        """`3 of 4 quarters of 2026; Q3 (2026-07-01 to 2026-09-30) missing`; and what cannot be shown."""
        unit = units(self.every) if self.expected != 1 else units(self.every).removesuffix("s")
        counted = f"{self.recorded} of {self.expected} {unit} of {self.year.name}"
        rest = f"; {named(self.missing)} missing" if self.missing else ""
        rest += f"; {named(self.hollow)} cannot be shown" if self.hollow else ""
        return counted + ("" if self.complete else " so far") + rest


@dataclass(frozen=True, eq=False)
class Series:
    """The dated records of one recurring need, oldest first. `incomplete` where one of them cannot be read in full.

    `hollow` tells whether a record has nothing attached that can be shown. Series are compared by identity.
    """

    records: tuple[Evidence, ...]
    hollow: Callable[[Evidence], bool]
    incomplete: bool = False
    _tallies: dict[Times, tuple[Tally, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def newest(self) -> Evidence:
        """The record that decides how the series goes on: without `every`, the series has ended."""
        return self.records[-1]

    @property
    def name(self) -> str:
        """The title of its records without their dates."""
        return self.newest.bare_title or self.newest.title

    @cached_property
    def every(self) -> TimeSpan | None:
        """The interval of its periods; None where its records have no periods.

        It is that of the newest record with a period, unless a newer record ends the series.
        """
        if self.incomplete or self.newest.every is None:
            return None
        return next((record.every for record in reversed(self.records) if record.by_period), None)

    @cached_property
    def start(self) -> date:
        days = (record.period.start or record.dated for record in self.records)
        return min(day for day in days if day)

    @cached_property
    def _days(self) -> list[date]:
        return [record.dated for record in self.records if record.dated]

    def covered(self, year: Year, today: date) -> Iterator[tuple[int, Evidence]]:
        """The periods of a year that have a record, by number.

        A record counts for the period in which its own period ends, and for each that lies wholly in its own.
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
        """The periods of a year whose records are due by a day."""
        cut = periods(year, self.every) if self.every else ()
        wanted = [index for index, period in enumerate(cut) if self.due(period, times) <= until]
        found: dict[int, list[Evidence]] = defaultdict(list)
        for index, record in self.covered(year, times.today) if wanted else ():
            found[index].append(record)
        for index in wanted:
            records = tuple(found.get(index, ()))
            state = self._state(cut[index], records, times)
            yield PeriodStatus(cut[index], state, self.due(cut[index], times), records)

    def due(self, period: CalendarPeriod, times: Times) -> date:
        assert self.every
        return due_after(period.end, self.every, times.grace)

    def tally(self, year: Year, times: Times) -> Tally:
        assert self.every
        cut = periods(year, self.every)
        recorded, intact = self._covered(year, times.today)
        first, overdue = bisect_left(edges(year, self.every)[0], self.start), self._overdue(year, times)
        missing = tuple(cut[index] for index in range(first, overdue) if index not in recorded)
        hollow = tuple(cut[index] for index in sorted(recorded - intact))
        complete = len(recorded | {*range(overdue)}) == len(cut)
        return Tally(year, self.every, len(intact), missing, hollow, complete)

    def tallies(self, times: Times) -> tuple[Tally, ...]:
        if times not in self._tallies:
            self._tallies[times] = tuple(self.tally(year, times) for year in times.years if self.every)
        return self._tallies[times]

    def lacking(self, times: Times) -> Iterator[Tally]:
        return (tally for tally in self.tallies(times) if tally.missing)

    def _covered(self, year: Year, today: date) -> tuple[set[int], set[int]]:
        """The periods with a record, by number, and those of them with a record that can be shown."""
        recorded, intact = set[int](), set[int]()
        for index, record in self.covered(year, today):
            recorded.add(index)
            if index not in intact and not self.hollow(record):
                intact.add(index)
        return recorded, intact

    def wanted(self, times: Times) -> CalendarPeriod | None:
        """The period to record next: the first that is missing, else the first that is over."""
        missing = (period for tally in self.lacking(times) for period in tally.missing)
        awaited = (period for year in times.years for period in self.awaited(year, times))
        return next(missing, None) or next(awaited, None)

    def awaited(self, year: Year, times: Times) -> Iterator[CalendarPeriod]:
        """The periods of a year that are over, have no record, and whose records would still be in time."""
        cut = periods(year, self.every) if self.every else ()
        over = range(self._overdue(year, times), bisect_left([period.end for period in cut], times.today))
        recorded = {index for index, _ in self.covered(year, times.today)} if over else set[int]()
        yield from (cut[index] for index in over if index not in recorded and cut[index].start >= self.start)

    def _overdue(self, year: Year, times: Times) -> int:
        """How many periods, from the first, are over and have had their records due."""
        if self.every is None:
            return 0
        cut, over = periods(year, self.every), bisect_left(edges(year, self.every)[1], times.today)
        while over and self.due(cut[over - 1], times) >= times.today:
            over -= 1
        return over

    def before(self, day: date) -> Evidence:
        """The last record dated before a day; the first record where there is none."""
        return self.records[max(bisect_left(self._days, day) - 1, 0)]

    def _state(self, period: CalendarPeriod, records: Sequence[Evidence], times: Times) -> State:
        if records:
            return State.HOLLOW if all(map(self.hollow, records)) else State.RECORDED
        if period.start < self.start:
            return State.BEFORE
        if period.end >= times.today:
            return State.TO_COME
        return State.MISSING if self.due(period, times) < times.today else State.DUE


def _whole(record: Evidence, starts: Sequence[date], ends: Sequence[date]) -> range:
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
    without_content = partial(hollow, workspace=workspace)
    grouped = _records_by_series(workspace).items()
    return {key: series for key, members in grouped if (series := one_series(members, without_content))}


def one_series(records: Iterable[Evidence], hollow: Callable[[Evidence], bool]) -> Series | None:
    """None where none of the records has a date."""
    known = tuple(records)
    dated = sorted((record for record in known if record.dated), key=lambda record: record.dated or date.min)
    return Series(tuple(dated), hollow, any(record.flawed for record in known)) if dated else None


def replaced(record: Evidence, workspace: Workspace, today: date) -> bool:
    """Whether a newer record of the same series, not dated in the future, takes its place."""
    dates = (newer.dated for newer in _records_by_series(workspace)[record.series] if newer is not record)
    return record.dated is not None and any(newer and record.dated < newer <= today for newer in dates)


def times_of(workspace: Workspace, today: date) -> Times:
    grace = workspace.criteria.settings.evidence.grace
    return Times(today, grace, workspace.settings.organization.year_begins)


def named(missing: Sequence[CalendarPeriod]) -> str:
    return few(missing, MOST_NAMED)
