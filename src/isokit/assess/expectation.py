"""Whether the tree meets an expectation: the candidates, and why each of them does or does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from isokit.analysis.evidence.series import Series, series_of
from isokit.analysis.sufficiency.evidence import Need, gaps_of, shortfalls_of
from isokit.assess.assessment import Expected
from isokit.assess.case import Case
from isokit.catalog.standard import Expectation, Kind
from isokit.model.audit import Audit, AuditProgramme
from isokit.model.document import Document
from isokit.model.entity import Entity, Shortfall
from isokit.model.evidence import Evidence
from isokit.model.management_review import ManagementReview
from isokit.model.recurring import ScheduledActivity
from isokit.model.registers.applicability import Applicability


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something of the kind an expectation asks for, and why it does not count."""

    id: str
    what: str
    shortfalls: tuple[Shortfall, ...]


def judge(expectation: Expectation, case: Case) -> Expected:
    """Met by the first candidate without a shortfall, the newest first; else the reason is that of the best one."""
    best: Candidate | None = None
    for candidate in _candidates(expectation, case):
        if not candidate.shortfalls:
            return Expected(expectation, True, f"{candidate.id} is {candidate.what}", by=candidate.id)
        if best is None or len(candidate.shortfalls) < len(best.shortfalls):
            best = candidate
    if best is None:
        reason = "; ".join([_absent(expectation), *_other_types(expectation, case)])
        return Expected(expectation, False, reason, cure=_cure(expectation, case))
    first = best.shortfalls[0]
    reason = "; ".join(shortfall.reason for shortfall in best.shortfalls)
    return Expected(expectation, False, reason, by=best.id, cure=first.cure)


def _candidates(expectation: Expectation, case: Case) -> Iterator[Candidate]:
    claimants = case.claimants
    match expectation.kind:
        case Kind.DOCUMENT:
            yield from _documents(expectation, claimants, case)
        case Kind.EVIDENCE:
            yield from _records(expectation, claimants, case)
        case Kind.CLAIM:
            yield from _documents(expectation, claimants, case)
            yield from _records(expectation, claimants, case)
        case Kind.REGISTER:
            yield from _entries(expectation, claimants, case)
        case Kind.AUDIT:
            yield from _events(expectation, (*case.workspace.of(Audit), *case.workspace.of(AuditProgramme)), case)
        case Kind.REVIEW:
            yield from _events(expectation, case.workspace.of(ManagementReview), case)


def _documents(expectation: Expectation, claimants: Iterable[Entity], case: Case) -> Iterator[Candidate]:
    what = "an approved document" if expectation.kind is Kind.CLAIM else str(expectation)
    for document in claimants:
        if isinstance(document, Document) and expectation.type in (None, document.type):
            yield Candidate(document.id, what, tuple(document.shortfalls(case.today)))


def _records(expectation: Expectation, claimants: Iterable[Entity], case: Case) -> Iterator[Candidate]:
    records = [record for record in claimants if isinstance(record, Evidence)]
    need = Need(expectation.within, f"{case.clause.clause}.".startswith("7.5."))
    gaps: dict[Series | None, tuple[Shortfall, ...]] = {}
    for record in sorted(records, key=lambda record: record.dated or date.min, reverse=True):
        if expectation.type in (None, record.type):
            series = series_of(case.workspace).get(record.series)
            if series not in gaps:
                gaps[series] = tuple(gaps_of(series, case.workspace, case.today, need) if series else ())
            own = shortfalls_of(record, case.workspace, case.today, need)
            yield Candidate(record.id, _what(record, expectation), (*own, *gaps[series]))


def _what(record: Evidence, expectation: Expectation) -> str:
    """A record that consists of git history alone is described as such."""
    what = "an in-date record" if expectation.kind is Kind.CLAIM else str(expectation)
    return f"{what}, shown by git history alone" if record.only_history else what


def _entries(expectation: Expectation, claimants: Collection[Entity], case: Case) -> Iterator[Candidate]:
    """Entries that claim clauses answer those; entries that claim none answer by the name of their register."""
    for entry in case.workspace.register(expectation.type or ""):
        if not (entry in claimants or _answers_by_name(entry, case)):
            continue
        if not entry.answers(case.today):
            continue
        yield Candidate(entry.id, str(expectation), tuple(entry.unread()))


def _answers_by_name(entry: Entity, case: Case) -> bool:
    """A decision on a control answers that control and, as part of the statement, the clause asking for one."""
    if isinstance(entry, Applicability):
        return entry.control is not None and not case.clause.control
    return not entry.claimed()


def _events(expectation: Expectation, events: Iterable[ScheduledActivity], case: Case) -> Iterator[Candidate]:
    for event in sorted(events, key=lambda event: event.when or date.min, reverse=True):
        if event.type == expectation.type and event.covers(case.edition.editions):
            yield Candidate(event.id, str(expectation), tuple(event.shortfalls(case.today, expectation.within)))


def _absent(expectation: Expectation) -> str:
    if expectation.kind is Kind.REGISTER:
        return f"the register {expectation.type} has no entry that answers it"
    if expectation.kind in (Kind.AUDIT, Kind.REVIEW):
        return f"there is no {(expectation.type or expectation.kind).replace('-', ' ')}"
    if expectation.kind is Kind.CLAIM:
        return "neither an approved document nor an in-date record claims it"
    return f"no {str(expectation).removeprefix('an ').removeprefix('a ')} claims it"


def _other_types(expectation: Expectation, case: Case) -> Iterator[str]:
    """What claims the clause and is of the expected kind, but of another type."""
    kind = {Kind.DOCUMENT: Document, Kind.EVIDENCE: Evidence}.get(expectation.kind)
    for entity in case.claimants if kind else ():
        if isinstance(entity, Document | Evidence) and isinstance(entity, kind or ()):
            yield f"{entity.id} does, with the type {entity.type}"
            return


def _cure(expectation: Expectation, case: Case) -> str:
    match expectation.kind:
        case Kind.REGISTER if expectation.type == "applicability":
            return f"decide on {case.clause.clause} in the applicability register"
        case Kind.REGISTER if case.workspace.register(expectation.type or "") and expectation.type != "roles":
            return f"add {case.ref} to the clauses of an entry of the {expectation.type} register"
        case Kind.REGISTER if expectation.type == "roles":
            return "name the holders of a role in the roles register"
        case Kind.REGISTER:
            return f"add an entry to the {expectation.type} register"
        case Kind.AUDIT if expectation.type == "audit-programme":
            return "create an audit programme in audits/programme.yaml"
        case Kind.AUDIT | Kind.REVIEW:
            return f"hold {expectation} and record it"
        case _ if narrower := [claim.origin.id for claim in case.partial_claims]:
            return f"have {narrower[0]} claim all of {case.ref}, or add {expectation} that does"
        case _:
            return f"add {expectation} with clauses: [{case.ref}]"
