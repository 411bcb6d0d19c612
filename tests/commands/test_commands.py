"""Each command as a user types it: what it prints, and how it ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from isokit import __version__
from tests.shell import isokit
from tests.support import Files

WriteTree = Callable[[Files], Path]
POLICY = "---\nid: POL-1\ntitle: Quality policy\nstatus: draft\nowner: o\nclauses: [iso9001:2015/5.2.2]\n---\nText.\n"
BROKEN = POLICY.replace("owner: o\n", "")
AS_OF = ("--as-of", "2026-11-22")


def as_json(done: Result) -> Any:
    assert done.exit_code in (0, 1), done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def clean(write_tree: WriteTree) -> Path:
    return write_tree({"policies/quality.md": POLICY})


@pytest.fixture
def broken(write_tree: WriteTree) -> Path:
    return write_tree({"policies/quality.md": BROKEN})


def test_the_version_is_one_line() -> None:
    assert isokit("--version").stdout == f"isokit {__version__}\n"


def test_check_ends_with_0_where_nothing_is_found(clean: Path) -> None:
    done = isokit("-C", clean, "check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_check_piped_is_one_line_a_finding_and_ends_with_1(broken: Path) -> None:
    done = isokit("-C", broken, "check")
    line = "policies/quality.md:2:1: DOC101 [error] POL-1 has no owner; add owner: with the role that keeps it up to date\n"
    assert (done.exit_code, done.stdout, done.stderr) == (1, line, "")


def test_check_json_has_every_key_the_contract_promises(broken: Path) -> None:
    document = as_json(isokit("-C", broken, "check", "-f", "json", *AS_OF))
    assert list(document) == ["schema", "isokit", "as_of", "commit", "summary", "findings"]
    assert (document["schema"], document["as_of"], document["commit"]) == ("isokit/check/1", "2026-11-22", None)
    counted = {
        key: document["summary"][key] for key in ("files", "error", "warning", "note", "suppressed", "baselined")
    }
    assert counted == {"files": 2, "error": 1, "warning": 0, "note": 0, "suppressed": 0, "baselined": 0}
    (finding,) = document["findings"]
    assert re.fullmatch(r"[0-9a-f]{16}", finding.pop("fingerprint"))
    assert finding == {
        "code": "DOC101",
        "name": "document-without-owner",
        "severity": "error",
        "path": "policies/quality.md",
        "line": 2,
        "column": 1,
        "end_line": 2,
        "end_column": 10,
        "message": "POL-1 has no owner",
        "help": "add owner: with the role that keeps it up to date",
        "subject": "POL-1",
        "clauses": ["iso9001:2015/7.5.3.2", "iso27001:2022/7.5.3"],
        "fixable": False,
        "suppressed": None,
    }


@pytest.mark.parametrize("fmt", ["full", "concise", "json"])
def test_the_exit_code_is_the_same_for_every_format(broken: Path, fmt: str) -> None:
    assert isokit("-C", broken, "check", "-f", fmt).exit_code == 1
    assert isokit("-C", broken, "check", "-f", fmt, "--exit-zero").exit_code == 0
    assert isokit("-C", broken, "check", "-f", fmt, "--fail-on", "never").exit_code == 0


def test_warnings_fail_only_where_asked(write_tree: WriteTree) -> None:
    broad = write_tree({"policies/quality.md": POLICY.replace("5.2.2", "5")})
    assert isokit("-C", broad, "check").exit_code == 0
    assert isokit("-C", broad, "check", "--fail-on", "warning").exit_code == 1


def test_rules_are_selected_and_ignored(broken: Path) -> None:
    assert isokit("-C", broken, "check", "--select", "EVD").exit_code == 0
    assert isokit("-C", broken, "check", "--select", "DOC").exit_code == 1
    assert isokit("-C", broken, "check", "--ignore", "document-without-owner").exit_code == 0


def test_paths_narrow_what_is_shown(broken: Path) -> None:
    assert isokit("-C", broken, "check", "policies").exit_code == 1
    assert isokit("-C", broken, "check", "isokit.yaml").exit_code == 2


def test_one_run_writes_several_outputs(broken: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "findings.json"
    target.parent.mkdir()
    done = isokit("-C", broken, "check", "-f", "concise", "--report", f"json={target}", *AS_OF)
    assert "DOC101" in done.stdout
    assert json.loads(target.read_text())["findings"][0]["code"] == "DOC101"


def test_the_format_can_come_from_the_environment(broken: Path) -> None:
    assert json.loads(isokit("-C", broken, "check", ISOKIT_FORMAT="json").stdout)["schema"] == "isokit/check/1"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--fail-on", "fatal"], "--fail-on fatal: write error, warning, note or never"),
        (["check", "-f", "jsn"], "--format jsn: did you mean json?"),
        (["check", "--select", "DCO204"], "--select DCO204: there is no such rule; did you mean DOC204?"),
        (["check", "--as-of", "22.11.2026"], "--as-of 22.11.2026 is not a valid date; write it as YYYY-MM-DD"),
        (["check", "--as-of", "20261122"], "--as-of 20261122 is not a valid date; write it as YYYY-MM-DD"),
        (["check", "--report", "json"], "--report json: write it as FORMAT=PATH, such as json=findings.json"),
        (["check", "--color", "blue"], "--color blue: write auto, always or never"),
        (["check", "nowhere"], "there is no nowhere"),
        (["check", "/"], "/ is outside of the tree"),
        (["gap", "iso14001"], "iso14001 is not adopted here; isokit.yaml adopts iso9001:2015, iso27001:2022"),
        (["gap", "--fail-on", "bad"], "--fail-on bad: write missing, partial, nonconforming or never"),
        (["explain", "XYZ"], "there is no rule 'XYZ'; see isokit rules"),
        (["clause", "iso9001:2015/8.44"], "iso9001:2015 has no clause 8.44; did you mean 8.4?"),
        (["clause", "5.1"], "'5.1' could mean iso9001:2015/5.1 and iso27001:2022/5.1"),
        (["report", "gaps"], "no report 'gaps'; did you mean gap?"),
        (["check", "--at", "HEAD"], "is in no git repository, so there is no revision HEAD"),
        (["init"], "isokit.yaml exists already"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(clean: Path, arguments: list[str], message: str) -> None:
    done = isokit("-C", clean, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("isokit: ") and message in done.stderr
    assert done.stderr.count("\n") == 1


def test_bad_usage_ends_with_2(clean: Path) -> None:
    assert isokit("-C", clean, "check", "--nothing").exit_code == 2
    assert isokit("-C", clean, "nothing").exit_code == 2


def test_no_tree_says_how_to_begin_one(tmp_path: Path) -> None:
    done = isokit("-C", tmp_path, "check")
    assert done.exit_code == 2 and "run isokit init to create a tree" in done.stderr


def test_nothing_to_check_is_never_fine(write_tree: WriteTree) -> None:
    done = isokit("-C", write_tree({}), "check")
    assert done.exit_code == 2 and "nothing to check" in done.stderr


def test_settings_that_cannot_be_understood_end_with_2_and_are_findings_too(write_tree: WriteTree) -> None:
    tree = write_tree({"isokit.yaml": "standards: [iso9001:2015]\nlayuot: {}\n", "policies/quality.md": POLICY})
    for command in ("check", "gap"):
        done = isokit("-C", tree, command)
        assert done.exit_code == 2
        assert "isokit: isokit.yaml:2:1: unknown key 'layuot'; did you mean layout?" in done.stderr
    assert "WSP002" in isokit("-C", tree, "check").stdout


def test_gap_json_has_every_key_the_contract_promises(clean: Path) -> None:
    document = as_json(isokit("-C", clean, "gap", "iso9001", "-f", "json", *AS_OF))
    assert list(document) == ["schema", "isokit", "as_of", "commit", "organization", "standards"]
    (standard,) = document["standards"]
    assert standard["counts"] == {"evidenced": 0, "partial": 1, "missing": 64, "nonconforming": 0, "excluded": 0}
    clauses = {clause["ref"]: clause for clause in standard["clauses"]}
    leaf = clauses["iso9001:2015/5.2.2"]
    assert leaf["status"] == "partial" and leaf["documents"] == ["POL-1"] and leaf["leaf"] is True
    assert leaf["expectations"] == [
        {
            "kind": "document",
            "type": "policy",
            "within": None,
            "basis": "standard",
            "window_basis": None,
            "met": False,
            "reason": "POL-1 is draft, not approved",
        }
    ]
    assert leaf["asks"] == {"observed": 0, "total": 4}
    assert (leaf["reasons"], leaf["next"]) == (["POL-1 is draft, not approved"], "have POL-1 approved")
    parent = clauses["iso9001:2015/5.2"]
    assert parent["leaf"] is False and parent["counts"]["partial"] == 1


def test_gap_ends_with_0_unless_a_status_is_a_gate(clean: Path) -> None:
    assert isokit("-C", clean, "gap").exit_code == 0
    assert isokit("-C", clean, "gap", "--fail-on", "missing").exit_code == 1
    assert isokit("-C", clean, "gap", "--fail-on", "nonconforming").exit_code == 0


def test_gap_as_markdown_is_the_gap_report(clean: Path) -> None:
    shown = isokit("-C", clean, "gap", "iso9001", "-f", "markdown", *AS_OF).stdout
    done = isokit("-C", clean, "report", "gap", "--standard", "iso9001", *AS_OF)
    assert done.stdout == "reports/gap-iso9001-2015.md\n"
    assert (clean / "reports" / "gap-iso9001-2015.md").read_text("utf-8") == shown


def test_a_report_is_the_same_bytes_again_and_its_own_files_are_no_input(clean: Path) -> None:
    isokit("-C", clean, "report", "gap", *AS_OF)
    path = clean / "reports" / "gap-iso9001-2015.md"
    first, written = path.read_bytes(), path.stat().st_mtime_ns
    done = isokit("-C", clean, "report", "gap", *AS_OF)
    assert "reports/gap-iso9001-2015.md (unchanged)" in done.stdout
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (first, written)
    assert b"sha256:" in first and b"2026-11-22" in first


def test_init_makes_a_tree_that_checks_clean_and_is_honestly_empty(tmp_path: Path) -> None:
    done = isokit("-C", tmp_path / "new", "init", "--standard", "iso27001:2022", "--organization", "Teapots: 'We'")
    assert done.exit_code == 0
    assert isokit("-C", tmp_path / "new", "check").exit_code == 0
    document = as_json(isokit("-C", tmp_path / "new", "gap", "-f", "json"))
    assert document["organization"] == "Teapots: 'We'"
    (standard,) = document["standards"]
    assert {status for status, number in standard["counts"].items() if number} == {"missing"}


def test_explain_shows_the_page_of_a_rule_by_code_or_name() -> None:
    by_code, by_name = isokit("explain", "DOC204"), isokit("explain", "unreferenced-procedure")
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith("# DOC204 unreferenced-procedure\n\nSeverity: error\n")


def test_rules_lists_every_rule() -> None:
    listed = isokit("rules").stdout.splitlines()
    pages = as_json(isokit("rules", "-f", "json"))["rules"]
    assert [line.split()[0] for line in listed] == [page["code"] for page in pages]


@pytest.mark.parametrize("reference", ["iso9001:2015/5.2.2", "ISO 9001:2015 5.2.2", "9001:5.2.2"])
def test_clause_understands_references_as_people_write_them(clean: Path, reference: str) -> None:
    shown = isokit("-C", clean, "clause", reference).stdout
    assert "iso9001:2015/5.2.2 Communicating the quality policy" in shown and "POL-1" in shown


def test_clause_shows_a_parent_with_its_leaves_and_a_control_with_its_attributes(clean: Path) -> None:
    assert "iso9001:2015/5.2.1 Establishing" in isokit("-C", clean, "clause", "9001:5.2").stdout
    assert "control type: preventive" in isokit("-C", clean, "clause", "A.5.15").stdout


def test_doctor_shows_what_is_where(write_tree: WriteTree) -> None:
    tree = write_tree(
        {"policies/quality.md": POLICY, "policies/notes.yaml": "a: 1\n", "registers/roles.yaml": "a: [\n"}
    )
    document = as_json(isokit("-C", tree, "doctor", "-f", "json"))
    assert document["unplaced"] == ["policies/notes.yaml"] and document["illegible"] == ["registers/roles.yaml"]
    assert document["shelves"] == {"policies": {"files": 1, "entries": 1}}
    assert document["git"]["states"] == ["no-repository"]
    assert "not a git repository" in isokit("-C", tree, "doctor").stdout


def test_terminal_escapes_and_markup_in_a_tree_are_shown_and_never_obeyed(write_tree: WriteTree) -> None:
    hostile = POLICY.replace("POL-1", '"\\e]8;;x\\a[red]P\\e[31m"').replace("owner: o\n", "")
    tree = write_tree({"policies/quality.md": hostile})
    for arguments in (["check", "-f", "full"], ["check", "-f", "concise"], ["gap", "--all"], ["gap", "-f", "markdown"]):
        done = isokit("-C", tree, *arguments, "--color", "never")
        assert "\x1b" not in done.stdout and "\x07" not in done.stdout and done.exit_code in (0, 1, 2)
