"""The bytes of files as git keeps them, from one hardened `git cat-file`: no filter and no conversion is applied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isokit.edge.git.command import GitRefused
from isokit.edge.git.pipe import Pipe
from isokit.text.decode import LARGEST_FILE
from isokit.text.source import CHUNK, Unreadable, hashed

ANSWER = re.compile(rb"(?P<id>[0-9a-f]{40,64}) (?P<kind>[a-z]+) (?P<size>\d+)")


class Blobs:
    """Files of a repository by the names of their bytes: ids, or `commit:path` where that has no line break."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._pipe: Pipe | None = None
        self._rest = b""

    def read(self, name: bytes) -> bytes:
        """The bytes of a file. Raises `Unreadable` where they are lacking or too many, or git does not answer."""
        with self._answered(name) as size:
            if size <= LARGEST_FILE:
                return self._taken(size + 1)[:-1]
            self._stop()  # else the bytes would come all the same
            raise Unreadable(f"it has {size:,} bytes; isokit reads at most {LARGEST_FILE:,}")

    def sha256(self, name: bytes) -> str:
        """The SHA-256 of a file, in hexadecimal, however large it is. Raises as `read` does."""
        with self._answered(name) as size:
            try:
                made = hashed(self._parts(size))
            except Unreadable:
                self._stop()
                raise
            self._taken(1)
            return made

    @contextmanager
    def _answered(self, name: bytes) -> Iterator[int]:
        """How many bytes of a file are to come."""
        assert b"\n" not in name
        try:
            self._pipe = self._pipe or Pipe(self._root, "cat-file", "--batch")
            self._pipe.ask(name)
            about = ANSWER.fullmatch(self._line())
            if about is None:
                raise Unreadable("the repository lacks its bytes")
            if about["kind"] != b"blob":
                self._stop()
                raise Unreadable("it is no file")
            yield int(about["size"])
        except GitRefused as refused:
            self._stop()
            raise Unreadable(f"git does not give its bytes ({refused})") from None

    def _parts(self, size: int) -> Iterator[bytes]:
        """So many bytes, in parts of a size that fits into memory."""
        for start in range(0, size, CHUNK):
            yield self._taken(min(CHUNK, size - start))

    def _line(self) -> bytes:
        while b"\n" not in self._rest:
            self._more()
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _taken(self, count: int) -> bytes:
        parts, missing = [self._rest], count - len(self._rest)
        while missing > 0:
            self._rest = b""
            self._more()
            parts.append(self._rest)
            missing -= len(self._rest)
        whole = b"".join(parts)
        self._rest = whole[count:]
        return whole[:count]

    def _more(self) -> None:
        assert self._pipe
        chunk = self._pipe.chunk()
        if not chunk:
            raise GitRefused("git has ended")
        self._rest += chunk

    def _stop(self) -> None:
        if self._pipe:
            self._pipe.end()
        self._pipe, self._rest = None, b""
