"""Edits of a text: stretches of it that change, while every other character stays where it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from isokit.text.decode import LINE_END
from isokit.text.span import Route


class Edit(NamedTuple):
    """A stretch of a text and what takes its place. Offsets count characters, without a byte-order mark."""

    start: int
    end: int
    text: str


DATA, TABLES, LINES = range(3)
"""The parts of a file's content, as routes into it begin."""


class Patch(NamedTuple):
    """The edits of one change, and the value the content of the file has at a route afterwards.

    With a `name`, the key at the route is renamed instead. Without a route, the content stays as it is.
    """

    edits: tuple[Edit, ...]
    route: Route = ()
    value: Any = None
    name: str | None = None

    @property
    def target(self) -> Route:
        """The route it fills; two patches of a file must not fill the same."""
        return self.route if self.name is None else (*self.route[:-1], self.name)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The edited text. Raises `ValueError` where edits overlap or lie outside of it."""
    parts, at = [], 0
    for start, end, new in sorted(edits):
        if not at <= start <= end <= len(text):
            raise ValueError(f"two edits overlap, or lead out of the text, at {start}")
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def difference(old: str, new: str) -> Iterator[Edit]:
    """The one stretch in which two texts differ."""
    if old == new:
        return
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    same = next((at for at in range(most - start) if old[-1 - at] != new[-1 - at]), most - start)
    yield Edit(start, len(old) - same, new[start : len(new) - same])


def line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str) -> str:
    """The line end of the first line of a text, which new lines get too."""
    found = LINE_END.search(text)
    return found[0] if found else "\n"
