"""A control in the statement of applicability: the decision on it, and what the tree has about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from isokit.analysis.editions import Counterpart
from isokit.analysis.risk import appraise
from isokit.analysis.sufficiency.evidence import Need, shortfalls_of
from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Clause, Kind, Standard
from isokit.model.document import Document, DocumentStatus
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.nonconformity import Nonconformity
from isokit.model.recurring import Action
from isokit.model.registers.applicability import Applicability, Implementation
from isokit.model.registers.change import Change, Progress
from isokit.model.registers.objective import Objective
from isokit.model.registers.opportunity import Opportunity, Pursuit
from isokit.model.registers.risk import Risk
from isokit.workspace.claim import Claim, ClauseRef, main_clause
from isokit.workspace.workspace import Workspace

E = TypeVar("E", bound=Entity)
LEAST_FIRST = (
    Implementation.NOT_IMPLEMENTED,
    Implementation.PLANNED,
    Implementation.PARTIAL,
    Implementation.IMPLEMENTED,
)
RISKS_AND_FAILURES = frozenset({"applicability", "risks", "opportunities", "incidents", "complaints"})
"""Registers of what may go wrong or went wrong: they never show that a control is implemented."""
OVER = (Pursuit.TAKEN, Pursuit.DECLINED, Progress.DONE, Progress.REVIEWED, Progress.REJECTED)
"""The states of finished work."""


@dataclass(frozen=True, eq=False)
class Control:
    """A control in the statement. What the tree says about it is looked up on demand."""

    standard: Standard
    clause: Clause
    counterparts: tuple[Counterpart, ...]
    workspace: Workspace
    today: date

    @property
    def ref(self) -> str:
        return self.standard.ref(self.clause.clause)

    @property
    def name(self) -> str:
        """`A.5.1`, or `acme:1/A.2` for a control of the organization's own."""
        return control_name(self.ref, self.workspace.catalog)

    @property
    def theme(self) -> str:
        head = self.standard.by_number.get(main_clause(self.clause))
        return head.title if head else self.standard.title

    @cached_property
    def entries(self) -> tuple[Applicability, ...]:
        """The entries for this very control, decided or not; an exclusion may name it by `clause`."""
        return tuple(_of(Applicability, self._own))

    @cached_property
    def decisions(self) -> tuple[Applicability, ...]:
        """The decisions that count: those on this very control, else those on the controls mapped to it.

        Where two on this control contradict each other, nothing is decided.
        """
        own = [entry for entry in self.entries if entry.applicable is not None]
        if contradictory(own):
            return ()
        found = own or [each for each in _of(Applicability, self._elsewhere) if each.applicable is not None]
        applicable = any(each.applicable for each in found)
        return tuple(each for each in found if each.applicable is applicable)

    @property
    def carried(self) -> bool:
        """Whether the decision was made on a control of another edition."""
        return bool(self.decisions) and not any(each in self.entries for each in self.decisions)

    @property
    def applicable(self) -> bool | None:
        return self.decisions[0].applicable if self.decisions else None

    @property
    def justification(self) -> str | None:
        reasons = dict.fromkeys(each.justification for each in self.decisions if each.justification)
        return " / ".join(reasons) or None

    @property
    def drivers(self) -> tuple[str, ...]:
        return _unique(name for each in self.decisions for name in each.drivers)

    @property
    def status(self) -> Implementation | None:
        """The lowest status of its decisions; at most partial where the requirement changed."""
        stated = [each.status for each in self.decisions if each.status]
        if not stated:
            return None
        changed = self.carried and not all(counterpart.keeps for counterpart in self.counterparts)
        return min([*stated, *([Implementation.PARTIAL] if changed else [])], key=LEAST_FIRST.index)

    @property
    def owner(self) -> str | None:
        return next((each.owner for each in self.decisions if each.owner), None)

    @property
    def due(self) -> date | None:
        return _last(each.due for each in self.decisions)

    @property
    def review(self) -> date | None:
        return min((each.review for each in self.decisions if each.review), default=None)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        named = (name for each in self.decisions for name in each.documents)
        return _unique((*named, *(document.id for document in self.claiming)))

    @cached_property
    def claiming(self) -> tuple[Document, ...]:
        found = _of(Document, self._claims)
        return tuple(document for document in found if document.status is not DocumentStatus.OBSOLETE)

    @cached_property
    def evidence(self) -> tuple[str, ...]:
        """The ids of records that claim it and count as evidence on the day."""
        return _unique(record.id for record in _of(Evidence, self._claims) if self._shows(record))

    def _shows(self, record: Evidence) -> bool:
        expected = (e for e in self.clause.expects if e.kind is Kind.EVIDENCE and e.type == record.type)
        need = Need(next((e.within for e in expected), None))
        return not any(shortfalls_of(record, self.workspace, self.today, need))

    @property
    def evidenced(self) -> bool:
        in_force = any(document.in_force(self.today) for document in self.claiming)
        return in_force or bool(self.evidence) or bool(self.registers)

    @cached_property
    def registers(self) -> tuple[str, ...]:
        """The files of other registers with an entry that shows it is implemented."""
        return _unique(entity.path for entity in self._entries_elsewhere())

    def _entries_elsewhere(self) -> Iterator[Entity]:
        claiming = {claim.origin for claim in self._claims}
        for expected in self.clause.expects:
            if expected.kind is Kind.REGISTER and expected.type not in RISKS_AND_FAILURES:
                entries = self.workspace.register(expected.type or "")
                here = (entry for entry in entries if entry in claiming or not entry.claimed())
                yield from (entry for entry in here if entry.answers(self.today))

    @property
    def risks(self) -> tuple[Risk, ...]:
        return tuple(dict.fromkeys(claim.origin for claim in self._all_claims if isinstance(claim.origin, Risk)))

    @property
    def actions(self) -> dict[str, date]:
        """The days of open work on it, by id: risks, objectives, changes, open nonconformities."""
        origins = dict.fromkeys(claim.origin for claim in self._all_claims)
        return {origin.id: day for origin in origins if (day := _open_until(origin, self.workspace, self.today))}

    @cached_property
    def _own(self) -> tuple[Claim, ...]:
        return tuple(_whole(self.workspace.named.get(self.ref, ())))

    @cached_property
    def _elsewhere(self) -> tuple[Claim, ...]:
        return tuple(claim for other in self.counterparts for claim in _whole(self.workspace.named.get(other.ref, ())))

    @property
    def _all_claims(self) -> tuple[Claim, ...]:
        return (*self._own, *self._elsewhere)

    @property
    def _claims(self) -> Iterator[Claim]:
        return (claim for claim in self._all_claims if claim.answers)


def _whole(claims: Iterable[Claim]) -> Iterator[Claim]:
    return (claim for claim in claims if isinstance(claim.meaning, ClauseRef) and not claim.meaning.item)


def _of(kind: type[E], claims: Iterable[Claim]) -> Iterator[E]:
    return iter(dict.fromkeys(claim.origin for claim in claims if isinstance(claim.origin, kind)))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _open_until(origin: Entity, workspace: Workspace, today: date) -> date | None:
    """The day by which open work is to be done; None for finished work and work without a day.

    Overdue treatments and nonconformities keep their day; that of all other work must not be past.
    """
    match origin:
        case Risk() if origin.treatment and not appraise(origin, workspace, today).finished:
            return _last([origin.due, *_days(origin.actions, today)])
        case Nonconformity() if origin.open:
            return origin.due
        case Objective():
            return _last([origin.due, *_days(origin.actions, today)], today)
        case Opportunity() if origin.status not in OVER:
            return _last([origin.due, *_days(origin.actions, today)], today)
        case Change() if origin.status not in OVER and not (origin.done and origin.done <= today):
            return _last([origin.planned], today)
    return None


def _days(actions: Iterable[Action], today: date) -> Iterator[date | None]:
    return (action.due for action in actions if not action.finished(today))


def _last(days: Iterable[date | None], since: date = date.min) -> date | None:
    return max((day for day in days if day and day >= since), default=None)


def overlapping(entries: Iterable[Applicability]) -> Iterator[tuple[Applicability, Applicability]]:
    return ((one, other) for one, other in combinations(entries, 2) if not one.apart(other))


def contradictory(decisions: Sequence[Applicability]) -> bool:
    differ = len({each.applicable for each in decisions}) > 1
    return differ and any(one.applicable is not other.applicable for one, other in overlapping(decisions))


def control_name(ref: str, catalog: Catalog) -> str:
    standard, _, local = ref.partition("/")
    return local if catalog.bundles(standard) else ref
