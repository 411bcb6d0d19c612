"""What a test types: isokit, in this process, and git, whose identity is always the same."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from click import Command
from click.testing import Result
from typer.main import get_command
from typer.testing import CliRunner

from isokit.cli.app import app
from tests import published

IDENTITY = (
    "-c",
    "user.name=Ada",
    "-c",
    "user.email=ada@example.org",
    "-c",
    "init.defaultBranch=main",
    "-c",
    "init.templateDir=",
)
NO_SETTINGS: Mapping[str, str] = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def isokit(*words: str | Path, **environment: str) -> Result:
    """Run `isokit WORDS…` in this process. A crash is raised; an exit code is in the result.

    JSON that states a schema of isokit has to keep it.
    """
    runner = CliRunner()
    # The parent's `invoke` takes the command as it is; typer's builds it anew for each call, which takes longer
    # than most commands do.
    arguments = [str(word) for word in words]
    done = super(CliRunner, runner).invoke(_command(), arguments, env=environment, prog_name="isokit")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert not (flaws := published.flaws(done.stdout)), flaws
    return done


@cache
def _command() -> Command:
    return get_command(app)


def dated(root: Path, *words: str, day: str = "2026-11-22") -> Result:
    """Run `isokit -C ROOT WORDS… --as-of DAY`."""
    return isokit("-C", root, *words, "--as-of", day)


def done(root: Path, *words: str, day: str = "2026-11-22", code: int = 0) -> str:
    """What `isokit -C ROOT WORDS… --as-of DAY` prints, once it has ended with the exit code."""
    result = dated(root, *words, day=day)
    assert result.exit_code == code, result.output
    return result.stdout


def document(*words: str | Path, code: int = 0) -> dict[str, Any]:
    """The JSON document that `isokit WORDS… -f json` prints."""
    done = isokit(*words, "-f", "json")
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def git(folder: Path, *words: str, given: bytes = b"", variables: Mapping[str, str] = NO_SETTINGS) -> str:
    """Run `git WORDS…` without the settings of this machine; what it prints, without the last line end."""
    done = subprocess.run(
        ["git", *IDENTITY, "-c", "protocol.file.allow=always", *words],
        cwd=folder,
        env={**os.environ, **NO_SETTINGS, **variables},
        input=given,
        capture_output=True,
        check=True,
    )
    return os.fsdecode(done.stdout).strip()
