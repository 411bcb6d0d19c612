"""A register kept as a table: its rows as plain entries, and what about the table cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from isokit.load.columns import Column, column_named, facts_of, headers
from isokit.model.entity import Entity, Facts, Place
from isokit.model.unread import Misfit, UnknownKey
from isokit.text.markdown.body import Body
from isokit.text.raw import Raw, cells_of
from isokit.text.suggestions import nearest
from isokit.text.table import HEADER, ROWS, is_separated


class Entry(NamedTuple):
    """What a row says, and where it stands."""

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
        yield from _misnamed(header, columns, Place(raw.path, (HEADER, first_header)), entity)
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


def _misnamed(
    header: Sequence[str], columns: list[Column | None], first: Place, entity: type[Entity]
) -> Iterator[Misfit | UnknownKey]:
    """Headers that mean nothing, or what one before them means already. The first one counts."""
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
