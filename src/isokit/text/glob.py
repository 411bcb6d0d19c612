"""Path patterns: `*` and `?` stay in one name, `**` is any folders or none. No pattern is slow."""

from __future__ import annotations

import re

from isokit.text.treepath import why_refused

ANY_FOLDERS = "**"
MOST_FOLDERS = 20
"""Folders in a pattern; each is compared with each of a path."""
WILDCARDS = re.compile(r"[*?]+")


def why_no_pattern(pattern: str) -> str | None:
    """Why a pattern cannot stand for files of a tree; None if it can."""
    if pattern.count("/") > MOST_FOLDERS:
        return f"it has more than {MOST_FOLDERS} folders"
    return why_refused(WILDCARDS.sub("x", pattern))


class Glob:
    """A pattern, read name by name."""

    def __init__(self, pattern: str) -> None:
        self._names = [None if name == ANY_FOLDERS else _expression(name) for name in pattern.split("/")]

    def fits(self, path: str) -> bool:
        positions = self._opened({0})
        for name in path.split("/"):
            positions = self._opened({after for at in positions for after in self._passed(at, name)})
        return len(self._names) in positions

    def _passed(self, at: int, name: str) -> tuple[int, ...]:
        """The positions in the pattern after a name of the path."""
        if at == len(self._names):
            return ()
        expression = self._names[at]
        if expression is None:
            return (at,)
        return (at + 1,) if expression.fullmatch(name) else ()

    def _opened(self, positions: set[int]) -> set[int]:
        """The positions, and those after a `**` that matches no folder."""
        found = set(positions)
        for at, expression in enumerate(self._names):
            if expression is None and at in found:
                found.add(at + 1)
        return found


def _expression(name: str) -> re.Pattern[str]:
    """One name of a pattern. Each star takes as little as it can and never tries again."""
    first, *others = ["".join("." if char == "?" else re.escape(char) for char in part) for part in name.split("*")]
    if not others:
        return re.compile(first, re.DOTALL)
    *middle, last = others
    return re.compile(first + "".join(f"(?>.*?{part})" for part in middle) + f".*{last}", re.DOTALL)
