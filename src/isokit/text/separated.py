"""Comma-separated values (RFC 4180) with the place of every cell; semicolons and tabs are understood too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from isokit.text.decode import Refused, point
from isokit.text.markdown.parts import Cell, Row, Table
from isokit.text.span import Span

DELIMITERS = ",;\t"
MOST_CELLS = 200_000
"""Cells of one file; a register of 5,000 entries with twenty columns has half of that."""
LINE_END = re.compile(r"\r\n|\n|\r")
QUOTED = re.compile(r' *"((?:[^"]|"")*)" *')


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
        """The cell that begins here."""
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
