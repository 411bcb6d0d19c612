"""`isokit check --fix` and `--diff` as they are typed: what is written, what is said, and what is refused."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from isokit.commands.check.basis import Basis
from isokit.commands.check.fix import in_memory
from isokit.commands.check.scope import Scope
from isokit.commands.context import Context
from isokit.commands.flags import Flags, Stop
from tests import shell
from tests.shell import git
from tests.support import Files

WriteTree = Callable[[Files], Path]
RECORD = """\
id: EVD-1
title: Evaluation of the flour supplier
type: supplier-evaluation
collected: 2026-05-04
result: Pass  # at last
clauses: [ISO 9001:2015 8.4.1]
documents: [PRO-001]
location: {system: vault, reference: shelf 3, checked_by: quality-manager, checked_on: 2026-05-05}
"""
MENDED = RECORD.replace("Pass", "pass").replace("ISO 9001:2015 8", "iso9001:2015/8")
GUESSED = MENDED.replace("PRO-001", "PROC-001")
PROCEDURE = "---\nid: PROC-001\ntitle: Buying\ntype: procedure\nstatus: draft\nowner: buyer\nimplements: [POL-1]\n---\n"
POLICY = "---\nid: POL-1\ntitle: Quality policy\nstatus: draft\nowner: buyer\n---\n"


def isokit(root: Path, *arguments: str) -> Result:
    return shell.isokit("-C", root, "check", *arguments, "--as-of", "2026-11-22")


def texts(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def company(write_tree: WriteTree) -> Path:
    return write_tree({"evidence/e.yaml": RECORD, "procedures/buying.md": PROCEDURE, "policies/p.md": POLICY})


def test_what_is_safe_is_written_and_the_rest_is_checked(company: Path) -> None:
    before = texts(company)
    done = isokit(company, "--fix")
    assert texts(company) == {**before, "evidence/e.yaml": MENDED.encode()}
    assert done.stdout == "evidence/e.yaml:7:13: REF001 [error] the id PRO-001 does not exist; did you mean PROC-001?\n"
    assert done.stderr.splitlines() == [
        "isokit: fixed 2 findings in 1 file",
        "isokit: 1 more fix with --unsafe-fixes",
    ]
    assert done.exit_code == 1


def test_unsafe_fixes_are_written_where_they_are_asked_for(company: Path) -> None:
    done = isokit(company, "--fix", "--unsafe-fixes")
    assert texts(company)["evidence/e.yaml"] == GUESSED.encode()
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "isokit: fixed 3 findings in 1 file\n")
    again = isokit(company, "--fix", "--unsafe-fixes")
    assert texts(company)["evidence/e.yaml"] == GUESSED.encode()
    assert (again.exit_code, again.stderr) == (0, "isokit: nothing to fix\n")


def test_a_difference_is_shown_and_nothing_written(company: Path) -> None:
    before = texts(company)
    done = isokit(company, "--diff", "--unsafe-fixes")
    assert texts(company) == before
    assert (done.exit_code, done.stderr) == (1, "isokit: would fix 3 findings in 1 file\n")
    assert done.stdout.splitlines() == [
        "--- a/evidence/e.yaml",
        "+++ b/evidence/e.yaml",
        "@@ -2,7 +2,7 @@",
        *(f" {line}" for line in RECORD.splitlines()[1:4]),
        *(f"-{line}" for line in RECORD.splitlines()[4:7]),
        *(f"+{line}" for line in GUESSED.splitlines()[4:7]),
        " location: {system: vault, reference: shelf 3, checked_by: quality-manager, checked_on: 2026-05-05}",
    ]


@pytest.mark.parametrize("flags", [("--diff",), ("--diff", "--fix")])
def test_diff_wins_over_fix(company: Path, flags: tuple[str, ...]) -> None:
    before = texts(company)
    assert isokit(company, *flags, "--exit-zero").exit_code == 0
    assert isokit(company, *flags, "-q").stderr == ""
    assert isokit(company, *flags).exit_code == 1
    assert texts(company) == before


def test_no_difference_is_nothing_and_fine(company: Path) -> None:
    isokit(company, "--fix", "--unsafe-fixes")
    done = isokit(company, "--diff", "--unsafe-fixes")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "isokit: nothing to fix\n")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "note: no line end"])
def test_git_applies_the_difference(write_tree: WriteTree, end: str, last: str) -> None:
    record = RECORD + "note: |\n" + "  far\taway\n" * 9 + "Valid-Until: 2027-05-04\n" + last.replace("note", "owner")
    policy = POLICY.replace("draft", "approved\napproved: {by: buyer, on: 2026-03-02}")
    root = write_tree({"evidence/e.yaml": record.replace("\n", end).encode(), "policies/p.md": policy})
    difference = isokit(root, "--diff", "--unsafe-fixes").stdout_bytes
    subprocess.run(["git", "apply", "-"], cwd=root, input=difference, check=True)
    applied = texts(root)
    assert applied["evidence/e.yaml"] != record.replace("\n", end).encode()
    assert b"review: {every: 12 months}\n---" in applied["policies/p.md"]
    assert isokit(root, "--fix", "--unsafe-fixes").stderr.startswith("isokit: nothing to fix")


def test_a_difference_does_nothing_to_who_looks_at_it(write_tree: WriteTree) -> None:
    hostile = RECORD.replace("at last", "\u202eat last").replace(
        "location: {system: vault,", "note: |-\n  ::error::x #"
    )
    root = write_tree({"evidence/e.yaml": hostile})
    for flags in ((), ("--color", "always")):
        shown = isokit(root, "--diff", *flags).stdout
        assert "\u202e" not in shown and "\\u202eat last" in shown
        assert "error::x" in shown and not any(line.strip().startswith("::") for line in shown.splitlines())
    assert isokit(root, "--diff", "--color", "always").stdout.count("\x1b[32m+") == 2


def test_every_fix_is_named_on_request(company: Path) -> None:
    assert isokit(company, "--diff", "-v").stderr.splitlines()[:3] == [
        "isokit: would fix 2 findings in 1 file",
        "isokit:   evidence/e.yaml:5:9: WSP001 write pass",
        "isokit:   evidence/e.yaml:6:11: REF004 write iso9001:2015/8.4.1",
    ]


def test_what_cannot_be_changed_in_place_is_said(write_tree: WriteTree) -> None:
    folded = RECORD.replace("[ISO 9001:2015 8.4.1]", "\n  - >-\n    ISO 9001:2015\n    8.4.1")
    root = write_tree({"evidence/e.yaml": folded})
    done = isokit(root, "--fix", "-v")
    assert "isokit: 1 fix left: written in a way isokit cannot change\n" in done.stderr
    assert "isokit:   evidence/e.yaml:7:5: REF004 write iso9001:2015/8.4.1\n" in done.stderr
    assert texts(root)["evidence/e.yaml"] == folded.replace("Pass", "pass").encode()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (
            ("--unsafe-fixes",),
            "--unsafe-fixes only widens --fix and --diff; add --fix to write them, or --diff to see them",
        ),
        (("--fix", "--at", "HEAD"), "--fix is about the files on disk; leave out --at"),
        (("--diff", "--staged"), "--diff is about the files on disk; leave out --staged"),
        (("--diff", "--report", "json=x"), "--diff writes no report; leave out one of the two"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(company: Path, flags: tuple[str, ...], said: str) -> None:
    git(company, "init", "-q")
    git(company, "add", ".")
    git(company, "commit", "-qm", "a company")
    before = texts(company)
    done = isokit(company, *flags)
    assert (done.exit_code, done.stderr) == (2, f"isokit: {said}\n")
    assert texts(company) == before


def test_only_what_is_asked_about_is_mended(company: Path) -> None:
    (company / "evidence" / "f.yaml").write_text(RECORD.replace("EVD-1", "EVD-2"))
    isokit(company, "--fix", "--select", "REF004", "evidence/f.yaml")
    assert texts(company)["evidence/e.yaml"] == RECORD.encode()
    only = RECORD.replace("EVD-1", "EVD-2").replace("ISO 9001:2015 8", "iso9001:2015/8")
    assert texts(company)["evidence/f.yaml"] == only.encode()


def test_only_what_is_new_is_mended(company: Path) -> None:
    git(company, "init", "-q")
    git(company, "add", ".")
    git(company, "commit", "-qm", "a company")
    (company / "evidence" / "f.yaml").write_text(RECORD.replace("EVD-1", "EVD-2"))
    assert isokit(company, "--fix", "--since", "HEAD").stderr.startswith("isokit: fixed 2 findings in 1 file\n")
    assert texts(company)["evidence/e.yaml"] == RECORD.encode()


def test_what_is_set_aside_stays_as_it_is(write_tree: WriteTree) -> None:
    comment = '  # isokit: ignore[REF004] reason="as the form has it"'
    record = RECORD.replace("8.4.1]", f"8.4.1]{comment}").replace("documents: [PRO-001]\n", "")
    root = write_tree({"evidence/e.yaml": record})
    isokit(root, "--fix", "--unsafe-fixes")
    assert texts(root)["evidence/e.yaml"] == record.replace("Pass", "pass").encode()


def test_settings_are_mended_before_anything_is_judged_by_them(write_tree: WriteTree) -> None:
    settings = "organization: {name: Blue Teapot Works}\nstandards: [ISO 9001:2015]\naliases: {Owner: [Result]}\n"
    root = write_tree({"isokit.yaml": settings, "evidence/e.yaml": RECORD.replace("result:", "Result:")})
    done = isokit(root, "--fix")
    assert texts(root)["isokit.yaml"] == settings.replace("ISO 9001", "iso9001").encode()
    assert texts(root)["evidence/e.yaml"] == RECORD.replace("result:", "Result:").encode()
    assert done.exit_code == 2
    assert isokit(root, "--diff").exit_code == 2


def test_a_file_that_changes_meanwhile_is_not_written(company: Path) -> None:
    context = Context(company, Flags(as_of="2026-11-22"))
    reason = r"evidence/e.yaml has changed since it was read; nothing was written, try again"
    with pytest.raises(Stop, match=reason), context.writing() as changes:
        changes.add(*in_memory(context, Scope(context.tree, Basis(), ()), unsafe=True).edits)
        (company / "evidence" / "e.yaml").write_text(RECORD + "note: by hand\n")
    assert texts(company)["evidence/e.yaml"] == (RECORD + "note: by hand\n").encode()


def test_json_says_which_findings_can_be_fixed(company: Path) -> None:
    found = json.loads(isokit(company, "-f", "json").stdout)["findings"]
    assert {(f["code"], f["fixable"]) for f in found} == {("WSP001", True), ("REF004", True), ("REF001", True)}
    (company / "evidence" / "e.yaml").write_text(GUESSED.replace("8.4.1", "8"))
    found = json.loads(isokit(company, "-f", "json").stdout)["findings"]
    assert [(f["code"], f["fixable"]) for f in found] == [("REF002", False)]


def test_a_link_is_not_written_through(company: Path) -> None:
    outside = company.parent / f"{company.name}-outside.yaml"
    outside.write_text(RECORD)
    (company / "evidence" / "link.yaml").symlink_to(outside)
    isokit(company, "--fix", "--unsafe-fixes")
    assert outside.read_text() == RECORD


def test_the_summary_says_what_can_be_mended(company: Path) -> None:
    summary = isokit(company, "-f", "full").stdout.splitlines()[-1]
    assert re.search(r"; --fix fixes [1-9]\d*; --unsafe-fixes would fix [1-9]\d* more$", summary), summary
