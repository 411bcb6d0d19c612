"""What stands in the tree and could not be understood: pieces of the workspace, for rules to speak of."""

from __future__ import annotations

from dataclasses import dataclass

from isokit.model.entity import Place
from isokit.model.finding import Fix


@dataclass(frozen=True, slots=True)
class Illegible:
    """A file that could not be read at all. `ids` are the ids it seems to hold, so that naming them is no error."""

    place: Place
    message: str
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value of the wrong shape, or a key that is needed and missing. The entity goes on without it."""

    place: Place
    message: str
    help: str = ""
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class ControlCharacter:
    """A character in a file that acts on whoever shows it."""

    place: Place
    char: str


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key nobody reads, with the known key it resembles most."""

    place: Place
    key: str
    resembles: str | None
