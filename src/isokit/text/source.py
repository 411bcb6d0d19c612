"""A file as it is handed to isokit: where it stands and how its bytes are read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LARGEST_HASHED = 1 << 30
"""Bytes of a file that is only hashed; a larger one is refused."""
CHUNK = 1 << 20


class Unreadable(Exception):
    """The bytes of a source cannot be had; the message says why, in the user's words."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the tree: `path` relative to the root with `/`, `read` gives its bytes.

    `read` raises `Unreadable` where the bytes cannot be had. `obstacle` says what is known to be in the way
    before reading: a symbolic link, a pipe, a submodule. `digest` gives the SHA-256, in hexadecimal, also of a file
    that is too large to be read as a whole, where a source can do that.
    """

    path: str
    read: Callable[[], bytes]
    obstacle: str | None = None
    digest: Callable[[], str] | None = None


def source_named(
    path: bytes, read: Callable[[], bytes], obstacle: str | None = None, digest: Callable[[], str] | None = None
) -> Source:
    """A source by its path in bytes. A name that is not UTF-8 is shown with escapes, and its file is not read."""
    try:
        return Source(path.decode("utf-8"), read, obstacle, digest)
    except UnicodeDecodeError:
        return Source(path_of(path), read, obstacle or "a file whose name is not UTF-8")


def path_of(path: bytes) -> str:
    """The path of a file as text; one that is not UTF-8 differs from that of every other file."""
    try:
        return path.decode("utf-8")
    except UnicodeDecodeError:
        return path.decode("utf-8", "backslashreplace") + " (not UTF-8)"


def content_id(data: bytes) -> str:
    """The id git gives these bytes: `git hash-object FILE` shows the same forty digits."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def hashed(chunks: Iterable[bytes]) -> str:
    """The SHA-256, in hexadecimal, of bytes that come in parts. Raises `Unreadable` where there are too many."""
    made, count = hashlib.sha256(), 0
    for chunk in chunks:
        count += len(chunk)
        require_hashable(count)
        made.update(chunk)
    return made.hexdigest()


def require_hashable(size: int) -> None:
    """Raise `Unreadable` for more bytes than are hashed."""
    if size > LARGEST_HASHED:
        raise Unreadable(f"it has more than {LARGEST_HASHED:,} bytes, the most isokit compares")
