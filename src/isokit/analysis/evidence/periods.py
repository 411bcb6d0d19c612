"""The organization's year, and the periods an interval divides it into, without a gap or overlap.

Only whole intervals count; the rest of the year belongs to the last one.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from isokit.model.scalar import TimeSpan, day_in

UNITS = {1: "months", 3: "quarters", 6: "half-years", 12: "years"}
"""The names of intervals of so many months."""
DAYS = {1: "days", 7: "weeks"}
PERIOD = re.compile(
    r"(?P<start>\d{4}-\d\d-\d\d)\.\.(?P<end>\d{4}-\d\d-\d\d)"
    r"|(?:(?P<year>\d{4})-)?(?P<part>[QH])(?P<number>[1-4])"
    r"|(?P<month>\d{4}-\d\d)|(?P<whole>\d{4})",
    re.ASCII,
)
LENGTHS = {"Q": TimeSpan(months=3), "H": TimeSpan(months=6)}
NAMED = tuple(TimeSpan(months=months) for months in UNITS)
"""The intervals whose periods have a name."""


class Year(NamedTuple):
    """A year of the organization: its first and its last day."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """2026, or 2026/27 for one that does not begin in January."""
        return f"{self.first.year}" if self.first.month == 1 else f"{self.first.year}/{(self.first.year + 1) % 100:02}"


class CalendarPeriod(NamedTuple):
    """A part of a year for which a record is expected: its name, its first and its last day."""

    name: str
    start: date
    end: date

    def __str__(self) -> str:
        days = f"{self.start}" if self.start == self.end else f"{self.start} to {self.end}"
        return days if self.name == days else f"{self.name} ({days})"


def year_of(day: date, begins: int = 1) -> Year:
    """Years begin with the first of the month `begins`; they are cut off where the calendar ends."""
    return year_from(day.year - (day.month < begins), begins)


@lru_cache(maxsize=1 << 10)
def year_from(number: int, begins: int = 1) -> Year:
    first = date(number, begins, 1) if number >= date.min.year else date.min
    behind = date(number + 1, begins, 1) if number < date.max.year else None
    return Year(first, behind - timedelta(days=1) if behind and behind > first else date.max)


@lru_cache(maxsize=1 << 10)
def periods(year: Year, every: TimeSpan) -> tuple[CalendarPeriod, ...]:
    """None for an interval longer than the year."""
    starts = [TimeSpan(every.months * n, every.days * n).after(year.first) for n in range(_whole(year, every))]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), year.last]
    cut = enumerate(zip(starts, ends, strict=False))
    return tuple(CalendarPeriod(_name(index, start, end, every), start, end) for index, (start, end) in cut)


@lru_cache(maxsize=1 << 10)
def edges(year: Year, every: TimeSpan) -> tuple[list[date], list[date]]:
    cut = periods(year, every)
    return [period.start for period in cut], [period.end for period in cut]


def _whole(year: Year, every: TimeSpan) -> int:
    """How many whole intervals a year has. It begins with a month and ends with one."""
    first, last = year
    if every.months:
        return ((last.year - first.year) * 12 + last.month - first.month + 1) // every.months
    return ((last - first).days + 1) // every.days


def _name(index: int, start: date, end: date, every: TimeSpan) -> str:
    if every.months == 1:
        return f"{calendar.month_name[start.month]} {start.year}"
    if every.months in (3, 6):
        return f"{'Q' if every.months == 3 else 'H'}{index + 1}"
    if every.months == 12:
        return Year(start, end).name
    return f"{start}" if start == end else f"{start} to {end}"


def units(every: TimeSpan) -> str:
    return (UNITS if every.months else DAYS).get(every.months or every.days, "periods")


def period_in(text: str, today: date, begins: int = 1) -> tuple[date, date] | None:
    """The period a text names: `2026-Q3`, `2026-H1`, `2026-07`, `2026` or `2026-07-01..2026-09-30`; None if none.

    `Q3` without a year is the last one that is over. Years and quarters are those of the organization: `2026` is the
    one that begins in 2026. Months are those of the calendar.
    """
    found = PERIOD.fullmatch(text)
    if found is None:
        return None
    if found["start"]:
        start, end = day_in(found["start"]), day_in(found["end"])
        return (start, end) if start and end and start <= end else None
    if found["month"]:
        first = day_in(f"{found['month']}-01")
        return (first, _last_of(first)) if first else None
    if found["whole"]:
        year = int(found["whole"])
        return year_from(year, begins)[:2] if year else None
    return _part(found, today, begins)


def _last_of(first: date) -> date:
    return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])


def _part(found: re.Match[str], today: date, begins: int) -> tuple[date, date] | None:
    this = year_of(today, begins).first.year
    years = (int(found["year"]),) if found["year"] else (this, this - 1)
    for number in years:
        cut = periods(year_from(number, begins), LENGTHS[found["part"]]) if number >= date.min.year else ()
        period = cut[int(found["number"]) - 1] if int(found["number"]) <= len(cut) else None
        if period and (found["year"] or period.end <= today):
            return period.start, period.end
    return None


def label(start: date, end: date, begins: int = 1) -> str:
    """Q3 2026, May 2026, 2026/27; the first day of a period without a name."""
    year = year_of(start, begins)
    named = (period.name for every in NAMED for period in periods(year, every) if period[1:] == (start, end))
    name = next(named, start.isoformat())
    return f"{name} {year.name}" if name[:1] in LENGTHS else name
