"""What would mend a flaw: a value that says what becomes of which place. Rules make it, and one writer writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from isokit.model.entity import Place


class Reword(NamedTuple):
    """A text takes the place of another one, in the quotes that one has; not where `old` is not what is written.

    A place with a span is the target of a link in a text.
    """

    place: Place
    old: str
    new: str


class Rename(NamedTuple):
    """A key, or the header of a column, gets another name; not where something has that name already."""

    place: Place
    old: str
    new: str


class Quote(NamedTuple):
    """A text without quotes gets them, so that every program takes it for a text."""

    place: Place
    text: str


class Add(NamedTuple):
    """A key that is missing is added with its value, behind the last one of those that precede it in `order`."""

    place: Place
    value: str
    order: tuple[str, ...] = ()


Step = Reword | Rename | Quote | Add


@dataclass(frozen=True, slots=True)
class Fix:
    """How a flaw is mended; `says` tells it as a request, `write iso9001:2015/8.4.1`.

    It is safe where nothing can have been meant but that; what is a guess, or a decision, is unsafe.
    """

    step: Step
    safe: bool
    says: str


def reword(place: Place, old: str, new: str, safe: bool = False) -> Fix:
    return Fix(Reword(place, old, new), safe, f"write {new}")


def rename(place: Place, old: str, new: str, safe: bool = False) -> Fix:
    return Fix(Rename(place, old, new), safe, f"rename the key to {new}")
