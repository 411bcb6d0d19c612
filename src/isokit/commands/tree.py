"""Opening a tree: its root, its files and its history. Of a large tree, a second process starts to read at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from isokit.commands.exit import Stop
from isokit.edge import disk, workers
from isokit.edge.git import command as git
from isokit.model.history import GitState, History
from isokit.model.names import SETTINGS_FILE
from isokit.text.raw import Raw, in_turn
from isokit.text.source import Source


@dataclass(frozen=True)
class Tree:
    """A tree that a command works on, and how its sources are read."""

    root: Path
    sources: list[Source]
    history: History
    read: Callable[[list[Source]], Iterable[Raw]]


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
            return _staged(root) if revision is None else _at(root, revision)
    except (disk.NoTree, git.GitRefused) as reason:
        raise Stop(str(reason)) from None
    return early if early and early.root == root else _on_disk(root)


def _on_disk(root: Path) -> Tree:
    sources = disk.sources(root)
    read = workers.ReadAhead(sources)
    return Tree(root, sources, git.history(root), read)


def _at(root: Path, revision: str) -> Tree:
    commit, sources = git.tree_at(root, revision)
    now = git.history(root)
    states, reading = now.states & {GitState.SHALLOW}, partial(git.past_at, root, commit)
    history = History(commit, None, states, reading=reading, prefix=now.prefix)
    return _settled(Tree(root, sources, history, in_turn), f"at {revision}")


def _staged(root: Path) -> Tree:
    from isokit.edge.git.staged import staged

    return _settled(Tree(root, staged(root), git.history(root), in_turn), f"in git's index; git add {SETTINGS_FILE}")


def _settled(tree: Tree, where: str) -> Tree:
    if all(source.path != SETTINGS_FILE for source in tree.sources):
        raise Stop(f"there is no {SETTINGS_FILE} {where}")
    return tree
