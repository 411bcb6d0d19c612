"""The name of a file, in bytes as systems and git keep it, made text."""

from __future__ import annotations

from collections.abc import Callable

from isokit.text.source import Source


def named(
    path: bytes, read: Callable[[], bytes], obstacle: str | None = None, digest: Callable[[], str] | None = None
) -> Source:
    """A source by its path in bytes. A name that is no UTF-8 is shown with escapes, and never read."""
    try:
        return Source(path.decode("utf-8"), read, obstacle, digest)
    except UnicodeDecodeError:
        return Source(shown(path), read, obstacle or "a file whose name is no UTF-8")


def shown(path: bytes) -> str:
    """The path of the source of this name."""
    try:
        return path.decode("utf-8")
    except UnicodeDecodeError:
        return path.decode("utf-8", "backslashreplace") + " (no UTF-8)"  # so that it is no other file's name
