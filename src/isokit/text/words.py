"""Numbers and lists in the words of a message."""

from __future__ import annotations

from collections.abc import Iterable


def many(count: int, what: str) -> str:
    """`1 file`, `2 files`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def few(names: Iterable[object], most: int) -> str:
    """Some names, and of those beyond so many only their number: `A.5.1, A.5.2 and 3 more`."""
    texts = [str(name) for name in names]
    return ", ".join(texts[:most]) + (f" and {len(texts) - most} more" if len(texts) > most else "")
