"""git started by GitPython: the same answers, the same arguments, and nothing of the caller's environment lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from isokit.edge.git import process, snapshot, states
from isokit.edge.git.client import Git as Client
from tests.edge.support import Git, Isokit, second_commit, written

WATCHED = """
import os, sys
started = []
sys.addaudithook(lambda event, given: started.append(given[1]) if event == "subprocess.Popen" else None)
leave = os._exit
def listed(code):
    names = [os.path.basename(each[0]) + ("" if "core.fsmonitor=false" in each else " bare") for each in started]
    sys.stderr.write(f"\\ngit={'git' in sys.modules} started={sorted(set(names))}\\n")
    sys.stderr.flush()
    leave(code)
os._exit = listed
sys.argv[0] = "isokit"
from isokit.__main__ import main
main()
"""


def imported(root: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, "-C", str(root), *arguments], capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--fail-on", "never"),
        ("check", "--staged", "--fail-on", "never"),
        ("check", "--since", "HEAD", "--fail-on", "never"),
        ("check", "--at", "HEAD", "--fail-on", "never"),
        ("gap", "--at", "HEAD"),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_what_a_check_a_gap_or_the_hook_does_imports_no_library(repository: Path, command: tuple[str, ...]) -> None:
    assert imported(repository, *command) == (0, "git=False started=['git']")


def test_a_log_is_read_by_processes_that_gitpython_starts_with_the_hardened_arguments(repository: Path) -> None:
    """Importing GitPython looks for a git and is given none: `null`."""
    assert imported(repository, "log", "POL-1") == (0, "git=True started=['git', 'null bare']")


def test_the_answers_are_those_of_git_started_without_it(repository: Path, git: Git) -> None:
    head = second_commit(repository, git)
    through, without = Client(repository, process.start_by_library), Client(repository)
    assert states.past_at(through, head).changes == states.past_at(without, head).changes
    assert states.past_at(through, head).content(head, "plans/plan.md") == b"second"
    commit, sources = snapshot.tree_at(through, "HEAD~1")
    assert commit == git(repository, "rev-parse", "HEAD~1")
    assert sorted(source.path for source in sources if source.read()) == ["isokit.yaml", "policies/quality.md"]


def test_variables_of_git_are_not_obeyed_and_stay_as_they_were(
    repository: Path, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = git(repository, "rev-parse", "HEAD")
    git(written(tmp_path / "other" / "x.md").parent, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_PYTHON_REFRESH", "raise")
    assert snapshot.commit_of(Client(repository, process.start_by_library), "HEAD") == head
    assert os.environ["GIT_DIR"] == str(tmp_path / "other" / ".git")
    assert os.environ["GIT_PYTHON_REFRESH"] == "raise"
    assert "GIT_PYTHON_GIT_EXECUTABLE" not in os.environ


def test_a_git_that_does_not_answer_is_stopped(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = written(repository.parent / "bin" / "git", "#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(process, "TIMEOUT", 0.2)
    client = Client(repository, process.start_by_library)
    with pytest.raises(process.GitRefused, match="git does not answer"):
        client.answer("ls-files")
    assert states.past_at(client, "0" * 40).detail == "git does not show the past: git does not answer"


def test_without_git_it_is_said_in_a_line(repository: Path, isokit: Isokit) -> None:
    done = isokit(repository, "soa", "diff", "HEAD", PATH="")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
