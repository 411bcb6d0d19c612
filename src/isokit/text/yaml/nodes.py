"""A YAML text as the values it is written in: where each begins and ends, quotes and brackets included.

`places` shows people where something stands; this is what an editor of the text has to know.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import yaml

from isokit.text.yaml.events import ENDS, event_reader

COLON = re.compile(r"[ \t]*:")


class Kind(Enum):
    """What a value is."""

    SCALAR = auto()
    MAPPING = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class Node:
    """A value at text[start:end]; one of which nothing is written is empty, and stands behind its colon.

    `flow` says that it is in brackets. `style` is what a text begins with: a quote, `|`, `>`, or nothing.
    """

    kind: Kind
    start: int
    end: int
    flow: bool = False
    style: str = ""
    children: tuple[Child, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is written."""
        return self.start == self.end

    def child(self, key: str | int) -> Child | None:
        """What stands under a key, or at an index of a list."""
        return next((child for child in self.children if child.key == key), None)


@dataclass(frozen=True, slots=True)
class Child:
    """A value in a collection, its key or index, and where the key stands; for an index, where the value begins."""

    key: str | int
    start: int
    node: Node


def nodes(text: str) -> Node | None:
    """The value a text that `yaml.parse` accepts is; None where it holds nothing."""
    next_event = event_reader(text)
    while True:
        event = next_event()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        if isinstance(event, yaml.NodeEvent):
            return _node(text, event, next_event)


def _node(text: str, event: Any, next_event: Callable[[], Any]) -> Node:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        if event.style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        return Node(Kind.SCALAR, start, end, style=event.style or "")
    if isinstance(event, yaml.MappingStartEvent):
        kind, children, closing = Kind.MAPPING, *_entries(text, next_event)
    else:
        kind, children, closing = Kind.LIST, *_items(text, next_event)
    flow = bool(event.flow_style)
    end = closing.end_mark.index if flow or not children else children[-1].node.end
    return Node(kind, start, end, flow, children=tuple(children))


def _entries(text: str, next_event: Callable[[], Any]) -> tuple[list[Child], Any]:
    children: list[Child] = []
    while not isinstance(key := next_event(), ENDS):
        node = _node(text, next_event(), next_event)
        if node.empty:
            colon = COLON.match(text, key.end_mark.index)
            at = colon.end() if colon else key.end_mark.index
            node = Node(node.kind, at, at)
        children.append(Child(key.value, key.start_mark.index, node))
    return children, key


def _items(text: str, next_event: Callable[[], Any]) -> tuple[list[Child], Any]:
    children: list[Child] = []
    while not isinstance(event := next_event(), ENDS):
        node = _node(text, event, next_event)
        children.append(Child(len(children), node.start, node))
    return children, event
