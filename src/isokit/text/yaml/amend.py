"""Texts in a file changed in place: everything else keeps its bytes, and what the file says then is known before."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from isokit.text.decode import LINE_END, Refused
from isokit.text.edits import Edit, applied
from isokit.text.markdown.body import Body
from isokit.text.raw import cells_of, is_yaml, raw_of
from isokit.text.separated import delimiter_of
from isokit.text.source import Source
from isokit.text.span import Route
from isokit.text.table import SEPARATOR, is_separated
from isokit.text.yaml.read import Data
from isokit.text.yaml.written import Item, Manner, Writing, Written, line_end, line_start

NOT_IN_BRACKETS = re.compile(r"[,\[\]{}]")
REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?=[\r\n])")
COMMA = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*[\r\n])*,")


class Amendment(NamedTuple):
    """What becomes of a list of texts, or of one text: for each of its items, the texts that take its place."""

    written: Written
    becomes: tuple[tuple[str, ...], ...]

    @property
    def texts(self) -> list[str]:
        """All texts it leads to."""
        return [text for texts in self.becomes for text in texts]


def edits(writing: Writing, amendment: Amendment) -> list[Edit] | None:
    """The changes to the text of a file, in order; None where the manner it is written in does not allow them."""
    written = amendment.written
    amended = [Amended(item, becomes) for item, becomes in zip(written.items, amendment.becomes, strict=True)]
    if not amendment.texts or (written.manner is Manner.VALUE and len(amendment.texts) > 1):
        return None
    site = Site(writing.text, written, amended)
    made = sorted(WAYS[written.manner](site))
    if written.manner is Manner.CELL and is_separated(writing.path):
        return _in_quotes(site, made)
    return made


class Amended(NamedTuple):
    """An item, and the texts that take its place."""

    item: Item
    becomes: tuple[str, ...]

    def first(self) -> Iterator[Edit]:
        """The item itself rewritten, where its first text is another one."""
        if self.becomes and self.becomes[0] != self.item.text:
            yield Edit(self.item.start, self.item.end, self.item.like(self.becomes[0]))

    def behind(self, separator: str) -> Iterator[Edit]:
        """The further texts, right behind the item."""
        if more := self.becomes[1:]:
            words = "".join(f"{separator}{self.item.like(text)}" for text in more)
            yield Edit(self.item.end, self.item.end, words)


class Site(NamedTuple):
    """Where a file is amended: its text, how the items are written there, and what becomes of them."""

    text: str
    written: Written
    amended: Sequence[Amended]


def _alone(site: Site) -> Iterator[Edit]:
    """A text that stands for a list of one becomes a list in brackets where more join it."""
    (only,) = site.amended
    item, texts = only
    if len(texts) == 1:
        yield from only.first()
        return
    shown = [item.like(each) for each in texts]
    if not item.quote and NOT_IN_BRACKETS.search(texts[0]):
        shown[0] = f'"{texts[0]}"'
    yield Edit(item.start, item.end, f"[{', '.join(shown)}]")


def _in_brackets(site: Site) -> Iterator[Edit]:
    text, items = site.text, site.written.items
    close = len(items) > 1 and text[items[0].end : items[1].start] == ","
    for each in site.amended:
        yield from each.first()
        yield from each.behind("," if close else ", ")
    gone = list(_left_out(site.amended))
    if any("#" in text[each.start : each.end] for each in gone):
        gone = [edit for each in site.amended if not each.becomes for edit in _without_comment(text, each.item)]
    yield from gone


def _without_comment(text: str, item: Item) -> Iterator[Edit]:
    """An item goes with its comma, and the comments around it stay. A comma behind the last item does no harm."""
    start, alone = line_start(text, item.start), REST_OF_LINE.match(text, item.end)
    if alone and not text[start : item.start].strip():
        yield Edit(_end_of_line_above(text, start), alone.end(), "")
        return
    yield Edit(item.start, item.end, "")
    if comma := COMMA.match(text, item.end):
        yield Edit(comma.end() - 1, comma.end(), "")


def _in_lines(site: Site) -> Iterator[Edit]:
    """Items with dashes: further ones get lines of their own; of one that goes, a comment behind it stays."""
    text = site.text
    for each in site.amended:
        start = line_start(text, each.item.start)
        end = LINE_END.search(text, each.item.end)
        stop = end.start() if end else len(text)
        if each.becomes:
            yield from each.first()
            dash = text[start : each.item.start]
            lines = "".join(f"{line_end(text)}{dash}{each.item.like(more)}" for more in each.becomes[1:])
            yield from [Edit(stop, stop, lines)] if lines else []
        elif "#" in text[each.item.end : stop]:
            indent = text.index("-", start)
            yield Edit(indent, each.item.end, "")
        else:
            yield Edit(_end_of_line_above(text, start), stop, "")


def _in_cell(site: Site) -> Iterator[Edit]:
    separator = SEPARATOR.search(site.text, *site.written.cell)
    for each in site.amended:
        yield from each.first()
        yield from each.behind(separator[0] if separator else "; ")
    yield from _left_out(site.amended)


def _in_quotes(site: Site, inside: list[Edit]) -> list[Edit] | None:
    """The changes of a cell of comma-separated values, put into quotes where it needs them and has none."""
    text, (start, end) = site.text, site.written.cell
    if text[start - 1 : start] == '"' or not any(delimiter_of(text) in each.text for each in inside):
        return inside
    if '"' in text[start:end]:
        return None
    new = applied(text, inside)
    return [Edit(start, end, f'"{new[start : end + len(new) - len(text)]}"')]


def _left_out(amended: Sequence[Amended]) -> Iterator[Edit]:
    """Items that go, each with what separates it: from the next one if one stays behind it, else from the last."""
    last = max(index for index, each in enumerate(amended) if each.becomes)
    for index, (before, each) in enumerate(pairwise([None, *amended])):
        assert each
        if each.becomes:
            continue
        if index < last:
            yield Edit(each.item.start, amended[index + 1].item.start, "")
        else:
            assert before
            yield Edit(before.item.end, each.item.end, "")


def _end_of_line_above(text: str, start: int) -> int:
    above = start - 1
    return above - 1 if text.startswith("\r\n", above - 1) else above


def _itself(site: Site) -> Iterator[Edit]:
    return (edit for each in site.amended for edit in each.first())


WAYS: dict[Manner, Callable[[Site], Iterator[Edit]]] = {
    Manner.VALUE: _itself,
    Manner.ALONE: _alone,
    Manner.FLOW: _in_brackets,
    Manner.BLOCK: _in_lines,
    Manner.CELL: _in_cell,
}


def said(path: str, data: bytes) -> list[Any]:
    """What a file says: its data; the cells of its tables, each as its items; its lines that belong to no table.

    Raises `Refused` where it cannot be read.
    """
    raw = raw_of(Source(path, lambda: data))
    if raw.refusal:
        raise Refused(raw.refusal.message, raw.refusal.span)
    if is_separated(path):
        return [None, _itemized(raw.data), []]
    if is_yaml(path):
        return [raw.data, [], []]
    tables = [cells_of(table) for table in Body(raw.body, raw.first_line).tables]
    return [raw.data, _itemized(tables), [line for line in LINE_END.split(raw.body) if "|" not in line]]


def _itemized(tables: Data) -> list[Any]:
    """Tables with the items of each cell."""
    found: Any = tables or []
    return [[[[item for item in SEPARATOR.split(cell) if item] for cell in row] for row in table] for table in found]


def says_then(now: list[Any], amendments: Sequence[Amendment]) -> list[Any]:
    """What a file has to say once it is amended."""
    then = copy.deepcopy(now)
    for amendment in amendments:
        _put(then, amendment.written.route, _value(amendment))
    return then


def _value(amendment: Amendment) -> Data:
    texts, manner = amendment.texts, amendment.written.manner
    alone = manner is Manner.VALUE or (manner is Manner.ALONE and len(texts) == 1)
    return texts[0] if alone else list(texts)


def _put(data: Any, route: Route, value: Data) -> None:
    for part in route[:-1]:
        data = data[part]
    data[route[-1]] = value
