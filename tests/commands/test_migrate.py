"""`isokit migrate` as it is typed: the plan, what it writes, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests import shell
from tests.support import Files

WriteTree = Callable[[Files], Path]
SETTINGS = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015]  # since 2018\n"
POLICY = """\
---
id: POL-1
title: Quality policy
status: approved
owner: managing-director
approved: {by: managing-director, on: 2026-03-02}
clauses: [iso9001:2015/5.2.1, iso9001:2015/5.2.2]
review: {every: 12 months}
---
What we want.
"""
BETWEEN = ("--from", "iso9001:2015", "--to", "iso9001:2026")


def isokit(root: Path, *arguments: str) -> Result:
    return shell.isokit("-C", root, *arguments, "--as-of", "2026-11-22")


def migrated(root: Path, *flags: str) -> str:
    done = isokit(root, "migrate", *BETWEEN, *flags)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def plain(root: Path, *flags: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(migrated(root, "-f", "json", *flags))
    return found


def texts(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}


@pytest.fixture
def company(write_tree: WriteTree) -> Path:
    return write_tree({"isokit.yaml": SETTINGS, "policies/quality.md": POLICY})


def test_a_plan_writes_nothing_and_says_what_to_type(company: Path) -> None:
    before = texts(company)
    shown = migrated(company)
    assert texts(company) == before
    assert "1043 days left: certificates to ISO 9001:2015 end 2029-09-30" in shown
    assert "policies/quality.md:7:11: POL-1 iso9001:2015/5.2.1 → iso9001:2026/5.2.1 (changed)" in shown
    assert "policies/quality.md:7:31: POL-1 iso9001:2015/5.2.2 → iso9001:2026/5.2.2 (wording)" in shown
    assert shown.endswith("next: isokit migrate --from iso9001:2015 --to iso9001:2026 --write changes 2 files\n")


def test_what_is_kept_is_written_and_what_changed_waits_for_a_review(company: Path) -> None:
    migrated(company, "--write")
    both = "[iso9001:2015/5.2.1, iso9001:2015/5.2.2, iso9001:2026/5.2.2]"
    settings = SETTINGS.replace("[iso9001:2015]", "[iso9001:2015, iso9001:2026]")
    after = POLICY.replace("[iso9001:2015/5.2.1, iso9001:2015/5.2.2]", both)
    assert texts(company) == {"isokit.yaml": settings, "policies/quality.md": after}
    assert "nothing to do: every file is up to date" in migrated(company, "--write")
    statuses = _statuses(company)
    assert (statuses["iso9001:2026/5.2.1"], statuses["iso9001:2026/5.2.2"]) == ("partial", "evidenced")
    migrated(company, "--write", "--reviewed", "ISO 9001:2026 5.2.1")
    assert "iso9001:2015/5.2.1, iso9001:2026/5.2.1, " in texts(company)["policies/quality.md"]
    assert _statuses(company)["iso9001:2026/5.2.1"] == "evidenced"


def _statuses(root: Path) -> dict[str, str]:
    gap = json.loads(isokit(root, "gap", "-f", "json").stdout)
    return {clause["ref"]: clause["status"] for standard in gap["standards"] for clause in standard["clauses"]}


def test_at_the_end_the_old_references_go(company: Path) -> None:
    migrated(company, "--write", "--replace", "--reviewed", "iso9001:2026")
    assert "clauses: [iso9001:2026/5.2.1, iso9001:2026/5.2.2]" in texts(company)["policies/quality.md"]
    assert "standards: [iso9001:2015, iso9001:2026]  # since 2018" in texts(company)["isokit.yaml"], (
        "isokit.yaml gives up an edition only by hand"
    )
    (company / "isokit.yaml").write_text(SETTINGS.replace("2015", "2026"))
    done = isokit(company, "migrate", *BETWEEN)
    assert (done.exit_code, done.stderr) == (
        2,
        "isokit: iso9001:2015 is neither adopted in isokit.yaml nor named in the tree; nothing to migrate\n",
    )


def test_an_approval_survives(company: Path) -> None:
    before = isokit(company, "check", "-f", "json", "--select", "DOC").stdout
    migrated(company, "--write", "--replace", "--reviewed", "iso9001:2026")
    assert "approved: {by: managing-director, on: 2026-03-02}" in texts(company)["policies/quality.md"]
    assert isokit(company, "check", "-f", "json", "--select", "DOC").stdout == before


def test_json_has_every_key(company: Path) -> None:
    shown = plain(company, "--replace", "--reviewed", "iso9001:2026/5.2.1")
    assert (shown["schema"], shown["from"], shown["to"]) == ("isokit/migrate/1", "iso9001:2015", "iso9001:2026")
    assert (shown["replace"], shown["reviewed"]) == (True, ["iso9001:2026/5.2.1"])
    assert shown["transition"]["days_left"] == 1043
    assert shown["summary"] | {"references": 3, "replace": 2, "add": 1, "review": 0} == shown["summary"]
    first = shown["references"][1]
    assert (first["path"], first["line"], first["column"]) == ("policies/quality.md", 7, 11)
    assert (first["outcome"], first["becomes"]) == ("replace", ["iso9001:2026/5.2.1"])
    assert first["targets"][0].keys() == {"ref", "relation", "change", "confidence"}
    assert (shown["review"], shown["written"]) == ([], None)
    assert {"iso9001:2026/6.1.3/1", "iso9001:2026/7.3/1"} <= {ask["id"] for ask in shown["asks"]}
    assert shown["files"] == ["isokit.yaml", "policies/quality.md"]
    assert plain(company, "--write")["written"] == ["isokit.yaml", "policies/quality.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--from", "iso9001:2026", "--to", "iso9001:2015"),
            "iso9001:2026 is the newer edition; write --from iso9001:20",
        ),
        (
            ("--from", "iso9001:2014", "--to", "iso9001:2026"),
            "unknown edition 'iso9001:2014'; did you mean iso9",
        ),
        (
            ("--from", "iso9001", "--to", "iso9001:2026"),
            "'iso9001' has several editions; name one: iso9001:2015 or iso9",
        ),
        (("--from", "iso9001:2015", "--to", "iso14001:2026"), "there is no map between iso9001:2015 and iso14001:2026"),
        (("--from", "iso14001:2015", "--to", "iso14001:2026"), "iso14001:2015 is neither adopted in isokit.yaml nor"),
        (
            (*BETWEEN, "--reviewed", "iso9001:2026/5.2.9"),
            "--reviewed iso9001:2026/5.2.9 names no clause of iso9001:201",
        ),
        ((*BETWEEN, "--reviewed", "5.2.1"), "--reviewed 5.2.1 names no clause of iso9001:2015 or iso9001:2026; write"),
        ((*BETWEEN, "-f", "yaml"), "--format yaml: write text or json"),
    ],
)
def test_what_cannot_be_done_is_one_line(company: Path, arguments: tuple[str, ...], message: str) -> None:
    before = texts(company)
    done = isokit(company, "migrate", "--write", *arguments)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert message in done.stderr
    assert texts(company) == before


def test_a_file_that_cannot_be_read_is_said_and_left(write_tree: WriteTree) -> None:
    root = write_tree({"isokit.yaml": SETTINGS, "evidence/e.yaml": "clauses: [iso9001:2015/8.6\n"})
    assert "1 file, left out here; see isokit check" in migrated(root, "--write")
    assert texts(root)["evidence/e.yaml"] == "clauses: [iso9001:2015/8.6\n"


def test_a_file_behind_a_symbolic_link_is_not_written_through(company: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(POLICY)
    (company / "policies" / "quality.md").unlink()
    (company / "policies" / "quality.md").symlink_to(outside)
    migrated(company, "--write")
    assert outside.read_text() == POLICY
