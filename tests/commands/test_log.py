"""`isokit log`: who changed and approved what, as git tells it, and what git does not show."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests import shell
from tests.shell import git
from tests.support import Files, bytes_of

WriteTree = Callable[[Files], Path]

ROLES = """\
roles:
  - id: quality-manager
    title: Quality manager
    holders: [{e-mail: Quality@Teapot.example, from: 2026-02-01}]
  - id: managing-director
    title: Managing director
    holders: [{name: director@teapot.example}]
"""
POLICY = """\
---
id: POL-1
title: Quality policy
status: {status}
owner: managing-director
clauses: [iso9001:2015/5.2.1]
---
{text}
"""
PROCEDURE = """\
---
id: PRO-1
title: Purchasing
status: draft
owner: quality-manager
clauses: [iso9001:2015/8.4.1]
implements: [POL-1]
---
Three offers.
"""
APPROVED = "approved\napproved: {by: managing-director, on: 2026-03-02}"
EVIDENCE = (
    "id: EVD-1\ntitle: Evaluation\ntype: supplier-evaluation\ncollected: 2026-03-01\nclauses: [iso9001:2015/8.4.1]\n"
)


def committed(root: Path, subject: str, day: str, author: str, files: Files) -> str:
    """Commit these files as the work of an author on a day; the short id of the commit."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(bytes_of(content))
    at = f"{day}T12:00:00+00:00"
    git(root, "add", "--all")
    git(
        root,
        "commit",
        "--quiet",
        f"--author=A <{author}>",
        f"--message={subject}",
        variables={"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at},
    )
    return git(root, "rev-parse", "HEAD")[:10]


def policy(status: str, text: str = "No drips.") -> str:
    return POLICY.format(status=status, text=text)


@pytest.fixture
def company(write_tree: WriteTree) -> Path:
    """A company whose policy was drafted, approved, changed, and put back into review."""
    root = write_tree({})
    git(root, "init", "--quiet")
    committed(
        root,
        "Begin",
        "2026-01-05",
        "ada@example.org",
        {"registers/roles.yaml": ROLES, "policies/quality.md": policy("draft")},
    )
    committed(
        root,
        "Mend a word",
        "2026-02-10",
        "quality@teapot.example",
        {"policies/quality.md": policy("draft", "No drops.")},
    )
    committed(root, "Approve", "2026-03-02", "director@teapot.example", {"policies/quality.md": policy(APPROVED)})
    committed(root, "Buy", "2026-03-03", "quality@teapot.example", {"procedures/buying.md": PROCEDURE})
    committed(
        root,
        "Evaluate",
        "2026-03-04",
        "ada@example.org",
        {"evidence/e1.yaml": EVIDENCE, "procedures/buying.md": PROCEDURE + "\n"},
    )
    committed(root, "Think again", "2026-04-01", "quality@teapot.example", {"policies/quality.md": policy("in-review")})
    return root


def isokit(root: Path, *arguments: str) -> Result:
    return shell.isokit("-C", root, *arguments)


def shown(root: Path, *arguments: str) -> str:
    done = isokit(root, "log", *arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def plain(root: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown(root, *arguments, "-f", "json"))
    return found


def rows(text: str) -> list[list[str]]:
    """The lines of the table, each as its cells."""
    return [line.split(maxsplit=3) for line in text.splitlines() if line.startswith("2026-")]


# Who changed what


def test_the_log_of_a_document_says_who_changed_it_and_what_was_approved(company: Path) -> None:
    text = shown(company, "POL-1")
    assert text.startswith("POL-1 Quality policy\nfiles       policies/quality.md\n")
    assert [(day, who, what) for day, _, who, what in rows(text)] == [
        ("2026-04-01", "quality-manager", "Think again"),
        ("2026-03-02", "managing-director", "Approve"),
        ("2026-02-10", "quality-manager", "Mend a word"),
        ("2026-01-05", "ada@example.org", "Begin"),
    ]
    said = [line.strip() for line in text.splitlines()]
    assert said.index("POL-1 is no longer approved") < said.index("POL-1 approved: by managing-director on 2026-03-02")
    assert git(company, "rev-parse", "HEAD")[:10] == rows(text)[0][1]


def test_the_log_as_json_has_every_key(company: Path) -> None:
    log = plain(company, "POL-1")
    assert {key: log[key] for key in ("schema", "name", "title", "files", "whole", "notes")} == {
        "schema": "isokit/log/1",
        "name": "POL-1",
        "title": "Quality policy",
        "files": ["policies/quality.md"],
        "whole": True,
        "notes": [],
    }
    assert log["changes"][1] == {
        "commit": git(company, "rev-parse", "HEAD~3"),
        "authored": "2026-03-02",
        "committed": "2026-03-02",
        "author": "director@teapot.example",
        "roles": ["managing-director"],
        "subject": "Approve",
        "files": ["policies/quality.md"],
        "approvals": [{"document": "POL-1", "by": "managing-director", "on": "2026-03-02"}],
    }
    assert log["changes"][0]["approvals"] == [{"document": "POL-1", "by": None, "on": None}]


def test_a_role_counts_from_the_day_it_was_held(company: Path) -> None:
    committed(
        company, "Too early", "2026-01-31", "quality@teapot.example", {"policies/quality.md": policy("draft", "Early.")}
    )
    assert plain(company, "POL-1")["changes"][0]["roles"] == []
    assert rows(shown(company, "POL-1"))[0][2] == "quality@teapot.example"


def test_a_document_that_came_approved_was_approved_by_its_first_commit(company: Path) -> None:
    new = policy(APPROVED).replace("POL-1", "POL-2")
    committed(company, "Bring along", "2026-05-01", "ada@example.org", {"policies/other.md": new})
    assert "POL-2 approved: by managing-director on 2026-03-02" in shown(company, "POL-2")


@pytest.mark.parametrize("reference", ["iso9001:2015/8.4.1", "ISO 9001:2015 8.4.1", "8.4", "9001:8.4.1"])
def test_a_clause_has_the_log_of_all_files_that_claim_it(company: Path, reference: str) -> None:
    log = plain(company, reference)
    assert log["name"].startswith("iso9001:2015/8.4")
    assert log["files"] == ["evidence/e1.yaml", "procedures/buying.md"]
    assert [(change["subject"], change["files"]) for change in log["changes"]] == [
        ("Evaluate", ["evidence/e1.yaml", "procedures/buying.md"]),
        ("Buy", ["procedures/buying.md"]),
    ]
    assert "evidence/e1.yaml, procedures/buying.md" in shown(company, reference)


def test_an_entry_of_a_register_has_the_log_of_its_file_and_that_is_said(company: Path) -> None:
    text = shown(company, "quality-manager")
    assert "registers/roles.yaml holds many entries; git shows only who changed the file" in text
    assert [row[3] for row in rows(text)] == ["Begin"]


def test_a_control_is_known_by_its_decision_and_by_what_claims_it(company: Path) -> None:
    decision = "applicability:\n  - {control: A.5.1, applicable: true, justification: yes, owner: quality-manager}\n"
    claiming = PROCEDURE.replace("PRO-1", "PRO-2").replace("iso9001:2015/8.4.1", "A.5.1")
    files = {"registers/applicability.yaml": decision, "procedures/more.md": claiming}
    committed(company, "Decide", "2026-05-01", "ada@example.org", files)
    assert plain(company, "A.5.1")["files"] == ["procedures/more.md", "registers/applicability.yaml"]


def test_the_log_at_a_revision_ends_with_it(company: Path) -> None:
    assert [row[3] for row in rows(shown(company, "POL-1", "--at", "HEAD~3"))] == ["Approve", "Mend a word", "Begin"]


def test_a_tree_in_a_folder_of_its_repository_has_the_same_log(write_tree: WriteTree) -> None:
    root = write_tree({})
    inside = root / "quality"
    inside.mkdir()
    (root / "isokit.yaml").rename(inside / "isokit.yaml")
    git(root, "init", "--quiet")
    committed(root, "Approve", "2026-03-02", "ada@example.org", {"quality/policies/q.md": policy(APPROVED)})
    committed(root, "Beside", "2026-03-03", "ada@example.org", {"policies/q.md": policy("draft")})
    text = shown(inside, "POL-1")
    assert [row[3] for row in rows(text)] == ["Approve"]
    assert "POL-1 approved: by managing-director on 2026-03-02" in text


# What git does not show


def test_without_a_repository_that_is_said(write_tree: WriteTree) -> None:
    root = write_tree({"policies/quality.md": policy("draft")})
    text = shown(root, "POL-1")
    assert "not a git repository: every file counts, and there is no history" in text
    assert "no known commit changed it" in text
    assert plain(root, "POL-1")["whole"] is False


def test_before_the_first_commit_and_without_git_that_is_said(
    write_tree: WriteTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree({"policies/quality.md": policy("draft")})
    git(root, "init", "--quiet")
    assert "no commit yet" in shown(root, "POL-1")
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in shown(root, "POL-1")


def test_what_a_shallow_clone_cannot_know_is_not_told(company: Path, tmp_path: Path) -> None:
    git(company, "clone", "--quiet", "--depth=2", f"file://{company}", "shallow")
    log = plain(company / "shallow", "POL-1")
    assert [change["subject"] for change in log["changes"]] == ["Think again"]
    assert log["changes"][0]["approvals"] == [], "what it was before is cut off"
    assert any("fetch-depth: 0" in note for note in log["notes"])
    at_head = plain(company / "shallow", "POL-1", "--at", "HEAD")
    assert (at_head["changes"], at_head["notes"]) == (log["changes"], log["notes"])


def test_a_file_that_is_not_committed_yet_is_said(company: Path) -> None:
    (company / "policies" / "new.md").write_text(policy("draft").replace("POL-1", "POL-9"))
    assert "policies/new.md is not committed yet" in shown(company, "POL-9")


def test_a_broken_repository_is_said(company: Path) -> None:
    tree = git(company, "rev-parse", "HEAD~2^{tree}")
    (company / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    log = plain(company, "POL-1")
    assert (log["whole"], log["changes"]) == (False, [])
    assert log["notes"][0].startswith("git does not show the past: ")


def test_a_clause_nobody_claims_has_an_empty_log(company: Path) -> None:
    assert "none: nothing in the tree claims it" in shown(company, "iso9001:2015/9.3.1")


# What cannot be asked


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("POL-11", "nothing here has the id 'POL-11'; did you mean POL-1?"),
        ("zzz", "nothing here has the id 'zzz'; give an id, or a clause like iso9001:2015/8.4.1"),
        ("iso9001:2015/8.4.9", "iso9001:2015 has no clause 8.4.9; did you mean 8.4."),
        ("iso14001:2015/4.1", "iso14001:2015 is not adopted in isokit.yaml"),
        ("--output=x", "nothing here has the id '--output=x'"),
    ],
)
def test_what_nothing_has_for_a_name_is_refused(company: Path, name: str, message: str) -> None:
    done = isokit(company, "log", "--", name)
    assert done.exit_code == 2
    assert message in done.stderr


def test_an_id_in_a_file_that_cannot_be_read_is_said(company: Path) -> None:
    (company / "policies" / "quality.md").write_text("---\nid: POL-1\ntitle: [\n---\n")
    done = isokit(company, "log", "POL-1")
    assert (done.exit_code, done.stderr) == (2, "isokit: the file that holds POL-1 cannot be read; see isokit check\n")


def test_what_commits_say_is_shown_and_never_obeyed(company: Path) -> None:
    hostile = "\x1b[31m ##[error] [/x] \u202e"
    committed(company, hostile, "2026-05-01", "a\x1b[2J@example.org", {"policies/quality.md": policy("draft")})
    text = shown(company, "POL-1")
    assert not {"\x1b", "\u202e"} & {*text}
    assert "##[" not in text
    assert "\x1b" not in shown(company, "POL-1", "-f", "json")
