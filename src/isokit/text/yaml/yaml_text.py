"""Edits of a YAML text: values set, keys added, entries appended. Everything else keeps its bytes.

`Uneditable` is raised where the text does not allow an edit in place. `Editor` verifies the edits by reading the
edited text again.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from isokit.text.decode import LINE_END
from isokit.text.edits import Edit, line_start
from isokit.text.span import Route
from isokit.text.yaml.emit import Value, data_of, emit, inline
from isokit.text.yaml.nodes import Child, Kind, Node
from isokit.text.yaml.read import NULLS, Data

INDENT = "  "


class Uneditable(Exception):
    """The text does not allow an edit that changes nothing else."""


class Entry(NamedTuple):
    """An entry to be appended to a list, below a comment of its own where it has one."""

    value: Mapping[str, Value]
    comment: str = ""


@dataclass(frozen=True)
class YamlText:
    """A YAML text with the tree of its nodes and the line end of its file. `order` is that of its outermost keys."""

    text: str
    root: Node | None
    line_end: str
    order: Sequence[str] = ()

    def set(self, route: Route, value: Value) -> list[Edit]:
        return list(self._set(self.root, route, value))

    def add_on_top(self, entries: Mapping[str, Value]) -> list[Edit]:
        """The edit that adds keys above the first of the outermost mapping, below the comments at its head."""
        if self.root is None or self.root.kind is not Kind.MAPPING or self.root.flow:
            raise Uneditable
        first = self.root.children[0].start
        if line_start(self.text, first) != first:
            raise Uneditable
        return [Edit(first, first, self._lines(emit(entries), ""))]

    def append(self, key: str, entries: Sequence[Entry]) -> list[Edit]:
        lines = entry_lines(entries)
        child = self.root.child(key) if self.root else None
        if child is None:
            if self.root and self.root.flow:
                raise Uneditable
            return [self._below(len(self.text), f"{key}:\n{lines}")]
        node = child.node
        if node.empty:
            return [self._below(node.end, lines)]
        if self._is_null(node) or (node.kind is Kind.LIST and node.flow and not node.children):
            blank = self.text[: node.start].rstrip(" \t")
            return [Edit(len(blank), node.end, ""), self._below(node.end, lines)]
        if node.kind is not Kind.LIST or node.flow:
            raise Uneditable
        column = node.start - line_start(self.text, node.start)
        return [self._below(node.end, _dedented(lines), " " * column)]

    def _set(self, node: Node | None, route: Route, value: Value) -> Iterator[Edit]:
        if node is None or node.empty:
            yield self._first(node, _nested(route, value))
        elif not route or self._is_null(node):
            yield from self._replace(node, _nested(route, value))
        elif found := node.child(route[0]):
            yield from self._set(found.node, route[1:], value)
        elif node.kind is Kind.MAPPING and isinstance(route[0], str):
            yield self._add(node, {route[0]: _nested(route[1:], value)})
        else:
            raise Uneditable

    def _is_null(self, node: Node) -> bool:
        return node.kind is Kind.SCALAR and not node.style and self.text[node.start : node.end] in NULLS

    def _first(self, node: Node | None, value: Value) -> Edit:
        """A value where there is none: behind its colon, or as the first keys of a text."""
        if node is not None:
            return Edit(node.start, node.start, f" {inline(value)}")
        if not isinstance(value, Mapping):
            raise Uneditable
        return self._below(len(self.text), emit(value))

    def _replace(self, node: Node, value: Value) -> Iterator[Edit]:
        if isinstance(value, Mapping) and node.kind is Kind.MAPPING:
            yield from self._merge(node, value)
            return
        collection = node.kind is not Kind.SCALAR
        if node.block_text or (collection and "#" in self.text[node.start : node.end]):
            raise Uneditable
        if not collection or node.flow:
            yield Edit(node.start, node.end, inline(value, node.style))
        elif node.kind is Kind.LIST and isinstance(value, Sequence) and not isinstance(value, str):
            indent = " " * (node.start - line_start(self.text, node.start))
            lines = self._lines(_dedented(emit(value)), indent).strip(f"{self.line_end} ")
            yield Edit(node.start, node.end, lines)
        else:
            raise Uneditable

    def _merge(self, node: Node, entries: Mapping[str, Value]) -> Iterator[Edit]:
        there = {key: child.node for key in entries if (child := node.child(key))}
        for key, below in there.items():
            yield from self._set(below, (), entries[key])
        if missing := {key: value for key, value in entries.items() if key not in there}:
            yield self._add(node, missing)

    def _add(self, node: Node, entries: Mapping[str, Value]) -> Edit:
        """Further keys of a mapping, behind those that come before them in the order."""
        if node.flow:
            words = inline(entries)[1:-1]
            at = node.children[-1].node.end if node.children else node.start + 1
            return Edit(at, at, f", {words}" if node.children else words)
        column = node.children[0].start - line_start(self.text, node.children[0].start)
        return self._below(self._behind(node, next(iter(entries))).node.end, emit(entries), " " * column)

    def _behind(self, node: Node, key: str) -> Child:
        before = self.order[: self.order.index(key)] if key in self.order else ()
        known = [child for child in node.children if child.key in before]
        return known[-1] if known else node.children[-1]

    def _below(self, at: int, lines: str, indent: str = "") -> Edit:
        """Lines below the one in which an offset lies; a text that ends without a line end goes on doing so."""
        lines = self._lines(lines, indent)
        if at == len(self.text) and (not self.text or self.text.endswith(("\n", "\r"))):
            return Edit(at, at, lines)
        end = LINE_END.search(self.text, at)
        if end:
            return Edit(end.end(), end.end(), lines)
        return Edit(len(self.text), len(self.text), self.line_end + lines.removesuffix(self.line_end))

    def _lines(self, lines: str, indent: str) -> str:
        return "".join(f"{indent}{line}{self.line_end}" for line in lines.splitlines())


def entry_lines(entries: Sequence[Entry]) -> str:
    """Entries of a list below its key, each comment above its entry."""
    comments = (f"{INDENT}# {entry.comment}\n" if entry.comment else "" for entry in entries)
    return "".join(comment + emit([entry.value]) for comment, entry in zip(comments, entries, strict=True))


def _dedented(lines: str) -> str:
    return "".join(line.removeprefix(INDENT) for line in lines.splitlines(keepends=True))


def _nested(route: Route, value: Value) -> Value:
    for key in reversed(route):
        if not isinstance(key, str):
            raise Uneditable
        value = {key: value}
    return value


def put(data: Data, route: Route, value: Value) -> Data:
    """Data with a value set in them: the keys of a mapping are set, and others alongside them stay.

    Raises `Uneditable` where the route leads through something else than a mapping or an entry of a list.
    """
    new: Data = _put(copy.deepcopy(data), route, value)
    return new


def _put(data: Any, route: Route, value: Value) -> Any:
    if not route:
        if isinstance(value, Mapping):
            into = data if isinstance(data, dict) else {}
            return {**into, **{key: _put(into.get(key), (), child) for key, child in value.items()}}
        return data_of(value)
    key, below = route[0], route[1:]
    if isinstance(data, list) and isinstance(key, int) and key < len(data):
        data[key] = _put(data[key], below, value)
    elif isinstance(data, dict | None) and isinstance(key, str):
        data = {**(data or {}), key: _put((data or {}).get(key), below, value)}
    else:
        raise Uneditable
    return data
