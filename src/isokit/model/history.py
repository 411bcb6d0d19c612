"""What git knows about the tree, in typed states, so that nobody mistakes unknown for fine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class GitState(StrEnum):
    """How the tree stands towards git. Several may hold at once."""

    NO_GIT = "no-git"
    NO_REPOSITORY = "no-repository"
    REFUSED = "refused"
    UNBORN = "unborn"
    DETACHED = "detached"
    SHALLOW = "shallow"
    WORKTREE = "worktree"
    SUBMODULE = "submodule"
    SPARSE = "sparse"

    @property
    def meaning(self) -> str:
        """What the state means for isokit, in a sentence."""
        return MEANINGS[self]


MEANINGS = {
    GitState.NO_GIT: "git is not installed: every file counts, and there is no history",
    GitState.NO_REPOSITORY: "not a git repository: every file counts, and there is no history",
    GitState.REFUSED: "git refuses this repository: every file counts, and there is no history",
    GitState.UNBORN: "no commit yet",
    GitState.DETACHED: "no branch is checked out",
    GitState.SHALLOW: "history is cut off: dates of last change are unknown; fetch it all (fetch-depth: 0)",
    GitState.WORKTREE: "a linked worktree",
    GitState.SUBMODULE: "a submodule of another repository",
    GitState.SPARSE: "a sparse checkout: files outside of it are not seen",
}


@dataclass(frozen=True, slots=True)
class History:
    """What is known of the past: the commit checked out, its branch, and the states that limit what can be said."""

    commit: str | None = None
    branch: str | None = None
    states: frozenset[GitState] = frozenset({GitState.NO_REPOSITORY})
    detail: str = ""
