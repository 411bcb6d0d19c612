"""What could not be understood in a tree: pieces of the workspace that rules report."""

from __future__ import annotations

from dataclasses import dataclass

from isokit.model.entity import Place
from isokit.model.finding import Fix


@dataclass(frozen=True, slots=True)
class Illegible:
    """A file that could not be read. `ids` are those it seems to contain, so that references to them are no errors."""

    place: Place
    message: str
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value of the wrong shape, or a required key that is missing. The entity is loaded without it."""

    place: Place
    message: str
    help: str = ""
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class ControlCharacter:
    """A character in a file that controls a terminal or the direction of text."""

    place: Place
    char: str


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """An unknown key, with the known key it resembles most."""

    place: Place
    key: str
    resembles: str | None
