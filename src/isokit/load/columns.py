"""A register as a table: which key a column is about, and what the cells of a row say."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from isokit.model.entity import Facts, Part
from isokit.model.fit import models_in
from isokit.text.span import Route
from isokit.text.table import SEPARATOR, spelling

NUMBERED = re.compile(r"(?<=[. ])([1-9]\d?)(?=[. ])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the way to its value in an entry, and whether a cell holds a list. `evaluated.on` is two steps."""

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
    """The entry a row describes. Empty cells and cells of unknown columns say nothing."""
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
