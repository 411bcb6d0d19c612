"""A register kept as a table: which key a column is about, and its rows as plain entries."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from isokit.model.entity import Entity, Facts, Part, Place
from isokit.model.fit import models_in
from isokit.model.unread import Misfit, UnknownKey
from isokit.text.markdown.body import Body
from isokit.text.raw import Raw, cells_of
from isokit.text.span import Route
from isokit.text.suggestions import nearest
from isokit.text.table import HEADER, ROWS, SEPARATOR, is_separated, spelling

NUMBERED = re.compile(r"(?<=[. ])([1-9]\d?)(?=[. ])")


class Entry(NamedTuple):
    """A row: its facts and its place."""

    facts: Facts
    place: Place


def entries_of(raw: Raw, entity: type[Entity], spellings: Mapping[str, str]) -> Iterator[Entry | Misfit | UnknownKey]:
    if raw.fenced and not is_separated(raw.path):
        yield Misfit(Place(raw.path), "a register has no front matter; it is ignored")
    tables = list(_tables(raw))
    if not tables:
        yield Misfit(Place(raw.path), "this file has no table", "begin one with a line of headers: id, title, owner …")
    first_header = first_row = 0
    for header, rows in tables:
        columns = [column_named(cell, entity, spellings) for cell in header]
        yield from _header_misfits(header, columns, Place(raw.path, (HEADER, first_header)), entity)
        for number, cells in enumerate(rows, first_row):
            yield from _entry(columns, cells, Place(raw.path, (ROWS, number)))
        first_header, first_row = first_header + len(header), first_row + len(rows)


def _tables(raw: Raw) -> Iterator[tuple[list[str], list[list[str]]]]:
    if is_separated(raw.path):
        tables = raw.data if isinstance(raw.data, list) else []
    else:
        tables = [cells_of(table) for table in Body(raw.body, raw.first_line).tables]
    for header, *rows in tables:
        if any(header):
            yield header, rows


def _header_misfits(
    header: Sequence[str], columns: list[Column | None], first: Place, entity: type[Entity]
) -> Iterator[Misfit | UnknownKey]:
    """Headers that are unknown, or repeat an earlier one, which counts."""
    seen: set[tuple[str | int, ...]] = set()
    for index, (text, column) in enumerate(zip(header, columns, strict=True)):
        place = first._replace(route=(HEADER, int(first.route[1]) + index))
        if column is None and text:
            yield UnknownKey(place, text, nearest(text.lower(), headers(entity)))
        elif column and column.route in seen:
            yield Misfit(place, f"the column '{text}' occurs more than once")
            columns[index] = None
        elif column:
            seen.add(column.route)


def _entry(columns: Sequence[Column | None], cells: Sequence[str], place: Place) -> Iterator[Entry | Misfit]:
    if any(cells[len(columns) :]):
        yield Misfit(place, f"this row has {len(cells)} cells, and the header has {len(columns)}")
    if any(cells):
        yield Entry(facts_of(columns, cells), place)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the route to its value in an entry, such as (`evaluated`, `on`), and whether a cell holds a list."""

    route: Route
    many: bool


def column_named(header: str, entity: type[Part], spellings: Mapping[str, str]) -> Column | None:
    """The column a header means: a key with its parts, whatever the case and the signs between the words.

    Items of a list of mappings are numbered from 1, as in `holders.1.name`. None where no key is meant.
    """
    first, dot, rest = header.strip().partition(".")
    spelled = f"{spellings.get(first, first)}{dot}{rest}"
    numbers = [int(number) - 1 for number in NUMBERED.findall(spelled)]
    column = _columns(entity).get(spelling(NUMBERED.sub("#", spelled)))
    if column is None:
        return None
    route = tuple(numbers.pop(0) if part == "#" and numbers else part for part in column.route)
    return None if "#" in route else Column(route, column.many)


def headers(entity: type[Part]) -> list[str]:
    return [".".join("1" if part == "#" else str(part) for part in c.route) for c in _columns(entity).values()]


def facts_of(columns: Sequence[Column | None], cells: Sequence[str]) -> Facts:
    """The facts of a row, without empty cells and unknown columns."""
    facts: Facts = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell:
            value = [item for item in SEPARATOR.split(cell) if item] if column.many else cell
            _put(facts, column.route, value)
    return facts


def _put(data: Any, route: Route, value: object) -> None:
    *above, last = route
    for part, following in zip(above, route[1:], strict=True):
        inner: Any = [] if isinstance(following, int) else {}
        if isinstance(part, int):
            data.extend({} for _ in range(part + 1 - len(data)))
            data = data[part]
        else:
            data = data.setdefault(part, inner)
    data[last] = value


@cache
def _columns(entity: type[Part]) -> dict[str, Column]:
    """The columns of an entity by their spelling without case and signs; `#` stands for a number."""
    return {spelling(".".join(map(str, column.route))): column for column in _columns_below(entity, ())}


def _columns_below(model: type[Part], above: Route) -> list[Column]:
    found: list[Column] = []
    for name, field in model.model_fields.items():
        route = (*above, field.alias or name)
        part = next(models_in(field.annotation), None)
        many = typing.get_origin(field.annotation) is tuple
        if part is None:
            found.append(Column(route, many))
        else:
            found += _columns_below(part, (*route, "#") if many else route)
    return found
