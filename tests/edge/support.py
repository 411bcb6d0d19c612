"""What the tests of the edge share: the types of their fixtures, and files written in a line."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from isokit.edge import disk
from isokit.edge.git import snapshot, states
from isokit.edge.git.client import Git as Client
from isokit.model.history import History, Past
from isokit.text.source import Source

POLICY = "---\nid: POL-1\ntitle: Quality policy\ntype: policy\nstatus: draft\nowner: quality\nclauses: []\n---\nText.\n"

Done = subprocess.CompletedProcess[str]


class Git(Protocol):
    def __call__(self, folder: Path, *words: str, given: bytes = b"", variables: Mapping[str, str] = ...) -> str: ...


class Isokit(Protocol):
    def __call__(self, root: Path, *arguments: str, cwd: Path | None = None, **environment: str) -> Done: ...


@dataclass(frozen=True)
class Templates:
    """Trees that are slow to make, each made once a session and then copied."""

    folder: Path

    def copy(self, name: str, target: Path, make: Callable[[Path], object]) -> Path:
        """The tree of this name in another place; `make` makes it in the place it is given."""
        template = self.folder / name
        if not template.exists():
            make(template)
        return shutil.copytree(template, target, symlinks=True, dirs_exist_ok=True)


class Unread(Protocol):
    def __call__(self, root: Path) -> dict[str, str]: ...


def written(path: Path, text: str = "id: x\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def paths(root: Path) -> list[str]:
    return [source.path for source in disk.sources(root)]


def source_at(root: Path, path: str) -> Source:
    return next(source for source in disk.sources(root) if source.path == path)


def history(root: Path) -> History:
    return states.history(Client(root))


def past_at(root: Path, commit: str) -> Past:
    return states.past_at(Client(root), commit)


def tree_at(root: Path, revision: str) -> tuple[str, list[Source]]:
    return snapshot.tree_at(Client(root), revision)


def staged(root: Path) -> list[Source]:
    return snapshot.staged(Client(root))


def second_commit(repository: Path, git: Git) -> str:
    """Commit a plan on top of the first; the id of the commit."""
    written(repository / "plans" / "plan.md", "second")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=The second")
    return git(repository, "rev-parse", "HEAD")
