"""The tree of values of a YAML text, each with the offsets at which it begins and ends, quotes and brackets included.

`places` gives the lines and columns that findings point at; the editor needs the offsets.
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
    """A value at text[start:end]; an empty one stands behind its colon.

    `flow` says that a collection is in brackets. `style` is what a text begins with: a quote, `|`, `>`, or nothing.
    """

    kind: Kind
    start: int
    end: int
    flow: bool = False
    style: str = ""
    children: tuple[Child, ...] = ()

    @property
    def empty(self) -> bool:
        return self.start == self.end

    @property
    def block_text(self) -> bool:
        return self.style in ("|", ">")

    def child(self, key: str | int) -> Child | None:
        if isinstance(key, int):
            return self.children[key] if self.kind is Kind.LIST and 0 <= key < len(self.children) else None
        return next((child for child in self.children if child.key == key), None)


@dataclass(frozen=True, slots=True)
class Child:
    """A value in a collection, its key or index, and the offsets of the key; those of the value in a list."""

    key: str | int
    start: int
    end: int
    node: Node


def nodes(text: str) -> Node | None:
    """The outermost value of a text that `read.parse` accepts; None where the text is empty."""
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
        children.append(Child(key.value, key.start_mark.index, key.end_mark.index, node))
    return children, key


def _items(text: str, next_event: Callable[[], Any]) -> tuple[list[Child], Any]:
    children: list[Child] = []
    while not isinstance(event := next_event(), ENDS):
        node = _node(text, event, next_event)
        children.append(Child(len(children), node.start, node.end, node))
    return children, event
