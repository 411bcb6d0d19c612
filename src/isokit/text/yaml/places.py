"""Routes to spans, late: only a file with something to report, or to edit, is walked for its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from isokit.text.decode import LINE_END
from isokit.text.markdown.body import split
from isokit.text.markdown.parts import Table
from isokit.text.span import START, Route, Span
from isokit.text.table import HEADER, ROWS, TablePlaces, is_yaml, tables_of
from isokit.text.yaml.events import DEEPEST, ENDS, MOST_NODES, OPENS, event_reader, span_of


@dataclass(frozen=True, slots=True)
class Places:
    """Where each key and each value of a YAML text stands. Of keys that stand twice, the first."""

    keys: dict[Route, Span] = field(default_factory=dict)
    values: dict[Route, Span] = field(default_factory=dict)

    def key(self, route: Route) -> Span:
        """The span of the key a route ends in; its value's where it ends in a list index."""
        return self.keys.get(route) or self.value(route)

    def value(self, route: Route) -> Span:
        """The span of a value, or of its nearest ancestor in the text.

        A mapping or a list is given by its first line, since the whole would underline a page.
        """
        while route and route not in self.values:
            route = route[:-1]
        return self.values.get(route, START)


@dataclass(slots=True)
class _Level:
    """A collection that is being walked: its route and the key or index its next child will have."""

    route: Route
    child: str | int | None

    @classmethod
    def opened(cls, kind: type, route: Route) -> _Level:
        return cls(route, None if kind is yaml.MappingStartEvent else 0)

    def next_route(self) -> Route:
        return () if self.child is None else (*self.route, self.child)

    def advance(self) -> None:
        self.child = self.child + 1 if isinstance(self.child, int) else None


def places(text: str) -> Places:
    """The places of a text that `yaml.parse` has accepted or refused; up to where it was refused."""
    found = Places()
    with suppress(yaml.YAMLError):
        _walk(text, found)
    return found


def _walk(text: str, found: Places) -> None:
    next_event = event_reader(text)
    levels: list[_Level] = []
    for _ in range(2 * MOST_NODES):
        kind = type(event := next_event())
        if _over(kind, levels):
            return
        if kind in ENDS:
            levels.pop()
            if levels:
                levels[-1].advance()
        elif kind is yaml.ScalarEvent or kind in OPENS:
            _note(event, kind, levels, found)


def _over(kind: type, levels: list[_Level]) -> bool:
    """Whether the text ends with an event of this kind, or is refused from here on."""
    if kind in OPENS:
        as_key = bool(levels) and levels[-1].child is None
        return as_key or len(levels) == DEEPEST
    return kind in (yaml.StreamEndEvent, yaml.DocumentEndEvent, yaml.AliasEvent)


def _note(event: Any, kind: type, levels: list[_Level], found: Places) -> None:
    level = levels[-1] if levels else None
    if level and level.child is None:
        level.child = event.value
        found.keys.setdefault(level.next_route(), span_of(event))
        return
    route = level.next_route() if level else ()
    found.values.setdefault(route, _span(event, route, found))
    if kind in OPENS:
        levels.append(_Level.opened(kind, route))
    elif level:
        _show_by_first_line(route, found)
        level.advance()


def _span(event: Any, route: Route, found: Places) -> Span:
    """The span of a value; that of its key where nothing is written, as behind `owner:`."""
    if event.start_mark.index < event.end_mark.index or isinstance(event, OPENS):
        return span_of(event)
    return found.key(route) if not route or isinstance(route[-1], str) else span_of(event)


def _show_by_first_line(route: Route, found: Places) -> None:
    """Widen the empty spans of the collections that begin with this scalar: up to its end or that of its key."""
    end = found.values[route]
    for depth in range(len(route) - 1, -1, -1):
        whole = found.values[route[:depth]]
        if end.end_line != whole.line:
            end = found.keys.get(route[: depth + 1], end)
        if (whole.end_line, whole.end_column) > (whole.line, whole.column + 1) or end.end_line != whole.line:
            return
        found.values[route[:depth]] = Span(whole.line, whole.column, end.end_line, end.end_column)


class FilePlaces:
    """Routes into a file as spans. `spellings` are the file's own names of keys."""

    def __init__(self, path: str, text: str, spellings: Mapping[str, Sequence[str]]) -> None:
        self._path, self._whole, self._spellings = path, text, spellings

    def span(self, route: Route, on_key: bool = False) -> Span:
        """The span of a value, or of the key a route ends in; of the nearest ancestor in the file."""
        if self.in_table(route):
            return self._cells.span(route)
        spelled = self.spelled(route)
        found = self.data.key(spelled) if on_key else self.data.value(spelled)
        down = self._lines_above if self.data.values else 0
        return Span(found.line + down, found.column, found.end_line + down, found.end_column)

    def in_table(self, route: Route) -> bool:
        return not is_yaml(self._path) and len(route) > 1 and route[0] in (HEADER, ROWS)

    def spelled(self, route: Route) -> Route:
        spelled: Route = ()
        for part in route:
            choices = (part, *self._spellings.get(part, ())) if isinstance(part, str) else (part,)
            known = (choice for choice in choices if (*spelled, choice) in self.data.values)
            spelled = (*spelled, next(known, part))
        return spelled

    def offsets(self, span: Span) -> tuple[int, int]:
        """A span as two offsets into the text, in characters."""
        return self._starts[span.line - 1] + span.column - 1, self._starts[span.end_line - 1] + span.end_column - 1

    @cached_property
    def data(self) -> Places:
        """The places of the YAML, which may be the front matter only; lines count from its first one."""
        front = self._whole if is_yaml(self._path) else split(self._whole)[0]
        return places(front if isinstance(front, str) else "")

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tables_of(self._path, self._whole)

    @cached_property
    def _cells(self) -> TablePlaces:
        return TablePlaces(self.tables, self._spellings)

    @property
    def _lines_above(self) -> int:
        return 0 if is_yaml(self._path) else 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self._whole))]
