"""One file into pieces of the workspace: the entities it holds, and what about it cannot be understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from isokit.layout import Shelf
from isokit.model.document import Document
from isokit.model.entity import Facts, Place
from isokit.model.fit import fit
from isokit.model.unread import Illegible, Misfit
from isokit.model.workspace import Piece
from isokit.text.decode import Refused, decode
from isokit.text.markdown import Body, Unclosed, split
from isokit.text.source import Source, Unreadable
from isokit.text.span import START, Span
from isokit.text.yaml import Data, parse

ID_LINE = re.compile(r"""^\s*(?:-\s+)?["']?id["']?\s*:\s*["']?([^\s"',#}]+)""", re.MULTILINE)

Spellings = Mapping[str, str]
"""The tree's own names of keys, each with isokit's: `Verantwortlich` to `owner`."""


def pieces_of(path: str, data: bytes, shelf: Shelf, spellings: Spellings) -> Iterator[Piece]:
    """What a file on a shelf holds. Raises nothing."""
    try:
        text = decode(data)
        if shelf.entity is Document:
            yield from _document(text, path, shelf, spellings)
        elif shelf.register:
            yield from _register(parse(text), path, shelf, spellings)
        else:
            yield from _fitted(parse(text), Place(path), shelf, spellings)
    except Refused as refused:
        yield illegible(path, refused.message, refused.span, data)


def illegible(path: str, message: str, span: Span = START, data: bytes = b"") -> Illegible:
    """A file that cannot be read, with the ids it seems to hold."""
    ids = ID_LINE.findall(data.decode("utf-8", "replace"))
    return Illegible(Place(path, span=span), message, frozenset(ids))


def bytes_of(source: Source) -> bytes | Illegible:
    """The bytes of a source, or why they cannot be had."""
    if source.obstacle:
        return illegible(source.path, source.obstacle)
    try:
        return source.read()
    except Unreadable as reason:
        return illegible(source.path, str(reason))


def mapping_of(path: str, data: bytes) -> Facts | Illegible | Misfit:
    """The mapping a YAML file holds, as isokit.yaml and the standards do."""
    try:
        facts = parse(decode(data))
    except Refused as refused:
        return illegible(path, refused.message, refused.span, data)
    return facts if isinstance(facts, dict) else _no_mapping(facts, Place(path))


def _document(text: str, path: str, shelf: Shelf, spellings: Spellings) -> Iterator[Piece]:
    front, body, first_line = split(text)
    if isinstance(front, Unclosed):
        raise Refused("the front matter opened by this --- is never closed by a second one", Span(1, 1, 1, 4))
    if front is None:
        message = "the document has no front matter"
        help_text = "begin it with ---, then id, title, type, status, owner and clauses, then ---"
        yield Misfit(Place(path), message, help_text)
        data: Data = {"id": path, "title": path, "status": "draft"}
    else:
        data = _below_fence(front)
    for piece in _fitted(data, Place(path), shelf, spellings):
        yield piece.with_body(Body(body, first_line)) if isinstance(piece, Document) else piece


def _below_fence(front: str) -> Data:
    """The data of front matter, whose first line is the second of its file."""
    try:
        return parse(front)
    except Refused as refused:
        at = refused.span
        raise Refused(refused.message, Span(at.line + 1, at.column, at.end_line + 1, at.end_column)) from None


def _register(data: Data, path: str, shelf: Shelf, spellings: Spellings) -> Iterator[Piece]:
    if not isinstance(data, dict):
        yield Misfit(Place(path), f"a register is a list of entries under the key '{shelf.name}'")
        return
    for key in data.keys() - {shelf.name}:
        message = f"a register holds one key, '{shelf.name}'; this one is '{key}'"
        yield Misfit(Place(path, (key,), on_key=True), message)
    entries = data.get(shelf.name)
    if not isinstance(entries, list | None):
        yield Misfit(Place(path, (shelf.name,)), "a register is a list; begin each entry with '- id: …'")
        return
    for index, entry in enumerate(entries or ()):
        yield from _fitted(entry, Place(path, (shelf.name, index)), shelf, spellings)


def _fitted(data: Data, place: Place, shelf: Shelf, spellings: Spellings) -> Iterator[Piece]:
    if not isinstance(data, dict):
        yield _no_mapping(data, place)
        return
    facts = data
    if not spellings.keys().isdisjoint(data):
        facts = {spellings.get(key, key): value for key, value in reversed(data.items())}
        yield from _said_twice(data, place, spellings)
    if shelf.document_type and facts.get("type") is None:
        facts["type"] = shelf.document_type
    entity, misfits = fit(shelf.entity, facts, place)
    yield entity
    yield from misfits


def _said_twice(data: Facts, place: Place, spellings: Spellings) -> Iterator[Misfit]:
    """Keys that mean the same as one before them; the first one counts."""
    seen: set[str] = set()
    for key in data:
        name = spellings.get(key, key)
        if name in seen:
            message = f"'{key}' stands for '{name}', which is there already"
            yield Misfit(Place(place.path, (*place.route, key), on_key=True), message)
        seen.add(name)


def _no_mapping(data: Data, place: Place) -> Misfit:
    what = "nothing" if data is None else "a list" if isinstance(data, list) else "a single text"
    return Misfit(place, f"this holds {what}; it should be a mapping (key: value)")
