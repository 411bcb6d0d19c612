"""What became of each requirement from one edition of a standard to the next."""

from enum import StrEnum
from functools import cached_property
from typing import ClassVar, NamedTuple

from pydantic import Field

from isokit.catalog.standard import Confidence
from isokit.model.entity import Entity, Part
from isokit.model.scalar import Whole
from isokit.text.span import Route


class Relation(StrEnum):
    """How a clause of the new edition follows from one of the old."""

    UNCHANGED = "unchanged"
    WORDING = "wording"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    WITHDRAWN = "withdrawn"

    @property
    def keeps(self) -> bool:
        return self in KEPT


KEPT = frozenset({Relation.UNCHANGED, Relation.WORDING, Relation.RENAMED, Relation.RENUMBERED, Relation.MOVED})


class Link(Part):
    """A clause of the old edition, one of the new, and what is different in isokit's own words.

    `old` is None where the requirement is new, `new` where it was withdrawn.
    """

    old: str | None = Field(default=None, alias="from")
    new: str | None = Field(default=None, alias="to")
    relation: Relation
    change: str = ""
    confidence: Confidence


class AskRelation(StrEnum):
    """What became of a question of the old edition's checklist."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    WITHDRAWN = "withdrawn"


class AskLink(Part):
    """An ask of the old edition, one of the new (`9.3.2/c`), and what is different."""

    old: str | None = Field(default=None, alias="from")
    new: str | None = Field(default=None, alias="to")
    relation: AskRelation
    change: str = ""


class Arrival(NamedTuple):
    """A clause reached from one of the other edition; `origin` is None where nothing leads to it."""

    origin: str | None
    link: Link


class EditionMap(Entity):
    """What became of every leaf and every ask of one edition in the next, complete in both directions."""

    needs: ClassVar[tuple[str, ...]] = ("from", "to", "links")
    claims: ClassVar[tuple[Route, ...]] = ()

    old: str = Field(default="", alias="from")
    new: str = Field(default="", alias="to")
    revision: Whole = 1
    lines: tuple[Link, ...] = Field(default=(), alias="links")
    asks: tuple[AskLink, ...] = ()

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of the two editions it joins, the older one first."""
        return self.old, self.new

    @cached_property
    def _onto_new(self) -> dict[str, list[Arrival]]:
        found: dict[str, list[Arrival]] = {}
        for link in self.lines:
            if link.new:
                found.setdefault(link.new, []).append(Arrival(link.old, link))
        return found

    @cached_property
    def _onto_old(self) -> dict[str, list[Arrival]]:
        found: dict[str, list[Arrival]] = {}
        for link in self.lines:
            if link.old:
                found.setdefault(link.old, []).append(Arrival(link.new, link))
        return found

    def onto(self, edition: str, number: str) -> list[Arrival]:
        """From where a leaf of one of its two editions is reached in the other."""
        return (self._onto_new if edition == self.new else self._onto_old).get(number, [])

    def keeps(self, number: str) -> bool:
        """Whether a number, with all leaves below it, means the same requirement in both editions."""
        below = f"{number}."
        touching = [
            link
            for link in self.lines
            for end in (link.old, link.new)
            if end == number or (end or "").startswith(below)
        ]
        return bool(touching) and all(link.relation.keeps and link.old == link.new for link in touching)
