"""`isokit evidence` as it is typed: new records, what is due, seals, and samples."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.shell import dated, done, git
from tests.support import Files

WriteTree = Callable[[Files], Path]
TODAY = "2026-11-22"
ROLES = "roles:\n  - {id: it-manager, title: IT manager, holders: [{e-mail: it@teapot.example}]}\n"
POLICY = "---\nid: POL-001\ntitle: Access\nstatus: draft\nowner: it-manager\n---\nWho may come in.\n"
REVIEW = """\
id: EVD-{number:03}
title: Access review, {title}   # as every quarter
type: access-review
collected: {collected}
period: {{from: {start}, to: {end}}}
every: 3 months
owner: it-manager
clauses: [iso27001:2022/A.5.18]
documents: [POL-001]
files:
  - path: evidence/2026/review.csv
"""
CSV = b"account,still needed\nwhistle,yes\n"
HASH = hashlib.sha256(CSV).hexdigest()
POINTER = (
    "version https://git-lfs.github.com/spec/v1\n"
    "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 348211\n"
)


def review(number: int, title: str, collected: str, start: str, end: str) -> str:
    return REVIEW.format(number=number, title=title, collected=collected, start=start, end=end)


Q1 = review(1, "Q1 2026", "2026-04-03", "2026-01-01", "2026-03-31")
Q3 = review(3, "Q3 2026", "2026-10-02", "2026-07-01", "2026-09-30")


@pytest.fixture
def company(write_tree: WriteTree) -> Path:
    """A company that reviewed who has access in the first and in the third quarter."""
    return write_tree(
        {
            "registers/roles.yaml": ROLES,
            "policies/access.md": POLICY,
            "evidence/2026/EVD-001.yaml": Q1,
            "evidence/2026/EVD-003.yaml": Q3,
            "evidence/2026/review.csv": CSV,
        }
    )


def plain(root: Path, *arguments: str, day: str = TODAY, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(root, *arguments, "-f", "json", day=day, code=code))
    return found


def refused(root: Path, *arguments: str, day: str = TODAY) -> str:
    """What a command says that cannot do what it was asked for: one line, and nothing is written."""
    before = texts(root)
    result = dated(root, *arguments, day=day)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), result.output
    assert texts(root) == before
    return result.stderr


def texts(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def written(root: Path, path: str, text: str | bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode() if isinstance(text, str) else text)


def codes(root: Path, day: str = TODAY) -> list[str]:
    shown = dated(root, "check", "-f", "json", "--select", "EVD,WSP,TXT,REF", day=day).stdout
    return [finding["code"] for finding in json.loads(shown)["findings"]]


# new


def test_a_quarter_goes_from_missing_to_sealed(company: Path) -> None:
    assert codes(company) == ["EVD201", "EVD209", "EVD209"]
    (missing,) = plain(company, "evidence", "due")["due"]
    assert missing["command"] == "isokit evidence new --like EVD-001 --period 2026-04-01..2026-06-30"
    written(company, "evidence/2026/review-q2.csv", CSV)

    words = missing["command"].split()[1:]
    path = done(company, *words, "--file", str(company / "evidence/2026/review-q2.csv")).splitlines()[0]
    assert path == "evidence/2026/EVD-004-access-review-q2-2026.yaml"
    assert (company / path).read_text() == (
        "id: EVD-004\n"
        "title: Access review, Q2 2026\n"
        "type: access-review\n"
        "collected: 2026-11-22\n"
        "period: {from: 2026-04-01, to: 2026-06-30}\n"
        "every: 3 months\n"
        "owner: it-manager\n"
        "clauses: [iso27001:2022/A.5.18]\n"
        "documents: [POL-001]\n"
        "files:\n"
        "  - path: evidence/2026/review-q2.csv\n"
        f"    sha256: {HASH}\n"
    )
    done(company, "evidence", "seal")
    assert codes(company) == ["EVD202"]
    assert plain(company, "evidence", "due")["due"] == []


def test_the_next_missing_period_is_found_from_the_series(company: Path) -> None:
    assert done(company, "evidence", "new", "--like", "EVD-003").startswith(
        "evidence/2026/EVD-004-access-review-q2-2026.yaml"
    )
    assert "no record of Access review is missing; --period sets" in refused(
        company, "evidence", "new", "--like", "EVD-003"
    )
    done(company, "evidence", "new", "--like", "EVD-003", day="2027-01-02")
    assert (company / "evidence/2027/EVD-005-access-review-q4-2026.yaml").is_file()


def test_a_record_of_its_own(company: Path) -> None:
    shown = plain(
        company, "evidence", "new", "Phishing exercise", "--type", "awareness-record", "--every", "6 months",
        "--period", "H1", "--owner", "it-manager", "--by", "it-manager", "--clause", "27001 A.6.3", "--document", "POL-001",
    )  # fmt: skip
    assert list(shown) == ["schema", "isokit", "as_of", "organization", "unread", "record", "written", "next"]
    assert (shown["schema"], shown["written"]) == (
        "isokit/evidence-new/1",
        ["evidence/2026/EVD-004-phishing-exercise.yaml"],
    )
    record = shown["record"]
    assert (record["id"], record["collected"], record["every"]) == ("EVD-004", TODAY, "6 months")
    assert (record["period"], record["clauses"]) == (
        {"from": "2026-01-01", "to": "2026-06-30"},
        ["iso27001:2022/A.6.3"],
    )
    assert shown["next"] == [
        "name its files under files: and isokit evidence seal EVD-004, or add location: if it is elsewhere"
    ]
    assert "WSP001" not in codes(company)


def test_an_unknown_type_is_told_and_written(company: Path) -> None:
    said = done(company, "evidence", "new", "Tea tasting", "--type", "tea-tasting")
    assert "next: no standard expects the type tea-tasting; see isokit standards types" in said
    assert "next: add owner: and a role and clauses: and what it shows" in said


def test_a_record_without_periods_follows_another_one(company: Path) -> None:
    written(company, "evidence/EVD-9.yaml", "id: EVD-9\ntitle: Calibration of gauge 3, 2025\ntype: calibration-record\n"
            "collected: 2025-12-02\nevery: 12 months\nsites: [yard]\n")  # fmt: skip
    done(company, "evidence", "new", "--like", "EVD-9")
    text = (company / "evidence/2026/EVD-010-calibration-of-gauge-3-2026.yaml").read_text()
    assert (
        "title: Calibration of gauge 3, 2026\n" in text and "every: 12 months\n" in text and "sites: [yard]\n" in text
    )
    assert "EVD203" not in codes(company)


def test_a_year_that_begins_in_april(company: Path) -> None:
    settings = (company / "isokit.yaml").read_text()
    written(company, "isokit.yaml", settings.replace("Works}", "Works, year_begins: 4}"))
    (first,) = plain(company, "evidence", "due", day="2026-11-22")["due"]
    assert first["period"] == {"name": "Q1", "from": "2026-04-01", "to": "2026-06-30"}
    done(company, "evidence", "new", "--like", "EVD-003")
    assert (
        "title: Access review, Q1 2026/27\n"
        in (company / "evidence/2026/EVD-004-access-review-q1-2026-27.yaml").read_text()
    )
    assert plain(company, "evidence", "due")["due"] == []


def test_records_stand_where_the_layout_has_its_place(write_tree: WriteTree) -> None:
    settings = "organization: {name: B}\nstandards: [iso9001:2015]\nlayout: {evidence: proof/*.yaml}\n"
    root = write_tree({"isokit.yaml": settings})
    assert done(root, "evidence", "new", "T", "--type", "audit-record").startswith("proof/EVD-001-t.yaml\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "a record needs a title; give one, or --like and the id of another record"),
        ((" ",), "a record needs a title"),
        (("T",), "a record needs a type; give --type, such as access-review"),
        (("T", "--type", "Access Review"), "--type Access Review: write it in lower case with hyphens"),
        (("T", "--type", "t", "--like", "EVD-01"), "there is no such record; did you mean EVD-001?"),
        (
            ("--like", "EVD-001", "--period", "Q7"),
            "--period Q7 is not a period; write Q3, 2026-Q3, 2026-H1, 2026-07, 2026",
        ),
        (("--like", "EVD-001", "--period", "2026-02-30..2026-03-02"), "is not a period"),
        (("--like", "EVD-001", "--period", "2026-Q4"), "--period 2026-Q4 ends on 2026-12-31, in the future"),
        (
            ("--like", "EVD-001", "--period", "2026-Q1"),
            "EVD-001 (evidence/2026/EVD-001.yaml) is the record for 2026-01-01",
        ),
        (
            ("--like", "EVD-001", "--every", "monthly"),
            "--every monthly is not a duration; write it like '3 months'",
        ),
        (("--like", "EVD-001", "--owner", "it-manger"), "no such role; did you mean it-manager?"),
        (("--like", "EVD-001", "--by", "boss"), "--by boss: the roles register has no such role"),
        (
            ("--like", "EVD-001", "--clause", "A.5.99"),
            "--clause A.5.99: iso9001:2015 and iso27001:2022 have no control A.5.99",
        ),
        (("--like", "EVD-001", "--clause", "A.5"), "--clause A.5: a whole main clause is too broad"),
        (("--like", "EVD-001", "--document", "POL-01"), "there is no such document; did you mean POL-001?"),
        (("--like", "EVD-001", "--id", "POL-001"), "--id POL-001: this id is taken"),
        (("T\x1b", "--type", "t"), "contains a character that is not text"),
        (("T", "--type", "t", "--file", "../elsewhere.csv"), "is outside of the tree"),
        (("T", "--type", "t", "--file", "/etc/hostname"), "is outside of the tree"),
        (("T", "--type", "t", "--file", "lost.csv"), "there is no lost.csv"),
        (("T", "--type", "t", "--file", "evidence"), "--file evidence: the file evidence is not in the tree"),
        (("T", "--type", "t", "--file", "link.csv"), "--file link.csv: the file link.csv is a symbolic link"),
        (
            ("T", "--type", "t", "--file", "folder/review.csv"),
            "--file folder/review.csv: the file folder/review.csv is not in",
        ),
        (
            ("T", "--type", "t", "--file", "pointer.pdf"),
            "--file pointer.pdf is only a Git LFS pointer; fetch it with",
        ),
        (("T", "--type", "t", "-f", "yaml"), "--format yaml: write text or json"),
    ],
)
def test_what_cannot_be_begun_is_one_line(company: Path, arguments: tuple[str, ...], message: str) -> None:
    os.symlink("evidence/2026/review.csv", company / "link.csv")
    os.symlink("evidence/2026", company / "folder")
    written(company, "pointer.pdf", POINTER)
    assert message in refused(company, "evidence", "new", *arguments)


def test_a_record_to_follow_has_to_be_readable_and_the_only_one(company: Path) -> None:
    written(company, "evidence/2026/again.yaml", Q1)
    assert "EVD-001 is the id of evidence/2026/EVD-001.yaml and evidence/2026/again.yaml" in refused(
        company, "evidence", "new", "--like", "EVD-001"
    )
    written(company, "evidence/2026/again.yaml", Q1.replace("EVD-001", "EVD-7").replace("3 months", "quarterly"))
    assert "again.yaml has fields that cannot be read; see isokit check" in refused(
        company, "evidence", "new", "--like", "EVD-7"
    )


# due


def test_what_is_due_is_told_by_day_with_its_owner(company: Path) -> None:
    written(company, "evidence/EVD-008.yaml", "id: EVD-008\ntitle: Log review, June 2026\ntype: log-review\n"
            "collected: 2026-06-10\nevery: 6 months\n")  # fmt: skip
    assert done(company, "evidence", "due").splitlines() == [
        "2026-07-30  missing  Access review, Q2 (2026-04-01 to 2026-06-30)  it-manager, 115 days ago",
        "    isokit evidence new --like EVD-001 --period 2026-04-01..2026-06-30",
        "2026-12-10  expires  Log review  no owner",
        "    isokit evidence new --like EVD-008",
        "",
        "1 overdue, 1 more due by 2026-12-22, as of 2026-11-22",
    ]
    shown = plain(company, "evidence", "due", "--within", "70d")
    assert list(shown) == ["schema", "isokit", "as_of", "organization", "unread", "until", "due", "unknown"]
    assert (shown["schema"], shown["until"]) == ("isokit/evidence-due/1", "2027-01-31")
    assert [(each["state"], each["due"], each["days"]) for each in shown["due"]] == [
        ("missing", "2026-07-30", -115),
        ("expires", "2026-12-10", 18),
        ("to come", "2027-01-30", 69),
    ]


@pytest.mark.parametrize(
    ("day", "state", "due"),
    [
        ("2026-06-30", None, None),
        ("2026-07-01", "due", "2026-07-30"),
        ("2026-07-30", "due", "2026-07-30"),
        ("2026-07-31", "missing", "2026-07-30"),
    ],
)
def test_the_day_decides(company: Path, day: str, state: str | None, due: str | None) -> None:
    (company / "evidence/2026/EVD-003.yaml").unlink()
    found = plain(company, "evidence", "due", "--within", "0d", day=day)["due"]
    shown = plain(company, "evidence", "due", "--within", "1m", day=day)["due"]
    assert [(each["state"], each["due"]) for each in shown] == (
        [(state, due)] if state else [("to come", "2026-07-30")]
    )
    assert bool(found) == (due is not None and due <= day)


@pytest.mark.parametrize(
    ("collected", "every", "day", "codes_then"),
    [
        ("2024-02-29", "12 months", "2025-02-28", ["EVD203"]),
        ("2024-02-29", "12 months", "2025-03-01", ["EVD101"]),
        ("2023-02-28", "12 months", "2024-02-28", ["EVD203"]),
        ("2023-02-28", "12 months", "2024-02-29", ["EVD101"]),
        ("2024-01-31", "1 month", "2024-02-29", ["EVD203"]),
        ("2024-01-31", "1 month", "2024-03-01", ["EVD101"]),
        ("2026-01-31", "1 month", "2026-02-28", ["EVD203"]),
        ("2026-01-31", "1 month", "2026-03-01", ["EVD101"]),
        ("2026-03-28", "1 day", "2026-03-29", ["EVD203"]),
        ("2026-03-28", "1 day", "2026-03-30", ["EVD101"]),
        ("2026-10-24", "1 week", "2026-10-31", ["EVD203"]),
        ("2026-10-24", "1 week", "2026-11-01", ["EVD101"]),
    ],
)
def test_leap_days_month_ends_and_days_on_which_clocks_change(
    collected: str, every: str, day: str, codes_then: list[str], write_tree: WriteTree
) -> None:
    record = f"id: EVD-1\ntitle: Log review\ntype: log-review\ncollected: {collected}\nevery: {every}\n"
    root = write_tree(
        {
            "evidence/a.yaml": f"{record}clauses: [A.8.15]\nlocation: {{system: archive, reference: A-7, checked_by: director, checked_on: 2024-01-31}}\n"
        }
    )
    assert [code for code in codes(root, day) if code.startswith("EVD")] == codes_then


@pytest.mark.parametrize(
    ("settings", "day", "codes_then"),
    [
        ("", "2026-10-12", []),
        ("", "2026-10-13", ["EVD203"]),
        ("", "2026-11-13", ["EVD101 warning"]),
        ("{warn: 10 days, fail: 14 days}", "2026-11-01", []),
        ("{warn: 10 days, fail: 14 days}", "2026-11-02", ["EVD203"]),
        ("{warn: 10 days, fail: 14 days}", "2026-11-12", ["EVD203"]),
        ("{warn: 10 days, fail: 14 days}", "2026-11-13", ["EVD101 warning"]),
        ("{warn: 10 days, fail: 14 days}", "2026-11-26", ["EVD101 warning"]),
        ("{warn: 10 days, fail: 14 days}", "2026-11-27", ["EVD101 error"]),
    ],
)
def test_two_thresholds(settings: str, day: str, codes_then: list[str], write_tree: WriteTree) -> None:
    head = "organization: {name: B}\nstandards: [iso27001:2022]\n"
    record = "id: EVD-1\ntitle: Log review\ntype: log-review\ncollected: 2026-05-12\nevery: 6 months\n"
    root = write_tree(
        {
            "isokit.yaml": head + (f"evidence: {settings}\n" if settings else ""),
            "evidence/a.yaml": f"{record}clauses: [A.8.15]\nlocation: {{system: archive, reference: A-7, checked_by: director, checked_on: 2024-01-31}}\n",
        }
    )
    shown = json.loads(dated(root, "check", "-f", "json", "--select", "EVD", day=day).stdout)["findings"]
    found = [f"{each['code']} {each['severity']}" for each in shown]
    assert [words if "EVD101" in words else words.partition(" ")[0] for words in found] == codes_then


@pytest.mark.parametrize(
    ("settings", "day", "found"),
    [
        ("", "2026-10-30", []),
        ("", "2026-10-01", []),
        ("{fail: 14 days}", "2026-07-14", ["EVD203 warning"]),
        ("{fail: 14 days}", "2026-07-15", ["EVD201 error"]),
        ("{warn: 7 days}", "2026-07-22", []),
        ("{warn: 7 days}", "2026-07-23", ["EVD203 warning"]),
        ("{warn: 7 days}", "2026-07-31", ["EVD201 warning"]),
    ],
)
def test_two_thresholds_of_a_period(settings: str, day: str, found: list[str], company: Path) -> None:
    if settings:
        written(company, "isokit.yaml", (company / "isokit.yaml").read_text() + f"evidence: {settings}\n")
        (company / "evidence/2026/EVD-003.yaml").unlink()
    else:
        written(company, "evidence/2026/EVD-002.yaml", review(2, "Q2 2026", "2026-07-03", "2026-04-01", "2026-06-30"))
    shown = json.loads(dated(company, "check", "-f", "json", "--select", "EVD201,EVD203", day=day).stdout)["findings"]
    assert [f"{each['code']} {each['severity']}" for each in shown] == found


@pytest.mark.parametrize("within", ["30d", "30 days", "4w", "1m", "1 month", "1y", "5y", "0d", "999d"])
def test_a_time_ahead_is_understood(company: Path, within: str) -> None:
    assert "due by" in done(company, "evidence", "due", "--within", within)


@pytest.mark.parametrize(
    ("within", "message"),
    [
        ("", "--within  is not a duration; write it like 30d, 6w, 3m or 1y"),
        ("30", "--within 30 is not a duration"),
        ("-1d", "--within -1d is not a duration"),
        ("soon", "--within soon is not a duration"),
        ("1000d", "--within 1000d is not a duration"),
        ("٣d", "is not a duration"),
        ("6y", "--within 6y is too far ahead; write at most 5y"),
        ("999y", "--within 999y is too far ahead"),
    ],
)
def test_a_time_ahead_that_makes_no_sense_is_one_line(company: Path, within: str, message: str) -> None:
    assert message in refused(company, "evidence", "due", "--within", within)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_end_no_command(company: Path, day: str) -> None:
    for command in (("evidence", "due", "--within", "5y"), ("evidence", "verify"), ("report", "evidence")):
        assert dated(company, *command, day=day).exit_code in (0, 1)


def test_a_series_that_cannot_be_read_is_told(company: Path) -> None:
    written(company, "evidence/2026/EVD-001.yaml", Q1.replace("2026-04-03", "2026-04-31"))
    assert "Access review: unknown; a record has fields that cannot be read" in done(company, "evidence", "due")
    assert plain(company, "evidence", "due")["unknown"] == [{"title": "Access review", "record": "EVD-003"}]


# seal and verify


def test_a_seal_is_written_and_nothing_else_changes(company: Path) -> None:
    before = texts(company)
    assert done(company, "evidence", "seal").splitlines() == [
        "evidence/2026/EVD-001.yaml",
        "evidence/2026/EVD-003.yaml",
        "2 sealed, 0 already sealed",
    ]
    line = f"    sha256: {HASH}\n".encode()
    assert texts(company) == {
        path: text + line if path.startswith("evidence/2026/EVD") else text for path, text in before.items()
    }
    assert done(company, "evidence", "seal") == "0 sealed, 2 already sealed\n"
    assert done(company, "evidence", "verify") == "2 files of 2 records: 2 sealed\n"


def test_line_ends_and_brackets_stay(company: Path) -> None:
    record = "id: EVD-1\r\ntitle: T\r\ntype: t\r\nfiles: [{path: evidence/2026/review.csv}] # the list\r\n"
    written(company, "evidence/crlf.yaml", record)
    done(company, "evidence", "seal", "EVD-1")
    sealed = record.replace("csv}", f"csv, sha256: {HASH}}}")
    assert (company / "evidence/crlf.yaml").read_bytes() == sealed.encode()


def test_a_file_that_was_sealed_otherwise_is_sealed_again_only_on_request(company: Path) -> None:
    done(company, "evidence", "seal")
    written(company, "evidence/2026/review.csv", CSV + b"spout,no\n")
    before = texts(company)
    said = done(company, "evidence", "seal", "EVD-001", code=1)
    assert "EVD-001  refused  the file evidence/2026/review.csv has changed since it was sealed" in said
    assert "--again seals it as it is now" in said and texts(company) == before
    assert "1 sealed" in done(company, "evidence", "seal", "EVD-001", "--again")
    assert "EVD-001" not in done(company, "evidence", "verify", code=1)
    assert plain(company, "evidence", "verify", "EVD-003", code=1)["summary"]["altered"] == 1


def test_what_is_not_here_is_neither_followed_nor_sealed(
    company: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.csv"
    outside.write_bytes(CSV)
    os.symlink(outside, company / "evidence" / "link.csv")
    os.symlink(outside.parent, company / "evidence" / "folder")
    os.mkfifo(company / "evidence" / "pipe.csv")
    written(company, "evidence/pointer.pdf", POINTER)
    paths = ["evidence/link.csv", "evidence/folder/secret.csv", "evidence/pipe.csv", "evidence/pointer.pdf",
             "../secret.csv", str(outside), "evidence/lost.csv", "C:\\secret.csv"]  # fmt: skip
    files = "".join(f"  - path: {json.dumps(path)}\n" for path in paths)
    written(company, "evidence/EVD-9.yaml", f"id: EVD-9\ntitle: T\ntype: t\ncollected: 2026-05-02\nfiles:\n{files}")
    before = texts(company)
    refused_files = plain(company, "evidence", "seal", "EVD-9", code=1)
    assert refused_files["summary"] == {"sealed": 0, "unchanged": 0, "refused": 8}
    assert texts(company) == before
    (record,) = plain(company, "evidence", "verify", "EVD-9", code=1)["records"]
    assert [file["state"] for file in record["files"]] == [
        "missing", "missing", "missing", "pointer", "missing", "missing", "missing", "missing",
    ]  # fmt: skip
    assert {file["now"] for file in record["files"]} == {None}
    assert HASH not in json.dumps([refused_files, record])


@pytest.mark.parametrize(
    ("sha256", "code", "state"),
    [
        (HASH, 0, "sealed"),
        (f"sha256:{HASH.upper()}", 0, "sealed"),
        ("0" * 64, 1, "altered"),
        ("nonsense", 1, "altered"),
        ('""', 0, "unsealed"),
    ],
)
def test_a_file_is_compared_with_its_seal(company: Path, sha256: str, code: int, state: str) -> None:
    written(company, "evidence/2026/EVD-001.yaml", f"{Q1}    sha256: {sha256}\n")
    (record,) = plain(company, "evidence", "verify", "EVD-001", code=code)["records"]
    assert record["files"][0]["state"] == state


@pytest.mark.parametrize(
    ("sealed", "found", "reason"),
    [
        ("", ["EVD205 warning"], "and it was never sealed"),
        ("4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393", ["EVD205 note"], "to the file that was"),
        ("0" * 64, ["EVD205 warning", "EVD105 error"], "to another file than the sealed one"),
    ],
)
def test_a_pointer_of_git_lfs_is_told_from_the_file(sealed: str, found: list[str], reason: str, company: Path) -> None:
    written(company, "evidence/2026/review.csv", POINTER)
    written(company, "evidence/2026/EVD-001.yaml", Q1 + (f"    sha256: {sealed}\n" if sealed else ""))
    (company / "evidence/2026/EVD-003.yaml").unlink()
    shown = json.loads(dated(company, "check", "-f", "json", "--select", "EVD1,EVD205").stdout)["findings"]
    assert [f"{each['code']} {each['severity']}" for each in shown] == found
    assert reason in shown[0]["message"]
    (record,) = plain(company, "evidence", "verify", code=1)["records"]
    assert (record["files"][0]["state"], record["files"][0]["reason"] in shown[0]["message"]) == ("pointer", True)


def test_what_is_kept_elsewhere_is_counted_and_not_called_fine(company: Path) -> None:
    head = "title: T\ntype: training-record\ncollected: 2026-05-02\n"
    location = "location: {system: personnel files, reference: 12, checked_by: it-manager, checked_on: 2026-05-03}\n"
    written(company, "evidence/a.yaml", f"id: EVD-7\n{head}{location}")
    written(company, "evidence/b.yaml", f"id: EVD-8\n{head}location: {{system: a drawer}}\n")
    written(company, "evidence/c.yaml", f"id: EVD-9\n{head}")
    assert done(company, "evidence", "verify").splitlines() == [
        "2 files of 5 records: 2 unsealed",
        "2 records elsewhere, 1 not checked; isokit cannot look there",
        "1 with neither a file nor a location",
        "isokit evidence seal seals what is not sealed yet",
    ]
    shown = plain(company, "evidence", "verify", "training-record")
    assert list(shown) == ["schema", "isokit", "as_of", "organization", "unread", "summary", "records"]
    assert shown["schema"] == "isokit/evidence-verify/1"
    assert shown["records"][0]["location"] == {
        "system": "personnel files",
        "reference": "12",
        "checked_by": "it-manager",
        "checked_on": "2026-05-03",
    }
    assert {key: value for key, value in shown["summary"].items() if value} == {
        "records": 3, "elsewhere": 2, "unchecked": 1, "nothing": 1,
    }  # fmt: skip


def test_a_record_that_cannot_be_read_or_edited_is_not_sealed(company: Path) -> None:
    written(company, "evidence/2026/EVD-001.yaml", Q1.replace("2026-04-03", "soon"))
    shared = "id: EVD-003\ntitle: T\ntype: t\nfiles:\n  - path: >-\n      evidence/2026/review.csv\n    sha256: |\n"
    written(company, "evidence/2026/EVD-003.yaml", f"{shared}      \n")
    before = texts(company)
    found = plain(company, "evidence", "seal", code=1)["files"]
    assert [(file["id"], file["done"]) for file in found] == [("EVD-001", "refused"), ("EVD-003", "refused")]
    assert "fields that cannot be read; see isokit check evidence/2026/EVD-001.yaml" in found[0]["reason"]
    assert "cannot be changed in place" in found[1]["reason"]
    assert texts(company) == before


@pytest.mark.parametrize(
    "command", [("verify",), ("seal",), ("sample", "--size", "1", "--seed", "s")], ids=lambda c: c[0]
)
@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("EVD-01", "EVD-01: no record has this id or type, or supports it; did you mean EVD-001?"),
        ("acces-review", "did you mean access-review?"),
        ("nothing at all", "give an id, a type, a document or a clause"),
        ("iso9001:2015/8.4.1", "iso9001:2015/8.4.1: no record claims iso9001:2015/8.4.1 or a clause below it"),
        ("iso14001:2015/8.1", "iso14001:2015/8.1: iso14001:2015 is not adopted here"),
        ("9.2", "'9.2' could mean iso9001:2015/9.2 and iso27001:2022/9.2; name the standard and its edition"),
    ],
)
def test_a_word_that_stands_for_no_record_is_one_line(
    company: Path, command: tuple[str, ...], word: str, message: str
) -> None:
    assert message in refused(company, "evidence", command[0], word, *command[1:])


# sample


def many(root: Path, count: int) -> None:
    for number in range(1, count + 1):
        text = f"id: ORD-{number}\ntitle: Order {number}\ntype: purchase-order\ncollected: 2026-05-02\n"
        clause = "iso9001:2015/8.4.3" if number % 2 else "iso9001:2015/8.4.1"
        written(
            root,
            f"evidence/orders/{number}.yaml",
            f"{text}clauses: [{clause}]\nlocation: {{system: archive, reference: A-7, checked_by: director, checked_on: 2024-01-31}}\n",
        )


def drawn(root: Path, *words: str) -> list[str]:
    return [record["id"] for record in plain(root, "evidence", "sample", *words)["records"]]


def test_a_sample_is_what_anybody_can_draw_again_by_hand(company: Path) -> None:
    many(company, 20)
    shown = plain(company, "evidence", "sample", "purchase-order", "--size", "5", "--seed", "stage 2")
    names = [f"ORD-{number}" for number in range(1, 21)]
    numbers = {name: hashlib.sha256(f"stage 2\0{name}".encode()).hexdigest() for name in names}
    assert [record["id"] for record in shown["records"]] == sorted(names, key=numbers.__getitem__)[:5]
    assert [record["number"] for record in shown["records"]] == sorted(numbers.values())[:5]
    assert shown["digest"] == "sha256:" + hashlib.sha256("".join(f"{n}\n" for n in sorted(names)).encode()).hexdigest()
    assert (shown["schema"], shown["population"], shown["size"], shown["seed"]) == (
        "isokit/evidence-sample/1", 20, 5, "stage 2",
    )  # fmt: skip
    assert done(company, "evidence", "sample", "purchase-order", "--size", "5", "--seed", "stage 2").splitlines()[
        :4
    ] == [
        "population  20 records of purchase-order",
        f"digest      {shown['digest']}",
        "seed        stage 2",
        "sample      5 of 5 asked for",
    ]


def test_a_larger_sample_holds_the_smaller_one_and_one_more_record_changes_at_most_one(company: Path) -> None:
    many(company, 20)
    small, large = (drawn(company, "purchase-order", "--size", size, "--seed", "s") for size in ("4", "9"))
    assert large[:4] == small
    many(company, 21)
    assert len({*small} - {*drawn(company, "purchase-order", "--size", "4", "--seed", "s")}) <= 1


def test_the_population_is_that_of_a_clause_a_document_a_type_or_an_id(company: Path) -> None:
    many(company, 4)
    everything = ("--size", "9" * 18, "--seed", "s")
    assert sorted(drawn(company, "8.4.3", *everything)) == ["ORD-1", "ORD-3"]
    assert len(drawn(company, "iso9001:2015/8.4", *everything)) == len(drawn(company, "9001:8", *everything)) == 4
    assert sorted(drawn(company, "POL-001", *everything)) == ["EVD-001", "EVD-003"]
    assert sorted(drawn(company, "access-review", *everything)) == ["EVD-001", "EVD-003"]
    assert drawn(company, "ORD-2", *everything) == ["ORD-2"]


@pytest.mark.parametrize("seed", ["0", " ", "-1", "\u202e", "a\nb", "ä", "e\u0301", "🫖", "--size", "%s{}", "x" * 5000])
def test_any_text_is_a_seed(company: Path, seed: str) -> None:
    many(company, 6)
    words = ("purchase-order", "--size", "3", f"--seed={seed}")
    assert drawn(company, *words) == drawn(company, *words)
    assert "\u202e" not in done(company, "evidence", "sample", *words)


@pytest.mark.parametrize(
    ("size", "seed", "message"),
    [
        ("0", "s", "--size 0: write how many records, 1 or more"),
        ("-3", "s", "--size -3: write how many records, 1 or more"),
        ("1", "", "--seed needs a text"),
    ],
)
def test_a_sample_that_makes_no_sense_is_one_line(company: Path, size: str, seed: str, message: str) -> None:
    assert message in refused(company, "evidence", "sample", "access-review", f"--size={size}", f"--seed={seed}")


@pytest.mark.parametrize("size", ["many", "1.5", "1e3", "9" * 5000])
def test_a_size_that_is_no_number_is_bad_usage(company: Path, size: str) -> None:
    assert dated(company, "evidence", "sample", "access-review", "--size", size, "--seed", "s").exit_code == 2


# The calendar


def test_the_calendar_says_what_is_missing(company: Path) -> None:
    assert done(company, "report", "evidence") == "reports/evidence.md\n"
    text = (company / "reports/evidence.md").read_text()
    assert "| 2 of 3 quarters of 2026 so far; Q2 (2026-04-01 to 2026-06-30) missing |" in text
    assert "| Q2 | 2026-04-01 | 2026-06-30 | missing | 2026-07-30 |  |" in text
    assert "| Q4 | 2026-10-01 | 2026-12-31 | to come | 2027-01-30 |  |" in text
    assert done(company, "report", "evidence") == "reports/evidence.md (unchanged)\n"


def test_hostile_text_is_shown_and_not_obeyed(company: Path) -> None:
    title = json.dumps("x | [y](javascript:z) <b> ::set-output \u202e")
    record = Q1.replace("EVD-001", "EVD-0").replace("Access review, Q1 2026   # as every quarter", title)
    written(company, "evidence/2026/evil.yaml", record)
    done(company, "report", "evidence")
    assert r"x \| \[y\](javascript:z) \<b\>" in (company / "reports/evidence.md").read_text()
    assert "\u202e" not in done(company, "evidence", "due", "--within", "1y") + done(
        company, "evidence", "verify", "-v"
    )


def test_an_empty_tree_has_an_empty_calendar(write_tree: WriteTree) -> None:
    root = write_tree({})
    assert done(root, "evidence", "due") == "0 overdue, 0 more due by 2026-12-22, as of 2026-11-22\n"
    assert done(root, "evidence", "verify") == "0 files of 0 records\n"
    assert done(root, "evidence", "seal") == "0 sealed, 0 already sealed\n"
    done(root, "report", "evidence")
    assert (root / "reports/evidence.md").read_text().endswith("## Due by 2027-02-22\n\nNothing.\n")


def test_a_large_file_is_sealed_and_compared_on_disk_and_as_it_is_staged(company: Path) -> None:
    scan = b"\0" * (8 * 1024 * 1024 + 1)
    written(company, "evidence/scan.tif", scan)
    written(company, "evidence/EVD-9.yaml", f"{OWN}files:\n  - path: evidence/scan.tif\n")
    assert "EVD209" in codes(company)
    assert plain(company, "evidence", "seal", "EVD-9")["files"][0]["sha256"] == hashlib.sha256(scan).hexdigest()
    assert "EVD209" not in codes(company)[:1] and "EVD105" not in codes(company)
    for arguments in (("init", "--quiet"), ("add", "--all")):
        git(company, *arguments)
    assert "EVD105" not in dated(company, "check", "--staged", "-f", "concise").stdout
    written(company, "evidence/scan.tif", scan[:-1] + b"!")
    assert "EVD105" in codes(company)
    assert "EVD105" not in dated(company, "check", "--staged", "-f", "concise").stdout


OWN = "id: EVD-9\ntitle: Scan of the sheet\ntype: process-record\ncollected: 2026-05-02\nclauses: [A.5.18]\n"


def test_a_record_that_cannot_be_read_makes_nothing_fine(company: Path) -> None:
    done(company, "evidence", "seal")
    written(company, "evidence/2026/EVD-001.yaml", "x: [\n")
    for words in (("verify",), ("seal",)):
        assert plain(company, "evidence", *words, code=1)["unread"] == ["evidence/2026/EVD-001.yaml"]
        assert "1 file is not read" in dated(company, "evidence", *words).stderr
    assert plain(company, "evidence", "due")["unread"] == ["evidence/2026/EVD-001.yaml"]


def test_a_sample_of_a_word_with_two_meanings_is_refused(company: Path) -> None:
    written(company, "evidence/EVD-9.yaml", OWN.replace("EVD-9", "access-review") + "location: {system: x}\n")
    words = ("evidence", "sample", "access-review", "--size", "1", "--seed", "s")
    assert "access-review is a record and a type here" in refused(company, *words)
