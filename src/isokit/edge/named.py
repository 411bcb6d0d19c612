"""The name of a file, in bytes as systems and git keep it, made text."""

from __future__ import annotations

from collections.abc import Callable

from isokit.text.source import Source


def named(path: bytes, read: Callable[[], bytes], obstacle: str | None = None) -> Source:
    """A source by its path in bytes. A name that is no UTF-8 is shown with escapes, and never read."""
    try:
        return Source(path.decode("utf-8"), read, obstacle)
    except UnicodeDecodeError:
        shown = path.decode("utf-8", "backslashreplace") + " (no UTF-8)"  # so that it is no other file's name
        return Source(shown, read, obstacle or "a file whose name is no UTF-8")
