"""Tables in CSV (RFC 4180, semicolons and tabs too) and in Markdown, and the places of their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from isokit.text.decode import LINE_END, Refused, point
from isokit.text.markdown.body import Body, split
from isokit.text.markdown.parts import Cell, Row, Table
from isokit.text.span import START, Route, Span

SEPARATOR = re.compile(r"\s*(?:;|\r\n|\n|\r|<br ?/?>)\s*")
"""What stands between the items of a list in one cell."""
SIGNS = re.compile(r"[\s._-]+")
HEADER, ROWS = "header", "rows"
"""What routes into tables begin with: `header/3` is a column, `rows/12/owner` a cell; tables of one file count on."""
DELIMITERS = ",;\t"
MOST_CELLS = 200_000
"""Cells of one file; a register of 5,000 entries with twenty columns has half of that."""
QUOTED = re.compile(r' *"((?:[^"]|"")*)" *')


def is_yaml(path: str) -> bool:
    """Whether a file is YAML as a whole; the others are Markdown, perhaps with front matter."""
    return path.endswith((".yaml", ".yml"))


def is_separated(path: str) -> bool:
    return path.endswith(".csv")


def tables_of(path: str, text: str) -> tuple[Table, ...]:
    """The tables of a CSV or Markdown text. Raises `Refused` for CSV that cannot be read."""
    if is_separated(path):
        return (table_of(text),)
    _, body, first_line = split(text)
    return Body(body, first_line).tables


def spelling(header: str) -> str:
    """A header without case and without the signs between its words: `Evaluated on` is `evaluated.on`."""
    return SIGNS.sub("", header.casefold())


def table_of(text: str) -> Table:
    """The table of a text, lines without any text left out. The first line decides what separates the cells.

    Raises `Refused` where a quote is not closed or followed by more text, and for more than 200,000 cells.
    """
    rows = list(_rows(text))
    return Table(rows[0], tuple(rows[1:])) if rows else Table((), ())


def _rows(text: str) -> Iterator[Row]:
    scan = _Scan(text)
    cells: list[Cell] = []
    while True:
        cells.append(scan.cell())
        if scan.passes_delimiter():
            continue
        if any(cell.text for cell in cells):
            yield tuple(cells)
        cells = []
        if not scan.passes_line_end():
            return


class _Scan:
    """A position in a text, as an offset and as a line with the offset of its start."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = self._line_start = 0
        self._line = 1
        self._left = MOST_CELLS
        self._delimiter = delimiter_of(text)
        self._plain = re.compile(f"[^{self._delimiter}\r\n]*")

    def cell(self) -> Cell:
        self._left -= 1
        if self._left < 0:
            raise Refused(f"the table has more than {MOST_CELLS:,} cells", self._point())
        quoted = QUOTED.match(self._text, self._at)
        if quoted:
            return self._quoted(quoted)
        plain = self._plain.match(self._text, self._at)
        assert plain
        if plain[0].lstrip(" ").startswith('"'):
            raise Refused("this quote is never closed", self._point())
        written = plain[0].strip()
        column = self._at - self._line_start + 1 + (plain[0].find(written) if written else 0)
        self._at = plain.end()
        return Cell(written, Span(self._line, column, self._line, column + len(written)))

    def _quoted(self, quoted: re.Match[str]) -> Cell:
        line, column = self._line, quoted.start(1) - self._line_start + 1
        for end in LINE_END.finditer(self._text, quoted.start(1), quoted.end(1)):
            self._line, self._line_start = self._line + 1, end.end()
        self._at = quoted.end()
        if self._at < len(self._text) and self._text[self._at] not in self._delimiter + "\r\n":
            raise Refused(
                "there is text after the closing quote; a quote inside quotes is written twice", self._point()
            )
        span = Span(line, column, self._line, quoted.end(1) - self._line_start + 1)
        return Cell(quoted[1].replace('""', '"').strip(), span)

    def passes_delimiter(self) -> bool:
        """Whether another cell follows on the line; goes there."""
        follows = self._text.startswith(self._delimiter, self._at)
        self._at += follows
        return follows

    def passes_line_end(self) -> bool:
        """Whether another line follows; goes there."""
        end = LINE_END.match(self._text, self._at)
        if end:
            self._at = self._line_start = end.end()
            self._line += 1
        return bool(end)

    def _point(self) -> Span:
        return point(self._text, self._at)


def delimiter_of(text: str) -> str:
    """What separates the cells of the first line: what occurs in it most often outside of quotes."""
    first = re.sub(r'"[^"]*"', "", LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0])
    return max(DELIMITERS, key=first.count)


class TablePlaces:
    """Where the cells of the tables of one file stand. `spellings` are the file's own names of keys."""

    def __init__(self, tables: Sequence[Table], spellings: Mapping[str, Sequence[str]]) -> None:
        self._tables = tables
        self._spellings = spellings

    def span(self, route: Route) -> Span:
        """The span of a header, a cell, or the first cell of a row; the start of the file for other routes."""
        if len(route) < 2 or not isinstance(route[1], int):
            return START
        if route[0] == HEADER:
            return self._headers[route[1]].span if route[1] < len(self._headers) else START
        if route[0] != ROWS or route[1] >= len(self._rows):
            return START
        header, row = self._rows[route[1]]
        return self._cell(header, row, route[2:]).span

    @cached_property
    def _headers(self) -> list[Cell]:
        return [cell for table in self._tables for cell in table.header]

    @cached_property
    def _rows(self) -> list[tuple[Row, Row]]:
        return [(table.header, row) for table in self._tables for row in table.rows]

    def _cell(self, header: Row, row: Row, route: Route) -> Cell:
        """The cell of a column, or of the nearest ancestor of its key that has one; else the first of the row."""
        columns = {spelling(cell.text): index for index, cell in enumerate(header) if index < len(row)}
        while route:
            for words in self._spelled(route):
                if words in columns:
                    return row[columns[words]]
            route = route[:-1]
        return row[0]

    def _spelled(self, route: Route) -> list[str]:
        first, *rest = route
        below = ".".join(str(part + 1) if isinstance(part, int) else part for part in rest)
        return [spelling(f"{name}.{below}") for name in (first, *self._spellings.get(str(first), ()))]
