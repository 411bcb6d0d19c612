"""The cells of tables in a file, changed in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from isokit.text.edits import TABLES, Edit, Patch, applied
from isokit.text.span import Route, Span
from isokit.text.table import HEADER, SEPARATOR, delimiter_of, is_separated, spelling
from isokit.text.yaml.items import Form, Item, Items, replaced
from isokit.text.yaml.places import FilePlaces

SAFE = re.compile(r"[^,;|\"\\<>\x00-\x1f]+")
"""A text that may stand in a cell, whatever separates the cells."""


class Cells:
    """The cells of the tables of a file. All routes are those of the model."""

    def __init__(self, path: str, text: str, places: FilePlaces) -> None:
        self._path, self._text, self._places = path, text, places

    def reword(self, route: Route, old: str, new: str) -> Patch | None:
        at, (start, end) = self._found(route)
        if at is None or not SAFE.fullmatch(new) or self._is_ambiguous(at):
            return None
        if not isinstance(route[-1], int):
            whole = self._text[start:end] == old
            return Patch((Edit(start, end, new),), (TABLES, *at), [new]) if whole else None
        items = list(_items_in(self._text, start, end))
        item = items[route[-1]] if route[-1] < len(items) else None
        if item is None or item.text != old:
            return None
        return Patch((Edit(item.start, item.end, new),), (TABLES, *at, route[-1]), new)

    def rename(self, route: Route, old: str, names: Sequence[str]) -> Patch | None:
        at, (start, end) = self._found(route)
        if route[0] != HEADER or at is None or self._text[start:end] != old:
            return None
        taken = {spelling(cell.text) for cell in self._places.tables[at[0]].header} - {spelling(old)}
        if any(spelling(name) in taken for name in names):
            return None
        return Patch((Edit(start, end, names[0]),), (TABLES, *at), [names[0]])

    def items(self, route: Route, many: bool) -> Items | None:
        at, (start, end) = self._found(route)
        if at is None:
            return None
        items = tuple(_items_in(self._text, start, end)) if many else (Item(start, end, self._text[start:end], None),)
        return Items(Form.CELL, items, (TABLES, *at), (start, end))

    def replaced(self, items: Items, becomes: Sequence[tuple[str, ...]]) -> list[Edit] | None:
        """The edits by which texts take the place of the items, in quotes where commas would part them otherwise."""
        inside = replaced(self._text, items, becomes)
        if inside is None or not is_separated(self._path):
            return inside
        text, (start, end) = self._text, items.cell
        if text[start - 1 : start] == '"' or not any(delimiter_of(text) in each.text for each in inside):
            return inside
        if '"' in text[start:end]:
            return None
        new = applied(text, inside)
        return [Edit(start, end, f'"{new[start : end + len(new) - len(text)]}"')]

    def _found(self, route: Route) -> tuple[tuple[int, int, int] | None, tuple[int, int]]:
        """The table, the line and the column of a cell in which something is written, and its offsets."""
        span = self._places.span(route)
        return self._by_span.get(span), self._places.offsets(span)

    def _is_ambiguous(self, at: tuple[int, int, int]) -> bool:
        header = [spelling(cell.text) for cell in self._places.tables[at[0]].header]
        return at[2] >= len(header) or header.count(header[at[2]]) > 1

    @cached_property
    def _by_span(self) -> dict[Span, tuple[int, int, int]]:
        return {
            cell.span: (number, line, column)
            for number, table in enumerate(self._places.tables)
            for line, row in enumerate((table.header, *table.rows))
            for column, cell in enumerate(row)
            if cell.text
        }


def _items_in(text: str, start: int, end: int) -> Iterator[Item]:
    """The items of a cell; nothing between two separators is no item."""
    at = start
    for left, right in (*((s.start(), s.end()) for s in SEPARATOR.finditer(text, start, end)), (end, end)):
        if at < left:
            yield Item(at, left, text[at:left], None)
        at = right
