"""One file into pieces of the workspace: the entities it holds, and what about it cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from isokit.layout import Shelf
from isokit.model.document import Document
from isokit.model.entity import Facts, Place
from isokit.model.fit import fit
from isokit.model.unread import Illegible, Misfit
from isokit.model.workspace import Piece
from isokit.text.body import Body
from isokit.text.raw import Raw
from isokit.text.yaml import Data

Spellings = Mapping[str, str]
"""The tree's own names of keys, each with isokit's: `Verantwortlich` to `owner`."""


def pieces_of(raw: Raw, shelf: Shelf, spellings: Spellings) -> Iterator[Piece]:
    """What a file on a shelf holds. Raises nothing."""
    if raw.refusal:
        yield illegible(raw)
    elif shelf.entity is Document:
        yield from _document(raw, shelf, spellings)
    elif shelf.register:
        yield from _register(raw.data, raw.path, shelf, spellings)
    else:
        yield from _fitted(raw.data, Place(raw.path), shelf, spellings)


def illegible(raw: Raw) -> Illegible:
    """A file that cannot be read, as a piece of the workspace."""
    assert raw.refusal
    message, span, ids = raw.refusal
    return Illegible(Place(raw.path, span=span), message, ids)


def mapping_of(raw: Raw) -> Facts | Illegible | Misfit:
    """The mapping a YAML file holds, as isokit.yaml and the standards do."""
    if raw.refusal:
        return illegible(raw)
    return raw.data if isinstance(raw.data, dict) else _no_mapping(raw.data, Place(raw.path))


def _document(raw: Raw, shelf: Shelf, spellings: Spellings) -> Iterator[Piece]:
    data = raw.data
    if not raw.fenced:
        help_text = "begin it with ---, then id, title, type, status, owner and clauses, then ---"
        yield Misfit(Place(raw.path), "the document has no front matter", help_text)
        data = {"id": raw.path, "title": raw.path, "status": "draft"}
    for piece in _fitted(data, Place(raw.path), shelf, spellings):
        yield piece.with_body(Body(raw.body, raw.first_line)) if isinstance(piece, Document) else piece


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
