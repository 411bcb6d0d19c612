"""The meaning of texts in a file: days, numbers, yes and no, durations, each with an exact grammar.

The YAML reader gives text only, and pydantic's own conversions accept too much (`1_000`, `t`, timestamps).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator

WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
DURATION = re.compile(r"([1-9]\d{0,2}) (day|week|month|year)s?", re.ASCII)
YES_NO = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A span of calendar time: so many months, or so many days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """This span later; the last day of the month where the month is shorter, never after the year 9999."""
        month = day.month - 1 + self.months
        year = day.year + month // 12
        if year > date.max.year:
            return date.max
        later = date(year, month % 12 + 1, min(day.day, _length(year, month % 12 + 1)))
        return later + min(timedelta(days=self.days), date.max - later)

    def __str__(self) -> str:
        count, unit = (self.months, "month") if self.months else (self.days, "day")
        return f"{count} {unit}" + ("" if count == 1 else "s")


@lru_cache(maxsize=1 << 12)
def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _day(value: object) -> date:
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-" or value[7] != "-":
        raise ValueError("not a date; write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value} is not a valid date") from None


def day_in(text: str) -> date | None:
    try:
        return _day(text)
    except ValueError:
        return None


def _whole(value: object) -> int:
    if not isinstance(value, str) or not WHOLE.fullmatch(value):
        raise ValueError("not a whole number")
    return int(value)


def _number(value: object) -> float:
    if not isinstance(value, str) or not NUMBER.fullmatch(value):
        raise ValueError("not a number; write it with a point and without units, like 97.5")
    return float(value)


def _yes_no(value: object) -> bool:
    if not isinstance(value, str) or value not in YES_NO:
        raise ValueError("write true or false")
    return YES_NO[value]


def _duration(value: object) -> TimeSpan:
    match = DURATION.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise ValueError("not a duration; write it like 90 days, 12 months or 1 year")
    count = int(match[1])
    if match[2] in ("day", "week"):
        return TimeSpan(days=count * (7 if match[2] == "week" else 1))
    return TimeSpan(months=count * (12 if match[2] == "year" else 1))


def span_in(text: str) -> TimeSpan | None:
    try:
        return _duration(text)
    except ValueError:
        return None


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Day = Annotated[date, PlainValidator(_day)]
Whole = Annotated[int, PlainValidator(_whole)]
Number = Annotated[float, PlainValidator(_number)]
YesNo = Annotated[bool, PlainValidator(_yes_no)]
Duration = Annotated[TimeSpan, PlainValidator(_duration)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
"""A list of texts; a single text stands for a list of one."""
