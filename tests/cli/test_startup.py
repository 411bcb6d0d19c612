"""Start-up is a feature: what is asked for decides what is imported. And however it ends, it ends in order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from isokit.cli import app as command_line

TINY = Path(__file__).parents[2] / "examples" / "tiny"
COMMANDS = sorted(command_line.modules())

HEAVY = {"pydantic", "rich", "jinja2", "git", "gitdb", "yaml", "ruamel", "markdown_it", "pygments"}

WRAPPER = """
import os, sys
leave = os._exit
def listed(code):
    names = {name if name.startswith("isokit.") else name.partition(".")[0] for name in sys.modules}
    sys.stderr.write("\\nimported: " + " ".join(names) + "\\n")
    sys.stderr.flush()
    leave(code)
os._exit = listed
sys.argv[0] = "isokit"
from isokit.__main__ import main
main()
"""


def started(*arguments: str, **environment: str) -> tuple[str, set[str]]:
    """What isokit prints, and the packages and the modules of isokit it has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", WRAPPER, *arguments],
        cwd=TINY,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=20,
    )
    said, _, imported = done.stderr.partition("\nimported: ")
    assert imported, said
    return done.stdout, set(imported.split())


def test_the_version_is_answered_before_any_import() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "isokit", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    imported = set(re.findall(r"\| +(\w+)", done.stderr))
    assert re.fullmatch(r"isokit \d+\.\d+\.\d+\n", done.stdout)
    assert "isokit" in imported
    assert not imported & (HEAVY | {"typer", "click", "typing", "dataclasses", "pathlib"})


@pytest.mark.parametrize(
    ("words", "position", "completed"),
    [
        ("isokit ga", 1, ["gap"]),
        ("isokit check --fa", 2, ["--fail-on"]),
        ("isokit -C examples/tiny re", 3, ["report"]),
        ("isokit report --st", 2, ["--standard"]),
        ("isokit ", 1, COMMANDS),
    ],
)
def test_shell_completion_answers_without_what_a_check_needs(words: str, position: int, completed: list[str]) -> None:
    asked = {"_ISOKIT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(position)}
    shown, imported = started(**asked)
    assert sorted(shown.split()) == completed
    assert not imported & HEAVY


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_is_shown_without_what_a_command_needs(command: str | None) -> None:
    shown, imported = started(*filter(None, [command, "--help"]))
    assert shown.startswith("Usage: isokit ")
    assert not imported & HEAVY


@pytest.mark.parametrize("form", ["concise", "json"])
def test_a_check_for_a_machine_needs_no_terminal_no_templates_and_no_git_library(form: str) -> None:
    shown, imported = started("check", "-f", form)
    assert "DOC204" in shown
    assert not imported & {"rich", "jinja2", "git", "gitdb", "ruamel", "markdown_it", "pygments"}


def test_a_check_imports_nothing_that_edits(tmp_path: Path) -> None:
    (tmp_path / "isokit.yaml").write_text("organization: {name: Blue Teapot Works}\nstandards: [acme:3]\n")
    (tmp_path / "standards").mkdir()
    clauses = "clauses:\n  - {clause: 8, title: Anvils}\n  - {clause: 8.10, title: Rockets}\n"
    (tmp_path / "standards" / "acme.yaml").write_text(f"standard: acme:3\ntitle: What Acme asks\n{clauses}")
    shown, imported = started("-C", str(tmp_path), "check", "-f", "concise")
    assert "REF005" in shown
    assert "isokit.text.yaml.read" in imported
    assert not imported & {"ruamel", *(f"isokit.text.yaml.{name}" for name in ("edit", "editor", "emit"))}


@pytest.mark.parametrize("command", [("gap",), ("explain", "DOC204")], ids=" ".join)
def test_only_a_report_needs_templates_and_only_a_revision_the_git_library(command: tuple[str, ...]) -> None:
    assert not started(*command)[1] & {"jinja2", "git", "gitdb"}


# How it ends


def ended(command: str) -> tuple[int, str]:
    """The exit code and the complaint of `isokit …` in a shell, as users combine it."""
    line = command.replace("isokit", f"'{sys.executable}' -m isokit")
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], cwd=TINY, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", ["isokit --version", "isokit --help", "isokit check"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_the_output_ends_with_2_and_one_line(
    command: str, unbuffered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    assert ended(f"{command} > /dev/full") == (2, "isokit: no space left on device\n")


@pytest.mark.parametrize("command", ["isokit --version", "isokit check"])
def test_a_closed_output_ends_with_2_and_one_line(command: str) -> None:
    assert ended(f"{command} >&-") == (2, "isokit: standard output or standard error is closed\n")


@pytest.mark.parametrize("command", ["isokit --version", "isokit check", "isokit rules"])
def test_a_closed_pipe_ends_quietly(command: str) -> None:
    assert ended(f"{command} | true") == (0, "")


def test_the_exit_code_is_that_of_the_command() -> None:
    assert ended("isokit check --fail-on never > /dev/null") == (0, "")
    assert ended("isokit check > /dev/null") == (1, "")
    assert ended("isokit check --fail-on nonsense > /dev/null")[0] == 2
    assert ended("isokit nonsense > /dev/null")[0] == 2


def test_an_interrupt_while_commands_are_imported_ends_without_a_traceback() -> None:
    interrupted = (
        "import sys\n"
        "class Key:\n"
        "    def find_spec(name, *_):\n"
        "        if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Key)\n"
        "sys.argv = ['isokit', 'gap']\n"
        "from isokit.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", interrupted], cwd=TINY, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
