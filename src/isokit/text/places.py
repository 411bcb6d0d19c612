"""Routes to spans, late: only a file with something to report is walked for its places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from isokit.text.events import ENDS, OPENS, event_reader, span_of
from isokit.text.span import START, Route, Span


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
    """The places of a text that `yaml.parse` has accepted or refused; as far as it can be walked."""
    found = Places()
    try:
        _walk(text, found)
    except yaml.YAMLError:
        pass
    return found


def _walk(text: str, found: Places) -> None:
    next_event = event_reader(text)
    levels: list[_Level] = []
    while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
        if kind in ENDS:
            levels.pop()
            if levels:
                levels[-1].advance()
        elif kind is yaml.ScalarEvent or kind in OPENS:
            _note(event, kind, levels, found)


def _note(event: Any, kind: type, levels: list[_Level], found: Places) -> None:
    level = levels[-1] if levels else None
    if level and level.child is None:
        level.child = event.value if kind is yaml.ScalarEvent else ""
        found.keys.setdefault(level.next_route(), span_of(event))
        return
    route = level.next_route() if level else ()
    found.values.setdefault(route, span_of(event))
    if kind in OPENS:
        levels.append(_Level.opened(kind, route))
    elif level:
        _show_by_first_line(route, found)
        level.advance()


def _show_by_first_line(route: Route, found: Places) -> None:
    """Widen the empty spans of the collections that begin with this scalar up to its end."""
    end = found.values[route]
    for depth in range(len(route) - 1, -1, -1):
        whole = found.values[route[:depth]]
        if (whole.end_line, whole.end_column) > (whole.line, whole.column + 1) or whole.line != end.line:
            return
        found.values[route[:depth]] = Span(whole.line, whole.column, end.end_line, end.end_column)
