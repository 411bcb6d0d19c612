"""The texts of a list or of the cell of a table as they are written, and the edits that replace them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from isokit.text.decode import LINE_END
from isokit.text.edits import TABLES, Edit, Patch, applied, line_end, line_start
from isokit.text.span import Route, Span
from isokit.text.table import HEADER, SEPARATOR, delimiter_of, is_separated, spelling
from isokit.text.yaml.emit import inline
from isokit.text.yaml.nodes import Kind, Node
from isokit.text.yaml.places import FilePlaces
from isokit.text.yaml.read import Data

QUOTED = re.compile(r"""(["'])([^"'\\\r\n]*)\1""")
"""A text in quotes that is just what is between them."""
PLAIN = re.compile(r"""[^\s"'|>\[{][^\r\n]*""")
DASH = re.compile(r" *- +")
REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?=[\r\n])")
COMMA = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*[\r\n])*,")
SAFE = re.compile(r"[^,;|\"\\<>\x00-\x1f]+")
"""A text that may stand in a cell, whatever separates the cells."""


class Form(Enum):
    """How texts are written: a text, a text that stands for a list of one, `[a, b]`, dashes, the cell of a table."""

    TEXT = auto()
    LIST_OF_ONE = auto()
    BRACKETS = auto()
    DASHES = auto()
    CELL = auto()


class Item(NamedTuple):
    """A text at its offsets, quotes included. `quote` is None in the cell of a table."""

    start: int
    end: int
    text: str
    quote: str | None = ""

    def like(self, text: str) -> str:
        return text if self.quote is None else inline(text, self.quote)


class Items(NamedTuple):
    """The texts at a route into the content of a file. A cell is given by its offsets as well."""

    form: Form
    items: tuple[Item, ...]
    route: Route
    cell: tuple[int, int] = (0, 0)

    def value(self, texts: Sequence[str]) -> Data:
        single = self.form is Form.TEXT or (self.form is Form.LIST_OF_ONE and len(texts) == 1)
        return texts[0] if single else list(texts)


def item_at(text: str, node: Node, begin: int) -> Item | None:
    """The text of a node whose YAML begins at an offset; None where it is not written on one line as it is read."""
    start, end = begin + node.start, begin + node.end
    raw = text[start:end]
    if node.kind is not Kind.SCALAR or node.block_text:
        return None
    if quoted := QUOTED.fullmatch(raw):
        return Item(start, end, quoted[2], quoted[1])
    return Item(start, end, raw) if PLAIN.fullmatch(raw) else None


def items_at(text: str, node: Node, begin: int, many: bool) -> tuple[Form, tuple[Item, ...]] | None:
    """The texts of a node, and the form they have; None where one of them cannot be changed in place."""
    in_list = many and node.kind is Kind.LIST and bool(node.children)
    found = [item_at(text, each, begin) for each in ([child.node for child in node.children] if in_list else [node])]
    items = tuple(item for item in found if item)
    if len(items) < len(found):
        return None
    if not in_list:
        return (Form.LIST_OF_ONE if many else Form.TEXT), items
    if node.flow:
        return Form.BRACKETS, items
    on_lines = all(DASH.fullmatch(text, line_start(text, item.start), item.start) for item in items)
    return (Form.DASHES, items) if on_lines else None


class Change(NamedTuple):
    """An item, and the texts that take its place."""

    item: Item
    becomes: tuple[str, ...]

    def first(self) -> Iterator[Edit]:
        if self.becomes and self.becomes[0] != self.item.text:
            yield Edit(self.item.start, self.item.end, self.item.like(self.becomes[0]))

    def further(self, separator: str) -> Iterator[Edit]:
        if more := self.becomes[1:]:
            words = "".join(f"{separator}{self.item.like(text)}" for text in more)
            yield Edit(self.item.end, self.item.end, words)


class Changes(NamedTuple):
    """What becomes of each item of a text."""

    text: str
    items: Items
    changes: Sequence[Change]


def replaced(text: str, items: Items, becomes: Sequence[tuple[str, ...]]) -> list[Edit] | None:
    """The edits by which texts take the place of each item; None where nothing is left, or more than one for a text."""
    count = sum(map(len, becomes))
    if not count or (items.form is Form.TEXT and count > 1):
        return None
    changes = [Change(item, texts) for item, texts in zip(items.items, becomes, strict=True)]
    return sorted(WAYS[items.form](Changes(text, items, changes)))


def _single(site: Changes) -> Iterator[Edit]:
    (only,) = site.changes
    if len(only.becomes) == 1:
        yield from only.first()
    else:
        words = ", ".join(only.item.like(each) for each in only.becomes)
        yield Edit(only.item.start, only.item.end, f"[{words}]")


def _in_brackets(site: Changes) -> Iterator[Edit]:
    text, items = site.text, site.items.items
    close = len(items) > 1 and text[items[0].end : items[1].start] == ","
    for each in site.changes:
        yield from each.first()
        yield from each.further("," if close else ", ")
    removals = list(_removals(site.changes))
    if any("#" in text[each.start : each.end] for each in removals):
        removals = [edit for each in site.changes if not each.becomes for edit in _without_comment(text, each.item)]
    yield from removals


def _without_comment(text: str, item: Item) -> Iterator[Edit]:
    """An item goes with its comma, and the comments around it stay. A comma behind the last item does no harm."""
    start, rest = line_start(text, item.start), REST_OF_LINE.match(text, item.end)
    if rest and not text[start : item.start].strip():
        yield Edit(_end_of_line_above(text, start), rest.end(), "")
        return
    yield Edit(item.start, item.end, "")
    if comma := COMMA.match(text, item.end):
        yield Edit(comma.end() - 1, comma.end(), "")


def _in_lines(site: Changes) -> Iterator[Edit]:
    """Further items get lines of their own; of one that goes, a comment behind it stays."""
    text = site.text
    for each in site.changes:
        start = line_start(text, each.item.start)
        end = LINE_END.search(text, each.item.end)
        stop = end.start() if end else len(text)
        if each.becomes:
            yield from each.first()
            dash = text[start : each.item.start]
            lines = "".join(f"{line_end(text)}{dash}{each.item.like(more)}" for more in each.becomes[1:])
            yield from [Edit(stop, stop, lines)] if lines else []
        elif "#" in text[each.item.end : stop]:
            yield Edit(text.index("-", start), each.item.end, "")
        else:
            yield Edit(_end_of_line_above(text, start), stop, "")


def _in_cell(site: Changes) -> Iterator[Edit]:
    separator = SEPARATOR.search(site.text, *site.items.cell)
    for each in site.changes:
        yield from each.first()
        yield from each.further(separator[0] if separator else "; ")
    yield from _removals(site.changes)


def _removals(changes: Sequence[Change]) -> Iterator[Edit]:
    """Items that go, each with what separates it: from the next one if one stays behind it, else from the last."""
    last = max(index for index, each in enumerate(changes) if each.becomes)
    for index, each in enumerate(changes):
        if not each.becomes and index < last:
            yield Edit(each.item.start, changes[index + 1].item.start, "")
        elif not each.becomes:
            yield Edit(changes[index - 1].item.end, each.item.end, "")


def _end_of_line_above(text: str, start: int) -> int:
    above = start - 1
    return above - 1 if text.startswith("\r\n", above - 1) else above


WAYS: dict[Form, Callable[[Changes], Iterator[Edit]]] = {
    Form.TEXT: _single,
    Form.LIST_OF_ONE: _single,
    Form.BRACKETS: _in_brackets,
    Form.DASHES: _in_lines,
    Form.CELL: _in_cell,
}


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
    """The items of a cell; nothing between two separators is skipped."""
    at = start
    for left, right in (*((s.start(), s.end()) for s in SEPARATOR.finditer(text, start, end)), (end, end)):
        if at < left:
            yield Item(at, left, text[at:left], None)
        at = right
