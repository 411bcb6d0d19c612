"""Routes to spans, late: only a file with something to report is walked for its places."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from isokit.text.span import START, Route, Span
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
        """The span of a value, or of its nearest ancestor that stands in the text.

        A mapping or a list is shown by its first line: the whole of it would underline a page.
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
