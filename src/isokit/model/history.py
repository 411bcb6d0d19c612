"""What git knows about the tree: states and history, so that unknown is never taken for clean."""

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

    `authored` and `committed` are the days shown by the clocks of author and committer; both are claims.
    """

    id: str
    authored: date
    committed: date
    author: str
    subject: str

    @property
    def label(self) -> str:
        """`commit 0123456789 of 2026-03-02`."""
        return f"commit {self.id[:10]} of {self.committed}"


@dataclass(frozen=True)
class Past:
    """What commits did to the files of the tree, from one pass over the log.

    `changes` are the commits that changed a path, newest first, paths relative to the root. `whole` is false where
    history is absent or cut off: what is missing is then unknown. `content` gives the bytes of a path at a commit, None
    where it did not exist. `commits` are all of them, newest first; `detail` explains why the past is not whole.
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
        """None where it is unknown, or the path was never committed."""
        return next(iter(self.of(path)), None)


@dataclass(frozen=True)
class History:
    """The commit checked out, its branch, and the states that limit what is known of the past.

    `reading` reads the log on first use. `prefix` is the path of the tree in its repository, `quality/`, or empty.
    """

    commit: str | None = None
    branch: str | None = None
    states: frozenset[GitState] = frozenset({GitState.NO_REPOSITORY})
    detail: str = ""
    reading: Callable[[], Past] = field(default=Past, repr=False, compare=False)
    prefix: str = ""

    @cached_property
    def past(self) -> Past:
        """git runs only now."""
        return self.reading()
