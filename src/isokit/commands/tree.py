"""Opening a tree: its root, its files and its history. Of a large tree, a second process starts to read at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from isokit.commands.flags import Stop
from isokit.edge import disk, workers
from isokit.edge.git.client import Git
from isokit.edge.git.process import GitRefused
from isokit.edge.git.states import history, past_at
from isokit.model.history import GitState, History
from isokit.model.names import SETTINGS_FILE
from isokit.text.raw import Raw, in_turn
from isokit.text.source import Source, Unreadable, content_id


@dataclass(frozen=True)
class Tree:
    """A tree that a command works on, and how its sources are read."""

    root: Path
    sources: list[Source]
    history: History
    read: Callable[[list[Source]], Iterable[Raw]]

    def bytes_of(self, path: str, contents: Mapping[str, str]) -> bytes:
        """The bytes of a file that was read. Stops where they are not those of its content id any more."""
        source = next(source for source in self.sources if source.path == path)
        try:
            data = source.read()
        except Unreadable as reason:
            raise Stop(f"{path} cannot be read any more: {reason}") from None
        if content_id(data) != contents.get(path):
            raise Stop(f"{path} has changed since it was read; nothing was written, try again")
        return data

    def path_of(self, typed: Path, folder: Path) -> str:
        """The path in the tree of a file or folder typed in a folder. Stops where it is outside, or there is none."""
        full = Path(os.path.abspath(folder / typed))
        if not full.is_relative_to(self.root):
            raise Stop(f"{typed} is outside of the tree {self.root}")
        if not os.path.lexists(full):
            raise Stop(f"there is no {typed}")
        return full.relative_to(self.root).as_posix()


def on_disk(folder: str) -> Tree | None:
    """The tree a folder lies in; None where there is none or it cannot be opened."""
    try:
        return _on_disk(disk.find_root(Path(folder)))
    except (disk.NoTree, OSError):
        return None


def opened(folder: Path, revision: str | None, early: Tree | None = None, staged: bool = False) -> Tree:
    """The tree a folder lies in: on disk, as it was at a revision, or as it is staged.

    On disk, it is the one opened early if that is the same.
    """
    try:
        root = disk.find_root(folder)
        if staged or revision is not None:
            return _staged(Git(root)) if revision is None else _at(Git(root), revision)
    except (disk.NoTree, GitRefused) as reason:
        raise Stop(str(reason)) from None
    return early if early and early.root == root else _on_disk(root)


def _on_disk(root: Path) -> Tree:
    sources = disk.sources(root)
    read = workers.ReadAhead(sources)
    return Tree(root, sources, history(Git(root)), read)


def _at(git: Git, revision: str) -> Tree:
    from isokit.edge.git.snapshot import tree_at

    commit, sources = tree_at(git, revision)
    states = history(git).states & {GitState.SHALLOW}
    then = History(commit, None, states, reading=partial(past_at, git, commit), prefix=git.prefix)
    return _with_settings(Tree(git.root, sources, then, in_turn), f"at {revision}")


def _staged(git: Git) -> Tree:
    from isokit.edge.git.snapshot import staged

    tree = Tree(git.root, staged(git), history(git), in_turn)
    return _with_settings(tree, f"in git's index; git add {SETTINGS_FILE}")


def through_library(tree: Tree) -> Tree:
    """The tree with a history that is read by GitPython, for commands that may take its import time."""
    from isokit.edge.git.process import start_by_library

    commit = tree.history.commit
    if commit is None:
        return tree
    return replace(
        tree, history=replace(tree.history, reading=partial(past_at, Git(tree.root, start_by_library), commit))
    )


def _with_settings(tree: Tree, where: str) -> Tree:
    if all(source.path != SETTINGS_FILE for source in tree.sources):
        raise Stop(f"there is no {SETTINGS_FILE} {where}")
    return tree
