"""Registers kept as tables, in CSV or in Markdown, and the places of their cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from isokit.text.markdown.body import Body, split
from isokit.text.markdown.parts import Cell, Row, Table
from isokit.text.span import START, Route, Span

SEPARATOR = re.compile(r"\s*(?:;|\r\n|\n|\r|<br ?/?>)\s*")
"""What stands between the items of a list in one cell."""
SIGNS = re.compile(r"[\s._-]+")
HEADER, ROWS = "header", "rows"
"""What routes into tables begin with: `header/3` is a column, `rows/12/owner` a cell; tables of one file count on."""


def is_yaml(path: str) -> bool:
    """Whether a file is YAML as a whole; the others are Markdown, perhaps with front matter."""
    return path.endswith((".yaml", ".yml"))


def is_separated(path: str) -> bool:
    """Whether a file is a table of comma-separated values."""
    return path.endswith(".csv")


def tables_of(path: str, text: str) -> tuple[Table, ...]:
    """The tables of a CSV or Markdown text. Raises `Refused` for CSV that cannot be read."""
    if is_separated(path):
        from isokit.text.separated import table_of

        return (table_of(text),)
    _, body, first_line = split(text)
    return Body(body, first_line).tables


def spelling(header: str) -> str:
    """A header without case and without the signs between its words: `Evaluated on` is `evaluated.on`."""
    return SIGNS.sub("", header.casefold())


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
