"""The case of one requirement: everything in the tree about it, gathered before it is assessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from isokit.analysis.editions import Counterpart, Edition, upwards
from isokit.analysis.soa.exclusion import Exclusion
from isokit.catalog.standard import Clause, Standard
from isokit.model.document import DocumentType
from isokit.model.entity import Entity, Shortfall
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

    edition: Edition
    clause: Clause
    workspace: Workspace
    today: date

    @property
    def standard(self) -> Standard:
        return self.edition.standard

    @property
    def ref(self) -> str:
        return self.standard.ref(self.clause.clause)

    @cached_property
    def counterparts(self) -> tuple[Counterpart, ...]:
        return tuple(self.edition.counterparts(self.clause.clause))

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """The clauses whose claims count for this one: itself, those above it, and those that map to it."""
        own = [Named(ref, ref == self.ref) for ref in self._upwards]
        return (*own, *(named for counterpart in self.counterparts for named in _names_of(counterpart)))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims on the whole clause; only these can meet an expectation."""
        return tuple(
            claim for named in self.names if named.whole for claim in self._answers(named.ref) if not _item(claim)
        )

    @cached_property
    def claimants(self) -> dict[Entity, None]:
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
        kept = (named.ref for counterpart in self.counterparts if counterpart.keeps for named in _names_of(counterpart))
        return tuple(found for ref in (*self._upwards, *kept) for found in self._origins(Applicability, ref))

    @cached_property
    def exclusions(self) -> tuple[tuple[Exclusion, Shortfall | None], ...]:
        """The decisions that it does not apply, each with the objection to it (ISO 9001 4.3; ISO/IEC 27001 6.1.3 d)."""
        scope = self.workspace.documents(DocumentType.SCOPE_STATEMENT)
        excluding = (Exclusion(each, ref, self.standard) for each, ref in self.decisions if each.applicable is False)
        return tuple((found, found.objection(self.clause, scope, self.today)) for found in excluding)

    @property
    def excluded(self) -> bool:
        """Whether a decision excludes the whole clause, and there is no objection to it."""
        decided = [decision.applicable for decision, ref in self.decisions if ref.item is None]
        sound = any(objection is None for found, objection in self.exclusions if found.ref.item is None)
        return sound and True not in decided

    @cached_property
    def novelty(self) -> str | None:
        """What is new about the clause, where nothing in the tree was made for it yet; None for other clauses."""
        return None if self.edition.established or self._made_for else self.edition.novelty(self.clause.clause)

    @cached_property
    def unsettled(self) -> str | None:
        """What the new edition changed about the clause, where nothing in the tree was made for that yet."""
        links = [counterpart.link for counterpart in self.counterparts]
        if self.edition.established or self._made_for or not links or any(link.relation.keeps for link in links):
            return None
        return f"{links[0].relation} in {self.standard.name}" + (f": {links[0].change}" if links[0].change else "")

    @cached_property
    def _made_for(self) -> bool:
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


def _names_of(counterpart: Counterpart) -> Iterator[Named]:
    for number in upwards(counterpart.standard, counterpart.number):
        yield Named(f"{counterpart.standard}/{number}", counterpart.keeps and number == counterpart.number)


def _item(claim: Claim) -> str | None:
    return claim.meaning.item if isinstance(claim.meaning, ClauseRef) else None
