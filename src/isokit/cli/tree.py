"""Opening a tree: its root, its files and its history, before anything heavy is imported.

Of a large tree, a second process begins to read at once, while this one still imports the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from isokit.cli.options import Clock, Root
from isokit.cli.stop import Stop
from isokit.edge import disk, git, workers
from isokit.model.history import History
from isokit.model.names import SETTINGS_FILE
from isokit.text.raw import Raw, raw_of
from isokit.text.source import Source


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree that a command works on, and how its sources are read."""

    root: Path
    sources: list[Source]
    history: History
    read: Callable[[list[Source]], Iterable[Raw]]


def root_of(root: Root) -> Path:
    """The root of the tree."""
    try:
        return disk.find_root(root.folder)
    except disk.NoTree as reason:
        raise Stop(str(reason)) from None


def opened(root: Root, clock: Clock) -> Tree:
    """The tree on disk, or as it was at a revision."""
    folder = root_of(root)
    if clock.at is not None:
        return _at(folder, clock.at)
    sources = disk.sources(folder)
    return Tree(folder, sources, git.history(folder), workers.ReadAhead(sources))


def _at(folder: Path, revision: str) -> Tree:
    try:
        commit, sources = git.tree_at(folder, revision)
    except git.GitRefused as reason:
        raise Stop(str(reason)) from None
    if all(source.path != SETTINGS_FILE for source in sources):
        raise Stop(f"there is no {SETTINGS_FILE} at {revision}")
    return Tree(folder, sources, History(commit, None, frozenset()), lambda wanted: map(raw_of, wanted))
