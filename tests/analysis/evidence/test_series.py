"""The organization's year, its periods, and how a series of records stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.analysis.evidence.periods import Year, label, period_in, periods, units, year_of
from isokit.analysis.evidence.series import Series, State, Times, one_series
from isokit.model.entity import Place
from isokit.model.evidence import Evidence, due_after
from isokit.model.fit import fit
from isokit.model.scalar import TimeSpan

MONTH, QUARTER, HALF, YEAR = (TimeSpan(months=months) for months in (1, 3, 6, 12))
DAY, WEEK, GRACE = TimeSpan(days=1), TimeSpan(days=7), TimeSpan(days=30)
FITTING = (1, 2, 3, 4, 6, 12)
LONGEST = 183

days = st.dates()
beginnings = st.integers(1, 12)
intervals = st.one_of(st.builds(TimeSpan, months=st.integers(1, 999)), st.builds(TimeSpan, days=st.integers(1, 999)))


def record(start: str, end: str, every: str = "3 months", title: str = "Review, Q1 2026", **more: object) -> Evidence:
    """A record of a period; without one where `start` and `end` are empty."""
    period = {"period": {"from": start, "to": end}} if end else {}
    facts = {"id": f"EVD-{end}", "title": title, "type": "access-review", **period, "every": every, **more}
    made, _ = fit(Evidence, {key: value for key, value in facts.items() if value}, Place("evidence/a.yaml"))
    return made


def quarter(number: int, year: int = 2026, **more: str) -> Evidence:
    period = periods(year_of(date(year, 1, 1)), QUARTER)[number - 1]
    return record(str(period.start), str(period.end), **more)


def series(*records: Evidence) -> Series:
    found = one_series(records, lambda record: False)
    assert found
    return found


def times(day: str, grace: TimeSpan = GRACE, begins: int = 1) -> Times:
    return Times(date.fromisoformat(day), grace, begins)


def states(of: Series, at: Times) -> list[str]:
    return [planned.state.value for planned in of.planned(at.year, at)]


def told(of: Series, at: Times) -> list[str]:
    return [str(tally) for tally in of.lacking(at)]


# The year and its periods


@given(days, beginnings)
def test_every_day_lies_in_one_year_that_begins_with_the_month(day: date, begins: int) -> None:
    year = year_of(day, begins)
    assert year.first <= day <= year.last
    assert year.first.day == 1 and (year.first.month == begins or year.first == date.min)
    assert {year_of(year.first, begins), year_of(year.last, begins)} == {year}


@given(days, beginnings)
def test_years_follow_each_other_without_a_gap(day: date, begins: int) -> None:
    year = year_of(day, begins)
    if year.last < date.max:
        assert year_of(year.last + timedelta(days=1), begins).first == year.last + timedelta(days=1)


@given(days, beginnings, intervals)
def test_slots_tile_the_year_without_gap_or_overlap(day: date, begins: int, every: TimeSpan) -> None:
    year = year_of(day, begins)
    cut = periods(year, every)
    if not cut:
        assert every.after(year.first) > year.last
        return
    assert (cut[0].start, cut[-1].end) == (year.first, year.last)
    assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(cut))
    assert all(period.start <= period.end for period in cut)
    assert sum(period.start <= day <= period.end for period in cut) == 1


@given(days, beginnings, intervals)
def test_no_slot_is_shorter_than_its_interval(day: date, begins: int, every: TimeSpan) -> None:
    for period in periods(year_of(day, begins), every):
        assert period.end == date.max or every.after(period.start) <= period.end + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "begins", "every", "names", "last"),
    [
        ("2026-06-01", 1, QUARTER, ["Q1", "Q2", "Q3", "Q4"], ("2026-10-01", "2026-12-31")),
        ("2026-06-01", 1, HALF, ["H1", "H2"], ("2026-07-01", "2026-12-31")),
        ("2026-06-01", 1, YEAR, ["2026"], ("2026-01-01", "2026-12-31")),
        ("2026-03-31", 4, YEAR, ["2025/26"], ("2025-04-01", "2026-03-31")),
        ("2026-04-01", 4, QUARTER, ["Q1", "Q2", "Q3", "Q4"], ("2027-01-01", "2027-03-31")),
        ("2099-12-31", 12, YEAR, ["2099/00"], ("2099-12-01", "2100-11-30")),
        ("2026-06-01", 1, TimeSpan(months=5), 2 * [None], ("2026-06-01", "2026-12-31")),
        ("2026-06-01", 1, TimeSpan(days=365), ["2026-01-01 to 2026-12-31"], ("2026-01-01", "2026-12-31")),
        ("2024-06-01", 1, TimeSpan(days=365), ["2024-01-01 to 2024-12-31"], ("2024-01-01", "2024-12-31")),
        ("9999-06-01", 1, QUARTER, ["Q1", "Q2", "Q3", "Q4"], ("9999-10-01", "9999-12-31")),
        ("0001-02-01", 4, MONTH, ["January 1", "February 1", "March 1"], ("0001-03-01", "0001-03-31")),
    ],
)
def test_a_year_is_cut(day: str, begins: int, every: TimeSpan, names: list[str | None], last: tuple[str, str]) -> None:
    cut = periods(year_of(date.fromisoformat(day), begins), every)
    assert len(cut) == len(names)
    assert all(name in (None, period.name) for name, period in zip(names, cut, strict=True))
    assert tuple(map(str, cut[-1][1:])) == last


def test_months_end_where_the_calendar_says_also_in_a_leap_year() -> None:
    leap = periods(year_of(date(2024, 2, 29)), MONTH)
    plain = periods(year_of(date(2026, 1, 1)), MONTH)
    assert str(leap[1]) == "February 2024 (2024-02-01 to 2024-02-29)"
    assert [period.end.day for period in plain] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_weeks_and_days() -> None:
    weeks, single = periods(year_of(date(2026, 1, 1)), WEEK), periods(year_of(date(2024, 1, 1)), DAY)
    assert (len(weeks), str(weeks[-1]), len(single), str(single[59])) == (
        52,
        "2026-12-24 to 2026-12-31",
        366,
        "2024-02-29",
    )
    assert [units(every) for every in (MONTH, QUARTER, WEEK, DAY, TimeSpan(days=10))] == [
        "months",
        "quarters",
        "weeks",
        "days",
        "periods",
    ]


def test_a_day_on_which_clocks_are_changed_is_a_day() -> None:
    """Dates know no hours: the weeks in which clocks go forward and back have seven days like all others."""
    weeks = periods(year_of(date(2026, 3, 29)), WEEK)
    assert {(period.end - period.start).days for period in weeks[:-1]} == {6}


# A period as it is typed, and as it stands in a title


@pytest.mark.parametrize(
    ("text", "begins", "period"),
    [
        ("Q3", 1, "2026-07-01 2026-09-30"),
        ("Q4", 1, "2025-10-01 2025-12-31"),
        ("H1", 1, "2026-01-01 2026-06-30"),
        ("2026-Q4", 1, "2026-10-01 2026-12-31"),
        ("2026-Q4", 4, "2027-01-01 2027-03-31"),
        ("Q2", 4, "2026-07-01 2026-09-30"),
        ("Q3", 4, "2025-10-01 2025-12-31"),
        ("2024-02", 1, "2024-02-01 2024-02-29"),
        ("2026-02", 1, "2026-02-01 2026-02-28"),
        ("2026", 1, "2026-01-01 2026-12-31"),
        ("2026", 7, "2026-07-01 2027-06-30"),
        ("2026-01-05..2026-01-11", 1, "2026-01-05 2026-01-11"),
        ("9999-Q4", 1, "9999-10-01 9999-12-31"),
        ("0001-Q1", 1, "0001-01-01 0001-03-31"),
    ],
)
def test_a_period_is_understood(text: str, begins: int, period: str) -> None:
    found = period_in(text, date(2026, 11, 22), begins)
    assert found and " ".join(map(str, found)) == period


@pytest.mark.parametrize(
    "text", ["", "Q5", "H3", "q3", "2026-Q0", "2026-13", "0000", "0000-Q1", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01",
             "Q3\n", "2026-Q33", "٢٠٢٦", "2026-1", "2026-01-01..", "1 month"]
)  # fmt: skip
def test_what_is_no_period_is_none(text: str) -> None:
    assert period_in(text, date(2026, 11, 22)) is None


@pytest.mark.parametrize(("day", "period"), [("2026-03-30", "2025-01-01"), ("2026-03-31", "2026-01-01")])
def test_a_quarter_without_a_year_is_the_last_one_that_is_over(day: str, period: str) -> None:
    found = period_in("Q1", date.fromisoformat(day))
    assert found and found[0].isoformat() == period


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)), beginnings, st.sampled_from([MONTH, QUARTER, HALF, YEAR, WEEK, DAY])
)
def test_the_label_of_a_slot_leaves_a_title_in_its_series(day: date, begins: int, every: TimeSpan) -> None:
    for period in periods(year_of(day, begins), every):
        titled = record("", "", title=f"Review, {label(period.start, period.end, begins)}")
        assert titled.bare_title == "Review"


def test_labels_are_what_people_write() -> None:
    found = [
        label(*period) for text in ("2026-Q3", "2026-H1", "2026-05", "2026") if (period := period_in(text, date.max))
    ]
    assert found == ["Q3 2026", "H1 2026", "May 2026", "2026"]
    assert label(date(2026, 4, 1), date(2027, 3, 31), 4) == "2026/27"
    assert label(date(2026, 4, 1), date(2026, 6, 30), 4) == "Q1 2026/27"
    assert label(date(2026, 4, 3), date(2026, 4, 9)) == "2026-04-03"


# When a record is due


@pytest.mark.parametrize(
    ("end", "every", "grace", "due"),
    [
        ("2026-09-30", QUARTER, GRACE, "2026-10-30"),
        ("2026-02-28", MONTH, TimeSpan(days=60), "2026-03-31"),
        ("2024-02-29", MONTH, TimeSpan(days=60), "2024-03-31"),
        ("2024-02-29", YEAR, TimeSpan(months=24), "2025-02-28"),
        ("2026-01-31", MONTH, TimeSpan(months=1), "2026-02-28"),
        ("2024-01-31", MONTH, TimeSpan(months=1), "2024-02-29"),
        ("2026-03-29", DAY, GRACE, "2026-03-30"),
        ("9999-12-31", MONTH, GRACE, "9999-12-31"),
    ],
)
def test_a_record_is_due_after_a_time_but_before_the_next_period_ends(
    end: str, every: TimeSpan, grace: TimeSpan, due: str
) -> None:
    assert due_after(date.fromisoformat(end), every, grace) == date.fromisoformat(due)


@given(days, intervals, intervals)
def test_nothing_is_due_before_it_has_ended(end: date, every: TimeSpan, grace: TimeSpan) -> None:
    assert due_after(end, every, grace) >= end


# How a series stands


def test_three_of_four_quarters() -> None:
    found = series(quarter(1), quarter(2), quarter(4))
    assert told(found, times("2027-02-01")) == ["3 of 4 quarters of 2026; Q3 (2026-07-01 to 2026-09-30) missing"]
    assert found.wanted(times("2027-02-01")) == periods(year_of(date(2026, 1, 1)), QUARTER)[2]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-09-29", "there there to come to come"),
        ("2026-09-30", "there there to come to come"),
        ("2026-10-01", "there there due to come"),
        ("2026-10-30", "there there due to come"),
        ("2026-10-31", "there there missing to come"),
        ("2026-12-31", "there there missing to come"),
    ],
)
def test_the_borders_of_a_slot(day: str, expected: str) -> None:
    assert " ".join(states(series(quarter(1), quarter(2)), times(day))) == expected
    assert bool(told(series(quarter(1), quarter(2)), times(day))) == ("missing" in expected)


def test_what_is_still_in_time_is_no_part_of_the_tally() -> None:
    found = series(quarter(1), quarter(3))
    assert told(found, times("2027-01-15")) == ["2 of 3 quarters of 2026 so far; Q2 (2026-04-01 to 2026-06-30) missing"]
    assert told(found, times("2027-01-31"))[0].startswith("2 of 4 quarters of 2026; Q2")


def test_a_year_that_begins_in_april() -> None:
    found = series(record("2026-04-01", "2026-06-30"), record("2026-10-01", "2026-12-31"))
    at = times("2027-01-15", begins=4)
    assert [planned.period.name for planned in found.planned(at.year, at)] == ["Q1", "Q2", "Q3", "Q4"]
    assert states(found, at) == ["there", "missing", "there", "to come"]
    assert told(found, at) == ["2 of 3 quarters of 2026/27 so far; Q2 (2026-07-01 to 2026-09-30) missing"]


def test_nothing_is_missing_from_before_the_first_record() -> None:
    assert states(series(quarter(3)), times("2026-11-22")) == [
        State.BEFORE,
        State.BEFORE,
        State.RECORDED,
        State.TO_COME,
    ]
    assert told(series(quarter(3)), times("2026-11-22")) == []


def test_one_record_may_stand_for_several_slots() -> None:
    whole = record("2026-01-01", "2026-09-30")
    assert states(series(whole), times("2026-11-22")) == ["there", "there", "there", "to come"]


def test_a_record_counts_where_its_period_ends() -> None:
    later = record("2026-05-15", "2026-07-15")
    assert states(series(quarter(1), later), times("2026-11-22")) == ["there", "missing", "there", "to come"]


def test_a_record_from_the_future_counts_for_nothing() -> None:
    assert states(series(quarter(3), quarter(4)), times("2026-11-22"))[3] == State.TO_COME


def test_the_year_before_is_looked_at_as_well() -> None:
    found = series(quarter(1, 2025), quarter(4, 2025))
    assert told(found, times("2026-02-15")) == [
        "2 of 4 quarters of 2025; Q2 (2025-04-01 to 2025-06-30), Q3 (2025-07-01 to 2025-09-30) missing"
    ]
    assert told(found, times("2027-02-15")) != told(found, times("2026-02-15"))


def test_of_many_missing_slots_only_some_are_named() -> None:
    found = series(record("2026-01-01", "2026-01-01", every="1 day"), record("2026-01-20", "2026-01-20", every="1 day"))
    (said,) = told(found, times("2026-01-22"))
    assert said.startswith("2 of 20 days of 2026 so far; 2026-01-02, 2026-01-03") and said.endswith(
        "and 12 more missing"
    )


def test_a_last_record_without_an_interval_ends_a_series() -> None:
    assert states(series(quarter(1), quarter(3, every="")), times("2026-11-22")) == []


def test_a_record_that_cannot_be_read_leaves_the_series_untold() -> None:
    broken = record("2026-07-01", "2026-09-31")
    found = series(quarter(1), quarter(4), broken)
    assert (broken.flawed, found.incomplete, told(found, times("2027-02-22"))) == (True, True, [])


@pytest.mark.parametrize(("valid_until", "by_period"), [("", True), ("2027-01-31", False)])
def test_what_says_itself_how_long_it_counts_is_of_no_slot(valid_until: str, by_period: bool) -> None:
    assert quarter(1, valid_until=valid_until).by_period is by_period


@pytest.mark.parametrize("every", ["13 months", "366 days", "2 years", ""])
def test_intervals_longer_than_a_year_have_no_slots(every: str) -> None:
    assert not quarter(1, every=every).by_period


@given(st.lists(st.dates(date(2024, 1, 1), date(2027, 12, 31)), min_size=1, max_size=8), days, beginnings, intervals)
def test_a_tally_counts_each_slot_once(dates: list[date], today: date, begins: int, every: TimeSpan) -> None:
    if every.days > LONGEST or (every.months and every.months not in FITTING):
        return
    found = series(*(record(str(day), str(day), every=str(every)) for day in dates))
    at = Times(today, GRACE, begins)
    for year in at.years:
        planned = list(found.planned(year, at))
        tally = found.tally(year, at)
        assert tally.recorded == sum(each.state is State.RECORDED for each in planned)
        assert list(tally.missing) == [each.period for each in planned if each.state is State.MISSING]
        assert list(found.awaited(year, at)) == [each.period for each in planned if each.state is State.DUE]


@pytest.mark.parametrize(
    ("day", "begins"), [("0001-01-01", 1), ("0001-01-01", 4), ("9999-12-31", 1), ("9999-12-31", 4)]
)
def test_the_ends_of_the_calendar_are_no_surprise(day: str, begins: int) -> None:
    found = series(record(day, day, every="1 month"))
    at = times(day, begins=begins)
    assert [year for year in at.years if isinstance(year, Year)] == list(at.years)
    assert told(found, at) == []
    assert State.RECORDED in _all(found, at)


def _all(found: Series, at: Times) -> Iterable[State]:
    return (planned.state for year in at.years for planned in found.planned(year, at))
