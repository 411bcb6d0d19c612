"""README, changelog, release and workflow: what they state is true of the code."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

import isokit
from isokit.cli.app import app
from isokit.edge import data
from isokit.load.catalog import catalog_of

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
TYPED = [line[2:].split(" #")[0] for line in README.split("\n") if line.startswith("$ isokit")]


def test_the_number_of_questions_is_not_overstated() -> None:
    stated = re.search(r"More than ([\d,]+) audit questions", README)
    catalog = catalog_of(data.standards())
    asks = sum(len(clause.asks) for standard in catalog.all() for clause in standard.clauses)
    assert stated and int(stated[1].replace(",", "")) < asks < 2 * int(stated[1].replace(",", ""))


def test_the_readme_fits_a_screen_and_a_half() -> None:
    assert len(README.split("\n")) <= 100


def test_what_the_readme_types_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    assert len(TYPED) >= 5
    for line in TYPED:
        done = CliRunner().invoke(app, shlex.split(line)[1:], prog_name="isokit")
        assert done.exit_code == 0, f"{line}\n{done.output}"


def test_every_command_has_a_row_and_every_row_a_command() -> None:
    listed = CliRunner().invoke(app, ["--help"], prog_name="isokit").output.partition("Commands:")[2]
    commands = set(re.findall(r"^  ([a-z]+)  ", listed, re.M))
    rows = set(re.findall(r"^\| `isokit ([a-z]+)", COMMANDS, re.M))
    assert commands and rows == commands


def test_the_changelog_names_the_version_and_its_date() -> None:
    headings = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", CHANGELOG, re.M)
    assert headings[0] == ("Unreleased", "")
    assert isokit.__version__ in dict(headings[1:])
    assert all(day for _, day in headings[1:])


def test_the_workflow_runs_the_gate_on_each_supported_python() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    job = workflow["jobs"]["check"]
    classifiers = re.findall(r"Python :: (3\.\d+)\"", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert job["strategy"]["matrix"]["python"] == classifiers
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used and all(re.fullmatch(r"[\w./-]+@v\d+\.\d+\.\d+", each) for each in used)


def test_the_picture_refers_to_no_other_host() -> None:
    addresses = re.findall(r"\w+://[^\"' )]+", (ROOT / "docs" / "gap.svg").read_text("utf-8"))
    assert set(addresses) == {"http://www.w3.org/2000/svg"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with what a release looks at before it builds."""
    for name in (".ci/release", "src/isokit/__init__.py", "CHANGELOG.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def test_a_release_refuses_uncommitted_changes(checkout: Path) -> None:
    (checkout / "new.txt").write_text("new", "utf-8")
    assert refusal(checkout) == "release: the working tree has changes; commit them first\n"


def test_a_release_refuses_a_tag_that_exists(checkout: Path) -> None:
    git(checkout, "tag", f"v{isokit.__version__}")
    assert refusal(checkout).startswith(f"release: the tag v{isokit.__version__} exists; ")


def test_a_release_refuses_a_version_the_changelog_does_not_name(checkout: Path) -> None:
    (checkout / "src/isokit/__init__.py").write_text('__version__ = "9.9.9"\n', "utf-8")
    commit(checkout)
    assert refusal(checkout) == "release: CHANGELOG.md has no line '## [9.9.9] - YYYY-MM-DD'\n"


def refusal(folder: Path) -> str:
    done = subprocess.run([folder / ".ci" / "release"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "-c", "user.name=x", "-c", "user.email=x@teapot.example", "commit", "--quiet", "--message", "state")


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True)
