"""Values of a YAML file or of front matter set in place: everything else keeps its bytes.

    writing = Writing(path, text, spellings)                     # as for `amend`
    edits = set_value(writing, ("review", "next"), "2027-03-31")
    edits = set_values(writing, {("status",): "approved", ("approved",): {"by": "managing-director"}}, order)

A route leads into the data of the file, as the model spells its keys. A key that is missing is added with all it
needs above it: behind those that precede it in `order`, else behind the last one. A value is a text, a list of
texts, or a mapping: its keys are set and others beside them stay. Texts keep the quotes they have; a new one gets
quotes where it needs them. None is the answer where the way the file is written does not allow it: no front matter,
a table, a text in `|` or `>`, a comment in brackets that would go. What comes of the edits is read again before they
are given away, so that the file then says just what `put` says it does.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isokit.text.decode import LINE_END, Refused
from isokit.text.edits import Edit, applied, difference
from isokit.text.markdown.body import split
from isokit.text.raw import is_yaml
from isokit.text.span import Route
from isokit.text.table import is_separated
from isokit.text.yaml.nodes import Child, Kind, Node, nodes
from isokit.text.yaml.read import NULLS, Data, parse
from isokit.text.yaml.written import Writing, line_end, line_start

Value = str | Sequence[str] | Mapping[str, "Value"]
"""What is set: a text, a list of texts, or a mapping."""

NUMBERS = re.compile(r"[-+.]?\d[\d._:xXoO+eE-]*|\.\d+")
SURE = re.compile(r"0|-?[1-9]\d*|\d{4}-\d\d-\d\d")
"""Whole numbers and days: what every reader of YAML writes back as it was."""
WORDS = frozenset({"y", "n", "yes", "no", "on", "off"})
"""Words some readers of YAML take for true or false."""


WIDEST = 100
"""Characters of a line that holds a mapping in brackets."""


class Unwritable(Exception):
    """A value that cannot be set without touching something else."""


def set_value(writing: Writing, route: Route, value: Value, order: Sequence[str] = ()) -> list[Edit] | None:
    """The changes to the text of a file that set one value, in order; none where it says so already."""
    yaml = _yaml_of(writing)
    if yaml is None:
        return None
    begin, text = yaml
    spelled = writing.places.spelled(route)
    try:
        data = parse(text)
        then = put(data, spelled, value)
        site = _Site(text, line_end(writing.text), tuple(order))
        made = sorted(site.set(nodes(text), spelled, value)) if then != data else []
        return [Edit(begin + e.start, begin + e.end, e.text) for e in made] if _reads(text, made, then) else None
    except (Unwritable, Refused):
        return None


def set_values(writing: Writing, values: Mapping[Route, Value], order: Sequence[str] = ()) -> list[Edit] | None:
    """The changes that set several values, one after the other: as one stretch of the text, or none."""
    text = writing.text
    for route, value in values.items():
        made = set_value(Writing(writing.path, text, writing.spellings), route, value, order)
        if made is None:
            return None
        text = applied(text, made)
    return list(difference(writing.text, text))


def put(data: Data, route: Route, value: Value) -> Data:
    """What data say once a value is set in them. Raises `Unwritable` where the route leads through something else."""
    new: Data = _put(copy.deepcopy(data), route, value)
    return new


def _put(data: Any, route: Route, value: Value) -> Any:
    if not route:
        if isinstance(value, Mapping):
            into = data if isinstance(data, dict) else {}
            return {**into, **{key: _put(into.get(key), (), child) for key, child in value.items()}}
        return value if isinstance(value, str) else list(value)
    key, below = route[0], route[1:]
    if isinstance(data, list) and isinstance(key, int) and key < len(data):
        data[key] = _put(data[key], below, value)
    elif isinstance(data, dict | None) and isinstance(key, str):
        data = {**(data or {}), key: _put((data or {}).get(key), below, value)}
    else:
        raise Unwritable
    return data


def _yaml_of(writing: Writing) -> tuple[int, str] | None:
    """The YAML of a file, and where in the text it begins."""
    if is_yaml(writing.path):
        return 0, writing.text
    front = None if is_separated(writing.path) else split(writing.text)[0]
    first = LINE_END.search(writing.text)
    return (first.end(), front) if first and isinstance(front, str) else None


def _reads(text: str, made: Sequence[Edit], then: Data) -> bool:
    """Whether the edited text says just what it should."""
    return parse(applied(text, made)) == then


@dataclass(frozen=True)
class _Site:
    """A YAML text that is edited, its line end, and the order of the keys of its outermost mapping."""

    text: str
    line_end: str
    order: tuple[str, ...]

    def set(self, node: Node | None, route: Route, value: Value) -> Iterator[Edit]:
        """The edits that set what stands at a route below a node."""
        if node is None or node.empty:
            yield self._begun(node, _nested(route, value))
        elif not route or self._nothing(node):
            yield from self._replaced(node, _nested(route, value))
        elif found := node.child(route[0]):
            yield from self.set(found.node, route[1:], value)
        elif node.kind is Kind.MAPPING and isinstance(route[0], str):
            yield self._added(node, {route[0]: _nested(route[1:], value)})
        else:
            raise Unwritable

    def _nothing(self, node: Node) -> bool:
        return node.kind is Kind.SCALAR and not node.style and self.text[node.start : node.end] in NULLS

    def _begun(self, node: Node | None, value: Value) -> Edit:
        """A value where nothing is written: behind its colon, or as the first keys of a file."""
        if node is not None:
            return Edit(node.start, node.start, f" {_written(value)}")
        if not isinstance(value, Mapping):
            raise Unwritable
        above = self.line_end if self.text and not self.text.endswith(("\n", "\r")) else ""
        return Edit(len(self.text), len(self.text), above + self._lines(value, ""))

    def _lines(self, entries: Mapping[str, Value], indent: str) -> str:
        lines = (f"{indent}{each}{self.line_end}" for key, value in entries.items() for each in _entry(key, value))
        return "".join(lines)

    def _replaced(self, node: Node, value: Value) -> Iterator[Edit]:
        """Another value in place of one that is written."""
        if isinstance(value, Mapping) and node.kind is Kind.MAPPING:
            yield from self._merged(node, value)
            return
        raw = self.text[node.start : node.end]
        if node.style in ("|", ">") or (node.kind is not Kind.SCALAR and "#" in raw):
            raise Unwritable
        if node.kind is Kind.LIST and not node.flow and not isinstance(value, str | Mapping):
            yield Edit(node.start, node.end, self._dashes(node, value))
        elif node.kind is Kind.SCALAR or node.flow:
            shown = _scalar(value, node.style) if isinstance(value, str) else _written(value)
            yield Edit(node.start, node.end, shown)
        else:
            raise Unwritable

    def _merged(self, node: Node, entries: Mapping[str, Value]) -> Iterator[Edit]:
        there = {key: child.node for key in entries if (child := node.child(key))}
        for key, below in there.items():
            yield from self.set(below, (), entries[key])
        missing = {key: value for key, value in entries.items() if key not in there}
        if missing:
            yield self._added(node, missing)

    def _added(self, node: Node, entries: Mapping[str, Value]) -> Edit:
        """Further keys in a mapping, behind those they belong behind."""
        if node.flow:
            shown = ", ".join(f"{_key(key)}: {_written(value)}" for key, value in entries.items())
            at = node.children[-1].node.end if node.children else node.start + 1
            return Edit(at, at, f", {shown}" if node.children else shown)
        column = node.children[0].start - line_start(self.text, node.children[0].start)
        lines = self._lines(entries, " " * column)
        end = LINE_END.search(self.text, self._behind(node, next(iter(entries))).node.end)
        if end is None:
            return Edit(len(self.text), len(self.text), self.line_end + lines.removesuffix(self.line_end))
        return Edit(end.end(), end.end(), lines)

    def _behind(self, node: Node, key: str) -> Child:
        """The child of a mapping behind which a key is added."""
        before = self.order[: self.order.index(key)] if key in self.order else ()
        known = [child for child in node.children if child.key in before]
        return known[-1] if known else node.children[-1]

    def _dashes(self, node: Node, texts: Sequence[str]) -> str:
        indent = " " * (node.start - line_start(self.text, node.start))
        lines = (f"- {_scalar(text, '', flow=False)}" for text in texts)
        return f"{self.line_end}{indent}".join(lines) or "[]"


def line(key: str, value: Value) -> str:
    """A key and its value as a new file would have them, without a line end."""
    return f"{_key(key)}: {_written(value, flow=False)}"


def _entry(key: str, value: Value) -> Iterator[str]:
    """The lines of a new key: one, or where that is too long for a mapping, one for each of its keys."""
    whole = line(key, value)
    if not isinstance(value, Mapping) or not value or len(whole) <= WIDEST:
        yield whole
        return
    yield f"{_key(key)}:"
    yield from (f"  {below}" for child, value_below in value.items() for below in _entry(child, value_below))


def _nested(route: Route, value: Value) -> Value:
    """A value with the mappings a route to it leads through."""
    for key in reversed(route):
        if not isinstance(key, str):
            raise Unwritable
        value = {key: value}
    return value


def _written(value: Value, flow: bool = True) -> str:
    """A value on one line; in brackets (`flow`), more texts need quotes."""
    if isinstance(value, str):
        return _scalar(value, "", flow)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_written(child)}" for key, child in value.items()) + "}"
    return "[" + ", ".join(_scalar(text, "") for text in value) + "]"


def _scalar(text: str, quote: str, flow: bool = True) -> str:
    """A text in the quotes it had, or in none where every reader takes it for this text then."""
    if quote == "'":
        return "'" + text.replace("'", "''") + "'"
    plain = not quote and not _disputed(text) and _is(f"[{text}]" if flow else f"- {text}", [text])
    return text if plain else json.dumps(text, ensure_ascii=False)


def _key(key: str) -> str:
    return key if _is(f"{{{key}: x}}", {key: "x"}) else json.dumps(key, ensure_ascii=False)


def _disputed(text: str) -> bool:
    return text.lower() in WORDS or bool(NUMBERS.fullmatch(text) and not SURE.fullmatch(text))


def _is(yaml: str, data: Data) -> bool:
    try:
        return parse(yaml) == data
    except Refused:
        return False
