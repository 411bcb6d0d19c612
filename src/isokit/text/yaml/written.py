"""How a text or a list of texts is written in a file: where each item stands, and the manner a change has to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from isokit.text.decode import LINE_END
from isokit.text.raw import is_yaml
from isokit.text.span import Route, Span
from isokit.text.table import SEPARATOR
from isokit.text.yaml.file_places import FilePlaces

QUOTED = re.compile(r"""(["'])([^"'\\\r\n]*)\1""")
"""A text in quotes that stands for just what is between them."""
PLAIN = re.compile(r"""[^\s"'|>\[{][^\r\n]*""")
LIST_ITEM = re.compile(r" *- +")


class Manner(Enum):
    """How texts are written: one of its own, one that stands for a list, `[a, b]`, dashes, or the cell of a table."""

    VALUE = auto()
    ALONE = auto()
    FLOW = auto()
    BLOCK = auto()
    CELL = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """A text as it is written: its offsets, quotes included, and which quotes it has."""

    start: int
    end: int
    text: str
    quote: str = ""

    def like(self, text: str) -> str:
        """Another text in the same quotes."""
        return f"{self.quote}{text}{self.quote}"


@dataclass(frozen=True, slots=True)
class Written:
    """The items of a list, or the only one where there is no list.

    `route` leads to them in what `amend.said` gives. A `cell` is given by its offsets.
    """

    manner: Manner
    items: tuple[Item, ...]
    route: Route
    cell: tuple[int, int] = (0, 0)


class Writing:
    """A file and how its values are written. `spellings` are the file's own names of keys."""

    def __init__(self, path: str, text: str, spellings: Mapping[str, Sequence[str]]) -> None:
        self.path, self.text, self.spellings = path, text, spellings
        self.places = FilePlaces(path, text, spellings)

    def found(self, route: Route, texts: Sequence[str], many: bool) -> Written | None:
        """How these very texts are written at the route of a value, or of a list where they are `many`.

        None where they are not, or in no manner in which they could be changed safely.
        """
        written = self._in_cell(route, many) if self.places.in_table(route) else self._in_data(route, many)
        same = written and [item.text for item in written.items] == list(texts)
        return written if same else None

    def _in_data(self, route: Route, many: bool) -> Written | None:
        spelled, known = self.places.spelled(route), self.places.data.values
        in_list = many and (*spelled, 0) in known
        routes = list(_children(spelled, known)) if in_list else [spelled]
        if not all(each in known for each in routes):
            return None
        items = [self.item(each) for each in routes]
        manner = self._manner(spelled, in_list, many)
        sound = tuple(item for item in items if item)
        if len(sound) < len(items) or (manner is Manner.BLOCK and not all(map(self._has_a_line, sound))):
            return None
        return Written(manner, sound, (0, *spelled))

    def _manner(self, spelled: Route, in_list: bool, many: bool) -> Manner:
        if not in_list:
            return Manner.ALONE if many else Manner.VALUE
        start, _ = self.places.offsets(self.places.span(spelled))
        return Manner.FLOW if self.text.startswith("[", start) else Manner.BLOCK

    def item(self, spelled: Route) -> Item | None:
        """The text at a route, as the file spells its keys; None where it is not written on one line, as it is read."""
        start, end = self.places.offsets(self.places.span(spelled))
        raw = self.text[start:end]
        if quoted := QUOTED.fullmatch(raw):
            return Item(start, end, quoted[2], quoted[1])
        return Item(start, end, raw) if PLAIN.fullmatch(raw) else None

    def _has_a_line(self, item: Item) -> bool:
        return LIST_ITEM.fullmatch(self.text, line_start(self.text, item.start), item.start) is not None

    def _in_cell(self, route: Route, many: bool) -> Written | None:
        span = self.places.span(route)
        at = next(((1, *at) for at, found in self._cells() if found == span), None)
        start, end = self.places.offsets(span)
        if at is None or is_yaml(self.path):
            return None
        items = items_in(self.text, start, end) if many else [Item(start, end, self.text[start:end])]
        return Written(Manner.CELL, tuple(items), at, (start, end))

    def _cells(self) -> Iterator[tuple[Route, Span]]:
        for number, table in enumerate(self.places.tables):
            for line, row in enumerate((table.header, *table.rows)):
                yield from (((number, line, column), cell.span) for column, cell in enumerate(row))


def line_start(text: str, at: int) -> int:
    """Where the line begins in which an offset lies."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str) -> str:
    """The line end a file uses, that of its first line."""
    found = LINE_END.search(text)
    return found[0] if found else "\n"


def _children(route: Route, known: Mapping[Route, Span]) -> Iterator[Route]:
    index = 0
    while (*route, index) in known:
        yield (*route, index)
        index += 1


def items_in(text: str, start: int, end: int) -> Iterator[Item]:
    """The items of a cell; nothing between two separators is no item."""
    at = start
    for left, right in (*((s.start(), s.end()) for s in SEPARATOR.finditer(text, start, end)), (end, end)):
        if at < left:
            yield Item(at, left, text[at:left])
        at = right
