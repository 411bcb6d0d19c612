"""`isokit/doctor/1`: what isokit sees: the root, git, the editions, the files by shelf, and what fits no place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from isokit import __version__
from isokit.model.entity import Entity
from isokit.model.history import GitState
from isokit.model.unread import Illegible
from isokit.run import Run
from isokit.schemas.base import fill
from isokit.schemas.serialize import INTERNAL
from isokit.text.escape import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Git:
    """The state of git."""

    commit: str | None
    branch: str | None
    states: tuple[GitState, ...]
    detail: str
    meanings: tuple[str, ...] = field(metadata=INTERNAL)
    """What each state means, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """How many files the tree has, and how many of them were read."""

    tree: int
    read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfCount:
    """The files and entries of a place of the layout."""

    files: int
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctor:
    """Output of `isokit doctor`."""

    schema: Literal["isokit/doctor/1"] = "isokit/doctor/1"
    isokit: str = __version__
    root: str
    git: Git
    standards: tuple[str, ...]
    files: Files
    shelves: Mapping[str, ShelfCount]
    illegible: tuple[str, ...]
    """Files that cannot be read."""
    unplaced: tuple[str, ...]
    """Files that fit no place of the layout."""


def doctor_of(run: Run, root: Path) -> Doctor:
    workspace = run.workspace
    return Doctor(
        root=visible(str(root)),
        git=_git(run),
        standards=tuple(standard.standard for standard in workspace.standards),
        files=Files(tree=len(workspace.inventory.paths), read=len(workspace.contents)),
        shelves=_by_shelf(run),
        illegible=tuple(sorted({piece.place.path for piece in workspace.of(Illegible)})),
        unplaced=tuple(sorted(workspace.unplaced)),
    )


def _git(run: Run) -> Git:
    states = tuple(sorted(run.history.states))
    return fill(Git, run.history, states=states, meanings=tuple(state.meaning for state in states))


def _by_shelf(run: Run) -> dict[str, ShelfCount]:
    files: dict[str, set[str]] = defaultdict(set)
    entries: dict[str, int] = defaultdict(int)
    for shelved in run.workspace.shelved:
        if isinstance(shelved.piece, Entity):
            files[shelved.shelf].add(shelved.piece.path)
            entries[shelved.shelf] += 1
    return {shelf: ShelfCount(files=len(files[shelf]), entries=entries[shelf]) for shelf in sorted(files)}
