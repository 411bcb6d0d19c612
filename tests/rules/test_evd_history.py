"""Evidence and git: when a record came into the tree, and what changed since under the documents it supports."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from isokit.model.finding import Finding
from isokit.model.history import History
from tests import shell
from tests.support import SETTINGS, Committed, Files, RunTree, history_of

IT = "it@teapot.example"
RECORD = """\
id: EVD-002
title: Restoring, 2026
type: backup-restore-test
collected: 2026-05-06
every: 12 months
clauses: [iso27001:2022/A.8.13]
documents: [PRO-004]
location: {system: archive, reference: "12"}
"""
FIRST = RECORD.replace("EVD-002", "EVD-001").replace("Restoring", "Copying").replace("2026-05-06", "2026-01-12")
PROCEDURE = """\
---
id: PRO-004
title: Restoring backups
status: approved
approved: {by: it-manager, on: 2026-01-10}
owner: it-manager
---
Once a year, restore one file.
"""
CHANGED = PROCEDURE.replace("one file", "the whole database")
PATHS = {FIRST: "evidence/EVD-001.yaml", RECORD: "evidence/EVD-002.yaml", PROCEDURE: "procedures/restoring.md"}


def committed(day: str, *texts: str) -> Committed:
    return Committed(day, IT, {_path(text): text for text in texts})


def _path(text: str) -> str:
    head = next(line for line in text.splitlines() if line.startswith("id: "))
    return next(path for known, path in PATHS.items() if head in known)


def found(run_tree: RunTree, code: str, history: History, *texts: str) -> list[Finding]:
    tree: Files = {_path(text): text for text in texts}
    return [finding for finding in run_tree(tree, history=history).findings if finding.code == code]


def cut_off(history: History) -> History:
    """The same history, of which nobody knows whether it is whole."""
    return History(history.commit, "main", frozenset(), reading=lambda: replace(history.past, whole=False))


# Back-dated


@pytest.mark.parametrize(
    ("known", "said"),
    [("2026-05-06", 0), ("2026-06-05", 0), ("2026-06-06", 1), ("2026-11-20", 1)],
)
def test_a_record_may_come_into_git_some_time_after_its_day(known: str, said: int, run_tree: RunTree) -> None:
    past = history_of(committed("2026-01-12", FIRST), committed(known, RECORD))
    assert len(found(run_tree, "EVD204", past, FIRST, RECORD)) == said


def test_the_three_dates_are_told_apart(run_tree: RunTree) -> None:
    past = history_of(committed("2026-01-12", FIRST), committed("2026-11-20", RECORD), committed("2026-11-21", FIRST))
    (finding,) = found(run_tree, "EVD204", past, FIRST, RECORD)
    assert finding.message == (
        "EVD-002 states that it was collected 2026-05-06; it was first committed in 2222222222 on 2026-11-20, "
        "198 days later"
    )


def test_a_file_that_was_another_record_before_proves_nothing(run_tree: RunTree) -> None:
    other = RECORD.replace("2026-05-06", "2026-01-12")
    past = history_of(committed("2026-01-12", FIRST, other), committed("2026-11-20", RECORD))
    (finding,) = found(run_tree, "EVD204", past, FIRST, RECORD)
    assert "it was first committed in 2222222222 on 2026-11-20" in finding.message


def test_what_was_there_before_git_was_brought_along(run_tree: RunTree) -> None:
    assert found(run_tree, "EVD204", history_of(committed("2026-11-20", FIRST, RECORD)), FIRST, RECORD) == []


def test_a_record_that_is_corrected_later_is_judged_by_its_first_commit(run_tree: RunTree) -> None:
    past = history_of(committed("2026-01-12", FIRST), committed("2026-05-08", RECORD), committed("2026-11-20", RECORD))
    assert found(run_tree, "EVD204", past, FIRST, RECORD) == []


@pytest.mark.parametrize("code", ["EVD204", "EVD206"])
def test_nothing_is_said_where_the_history_is_not_whole(code: str, run_tree: RunTree) -> None:
    past = history_of(
        committed("2026-01-10", PROCEDURE, FIRST), committed("2026-09-01", CHANGED), committed("2026-11-20", RECORD)
    )
    texts = (FIRST, RECORD, CHANGED)
    assert len(found(run_tree, code, past, *texts)) in (1, 2)
    assert found(run_tree, code, cut_off(past), *texts) == []
    assert found(run_tree, code, History(), *texts) == []


# To be looked at again


def since(run_tree: RunTree, record: str, *states: tuple[str, str], now: str = CHANGED) -> list[str]:
    """What is said of a record whose document went through some states."""
    past = history_of(*(committed(day, text) for day, text in states))
    return [finding.message for finding in found(run_tree, "EVD206", past, record, now)]


BEFORE, LATER = ("2026-01-10", PROCEDURE), ("2026-09-01", CHANGED)


def test_a_changed_document_asks_for_another_look(run_tree: RunTree) -> None:
    assert since(run_tree, RECORD, BEFORE, LATER) == [
        "EVD-002 is dated 2026-05-06, and PRO-004 has changed since, in commit 2222222222 of 2026-09-01"
    ]


@pytest.mark.parametrize(
    "record",
    [
        RECORD.replace("2026-05-06", "2026-09-01"),
        RECORD + "reverified: {by: it-manager, on: 2026-09-03}\n",
        RECORD.replace("every: 12 months\n", ""),
        RECORD.replace("every: 12 months", "every: 1 month"),
        RECORD.replace("[PRO-004]", "[]"),
    ],
    ids=["of the same day", "looked at again", "tells of the past", "expired", "supports nothing"],
)
def test_there_is_nothing_to_look_at_again(record: str, run_tree: RunTree) -> None:
    assert since(run_tree, record, BEFORE, LATER) == []


def test_a_look_before_the_change_does_not_count(run_tree: RunTree) -> None:
    looked = RECORD + "reverified: {by: it-manager, on: 2026-06-01}\n"
    assert len(since(run_tree, looked, BEFORE, LATER)) == 1


def test_only_substance_counts(run_tree: RunTree) -> None:
    other = PROCEDURE.replace("owner: it-manager", "owner: platform-lead").replace("\n", "\r\n") + "\n \n"
    assert since(run_tree, RECORD, BEFORE, ("2026-09-01", other), now=other) == []


def test_words_that_came_back_are_no_change(run_tree: RunTree) -> None:
    assert since(run_tree, RECORD, BEFORE, LATER, ("2026-10-01", PROCEDURE), now=PROCEDURE) == []


def test_a_document_git_did_not_know_on_that_day_is_not_guessed_at(run_tree: RunTree) -> None:
    assert since(run_tree, RECORD, LATER) == []


def test_a_draft_asks_for_nothing(run_tree: RunTree) -> None:
    draft = CHANGED.replace("status: approved", "status: draft")
    assert since(run_tree, RECORD, BEFORE, ("2026-09-01", draft), now=draft) == []


# A commit is no evidence of what was done


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("{system: git}", 1),
        ("{system: Git  Log, reference: PRO-004}", 1),
        (f"{{system: approvals, reference: commit {'1' * 40}}}", 1),
        (f"{{system: approvals, reference: commit {'3' * 40}}}", 0),
        ("{system: ticket system, reference: '1111111'}", 0),
        ("{system: archive, reference: deadbeef01}", 0),
    ],
)
def test_a_location_that_is_git(location: str, said: int, run_tree: RunTree) -> None:
    record = RECORD.replace('{system: archive, reference: "12"}', location)
    past = history_of(committed("2026-01-10", PROCEDURE), committed("2026-05-06", record))
    assert len(found(run_tree, "EVD207", past, record, PROCEDURE)) == said


# With git itself


def git(folder: Path, *words: str, day: str = "2026-01-10") -> None:
    when = {f"GIT_{who}_DATE": f"{day}T12:00:00+00:00" for who in ("AUTHOR", "COMMITTER")}
    shell.git(folder, "-c", f"user.email={IT}", *words, variables=when)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A procedure and a record; then other words, and a record that came half a year late."""
    root = tmp_path / "tree"
    root.mkdir()
    git(root, "init", "--quiet")
    for day, texts in (("2026-01-12", (PROCEDURE, FIRST)), ("2026-09-01", (CHANGED,)), ("2026-11-20", (RECORD,))):
        for path, text in {"isokit.yaml": SETTINGS, **{_path(text): text for text in texts}}.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(text)
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message=more", day=day)
    return root


def shown(root: Path, *words: str) -> dict[str, Any]:
    result = shell.isokit("-C", root, *words, "-f", "json", "--as-of", "2026-11-22")
    assert result.exit_code in (0, 1), result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def said(root: Path) -> list[tuple[str, str]]:
    findings = shown(root, "check", "--select", "EVD204,EVD206")["findings"]
    return [(finding["code"], finding["subject"]) for finding in findings]


def test_git_tells_when_a_record_came_and_what_changed(repository: Path) -> None:
    assert said(repository) == [("EVD206", "EVD-001"), ("EVD204", "EVD-002"), ("EVD206", "EVD-002")]
    drawn = shown(repository, "evidence", "sample", "backup-restore-test", "--size", "2", "--seed", "s")["records"]
    assert {record["id"]: record["committed"] for record in drawn} == {"EVD-001": "2026-01-12", "EVD-002": "2026-11-20"}


def test_a_shallow_clone_does_not_guess(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "shallow")
    assert said(tmp_path / "shallow") == []
    drawn = shown(tmp_path / "shallow", "evidence", "sample", "EVD-002", "--size", "1", "--seed", "s")["records"]
    assert drawn[0]["committed"] is None


def test_the_calendar_is_the_same_with_git_and_without(repository: Path, tmp_path: Path) -> None:
    texts = []
    for _ in range(2):
        shell.isokit("-C", repository, "report", "evidence", "--as-of", "2026-11-22")
        texts.append((repository / "reports" / "evidence.md").read_bytes())
        (repository / ".git").rename(tmp_path / "gone") if (repository / ".git").exists() else None
    assert texts[0] == texts[1]
