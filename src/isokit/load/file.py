"""One file into pieces of the workspace: its entities, and what cannot be understood in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from isokit.catalog.edition_map import EditionMap
from isokit.catalog.overlay import Overlay
from isokit.catalog.standard import Standard
from isokit.layout import Shelf
from isokit.load.table import Entry, entries_of
from isokit.model.document import Document
from isokit.model.entity import Entity, Facts, Place
from isokit.model.fit import fit, known_keys, respell
from isokit.model.names import CUSTOM_STANDARDS
from isokit.model.suppression import Suppressing, of_comment
from isokit.model.unread import ControlCharacter, Illegible, Misfit
from isokit.text.ignore import Ignore
from isokit.text.markdown.body import Body
from isokit.text.raw import Raw
from isokit.text.span import Span
from isokit.text.suggestions import nearest, suggestion
from isokit.text.table import is_yaml
from isokit.text.yaml.read import Data
from isokit.workspace.workspace import Piece

Spellings = Mapping[str, str]
"""The tree's own names of keys, each with isokit's: `Verantwortlich` to `owner`."""


def pieces_of(raw: Raw, shelf: Shelf, spellings: Spellings) -> Sequence[Piece]:
    if raw.refusal:
        return (illegible(raw),)
    pieces = _by_shelf(raw, shelf, spellings)
    if not (raw.controls or raw.ignores):
        return pieces
    return [*pieces, *_controls(raw), *comments_of(raw, shelf)]


def _controls(raw: Raw) -> Iterator[ControlCharacter]:
    for char, line, column in raw.controls:
        yield ControlCharacter(Place(raw.path, ("@text",), span=Span(line, column, line, column + 1)), char)


def comments_of(raw: Raw, shelf: Shelf | None = None) -> Iterator[Suppressing]:
    """The suppressions in comments of a file; those below the front matter of a table cover nothing."""
    for ignore in map(Ignore._make, raw.ignores):
        in_table = shelf is not None and shelf.register and not is_yaml(raw.path) and ignore.line >= raw.first_line
        yield of_comment(raw.path, ignore, in_table)


def _by_shelf(raw: Raw, shelf: Shelf, spellings: Spellings) -> Sequence[Piece]:
    if shelf.entity is Document:
        return _document(raw, shelf, spellings)
    if shelf.register:
        return list(_register(raw, shelf, spellings) if is_yaml(raw.path) else _table(raw, shelf, spellings))
    if shelf.name == CUSTOM_STANDARDS:
        return _custom_standard(raw, shelf, spellings)
    return _fit_mapping(raw.data, Place(raw.path), shelf, spellings)


def illegible(raw: Raw) -> Illegible:
    assert raw.refusal
    message, span, ids = raw.refusal
    return Illegible(Place(raw.path, span=span), message, ids)


def mapping_of(raw: Raw) -> Facts | Illegible | Misfit:
    if raw.refusal:
        return illegible(raw)
    return raw.data if isinstance(raw.data, dict) else _no_mapping(raw.data, Place(raw.path))


def _document(raw: Raw, shelf: Shelf, spellings: Spellings) -> Sequence[Piece]:
    pieces = _fit_mapping(raw.data if raw.fenced else _unfenced(raw), Place(raw.path), shelf, spellings)
    for piece in pieces:
        if isinstance(piece, Document):
            piece.with_body(Body(raw.body, raw.first_line), raw.targets)
    if raw.fenced:
        return pieces
    help_text = "begin it with ---, then id, title, type, status, owner and clauses, then ---"
    return [*pieces, Misfit(Place(raw.path), "the document has no front matter", help_text)]


def _unfenced(raw: Raw) -> Facts:
    return {"id": raw.path, "title": raw.path, "status": "draft"}


def _register(raw: Raw, shelf: Shelf, spellings: Spellings) -> Iterator[Piece]:
    data, path = raw.data, raw.path
    if not isinstance(data, dict):
        yield Misfit(Place(path), f"a register is a list of entries under the key '{shelf.name}'")
        return
    head = _head(data, shelf, spellings)
    for key in data.keys() - {shelf.name} - head.keys():
        message = f"a register has one key, '{shelf.name}'; '{key}' is not expected"
        yield Misfit(Place(path, (key,), on_key=True), message)
    if head and shelf.head:
        yield from _fit_mapping(head, Place(path), replace(shelf, entity=shelf.head), spellings)
    entries = data.get(shelf.name)
    if not isinstance(entries, list | None):
        yield Misfit(Place(path, (shelf.name,)), "a register is a list; begin each entry with '- id: …'")
        return
    for index, entry in enumerate(entries or ()):
        yield from _fit_mapping(entry, Place(path, (shelf.name, index)), shelf, spellings)


def _head(data: Facts, shelf: Shelf, spellings: Spellings) -> Facts:
    keys = set(known_keys(shelf.head, ())) - {"id", "title"} if shelf.head else set[str]()
    return {key: value for key, value in data.items() if spellings.get(key, key) in keys}


def _table(raw: Raw, shelf: Shelf, spellings: Spellings) -> Iterator[Piece]:
    for piece in entries_of(raw, shelf.entity, spellings):
        if isinstance(piece, Entry):
            yield from _entity(piece.facts, piece.place, shelf)
        else:
            yield piece


def _custom_standard(raw: Raw, shelf: Shelf, spellings: Spellings) -> Sequence[Piece]:
    data, place = raw.data, Place(raw.path)
    if not isinstance(data, dict):
        return (_no_mapping(data, place),)
    if kind := _kind_of({spellings.get(key, key) for key in data}):
        return _fit_mapping(data, place, replace(shelf, entity=kind), spellings)
    near = next((key for key in data if nearest(key, KINDS)), None)
    cure = suggestion(near and nearest(near, KINDS), "begin it with standard: and an id like acme:3")
    return (Misfit(place, "this is neither a standard, nor a map between editions, nor an overlay", cure),)


KINDS: Mapping[str, type[Entity]] = {"overlay": Overlay, "standard": Standard, "links": EditionMap}
"""The type of a file on the shelf, by a key only it has; nothing in a file with an overlay is quoted."""


def _kind_of(keys: set[str]) -> type[Entity] | None:
    return next((kind for key, kind in KINDS.items() if key in keys), None)


def _fit_mapping(data: Data, place: Place, shelf: Shelf, spellings: Spellings) -> Sequence[Piece]:
    if not isinstance(data, dict):
        return (_no_mapping(data, place),)
    if spellings and not spellings.keys().isdisjoint(data):
        return [*_duplicate_keys(data, place, spellings), *_entity(respell(data, spellings), place, shelf)]
    return _entity(data, place, shelf)


def _entity(facts: Facts, place: Place, shelf: Shelf) -> Sequence[Piece]:
    if shelf.document_type and facts.get("type") is None:
        facts["type"] = shelf.document_type
    entity, misfits = fit(shelf.entity, facts, place)
    return (entity, *misfits) if misfits else (entity,)


def _duplicate_keys(data: Facts, place: Place, spellings: Spellings) -> Iterator[Misfit]:
    """Keys with the same meaning as an earlier one, which counts."""
    seen: set[str] = set()
    for key in data:
        name = spellings.get(key, key)
        if name in seen:
            message = f"'{key}' means '{name}', which is already given"
            yield Misfit(Place(place.path, (*place.route, key), on_key=True), message)
        seen.add(name)


def _no_mapping(data: Data, place: Place) -> Misfit:
    what = "empty" if data is None else "a list" if isinstance(data, list) else "a single text"
    return Misfit(place, f"this is {what}; it should be a mapping (key: value)")
