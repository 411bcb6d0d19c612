"""git started by GitPython, with the same arguments and environment, for commands that may take its import time."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

ALONE = {"GIT_PYTHON_REFRESH": "quiet", "GIT_PYTHON_GIT_EXECUTABLE": os.devnull}
"""Importing GitPython runs `git version` from PATH, where it finds a git; it finds none."""


def started(arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process of git, started by GitPython. Reading, time limit and end are up to the caller."""
    with _without_variables_of_git():
        import git

        try:
            running = git.Git().execute(
                arguments, env=environment, istream=subprocess.PIPE, as_process=True, shell=False
            )
        except git.GitError as error:
            raise OSError(str(error)) from None
        process = running.proc
        assert process
        running.proc = None  # GitPython would end it with its wrapper
        return process


@contextmanager
def _without_variables_of_git() -> Iterator[None]:
    """GitPython adds the environment it is given to that of this process, so git's variables are taken out of it."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GIT_")}
    os.environ.update(ALONE)
    try:
        yield
    finally:
        for name in ALONE:
            del os.environ[name]
        os.environ.update(kept)
