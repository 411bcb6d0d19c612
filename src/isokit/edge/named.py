"""The path of a file, in bytes as systems and git keep it, made text."""

from __future__ import annotations

from collections.abc import Callable

from isokit.text.source import Source


def named(
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
