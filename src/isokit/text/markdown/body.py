"""A Markdown file in its parts: front matter, and a body that is parsed on demand.

The scanner is imported only then: most texts need only `treepath.possible_targets`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from isokit.text.decode import point
from isokit.text.markdown.parts import Heading, Link, Table, Unclosed, with_newlines
from isokit.text.span import Span

if TYPE_CHECKING:
    from isokit.text.markdown.scan import Scan

_OPENING = re.compile(r"---[ \t]*+(?:\r\n|\r|\n|\Z)")
_CLOSING = re.compile(r"---(?<=[\r\n]---)[ \t]*+(?:\r\n|\r|\n|\Z)")


def split(text: str) -> tuple[str | Unclosed | None, str, int]:
    """Front matter without its fences, the body, and the line of the file on which that starts.

    Front matter stands between a first line `---` and the next one; blanks may follow both. It is
    None where the text does not begin with that line. Where no other follows it is `Unclosed` and
    the whole text is the body. A byte order mark must be gone already.
    """
    opening = _OPENING.match(text)
    if not opening:
        return None, text, 1
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        return Unclosed(Span(1, 1, 1, 4)), text, 1
    head = text[: closing.end()]
    lines = with_newlines(head).count("\n") + (not head.endswith(("\r", "\n")))
    return text[opening.end() : closing.start()], text[closing.end() :], lines + 1


@dataclass(frozen=True)
class Body:
    """A Markdown text that starts on line `first_line` of its file. Parsed on demand, and once."""

    text: str
    first_line: int = 1

    @cached_property
    def _scan(self) -> Scan:
        from isokit.text.markdown.scan import Scan

        return Scan(self.text, self.first_line)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        return self._scan.headings

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return self._scan.links

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return self._scan.tables

    def first(self, pattern: re.Pattern[str]) -> Span | None:
        """Where a pattern is found first in the text, code and comments included."""
        match = pattern.search(self.text)
        if match is None:
            return None
        at = point(self.text, match.start())
        line = at.line + self.first_line - 1
        return Span(line, at.column, line, at.column + len(match[0]))

    @cached_property
    def words(self) -> int:
        return self._scan.words

    @cached_property
    def anchors(self) -> frozenset[str]:
        return self._scan.anchors
