"""A file as plain data: what its bytes alone say, before the model gives them a meaning.

It depends on the bytes only, so that another process can make it and a cache can keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from isokit.text.decode import LINE_END, Refused, decode
from isokit.text.escape import Control, controls_in
from isokit.text.ignore import MARK, Ignore, in_body, in_yaml
from isokit.text.markdown.body import Body, split
from isokit.text.markdown.parts import Table, Unclosed
from isokit.text.source import Source, Unreadable, content_id
from isokit.text.span import START, Span
from isokit.text.table import SEPARATOR, is_separated, is_yaml, tables_of
from isokit.text.treepath import possible_targets
from isokit.text.yaml.read import Data, parse

ID_LINE = re.compile(r"""^[ \t]*(?:-[ \t]+)?["']?id["']?[ \t]*:[ \t]*["']?([^\s"',#}]+)""", re.MULTILINE)


class Refusal(NamedTuple):
    """Why a file is not read, where, and the ids it seems to hold."""

    message: str
    span: Span
    ids: frozenset[str]


class Raw(NamedTuple):
    """The data of a YAML file, of a table, or of the front matter of a Markdown file with the body below it.

    `id` is the content id of the bytes; None where they could not be had. `fenced` is false for Markdown
    without front matter. `targets` are the possible targets of its links (see `text.treepath`), `controls` the
    control characters (see `text.escape`), `ignores` the comments that set findings aside (see `text.ignore`).
    `data` means nothing where there is a refusal.
    """

    path: str
    id: str | None
    data: Data = None
    fenced: bool = True
    body: str = ""
    first_line: int = 1
    targets: frozenset[str] | None = frozenset()
    controls: tuple[Control, ...] = ()
    ignores: tuple[tuple[Any, ...], ...] = ()
    refusal: Refusal | None = None


def raw_of(source: Source) -> Raw:
    """Read and parse a source. Raises nothing."""
    if source.obstacle:
        return Raw(source.path, None, refusal=Refusal(source.obstacle, START, frozenset()))
    try:
        data = source.read()
    except Unreadable as reason:
        return Raw(source.path, None, refusal=Refusal(str(reason), START, frozenset()))
    try:
        text = decode(data)
        return _parsed(source.path, content_id(data), text)._replace(controls=controls_in(data, text))
    except Refused as refused:
        ids = frozenset(ID_LINE.findall(data.decode("utf-8", "replace")))
        return Raw(source.path, content_id(data), refusal=Refusal(refused.message, refused.span, ids))


def in_turn(sources: Iterable[Source]) -> Iterator[Raw]:
    return map(raw_of, sources)


def _parsed(path: str, content: str, text: str) -> Raw:
    if is_yaml(path):
        return Raw(path, content, parse(text), ignores=_plain(in_yaml(text)))
    if is_separated(path):
        return Raw(path, content, [cells_of(table) for table in tables_of(path, text)])
    front, body, first_line = split(text)
    if isinstance(front, Unclosed):
        raise Refused("the front matter opened by this --- is never closed by a second one", Span(1, 1, 1, 4))
    data = None if front is None else parse(f"\n{front}")  # the fence above it is a line too
    ignores = _plain((*in_yaml(f"\n{front or ''}"), *in_body(body, first_line))) if MARK in text else ()
    return Raw(path, content, data, front is not None, body, first_line, possible_targets(body), ignores=ignores)


def _plain(ignores: Iterable[Ignore]) -> tuple[tuple[Any, ...], ...]:
    """As another process can hand them over."""
    return tuple(map(tuple, ignores))


def cells_of(table: Table) -> Data:
    return [[cell.text for cell in row] for row in (table.header, *table.rows)]


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
