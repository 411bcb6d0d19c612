"""The content of a file, and what it becomes by edits: an edited file that would hold anything else is not written."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from isokit.text.decode import LINE_END, Refused
from isokit.text.edits import Patch
from isokit.text.markdown.body import Body
from isokit.text.raw import cells_of, raw_of
from isokit.text.source import Source
from isokit.text.span import Route
from isokit.text.table import SEPARATOR, is_separated, is_yaml
from isokit.text.yaml.read import Data


def content_of(path: str, data: bytes) -> list[Any]:
    """The data of a file; the cells of its tables, each as its items; its lines that belong to no table.

    Raises `Refused` where the file cannot be read.
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
    found: Any = tables or []
    return [[[[item for item in SEPARATOR.split(cell) if item] for cell in row] for row in table] for table in found]


def content_with(content: list[Any], patches: Iterable[Patch]) -> list[Any]:
    """The content of a file once it is patched."""
    new = copy.deepcopy(content)
    changing = [patch for patch in patches if patch.route]
    for patch in changing:
        if patch.name is None:
            _put(new, patch.route, patch.value)
    for patch in sorted(changing, key=lambda patch: -len(patch.route)):
        if patch.name is not None:
            _rename(new, patch.route, patch.name)
    return new


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
