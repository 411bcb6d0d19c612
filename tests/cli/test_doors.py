"""Doors: found by being there, imported when asked for, with the same flags and the same wall for each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from isokit import cli
from isokit.cli import app as command_line
from isokit.cli.app import app
from isokit.commands import output
from tests import shell

COMMAND = '''
"""isokit lantern."""

import typer

from isokit.cli.options import AsOf, Format, opened


def lantern(context: typer.Context, name: str, as_of: AsOf = None, format: Format = None) -> int:
    """Light a lantern."""
    command = opened(context)
    command.print(f"{name} {command.today} {command.flags.format} {command.flags.ascii}\\n")
    return 1
'''
GROUP = '''
"""See to the lamps."""


def list_() -> int:
    """List the lamps."""
    return 0


def snuff_out() -> int:
    """Snuff them out."""
    return 0
'''


def every_command() -> Iterator[tuple[str, click.Command]]:
    group = get_command(app)
    context = click.Context(group)
    assert isinstance(group, click.Group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {word}", each) for word, each in command.commands.items())


@pytest.fixture
def two_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two commands added by putting a file for each beside the others."""
    (tmp_path / "lantern.py").write_text(COMMAND)
    (tmp_path / "lamps.py").write_text(GROUP)
    monkeypatch.setattr(cli, "__path__", [*cli.__path__, str(tmp_path)])
    command_line.modules.cache_clear()
    yield
    command_line.modules.cache_clear()
    command_line._command.cache_clear()
    for name in ("isokit.cli.lantern", "isokit.cli.lamps"):
        sys.modules.pop(name, None)


def isokit(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words), prog_name="isokit", env={"ISOKIT_FORMAT": None})
    return done.exit_code, done.output


@pytest.mark.usefixtures("two_more")
def test_a_file_with_the_function_of_its_name_is_a_command() -> None:
    assert "  lantern    Light a lantern.\n" in isokit("--help")[1]
    words = ("lantern", "-f", "json", "--as-of", "2026-11-22", "--ascii", "brass")
    assert isokit(*words) == (1, "brass 2026-11-22 json True\n")


@pytest.mark.usefixtures("two_more")
def test_a_file_with_other_functions_is_a_group_of_commands() -> None:
    shown = isokit("lamps", "--help")[1]
    assert "See to the lamps." in shown
    assert "  list       List the lamps.\n  snuff-out  Snuff them out.\n" in shown
    assert isokit("lamps", "snuff-out") == (0, "")


@pytest.mark.parametrize(("typed", "meant"), [("gapp", "gap"), ("standrads", "standards"), ("explian", "explain")])
def test_a_mistyped_command_is_suggested(typed: str, meant: str) -> None:
    code, shown = isokit(typed)
    assert code == 2
    assert shown.endswith(f"Error: no such command '{typed}'; did you mean {meant}?\n")


def test_a_mistyped_command_of_a_group_is_suggested() -> None:
    assert "no such command 'aprove'; did you mean approve?" in isokit("doc", "aprove")[1]


def test_only_the_door_that_is_asked_for_is_imported() -> None:
    before = {name for name in sys.modules if name.startswith("isokit.cli.")}
    isokit("rules")
    new = {name for name in sys.modules if name.startswith("isokit.cli.")} - before
    assert new <= {"isokit.cli.rules"}


@pytest.mark.parametrize(("name", "command"), [(n, c) for n, c in every_command() if c.callback])
def test_every_command_takes_the_shared_flags_and_explains_itself(name: str, command: click.Command) -> None:
    flags = {each.name for each in command.params}
    assert {"color", "ascii", "quiet", "verbose"} <= flags
    assert (command.help or "").strip()
    undocumented = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert not undocumented


@pytest.mark.parametrize(("name", "command"), list(every_command()))
def test_a_line_of_help_is_a_sentence(name: str, command: click.Command) -> None:
    line = (command.help or "").strip().split("\n\n")[0]
    assert line.endswith(".")
    assert line[0].isupper()
    assert len(line) <= 65, "the list of commands would cut it short"


@pytest.mark.parametrize(
    ("raised", "code", "complaint"),
    [
        (KeyboardInterrupt(), 130, ""),
        (OSError(28, "No space left on device", "x.yaml"), 2, "isokit: no space left on device x.yaml\n"),
        (
            ValueError("no oil"),
            3,
            "isokit: this is a bug in isokit, please report it: ValueError: no oil; -v shows where\n",
        ),
    ],
)
def test_whatever_goes_wrong_is_one_line_and_an_exit_code(
    raised: BaseException, code: int, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise raised

    monkeypatch.setattr(output, "to_stdout", broken)
    done = shell.isokit("rules")
    assert (done.exit_code, done.stderr) == (code, complaint)
