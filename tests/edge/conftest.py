"""What the tests of the edge share: git without this machine's settings, and isokit as its users start it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import shell
from tests.edge.support import POLICY, Done, Git, Isokit, Templates, Unread, written
from tests.support import SETTINGS


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither the user's git configuration nor git's variables reach a test."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "ISOKIT_"))]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))


@pytest.fixture
def git() -> Git:
    """`git(folder, "commit", …)` runs git with an identity and without any configuration but the repository's."""
    return shell.git


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree of two files, in no repository: `tree/isokit.yaml` and a policy."""
    root = tmp_path / "tree"
    written(root / "isokit.yaml", SETTINGS)
    written(root / "policies" / "quality.md", POLICY)
    return root


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """`templates.copy("name", target, make)` copies a tree that is made once."""
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def repository(tree: Path, git: Git, templates: Templates) -> Path:
    """The same tree, committed once."""

    def make(folder: Path) -> None:
        shutil.copytree(tree, folder)
        git(folder, "init", "--quiet")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message=The first")

    return templates.copy("repository", tree, make)


@pytest.fixture
def isokit() -> Isokit:
    """`isokit(root, "check")` starts isokit the way a user does."""

    def started(root: Path, *arguments: str, cwd: Path | None = None, **environment: str) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "isokit", "-C", str(root), *arguments],
            cwd=cwd or root,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
            timeout=20,
        )

    return started


@pytest.fixture
def unread() -> Unread:
    """`unread(root)`: the files `isokit check` says it cannot read (TXT001), each with its message."""

    def checked(root: Path) -> dict[str, str]:
        shown = shell.isokit("-C", root, "check", "-f", "json", "--select", "TXT001")
        return {finding["path"]: finding["message"] for finding in json.loads(shown.stdout)["findings"]}

    return checked
