"""The formats as a CI job asks for them: of a tree below the root of its repository, and of a hostile one."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests import shell
from tests.hostile.sinks import OLD_COMMAND, commands, harmful
from tests.outputs import read
from tests.outputs.made import HOSTILE
from tests.outputs.schemas import flaws
from tests.shell import git
from tests.support import SETTINGS

READERS = {
    "sarif": read.of_sarif,
    "github": read.of_github,
    "github-summary": read.of_github_summary,
    "junit": read.of_junit,
}
POLICY = "---\nid: POL-1\ntitle: T\nstatus: draft\n---\n"


def plant(root: Path, files: dict[str, str]) -> Path:
    for path, text in {"isokit.yaml": SETTINGS, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="")
    return root


def check(root: Path, *words: str) -> str:
    done = shell.isokit("-C", root, "check", "--exit-zero", "--as-of", "2026-11-22", *words)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A tree two folders below the root of its repository, with a policy that has no owner."""
    git(tmp_path, "init", "--quiet")
    root = plant(tmp_path / "sites" / "north", {"policies/a.md": POLICY})
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=All of it")
    return root


def path_in(root: Path, fmt: str, *words: str) -> str:
    found = [path for code, path, *_ in READERS[fmt](check(root, "-f", fmt, *words)) if code == "DOC101"]
    assert len({*found}) == 1
    return found[0]


@pytest.mark.parametrize("fmt", ["sarif", "github", "github-summary"])
@pytest.mark.parametrize("words", [(), ("--at", "HEAD")])
def test_a_service_is_told_paths_from_the_root_of_the_repository(
    fmt: str, words: tuple[str, ...], company: Path
) -> None:
    assert path_in(company, fmt, *words) == "sites/north/policies/a.md"


def test_so_is_gitlab(company: Path) -> None:
    (found,) = (one for one in json.loads(check(company, "-f", "gitlab")) if one["check_name"] == "DOC101")
    assert found["location"]["path"] == "sites/north/policies/a.md"


def test_people_are_told_paths_of_the_tree(company: Path) -> None:
    assert check(company, "-f", "concise", "--select", "DOC101").startswith("policies/a.md:2:1: DOC101")
    assert path_in(company, "junit") == "policies/a.md"


@pytest.mark.parametrize("fmt", ["sarif", "github"])
def test_a_repository_that_git_refuses_has_a_root_all_the_same(fmt: str, company: Path) -> None:
    (company.parent.parent / ".git" / "config").write_text("[core]\n\trepositoryformatversion = 99\n")
    assert path_in(company, fmt) == "sites/north/policies/a.md"


def hostile(words: str) -> dict[str, str]:
    said = json.dumps(words)
    return {
        "policies/a.md": f"---\nid: {said}\ntitle: {said}\nstatus: draft\nclauses: [{said}]\n---\n",
        "evidence/a.yaml": f"id: EVD-1\ntitle: {said}\ntype: {said}\nfiles: [{{path: {said}}}]\n{said}: 1\n",
        "nonconformities/a.yaml": f"id: {said}\ntitle: {said}\nstatus: open\n",
    }


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_whatever_a_tree_holds_its_formats_can_be_read(words: str, tmp_path: Path) -> None:
    root, out = plant(tmp_path / "tree", hostile(words or "x")), tmp_path
    formats = ("sarif", "junit", "gitlab", "github-summary", "json")
    log = check(root, "-f", "github", *(word for fmt in formats for word in ("--report", f"{fmt}={out / fmt}")))
    texts = {fmt: (out / fmt).read_bytes().decode("utf-8") for fmt in formats}
    counted = len(json.loads(texts["json"])["findings"])
    assert flaws(json.loads(texts["sarif"])) == []
    assert counted == len(json.loads(texts["gitlab"])) == len(json.loads(texts["sarif"])["runs"][0]["results"])
    assert counted == len([*read.of_github(log)]) == len([*read.of_github_summary(texts["github-summary"])])
    assert ElementTree.fromstring(texts["junit"]).tag == "testsuites"
    assert not harmful(log) and not harmful(texts["junit"]) and not harmful(texts["github-summary"])
    assert OLD_COMMAND not in log
    assert {read.command(line)[0] for line in commands(log)} <= {"error", "warning", "notice", "group", "endgroup"}


def test_gap_is_junit_too(tmp_path: Path) -> None:
    done = shell.isokit("-C", plant(tmp_path, {}), "gap", "-f", "junit", "--as-of", "2026-11-22")
    assert [suite.get("tests") for suite in ElementTree.fromstring(done.stdout)] == ["65", "123"]
