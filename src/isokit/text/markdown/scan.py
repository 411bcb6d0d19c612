"""Headings, links and tables of a Markdown text, each with its place.

CommonMark with GFM tables, without rendering. `block` finds the paragraphs, headings and rows,
`inline` the links in them; this module gives both their places in the file.

Different from CommonMark on purpose: a use of a definition (`[text][label]`) is no link, its target
is; so a link around such a use counts too. Links in cells beyond those of the header count.
Parentheses in a target nest three deep, lists and quotes thirty. `<name@host>` is no link.
Different from markdown-it, but not from GitHub: `---` below `| a |` makes a heading, and no table
begins where a paragraph goes on out of its list or quote. Lines end at `\\n`, `\\r\\n` or `\\r`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from isokit.text.markdown import block, inline, leaf
from isokit.text.markdown.leaf import Block, Kind
from isokit.text.markdown.parts import Cell, Heading, Link, Row, Table, with_newlines
from isokit.text.span import Span

_SIGNS = (re.compile(r"\]\("), re.compile("<"))
_LINE_END = re.compile(r"[ \t]*+\n[ \t>]*+")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class Scan:
    """The parts of a Markdown text, each found on demand and once; see `Body`."""

    text: str
    first_line: int = 1

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """ATX and setext headings, also those in quotes and lists."""
        return tuple(
            Heading(
                found.level,
                _one_line(self._plain[found.start : found.end]),
                self._span(found.start, found.end),
            )
            for found in self._blocks
            if found.kind is Kind.HEADING
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links outside code and HTML, in the order of the text."""
        return tuple(self._links())

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Pipe tables."""
        return tuple(self._tables())

    @cached_property
    def words(self) -> int:
        """How many words stand outside code and HTML, headings and tables included."""
        return sum(len(self._prose(found).split()) for found in self._blocks)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link to one of the headings may say after `#`, by GitHub's rule."""
        return frozenset(_slugs(heading.text for heading in self.headings))

    @cached_property
    def _plain(self) -> str:
        return with_newlines(self.text) + "\n"

    @cached_property
    def _blocks(self) -> list[Block]:
        return block.blocks(self._plain)

    @cached_property
    def _starts(self) -> list[int]:
        lengths = accumulate(map(len, self._plain.split("\n")))
        return [0, *(length + number for number, length in enumerate(lengths, 1))]

    def _span(self, start: int, end: int) -> Span:
        starts = self._starts
        line = bisect_right(starts, start)
        last = line if end < starts[line] else bisect_right(starts, end)
        above = self.first_line - 1
        column, end_column = start - starts[line - 1] + 1, end - starts[last - 1] + 1
        return Span(above + line, column, above + last, end_column)

    def _links(self) -> Iterator[Link]:
        hint = -1
        for found in self._blocks:
            if found.kind is Kind.DEFINITION:
                yield self._link(found.start, found.end)
                continue
            if hint < found.start:
                hint = self._hint(found.start)
            if hint < found.end:
                for start, end in self._stretches(found):
                    yield from self._linked(start, end)

    def _hint(self, start: int) -> int:
        """Where something stands next that only links and HTML have."""
        number = bisect_left(self._hints, start)
        return self._hints[number] if number < len(self._hints) else len(self._plain)

    @cached_property
    def _hints(self) -> list[int]:
        return sorted(hint.start() for sign in _SIGNS for hint in sign.finditer(self._plain))

    def _stretches(self, found: Block) -> Iterator[tuple[int, int]]:
        """Where marks may pair up: within a paragraph or heading, but only within a cell."""
        if found.kind in (Kind.PARAGRAPH, Kind.HEADING):
            yield found.start, found.end
            return
        for start, end in leaf.rows(self._plain, found):
            hint = self._hint(start)
            if hint < end:
                found_cells = leaf.cells(self._plain, start, end)
                yield from (cell for cell in found_cells if cell[1] > hint)

    def _linked(self, start: int, end: int) -> Iterator[Link]:
        for mark in inline.marks(self._plain, start, end):
            if mark.kind in inline.LINKS:
                yield self._link(*mark.target, image=mark.kind is inline.Markup.IMAGE)

    def _link(self, start: int, end: int, image: bool = False) -> Link:
        return Link(inline.unescaped(self._plain[start:end]), self._span(start, end), image)

    def _tables(self) -> Iterator[Table]:
        header: Row | None = None
        rows: list[Row] = []
        for found in self._blocks:
            if found.kind is Kind.ROWS:
                rows.extend(self._row(*row) for row in leaf.rows(self._plain, found))
                continue
            if header is not None:
                yield Table(header, tuple(rows))
            is_header = found.kind is Kind.HEADER
            header, rows = self._row(found.start, found.end) if is_header else None, []
        if header is not None:
            yield Table(header, tuple(rows))

    def _row(self, start: int, end: int) -> Row:
        return tuple(
            Cell(self._plain[left:right].replace("\\|", "|"), self._span(left, right))
            for left, right in leaf.cells(self._plain, start, end)
        )

    def _prose(self, found: Block) -> str:
        if found.kind is Kind.DEFINITION:
            return ""
        text = self._plain[found.start : found.end]
        if "`" in text or "<" in text:
            hidden = (inline.Markup.CODE, inline.Markup.HTML)
            marks = inline.marks(text, 0, len(text))
            text = inline.without(text, [(m.start, m.end) for m in marks if m.kind in hidden], " ")
        return text.replace("|", " ") if found.kind in (Kind.HEADER, Kind.ROWS) else text


def _one_line(text: str) -> str:
    return _LINE_END.sub(" ", text).strip(" ") if "\n" in text else text


def _slugs(headings: Iterable[str]) -> Iterator[str]:
    """A slug that occurs again gets -1, -2, skipping those that another heading has."""
    repeats: dict[str, int] = {}
    for heading in headings:
        slug = first = _slug(heading)
        while slug in repeats:
            repeats[first] += 1
            slug = f"{first}-{repeats[first]}"
        repeats[slug] = 0
        yield slug


def _slug(heading: str) -> str:
    return _NOT_IN_SLUG.sub(_combining, inline.reading(heading).lower()).replace(" ", "-")


def _combining(character: re.Match[str]) -> str:
    """Accents that stand by themselves belong to their letter; all else goes."""
    return character[0] if unicodedata.combining(character[0]) else ""
