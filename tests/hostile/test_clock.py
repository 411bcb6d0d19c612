"""Leap days, ends of months, days to come, and the zones of this machine's clock (row 27)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from isokit.edge import clock
from tests.hostile.doors import CHECKS, COULD_NOT, FOUND, GAPS, here
from tests.hostile.sinks import strict_json
from tests.hostile.trees import document, plant
from tests.shell import git

DATES = (
    "id: {name}\ntitle: {name}\ntype: calibration-record\ncollected: {collected}\nevery: {every}\n"
    "location: {{system: s, reference: r}}\nclauses: [iso9001:2015/7.1.5.2]\n"
)


def of(collected: str, every: str, name: str = "EVD-1") -> dict[str, str]:
    """A record of a day that counts for a while."""
    return {f"evidence/{name}.yaml": DATES.format(name=name, collected=collected, every=every)}


def said(root: Path, day: str, *codes: str) -> list[str]:
    """What isokit says as of a day, with these codes, of anything but the bystander."""
    done = here(root, "check", "-f", "json", "--as-of", day)
    assert done.code == FOUND, done.complaint
    found = strict_json(done.out)["findings"]
    return [f"{f['line']}:{f['column']} {f['code']} {f['message']}" for f in found if f["code"] in codes]


# Leap days and ends of months

LAST_DAYS = [
    ("2028-02-29", "1 year", "2029-02-28"),
    ("2028-02-29", "12 months", "2029-02-28"),
    ("2028-02-29", "4 years", "2032-02-29"),
    ("2028-02-29", "1 month", "2028-03-29"),
    ("2028-02-28", "1 day", "2028-02-29"),
    ("2028-02-28", "1 year", "2029-02-28"),
    ("2027-02-28", "1 year", "2028-02-28"),
    ("2028-01-31", "1 month", "2028-02-29"),
    ("2027-01-31", "1 month", "2027-02-28"),
    ("2027-08-31", "6 months", "2028-02-29"),
    ("2027-10-31", "1 month", "2027-11-30"),
    ("2027-12-31", "2 weeks", "2028-01-14"),
    ("2100-02-28", "1 day", "2100-03-01"),
    ("2099-12-31", "2 months", "2100-02-28"),
    ("2000-02-28", "1 day", "2000-02-29"),
]


@pytest.mark.parametrize(("collected", "every", "last"), LAST_DAYS)
def test_a_record_counts_on_its_last_day_and_not_on_the_next(
    collected: str, every: str, last: str, tmp_path: Path
) -> None:
    root = plant(tmp_path, of(collected, every))
    next_day = date.fromordinal(date.fromisoformat(last).toordinal() + 1).isoformat()
    assert said(root, last, "EVD101") == []
    (finding,) = said(root, next_day, "EVD101")
    assert finding.startswith(f"5:8 EVD101 EVD-1 expired {last}, ")


def test_the_leap_day_itself_is_a_day_to_judge_by(tmp_path: Path) -> None:
    root = plant(tmp_path, of("2027-02-28", "1 year") | of("2028-02-29", "1 day", "EVD-2"))
    assert [words.split()[2:5] for words in said(root, "2028-02-29", "EVD101")] == [["EVD-1", "expired", "2028-02-28,"]]
    gap = here(root, "gap", "--as-of", "2028-02-29")
    assert gap.code == 0 and "as of 2028-02-29" in gap.text
    assert "| As of | 2028-02-29 |" in here(root, "gap", "-f", "markdown", "--as-of", "2028-02-29").text


@pytest.mark.parametrize("day", ["2027-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-06-00", "0000-01-01"])
def test_a_day_that_never_was_is_said_where_it_stands_and_taken_for_none(day: str, tmp_path: Path) -> None:
    root = plant(tmp_path, of(day, "1 year"))
    assert said(root, "2027-02-28", "WSP001") == [f"4:12 WSP001 collected '{day}': {day} is not a valid date"]
    assert not said(root, "2027-02-28", "EVD101")


@pytest.mark.parametrize(
    "day",
    ["2027-02-29", "2026-13-01", "2026-02-30", "2026-W01-1", "2026-1-1", "26-01-01", "tomorrow", "", "2026-01-01T00:00", "\u0662\u0660\u0662\u0666-01-01", "2026-366", "-026-01-01"],
    ids=ascii,
)  # fmt: skip
def test_no_command_judges_by_a_day_that_never_was(day: str, tmp_path: Path) -> None:
    root = plant(tmp_path)
    for command in ("check", "gap"):
        shown = here(root, command, "--as-of", day)
        assert (shown.code, shown.out) == (COULD_NOT, b"")
        assert "is not a valid date; write it as YYYY-MM-DD" in shown.complaint and shown.complaint.count("\n") == 1


# The ends of the calendar, and days to come


@pytest.mark.parametrize("as_of", ["0001-01-01", "1970-01-01", "2038-01-20", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_too(as_of: str, tmp_path: Path) -> None:
    ends = (
        of("0001-01-01", "999 years") | of("9999-12-31", "999 years", "EVD-2") | of("9999-12-31", "999 weeks", "EVD-3")
    )
    root = plant(tmp_path, ends)
    expired = [words.split()[2] for words in said(root, as_of, "EVD101")]
    assert expired == (["EVD-1"] if as_of > "1000-01-01" else [])
    for form in GAPS.values():
        assert here(root, *form, "--as-of", as_of).code == 0


def test_what_is_to_come_is_said_and_answers_nothing_yet(tmp_path: Path) -> None:
    approved = "---\nid: POL-1\ntitle: T\nstatus: approved\nowner: o\nclauses: [iso9001:2015/5.2.2]\n"
    files = {"policies/a.md": approved + "approved: {by: o, on: 2099-01-01}\n---\n", **of("2099-01-01", "1 year")}
    root = plant(tmp_path, files)
    assert [words.split()[:3] for words in said(root, "2098-12-31", "DOC104", "EVD107")] == [
        ["4:12", "EVD107", "EVD-1"],
        ["7:23", "DOC104", "POL-1"],
    ]
    gap = here(root, "gap", "--all", "--as-of", "2098-12-31").text
    assert "POL-1 is approved as of 2099-01-01, in the future" in gap
    assert "EVD-1 is dated 2099-01-01, in the future" in gap
    assert not said(root, "2099-01-01", "DOC104", "EVD107")


# The clock of the machine

FARTHEST = ("Pacific/Kiritimati", "Etc/GMT+12")


@pytest.fixture
def zones(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def outputs(root: Path) -> dict[str, bytes]:
    """Everything that check, gap and clause show as of a day."""
    doors = {**CHECKS, **GAPS, "clause": ("clause", "7.1.5.2")}
    return {name: here(root, *door, "--as-of", "2028-02-29").out for name, door in doors.items()}


def test_where_a_day_is_given_no_zone_changes_a_byte(tmp_path: Path, zones: pytest.MonkeyPatch) -> None:
    root = plant(tmp_path, {**of("2027-02-28", "1 year"), "policies/a.md": document("POL-1", "clauses: [5.2.2]")})
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    dates = {"GIT_AUTHOR_DATE": "2028-02-29T00:30:00+1400", "GIT_COMMITTER_DATE": "2028-02-29T23:30:00-1200"}
    git(root, "commit", "--quiet", "--message=x", variables=dates)
    shown = []
    for zone in FARTHEST:
        zones.setenv("TZ", zone)
        time.tzset()
        shown.append(outputs(root))
    assert all(outputs == shown[0] for outputs in shown[1:])


def test_where_a_day_is_given_the_clock_is_never_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> date:
        raise AssertionError("the clock was asked")

    monkeypatch.setattr(clock, "today", asked)
    root = plant(tmp_path, of("2027-02-28", "1 year"))
    assert here(root, "report", "gap", "--as-of", "2028-02-29").code == 0
    for name, shown in outputs(root).items():
        assert shown and b"clock was asked" not in shown, name


def test_where_none_is_given_the_day_is_asked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter([date(2028, 2, 28), date(2028, 2, 29)])
    monkeypatch.setattr(clock, "today", lambda: next(days))
    root = plant(tmp_path, of("2027-02-28", "1 year"))
    document = strict_json(here(root, "check", "-f", "json").out)
    assert document["as_of"] == "2028-02-28"
    assert "EVD101" not in {finding["code"] for finding in document["findings"]}
    assert next(days) == date(2028, 2, 29)
