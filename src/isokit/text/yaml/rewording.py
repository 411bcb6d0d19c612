"""Single texts, keys, column headers and link targets of a file changed in place, each as it is written.

    rewording = Rewording(Writing(path, text, spellings))
    patch = rewording.reworded(("clauses", 0), "ISO 9001:2015 8.4.1", "iso9001:2015/8.4.1")
    then = says_with(said(path, data), [patch, …])      # what the file has to say once it is patched

`amend` is for lists that grow and shrink, `setting` for values of any shape. None is the answer where the text is not
what it is thought to be, or is written in a way that does not allow the change.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from isokit.text.decode import LINE_END, Refused
from isokit.text.edits import Edit, applied
from isokit.text.markdown.body import Body, split
from isokit.text.raw import is_yaml
from isokit.text.span import Route, Span
from isokit.text.table import HEADER, spelling
from isokit.text.yaml.read import Data, parse
from isokit.text.yaml.setting import set_value
from isokit.text.yaml.written import Item, Writing, items_in

IN_QUOTES = re.compile(r"[^\"'\\\x00-\x1f]*")
"""A text that stands for itself between quotes of either kind."""
IN_CELL = re.compile(r"[^,;|\"\\<>\x00-\x1f]+")
"""A text that stands for itself in a cell, whatever separates the cells."""
KEY = re.compile(r"[\w.-]+")
QUOTED_KEY = re.compile(r"""(["']?)(.*)\1""")
DATA, TABLES, LINES = range(3)
"""The parts of what `amend.said` gives."""


class Patch(NamedTuple):
    """The edits of one change, and what is then said at a route of what `amend.said` gives.

    `name` is the new name of the key there, where only that changes. Without a route, nothing else is said.
    """

    edits: tuple[Edit, ...]
    route: Route = ()
    value: Data = None
    name: str | None = None

    @property
    def target(self) -> Route:
        """The place it fills: no two patches may fill the same."""
        return self.route if self.name is None else (*self.route[:-1], self.name)


class Rewording:
    """A file of which single texts are changed. All routes are those of the model."""

    def __init__(self, writing: Writing) -> None:
        self._writing, self._places, self._text = writing, writing.places, writing.text

    def reworded(self, route: Route, old: str, new: str) -> Patch | None:
        """Another text in place of one, or of an item of a list."""
        if self._places.in_table(route):
            return self._in_cell(route, old, new)
        spelled, item = self._item(route, old)
        if item is None:
            return None
        if item.quote:
            written = item.like(new) if IN_QUOTES.fullmatch(new) else None
        else:
            written = new if _is_plain(new) else json.dumps(new, ensure_ascii=False)
        return Patch((Edit(item.start, item.end, written),), (DATA, *spelled), new) if written else None

    def quoted(self, route: Route, text: str) -> Patch | None:
        """A text that has no quotes put into quotes."""
        _, item = (route, None) if self._places.in_table(route) else self._item(route, text)
        if item is None or item.quote or not IN_QUOTES.fullmatch(text):
            return None
        return Patch((Edit(item.start, item.end, f'"{text}"'),))

    def renamed(self, route: Route, old: str, new: str) -> Patch | None:
        """Another name for a key, or for the header of a column; none where something has that name."""
        if not KEY.fullmatch(new):
            return None
        if self._places.in_table(route):
            return self._header(route, old, new)
        spelled, keys = self._places.spelled(route), self._places.data.keys
        names = (new, *self._writing.spellings.get(new, ()))
        if spelled not in keys or any((*spelled[:-1], name) in keys for name in names):
            return None
        start, end = self._places.offsets(self._places.span(spelled, on_key=True))
        raw = QUOTED_KEY.fullmatch(self._text[start:end])
        if not raw or raw[2] != old:
            return None
        return Patch((Edit(start, end, f"{raw[1]}{new}{raw[1]}"),), (DATA, *spelled), name=new)

    def added(self, route: Route, value: str, order: Sequence[str]) -> Patch | None:
        """A text at a route where nothing is, with the keys above it that are missing."""
        if self._places.in_table(route):
            return None
        edits = set_value(self._writing, route, value, order)
        return Patch(tuple(edits), (DATA, *self._places.spelled(route)), value) if edits else None

    def relinked(self, span: Span, old: str, new: str) -> Patch | None:
        """Another target of a link in the text of a Markdown file, on a line that is no row of a table."""
        start, end = self._places.offsets(span)
        _, body, first_line = split(self._text)
        lines, number = LINE_END.split(body), span.line - first_line
        if is_yaml(self._writing.path) or self._text[start:end] != old or "|" in lines[number]:
            return None
        edit = Edit(start, end, new)
        if not self._only_this_link_changes(edit, old):
            return None
        line = lines[number][: span.column - 1] + new + lines[number][span.end_column - 1 :]
        above = sum("|" not in line for line in lines[:number])
        return Patch((edit,), (LINES, above), line)

    def _only_this_link_changes(self, edit: Edit, old: str) -> bool:
        before = [link.target for link in Body(*split(self._text)[1:]).links]
        after = [link.target for link in Body(*split(applied(self._text, [edit]))[1:]).links]
        differ = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
        return len(before) == len(after) and differ == [(old, edit.text)]

    def _item(self, route: Route, text: str) -> tuple[Route, Item | None]:
        """The text at a route as it is written; a text alone may stand for a list of one."""
        spelled, known = self._places.spelled(route), self._places.data.values
        if spelled and spelled[-1] == 0 and spelled not in known:
            spelled = spelled[:-1]
        item = self._writing.item(spelled) if spelled in known else None
        return spelled, item if item and item.text == text else None

    def _in_cell(self, route: Route, old: str, new: str) -> Patch | None:
        span = self._places.span(route)
        at, (start, end) = self._cells.get(span), self._places.offsets(span)
        if at is None or not IN_CELL.fullmatch(new) or self._stands_twice(at):
            return None
        if not isinstance(route[-1], int):
            whole = self._text[start:end] == old
            return Patch((Edit(start, end, new),), (TABLES, *at), [new]) if whole else None
        items = list(items_in(self._text, start, end))
        item = items[route[-1]] if route[-1] < len(items) else None
        if item is None or item.text != old:
            return None
        return Patch((Edit(item.start, item.end, new),), (TABLES, *at, route[-1]), new)

    def _header(self, route: Route, old: str, new: str) -> Patch | None:
        span = self._places.span(route)
        at, (start, end) = self._cells.get(span), self._places.offsets(span)
        if route[0] != HEADER or at is None or self._text[start:end] != old:
            return None
        there = {spelling(cell.text) for cell in self._places.tables[at[0]].header}
        names = (new, *self._writing.spellings.get(new, ()))
        if any(spelling(name) in there - {spelling(old)} for name in names):
            return None
        return Patch((Edit(start, end, new),), (TABLES, *at), [new])

    def _stands_twice(self, at: tuple[int, int, int]) -> bool:
        """Whether a column has a header that another one has too, so that it is unclear which is read."""
        header = [spelling(cell.text) for cell in self._places.tables[at[0]].header]
        return at[2] >= len(header) or header.count(header[at[2]]) > 1

    @cached_property
    def _cells(self) -> dict[Span, tuple[int, int, int]]:
        """The table, the line and the column of each cell in which something is written, by its place."""
        return {
            cell.span: (number, line, column)
            for number, table in enumerate(self._places.tables)
            for line, row in enumerate((table.header, *table.rows))
            for column, cell in enumerate(row)
            if cell.text
        }


def says_with(now: list[Any], patches: Iterable[Patch]) -> list[Any]:
    """What a file has to say once it is patched."""
    then = copy.deepcopy(now)
    said = [patch for patch in patches if patch.route]
    for patch in said:
        if patch.name is None:
            _put(then, patch.route, patch.value)
    for patch in sorted(said, key=lambda patch: -len(patch.route)):
        if patch.name is not None:
            _rename(then, patch.route, patch.name)
    return then


def _put(data: Any, route: Route, value: Data) -> None:
    for part in route[:-1]:
        if isinstance(data, dict) and data.get(part) is None:
            data[part] = {}
        data = data[part]
    data[route[-1]] = value


def _rename(data: Any, route: Route, name: str) -> None:
    for part in route[:-1]:
        data = data[part]
    data[name] = data.pop(route[-1])


def _is_plain(text: str) -> bool:
    """Whether a text may stand without quotes, in brackets too."""
    try:
        return parse(f"[{text}]") == [text]
    except Refused:
        return False
