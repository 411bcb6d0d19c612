"""What git knows about the tree: typed states and the history, so that unknown is never taken for clean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property


class GitState(StrEnum):
    """The state of the tree in git. Several may hold at once."""

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
        return MEANINGS[self]


MEANINGS = {
    GitState.NO_GIT: "git is not installed: every file counts, and there is no history",
    GitState.NO_REPOSITORY: "not a git repository: every file counts, and there is no history",
    GitState.REFUSED: "git refuses this repository: every file counts, and there is no history",
    GitState.UNBORN: "no commit yet",
    GitState.DETACHED: "no branch is checked out",
    GitState.SHALLOW: "history is cut off: who changed what, and when, is unknown; fetch it all (fetch-depth: 0)",
    GitState.WORKTREE: "a linked worktree",
    GitState.SUBMODULE: "a submodule of another repository",
    GitState.SPARSE: "a sparse checkout: files outside it are not read",
}


class Signed(StrEnum):
    """What is known of the signature of a commit, checked against trusted signers."""

    GOOD = "good"
    BAD = "bad"
    UNTRUSTED = "untrusted"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature of a commit; `signer` is the name the trusted signers file gives the key."""

    state: Signed = Signed.UNKNOWN
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed files of the tree. `author` is an e-mail address in lower case.

    `authored` is the day the author's clock showed, `committed` that of whoever committed it; both are claims.
    """

    id: str
    authored: date
    committed: date
    author: str
    subject: str


@dataclass(frozen=True)
class Past:
    """What commits did to the files of the tree, from one pass over the log.

    `changes` are the commits that changed a path, newest first, paths relative to the root. `whole` is false where
    there is no history, or only a part of it: what is missing is then unknown, not absent. `content` gives the bytes
    of a path at a commit, None where it was not there; `signature` what is known of the signature of a commit.
    `commits` are all of them, newest first; `detail` says why the past is not whole.
    """

    changes: Mapping[str, tuple[Commit, ...]] = field(default_factory=dict)
    whole: bool = False
    content: Callable[[str, str], bytes | None] = lambda commit, path: None  # noqa: ARG005
    signature: Callable[[str], Signature] = lambda commit: Signature()  # noqa: ARG005
    commits: tuple[Commit, ...] = ()
    detail: str = ""

    def of(self, path: str) -> tuple[Commit, ...]:
        return self.changes.get(path, ())

    def last(self, path: str) -> Commit | None:
        """The last commit that changed a path; None where that is unknown or it was never committed."""
        return next(iter(self.of(path)), None)


@dataclass(frozen=True)
class History:
    """What is known of the past: the commit checked out, its branch, and the states that limit what can be said.

    `reading` reads the log, on first use. `prefix` is where the tree is in its repository, `quality/`,
    or empty.
    """

    commit: str | None = None
    branch: str | None = None
    states: frozenset[GitState] = frozenset({GitState.NO_REPOSITORY})
    detail: str = ""
    reading: Callable[[], Past] = field(default=Past, repr=False, compare=False)
    prefix: str = ""

    @cached_property
    def past(self) -> Past:
        """What commits did to the tree; git is run only now."""
        return self.reading()
