"""git in a folder: where its repository is, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from isokit.edge.git.batch import Batch
from isokit.edge.git.process import GitRefused, Start, Stream, hardened, started


def repository_of(root: Path) -> Path | None:
    """The work tree a folder belongs to, found upward by its `.git`; None outside of any."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


@dataclass(frozen=True)
class Git:
    """git in the folder of a tree. `start` starts its processes."""

    root: Path
    start: Start = started

    @cached_property
    def repository(self) -> Path | None:
        """The work tree the folder belongs to."""
        return repository_of(self.root)

    @cached_property
    def prefix(self) -> str:
        """Where the folder is in its repository, `quality/`; empty for the repository's own and outside of any."""
        folder = self.root.relative_to(self.repository or self.root).as_posix()
        return "" if folder == "." else f"{folder}/"

    @cached_property
    def batch(self) -> Batch:
        """What reads the objects of the repository."""
        return Batch(partial(_run, self.root, self.start, ("cat-file", "--batch")))

    def answer(self, *arguments: str, may_fail: bool = False, index: str | None = None) -> bytes:
        """What git answers. Raises `GitRefused` with its complaint.

        `may_fail` accepts an answer although git fails; `index` is the index to read instead of the usual one.
        """
        stream = _run(self.root, self.start, arguments, index)
        try:
            return stream.whole(may_fail)
        finally:
            stream.stop()

    def records(self, *arguments: str) -> Iterator[bytes]:
        """A long answer, cut at each NUL as it comes. Raises as `answer` does."""
        return _run(self.root, self.start, arguments).records()


def _run(root: Path, start: Start, arguments: Sequence[str], index: str | None = None) -> Stream:
    try:
        return Stream(start(*hardened(root, arguments, index)))
    except OSError as error:
        raise GitRefused(f"git does not answer: {error}") from None
