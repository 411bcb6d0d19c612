"""git in a folder: where its repository is, what it answers, and the objects it keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from isokit.edge.git.process import GitRefused, Start, Stream, hardened, start
from isokit.text.decode import LARGEST_FILE
from isokit.text.source import CHUNK, Unreadable, hashed

HEADER = re.compile(rb"(?P<id>[0-9a-f]{40,64}) (?P<kind>[a-z]+) (?P<size>\d+)")


class Header(NamedTuple):
    """What git says of an object before its bytes."""

    id: str
    kind: str
    size: int


class Absent(StrEnum):
    """Why there is no object of a name."""

    MISSING = "the repository lacks its bytes"
    AMBIGUOUS = "several objects have an id that begins like this"


class Batch:
    """Reads objects by name: an id, a revision, or `commit:path`. A name has no line break.

    One process answers all questions. It starts with the first, and again where bytes were left in its answer.
    """

    def __init__(self, start: Callable[[], Stream]) -> None:
        self._start = start
        self._stream: Stream | None = None
        self._buffer, self._owed = b"", 0

    def find(self, name: bytes) -> Header | Absent:
        """The header of an object. Raises `GitRefused` where git does not answer."""
        try:
            header = self._ask(name)
            if self._owed <= LARGEST_FILE:
                self._take(self._owed)
            return header
        except GitRefused:
            self.close()
            raise

    def read(self, name: bytes, kind: str = "blob") -> bytes:
        """The bytes of an object. Raises `Unreadable` where there is none, or too many, or git does not answer."""
        with self._readable():
            size = self._size(name, kind)
            if size > LARGEST_FILE:
                raise Unreadable(f"it has {size:,} bytes; isokit reads at most {LARGEST_FILE:,}")
            return self._take(size + 1)[:-1]

    def sha256(self, name: bytes) -> str:
        """The SHA-256 of a file, in hexadecimal, however large it is. Raises as `read` does."""
        with self._readable():
            size = self._size(name, "blob")
            made = hashed(self._take(min(CHUNK, size - start)) for start in range(0, size, CHUNK))
            self._take(1)
            return made

    def close(self) -> None:
        if self._stream:
            self._stream.stop()
        self._stream, self._buffer, self._owed = None, b"", 0

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except GitRefused as refused:
            self.close()
            raise Unreadable(f"git does not give its bytes ({refused})") from None

    def _size(self, name: bytes, kind: str) -> int:
        header = self._ask(name)
        if isinstance(header, Absent):
            raise Unreadable(header)
        if header.kind != kind:
            raise Unreadable(f"it is a {header.kind}, not a {kind}")
        return header.size

    def _ask(self, name: bytes) -> Header | Absent:
        assert b"\n" not in name
        if self._owed:
            self.close()
        self._stream = self._stream or self._start()
        self._stream.ask(name)
        line = self._line()
        if found := HEADER.fullmatch(line):
            header = Header(found["id"].decode(), found["kind"].decode(), int(found["size"]))
            self._owed = header.size + 1  # a line break comes after the bytes
            return header
        return Absent.AMBIGUOUS if line.endswith(b" ambiguous") else Absent.MISSING

    def _line(self) -> bytes:
        while b"\n" not in self._buffer:
            self._buffer += self._chunk()
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line

    def _take(self, count: int) -> bytes:
        parts, missing = [self._buffer], count - len(self._buffer)
        while missing > 0:
            parts.append(self._chunk())
            missing -= len(parts[-1])
        whole = b"".join(parts)
        self._buffer, self._owed = whole[count:], self._owed - count
        return whole[:count]

    def _chunk(self) -> bytes:
        assert self._stream
        if chunk := self._stream.chunk():
            return chunk
        self._stream.check_end()
        raise GitRefused("git has ended")


def repository_of(root: Path) -> Path | None:
    """The work tree a folder belongs to, found upward by its `.git`; None outside of any."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


@dataclass(frozen=True)
class Git:
    """git in the folder of a tree. `start` starts its processes."""

    root: Path
    start: Start = start

    @cached_property
    def repository(self) -> Path | None:
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
