"""What a command costs, in counted work: modules, files, processes, events of YAML, entities and calls, never in time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.ledger import Numbers, exceeded, lower, section
from tests.shell import git

MEASURED = Path(__file__).parent / "measured.py"
TINY = Path(__file__).parents[2] / "examples" / "tiny"
COMMANDS = {
    "version": ("--version",),
    "explain": ("explain", "DOC204"),
    "check": ("check", "-f", "concise", "--as-of", "2026-11-22"),
    "hook": ("check", "--staged", "-f", "concise", "--as-of", "2026-11-22"),
}


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The example of one standard, committed, with a change that is staged."""
    root = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Tiny")
    (root / "isokit.yaml").write_text((root / "isokit.yaml").read_text() + "# staged\n")
    git(root, "add", "--all")
    return root


def cost(root: Path, *words: str) -> Numbers:
    done = subprocess.run(
        [sys.executable, MEASURED, *words],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "0", "XDG_CACHE_HOME": str(root.parent / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found: Numbers = json.loads(done.stderr.splitlines()[-1])
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_costs_no_more_than_its_budget(command: str, tiny: Path, request: pytest.FixtureRequest) -> None:
    found, allowed = cost(tiny, *COMMANDS[command]), section("budgets")[command]
    assert not (problem := exceeded(command, found, allowed)), problem
    if request.config.getoption("--accept"):
        # Another version of Python or of a library makes a few more calls, and imports a few modules more.
        room = {"modules": 10, "calls": found["calls"] // 25}
        lower(command, {key: number + room.get(key, 0) for key, number in found.items()}, allowed)


def test_the_same_command_costs_the_same_again(tiny: Path) -> None:
    assert cost(tiny, *COMMANDS["explain"]) == cost(tiny, *COMMANDS["explain"])
