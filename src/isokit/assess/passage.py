"""How an edition is reached from others the organization adopts: along the maps between editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from isokit.catalog.edition_map import EditionMap, Link
from isokit.catalog.standard import Standard
from isokit.workspace.claim import ClauseRef, too_broad
from isokit.workspace.workspace import Workspace


class Way(NamedTuple):
    """A clause of another edition that maps to the one in question."""

    standard: str
    number: str
    link: Link

    @property
    def keeps(self) -> bool:
        """Whether what answers this clause answers the other one fully."""
        return self.link.relation.keeps


@dataclass(frozen=True)
class Passage:
    """The maps to an edition from those adopted. `founded` where the system was built for this edition.

    That is not so where the edition is not adopted, or adopted alongside an older one during a transition.
    """

    standard: Standard
    maps: tuple[EditionMap, ...] = ()
    founded: bool = True

    @cached_property
    def editions(self) -> frozenset[str]:
        """The edition and those it is reached from."""
        return frozenset([self.standard.standard, *self.origins])

    @property
    def origins(self) -> tuple[str, ...]:
        return tuple(m.old if m.new == self.standard.standard else m.new for m in self.maps)

    def ways(self, number: str) -> Iterator[Way]:
        for found, origin in zip(self.maps, self.origins, strict=True):
            for arrival in found.onto(self.standard.standard, number):
                if arrival.origin:
                    yield Way(origin, arrival.origin, arrival.link)

    def novelty(self, number: str) -> str | None:
        """What is new about a clause that no other edition maps to; None for all others."""
        links = [a.link for found in self.maps for a in found.onto(self.standard.standard, number)]
        return links[0].change if links and not any(self.ways(number)) else None


def passage_to(standard: Standard, workspace: Workspace) -> Passage:
    adopted = [s.standard for s in workspace.standards]
    maps = tuple(workspace.catalog.neighbours(standard.standard, adopted))
    founded = not maps or (standard.standard in adopted and all(m.new != standard.standard for m in maps))
    return Passage(standard, maps, founded)


def upwards(standard: str, number: str) -> tuple[str, ...]:
    """A number and those above it, without the main clause: to name that says nothing."""
    numbers = [number]
    while (above := numbers[-1].rpartition(".")[0]) and not too_broad(ClauseRef(standard, above)):
        numbers.append(above)
    return tuple(numbers)
