"""What has been loaded of a tree: pieces on their shelves, and the content id of every file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from isokit.load.file import comments_of, mapping_of
from isokit.model.entity import Place
from isokit.model.fit import E, fit
from isokit.model.unread import Misfit
from isokit.text.raw import Raw, raw_of
from isokit.text.source import Source
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.workspace import Piece, Shelved


@dataclass
class Pieces:
    """The pieces of a workspace while it is loaded."""

    shelved: list[Shelved] = field(default_factory=list)
    contents: dict[str, str] = field(default_factory=dict)

    def keep(self, shelf: str, *pieces: Piece) -> None:
        self.shelved += [Shelved(piece, shelf) for piece in pieces]

    def remember(self, raw: Raw) -> None:
        if raw.id is not None:
            self.contents[raw.path] = raw.id

    def on(self, shelf: str) -> list[Piece]:
        return [piece for piece, name in self.shelved if name == shelf]

    def whole_file(self, source: Source, kind: type[E], shelf: str) -> E:
        """The entity of a whole file; an empty one where it cannot be read. Only what is wrong is kept."""
        raw = raw_of(source)
        entity, misfits = fit(kind, raw.data if isinstance(raw.data, dict) else {}, Place(source.path))
        self.report(raw, misfits, shelf)
        return entity

    def report(self, raw: Raw, misfits: Iterable[Piece], shelf: str) -> None:
        """Keep what is wrong with a file that is one mapping, and its comments."""
        self.remember(raw)
        facts = mapping_of(raw)
        self.keep(shelf, *((*misfits, *comments_of(raw)) if isinstance(facts, dict) else (facts,)))


def unknown_name(message: str, place: Place, name: str, choices: Iterable[str]) -> Misfit:
    known = tuple(choices)
    return Misfit(place, message, suggestion(nearest(name, known), "one of " + ", ".join(known)))
