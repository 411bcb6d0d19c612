"""The map between two editions of a standard: what became of each requirement."""

from enum import StrEnum
from functools import cached_property
from typing import ClassVar, NamedTuple

from pydantic import Field

from isokit.catalog.standard import Confidence
from isokit.model.entity import Entity, Part
from isokit.model.scalar import Whole
from isokit.text.span import Route


class Relation(StrEnum):
    """How a clause of the new edition relates to one of the old."""

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
    """A clause of the old edition, one of the new, and the difference, in isokit's own words.

    `old` is None where the requirement is new, `new` where it was withdrawn.
    """

    old: str | None = Field(default=None, alias="from")
    new: str | None = Field(default=None, alias="to")
    relation: Relation
    change: str = ""
    confidence: Confidence


class AskRelation(StrEnum):
    """How an ask of the new edition relates to one of the old."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    WITHDRAWN = "withdrawn"


class AskLink(Part):
    """An ask of the old edition, one of the new (`9.3.2/c`), and the difference."""

    old: str | None = Field(default=None, alias="from")
    new: str | None = Field(default=None, alias="to")
    relation: AskRelation
    change: str = ""


class Arrival(NamedTuple):
    """A clause reached from one of the other edition; `origin` is None for a new one."""

    origin: str | None
    link: Link


class EditionMap(Entity):
    """What became of every requirement and every ask of one edition in the next, complete in both directions."""

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
    def _arrivals(self) -> dict[str, dict[str, list[Arrival]]]:
        found: dict[str, dict[str, list[Arrival]]] = {self.old: {}, self.new: {}}
        for link in self.lines:
            for edition, end, origin in ((self.new, link.new, link.old), (self.old, link.old, link.new)):
                if end:
                    found[edition].setdefault(end, []).append(Arrival(origin, link))
        return found

    def onto(self, edition: str, number: str) -> list[Arrival]:
        """From which clauses of the other edition a requirement of one of the two is reached."""
        return self._arrivals.get(edition, self._arrivals[self.old]).get(number, [])

    def keeps(self, number: str) -> bool:
        """Whether a number, with all below it, means the same requirement in both editions."""
        below = f"{number}."
        touching = [
            link for link in self.lines if any(f"{end}.".startswith(below) for end in (link.old, link.new) if end)
        ]
        return bool(touching) and all(link.relation.keeps and link.old == link.new for link in touching)
