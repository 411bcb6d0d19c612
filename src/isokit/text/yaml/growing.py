"""A YAML text that grows: entries at the end of a list, keys at its head. Everything else keeps its bytes.

None is the answer where the way the text is written does not allow it, as with a list in brackets that holds something
or a text that is one mapping in brackets. What comes of it is read again before it is given away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isokit.text.decode import LINE_END, Refused
from isokit.text.edits import Edit, applied
from isokit.text.yaml.nodes import Kind, Node, nodes
from isokit.text.yaml.read import Data, parse
from isokit.text.yaml.setting import Value, line, put
from isokit.text.yaml.written import line_end, line_start

INDENT = "  "


def grown(text: str, key: str, lines: Sequence[str], entries: Sequence[Data]) -> list[Edit] | None:
    """The edits that put entries at the end of the list under a key of the outermost mapping.

    `lines` are the entries as they are written at the left margin; each begins with a dash.
    """
    try:
        now, root = parse(text), nodes(text)
        edits = _added(text, root, key, lines)
        before = now if isinstance(now, dict) else {}
        then = {**before, key: [*(before.get(key) or ()), *entries]}
        return edits if edits and parse(applied(text, edits)) == then else None
    except Refused:
        return None


def _added(text: str, root: Node | None, key: str, lines: Sequence[str]) -> list[Edit] | None:
    child = root.child(key) if root else None
    if child is None:
        return None if root and root.flow else [_behind(text, len(text), [f"{key}:", *_indented(lines, INDENT)])]
    node = child.node
    if node.empty:
        return [_behind(text, node.end, _indented(lines, INDENT))]
    nothing = node.kind is Kind.SCALAR and parse(text[node.start : node.end]) is None
    if not nothing and (node.kind is not Kind.LIST or (node.flow and node.children)):
        return None
    if nothing or node.flow:
        blank = text[: node.start].rstrip(" \t")
        return [Edit(len(blank), node.end, ""), _behind(text, node.end, _indented(lines, INDENT))]
    column = node.start - line_start(text, node.start)
    return [_behind(text, node.end, _indented(lines, " " * column))]


def _indented(lines: Sequence[str], indent: str) -> list[str]:
    return [f"{indent}{each}" for each in lines]


def _behind(text: str, at: int, lines: Sequence[str]) -> Edit:
    """Lines behind the one in which an offset lies."""
    end, new = LINE_END.search(text, at), line_end(text)
    if at == len(text) and (not text or text.endswith(("\n", "\r"))):
        return Edit(at, at, "".join(f"{each}{new}" for each in lines))
    if end is None:
        return Edit(len(text), len(text), "".join(f"{new}{each}" for each in lines))
    return Edit(end.end(), end.end(), "".join(f"{each}{new}" for each in lines))


def ahead(text: str, entries: Mapping[str, Value]) -> str | None:
    """The text with further keys above the first of its outermost mapping, below the comments at its head.

    Raises `Refused` where it cannot be read.
    """
    root, now = nodes(text), parse(text)
    if not entries:
        return text
    if root is None or root.kind is not Kind.MAPPING or root.flow:
        return None
    first = root.children[0].start
    new = line_end(text)
    lines = "".join(f"{each}{new}" for key, value in entries.items() for each in _lines(key, value))
    there = applied(text, [Edit(first, first, lines)])
    then = now
    for key, value in entries.items():
        then = put(then, (key,), value)
    return there if first == line_start(text, first) and parse(there) == then else None


def _lines(key: str, value: Value) -> list[str]:
    """A key with its value: on one line, or a mapping with a line for each of its keys."""
    if not isinstance(value, Mapping):
        return [line(key, value)]
    return [f"{key}:", *(f"{INDENT}{line(below, each)}" for below, each in value.items())]
