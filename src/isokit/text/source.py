"""A file as it is handed to isokit: where it stands and how its bytes are read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass


class Unreadable(Exception):
    """The bytes of a source cannot be had; the message says why, in the user's words."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the tree: `path` relative to the root with `/`, `read` gives its bytes whenever asked.

    `read` raises `Unreadable` where the bytes cannot be had. `obstacle` says what is known to be in the way
    before reading: a symbolic link, a pipe, a submodule.
    """

    path: str
    read: Callable[[], bytes]
    obstacle: str | None = None


def content_id(data: bytes) -> str:
    """The id git gives these bytes: `git hash-object FILE` shows the same forty digits."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
