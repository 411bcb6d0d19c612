"""The case of one clause: all the tree says about it, gathered before anything is judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from isokit.model.applicability import Applicability
from isokit.model.claim import Claim, ClauseRef, too_broad
from isokit.model.entity import Entity
from isokit.model.nonconformity import Nonconformity
from isokit.model.standard import Clause, Standard
from isokit.model.workspace import Workspace

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Case:
    """A leaf clause of a standard, the workspace, and the day it is judged on."""

    standard: Standard
    clause: Clause
    workspace: Workspace
    today: date

    @property
    def ref(self) -> str:
        """The canonical reference of the clause."""
        return self.standard.ref(self.clause.clause)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What claims the whole clause; only this can meet an expectation."""
        return tuple(claim for claim in self._answers(self.clause.clause) if not _item(claim))

    @cached_property
    def claimants(self) -> dict[Entity, None]:
        """Who claims the whole clause, in the order of the files, each once."""
        return dict.fromkeys(claim.origin for claim in self.claims)

    @cached_property
    def partial_claims(self) -> tuple[Claim, ...]:
        """What claims only a lettered item of the clause, or a clause above it."""
        return tuple(
            claim
            for number in self._upwards
            for claim in self._answers(number)
            if _item(claim) or number != self.clause.clause
        )

    @cached_property
    def nonconformities(self) -> tuple[tuple[Nonconformity, ClauseRef], ...]:
        """The open nonconformities that cite the clause or one above it, and what they cite."""
        return tuple((nc, ref) for nc, ref in self._naming(Nonconformity) if nc.open)

    @cached_property
    def decisions(self) -> tuple[tuple[Applicability, ClauseRef], ...]:
        """The decisions on whether the clause, an item of it or one above it applies, and what they name."""
        return tuple(self._naming(Applicability))

    def _naming(self, kind: type[E]) -> Iterator[tuple[E, ClauseRef]]:
        for number in self._upwards:
            for claim in self._named(number):
                if isinstance(claim.origin, kind) and isinstance(claim.meaning, ClauseRef):
                    yield claim.origin, claim.meaning

    def _answers(self, number: str) -> Iterator[Claim]:
        return (claim for claim in self._named(number) if claim.answers and claim.origin.answers(self.today))

    def _named(self, number: str) -> list[Claim]:
        return self.workspace.named.get(self.standard.ref(number), [])

    @cached_property
    def _upwards(self) -> tuple[str, ...]:
        """The number of the clause and those above it, without the main clause: naming that says nothing."""
        numbers = [self.clause.clause]
        while (above := numbers[-1].rpartition(".")[0]) and not too_broad(ClauseRef(self.standard.standard, above)):
            numbers.append(above)
        return tuple(numbers)


def _item(claim: Claim) -> str | None:
    return claim.meaning.item if isinstance(claim.meaning, ClauseRef) else None
