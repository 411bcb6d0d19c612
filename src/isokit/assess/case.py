"""The case of one requirement: everything in the tree about it, gathered before it is assessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from isokit.assess.passage import Passage, Way, upwards
from isokit.catalog.standard import Clause, Standard
from isokit.model.entity import Entity
from isokit.model.nonconformity import Nonconformity
from isokit.model.registers.applicability import Applicability
from isokit.workspace.claim import Claim, ClauseRef
from isokit.workspace.workspace import Workspace

E = TypeVar("E", bound=Entity)


class Named(NamedTuple):
    """A clause whose claims count for the clause of a case: in full (`whole`), or only in part."""

    ref: str
    whole: bool


@dataclass(frozen=True)
class Case:
    """A requirement, the workspace it is assessed in, and the day."""

    passage: Passage
    clause: Clause
    workspace: Workspace
    today: date

    @property
    def standard(self) -> Standard:
        return self.passage.standard

    @property
    def ref(self) -> str:
        return self.standard.ref(self.clause.clause)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The clauses of other editions that map to this one."""
        return tuple(self.passage.ways(self.clause.clause))

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """The clauses whose claims count for this one: itself, those above it, and those that map to it."""
        own = [Named(ref, ref == self.ref) for ref in self._upwards]
        return (*own, *(named for way in self.ways for named in _names_of(way)))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims on the whole clause; only these can meet an expectation."""
        return tuple(
            claim for named in self.names if named.whole for claim in self._answers(named.ref) if not _item(claim)
        )

    @cached_property
    def claimants(self) -> dict[Entity, None]:
        """What claims the whole clause, in the order of the files, each once."""
        return dict.fromkeys(claim.origin for claim in self.claims)

    @cached_property
    def partial_claims(self) -> tuple[Claim, ...]:
        """The claims on only a lettered item of the clause, a clause above it, or one it was made from."""
        return tuple(
            claim for named in self.names for claim in self._answers(named.ref) if _item(claim) or not named.whole
        )

    @cached_property
    def nonconformities(self) -> tuple[tuple[Nonconformity, ClauseRef], ...]:
        """The open nonconformities that cite the clause, one above it or one mapped to it, with what they cite."""
        return tuple(
            (nc, ref) for named in self.names for nc, ref in self._origins(Nonconformity, named.ref) if nc.open
        )

    @cached_property
    def decisions(self) -> tuple[tuple[Applicability, ClauseRef], ...]:
        """The decisions on the applicability of the clause, an item of it or one above it, each with what it names."""
        kept = (named.ref for way in self.ways if way.keeps for named in _names_of(way))
        return tuple(found for ref in (*self._upwards, *kept) for found in self._origins(Applicability, ref))

    @cached_property
    def novelty(self) -> str | None:
        """What is new about the clause, where nothing in the tree was made for it yet; None for other clauses."""
        return None if self.passage.founded or self._made_for else self.passage.novelty(self.clause.clause)

    @cached_property
    def unsettled(self) -> str | None:
        """What the new edition changed about the clause, where nothing in the tree was made for that yet."""
        if self.passage.founded or self._made_for or not self.ways or any(way.keeps for way in self.ways):
            return None
        relation, change = self.ways[0].link.relation, self.ways[0].link.change
        return f"{relation} in {self.standard.name}" + (f": {change}" if change else "")

    @cached_property
    def _made_for(self) -> bool:
        """Whether anything claims the whole clause of this very edition."""
        return any(not _item(claim) for claim in self._answers(self.ref))

    def _origins(self, kind: type[E], ref: str) -> Iterator[tuple[E, ClauseRef]]:
        for claim in self._named(ref):
            if isinstance(claim.origin, kind) and isinstance(claim.meaning, ClauseRef):
                yield claim.origin, claim.meaning

    def _answers(self, ref: str) -> Iterator[Claim]:
        return (claim for claim in self._named(ref) if claim.answers and claim.origin.answers(self.today))

    def _named(self, ref: str) -> list[Claim]:
        return self.workspace.named.get(ref, [])

    @cached_property
    def _upwards(self) -> tuple[str, ...]:
        return tuple(self.standard.ref(number) for number in upwards(self.standard.standard, self.clause.clause))


def _names_of(way: Way) -> Iterator[Named]:
    for number in upwards(way.standard, way.number):
        yield Named(f"{way.standard}/{number}", way.keeps and number == way.number)


def _item(claim: Claim) -> str | None:
    return claim.meaning.item if isinstance(claim.meaning, ClauseRef) else None
