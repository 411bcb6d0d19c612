"""Titles without their dates: what is one series, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.text.words import undated


@pytest.mark.parametrize(
    "date",
    ["Q3 2026", "Q3", "2026-Q3", "2026Q3", "Q3 2026/27", "H1 2026", "first half of 2026", "1st quarter of 2026",
     "July 2026", "July", "31 March 2026", "March 31, 2026", "Sep 2026", "5 Oct. 2026", "31.03.2026", "1/2026",
     "2026", "2026/27", "2026-07", "2026-07-31", "2026-W30", "W30 2026", "week 30, 2026", "FY26", "FY 2026/27"],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Access review, {}", "Access review ({})", "{}: Access review", "Access review {}"])
def test_a_date_is_no_part_of_the_name(title: str, date: str) -> None:
    assert undated(title.format(date), 2026) == "Access review"


@pytest.mark.parametrize(
    ("title", "year", "name"),
    [
        ("Calibration of gauge 2001", 2024, "Calibration of gauge 2001"),
        ("Hardening of Windows Server 2019, 2026", 2026, "Hardening of Windows Server 2019"),
        ("Review (Q1 2026) of logs", 2026, "Review of logs"),
        ("Review (EU, Q1 2026)", 2026, "Review (EU)"),
        ("Calibration of gauge 3", 2026, "Calibration of gauge 3"),
        ("Test of A.8.13", 2026, "Test of A.8.13"),
        ("2026", 2026, ""),
        ("Gauge 2001", None, "Gauge"),
    ],
)
def test_a_number_that_is_no_date_stays(title: str, year: int | None, name: str) -> None:
    assert undated(title, year) == name


@given(st.text(max_size=60), st.integers(1900, 2099))
def test_what_has_no_date_any_more_stays_as_it_is(title: str, year: int) -> None:
    once = undated(title, year)
    assert len(once) <= len(title)
    assert undated(title, year) == once
