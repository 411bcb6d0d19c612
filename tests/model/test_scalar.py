"""What texts mean as days, numbers, yes and no, and spans of time; and when a span of time is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from isokit.model.scalar import Day, Duration, Number, Texts, TimeSpan, Whole, YesNo

READERS: dict[str, TypeAdapter[Any]] = {
    "day": TypeAdapter(Day),
    "whole": TypeAdapter(Whole),
    "number": TypeAdapter(Number),
    "yes or no": TypeAdapter(YesNo),
    "duration": TypeAdapter(Duration),
    "texts": TypeAdapter(Texts),
}
MEANINGS = [
    ("day", "2026-01-31", date(2026, 1, 31)),
    ("day", "2028-02-29", date(2028, 2, 29)),
    ("day", "0001-01-01", date.min),
    ("day", "9999-12-31", date.max),
    ("whole", "0", 0),
    ("whole", "-12", -12),
    ("whole", "007", 7),
    ("whole", "9" * 15, 10**15 - 1),
    ("number", "97.5", 97.5),
    ("number", "-0.25", -0.25),
    ("number", "8.10", 8.1),
    ("number", "5", 5.0),
    ("yes or no", "true", True),
    ("yes or no", "yes", True),
    ("yes or no", "false", False),
    ("yes or no", "no", False),
    ("duration", "90 days", TimeSpan(days=90)),
    ("duration", "1 day", TimeSpan(days=1)),
    ("duration", "2 weeks", TimeSpan(days=14)),
    ("duration", "12 months", TimeSpan(months=12)),
    ("duration", "1 year", TimeSpan(months=12)),
    ("duration", "999 years", TimeSpan(months=11_988)),
    ("texts", "8.4", ("8.4",)),
    ("texts", ["8.4", "8.5"], ("8.4", "8.5")),
    ("texts", [], ()),
]


@pytest.mark.parametrize(("kind", "text", "meaning"), MEANINGS)
def test_a_text_has_its_meaning(kind: str, text: object, meaning: object) -> None:
    found = READERS[kind].validate_python(text)
    assert found == meaning and type(found) is type(meaning)


DAYS = """
2025-13-01
2026-02-29
2026-02-30
0000-01-01
2026-00-10
2026-1-31
26-01-31
31.01.2026
20260131
2026-W05-6
2026-01-31T00:00:00
2026-01-31 12:00
2026/01/31
٢٠٢٦-٠١-٣١
today
-2026-01-31
2026-01-31\u00a0
"""
WHOLES = """
1_000
1,000
1.0
+1
1e3
0x1F
¹
٣
--1
- 1
t
"""
NUMBERS = """
1_000
97,5
97.5 %
97.5%
1e3
.5
5.
+5
nan
inf
-inf
1.2.3
٣.٥
"""
YES_NO = """
True
NO
Yes
on
off
y
1
0
t
"""
DURATIONS = """
0 days
12
months
12months
12  months
12 Months
a year
1.5 years
-1 year
1000 days
012 months
1 quarter
P1Y
1 year 6 months
"""
MEANINGLESS = {"day": DAYS, "whole": WHOLES, "number": NUMBERS, "yes or no": YES_NO, "duration": DURATIONS}
CASES = [(kind, text) for kind, lines in MEANINGLESS.items() for text in lines[1:-1].split("\n")]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_what_could_mean_something_else_means_nothing(kind: str, text: str) -> None:
    with pytest.raises(ValidationError):
        READERS[kind].validate_python(text)


@pytest.mark.parametrize("kind", MEANINGLESS)
@pytest.mark.parametrize("value", ["", " ", "\n", None, 1, 1.5, True, date(2026, 1, 31), ["2026-01-31"], {"a": "b"}])
def test_only_texts_have_a_meaning(kind: str, value: object) -> None:
    with pytest.raises(ValidationError):
        READERS[kind].validate_python(value)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, text, _ in MEANINGS if isinstance(text, str)][:-1])
def test_blanks_and_line_breaks_around_it_are_not_overlooked(kind: str, text: str) -> None:
    for spoilt in (f" {text}", f"{text} ", f"{text}\n"):
        with pytest.raises(ValidationError):
            READERS[kind].validate_python(spoilt)


@pytest.mark.parametrize(
    ("kind", "text", "cure"),
    [
        ("day", "31.01.2026", "not a date; write it as YYYY-MM-DD"),
        ("day", "2025-13-01", "2025-13-01 is not a valid date"),
        ("whole", "few", "not a whole number"),
        ("number", "97,5 %", "write it with a point and without units, like 97.5"),
        ("yes or no", "NO", "write true or false"),
        ("duration", "yearly", "write it like 90 days, 12 months or 1 year"),
    ],
)
def test_the_message_says_how_to_write_it(kind: str, text: str, cure: str) -> None:
    with pytest.raises(ValidationError, match=cure):
        READERS[kind].validate_python(text)


MONTH_ENDS = [
    ("2026-01-31", TimeSpan(months=1), "2026-02-28"),
    ("2028-01-31", TimeSpan(months=1), "2028-02-29"),
    ("2028-02-29", TimeSpan(months=12), "2029-02-28"),
    ("2028-02-29", TimeSpan(months=48), "2032-02-29"),
    ("2096-02-29", TimeSpan(months=48), "2100-02-28"),
    ("2026-03-31", TimeSpan(months=6), "2026-09-30"),
    ("2026-12-31", TimeSpan(months=2), "2027-02-28"),
    ("2026-02-28", TimeSpan(months=1), "2026-03-28"),
    ("2026-11-30", TimeSpan(months=13), "2027-12-30"),
    ("2028-02-28", TimeSpan(days=1), "2028-02-29"),
    ("2026-12-31", TimeSpan(days=1), "2027-01-01"),
    ("2026-01-31", TimeSpan(months=1, days=1), "2026-03-01"),
    ("2026-05-05", TimeSpan(), "2026-05-05"),
    ("9999-12-31", TimeSpan(days=1), "9999-12-31"),
    ("9999-12-01", TimeSpan(days=30), "9999-12-31"),
    ("9999-11-30", TimeSpan(months=1), "9999-12-30"),
    ("9999-12-01", TimeSpan(months=1), "9999-12-31"),
    ("9000-01-01", TimeSpan(months=11_988, days=999), "9999-12-31"),
]


@pytest.mark.parametrize(("day", "span", "later"), MONTH_ENDS)
def test_a_span_ends_on_the_same_day_or_on_the_last_of_a_shorter_month(day: str, span: TimeSpan, later: str) -> None:
    assert span.after(date.fromisoformat(day)).isoformat() == later


@given(st.dates(), st.integers(0, 12_000), st.integers(0, 7_000))
def test_a_span_never_leads_back_nor_past_the_calendar(day: date, months: int, days: int) -> None:
    span = TimeSpan(months, days)
    assert day <= span.after(day) <= TimeSpan(months, days + 1).after(day) <= date.max


@given(st.dates(max_value=date(8999, 1, 1)), st.integers(0, 999))
def test_years_keep_the_month_and_days_are_days(day: date, count: int) -> None:
    later = TimeSpan(months=12 * count).after(day)
    assert (later.year, later.month) == (day.year + count, day.month)
    assert later.day == day.day or (day.month, day.day, later.day) == (2, 29, 28)
    assert TimeSpan(days=count).after(day) == day + timedelta(days=count)


def test_a_span_is_printed_as_it_may_be_written() -> None:
    for text in ("1 day", "90 days", "1 month", "18 months"):
        assert str(READERS["duration"].validate_python(text)) == text
    assert str(READERS["duration"].validate_python("1 year")) == "12 months"
    assert str(READERS["duration"].validate_python("2 weeks")) == "14 days"
