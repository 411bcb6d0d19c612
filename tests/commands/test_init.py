"""isokit init: the first files of a tree, and the next command to type."""

import shlex
from pathlib import Path

import pytest

from tests.shell import isokit


def next_command(output: str) -> list[str]:
    """The words of the command that the last line of an output says comes next."""
    line = output.splitlines()[-1]
    assert line.startswith("next: isokit ")
    return shlex.split(line)[2:]


@pytest.mark.parametrize("folder", ["shop", "our shop", "läden/west"])
def test_the_next_command_works_where_init_was_typed(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = next_command(isokit("-C", folder, "init").stdout)
    assert isokit(*words).exit_code == 0


def test_in_the_current_folder_the_next_command_names_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert next_command(isokit("init").stdout) == ["gap"]
