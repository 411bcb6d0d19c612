"""An edition, and the clauses of adopted editions that count for its own: along the maps between editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from isokit.catalog.edition_map import EditionMap, Link
from isokit.catalog.standard import Standard
from isokit.workspace.claim import ClauseRef, too_broad
from isokit.workspace.workspace import Workspace


class Counterpart(NamedTuple):
    """A clause of another edition that maps to the one in question."""

    standard: str
    number: str
    link: Link

    @property
    def ref(self) -> str:
        return f"{self.standard}/{self.number}"

    @property
    def keeps(self) -> bool:
        """Whether what answers this clause answers the other one fully."""
        return self.link.relation.keeps


@dataclass(frozen=True)
class Edition:
    """A standard and the maps to it from adopted editions.

    `established` where the management system was built for it: not where the edition is not adopted, or adopted
    alongside an older one during a transition.
    """

    standard: Standard
    maps: tuple[EditionMap, ...] = ()
    established: bool = True

    @cached_property
    def editions(self) -> frozenset[str]:
        return frozenset([self.standard.standard, *self.origins])

    @property
    def origins(self) -> tuple[str, ...]:
        return tuple(m.old if m.new == self.standard.standard else m.new for m in self.maps)

    def counterparts(self, number: str) -> Iterator[Counterpart]:
        for found, origin in zip(self.maps, self.origins, strict=True):
            for arrival in found.onto(self.standard.standard, number):
                if arrival.origin:
                    yield Counterpart(origin, arrival.origin, arrival.link)

    def novelty(self, number: str) -> str | None:
        links = [a.link for found in self.maps for a in found.onto(self.standard.standard, number)]
        return links[0].change if links and not any(self.counterparts(number)) else None


def edition_in(standard: Standard, workspace: Workspace) -> Edition:
    adopted = [s.standard for s in workspace.standards]
    maps = tuple(workspace.catalog.neighbours(standard.standard, adopted))
    established = not maps or (standard.standard in adopted and all(m.new != standard.standard for m in maps))
    return Edition(standard, maps, established)


def upwards(standard: str, number: str) -> tuple[str, ...]:
    """A number and those above it, without the main clause: to name that says nothing."""
    numbers = [number]
    while (above := numbers[-1].rpartition(".")[0]) and not too_broad(ClauseRef(standard, above)):
        numbers.append(above)
    return tuple(numbers)
