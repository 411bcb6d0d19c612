"""The status of each clause: nonconforming, excluded, evidenced, partial or missing, the first that applies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from isokit.analysis.editions import edition_in
from isokit.assess.assessment import Assessment, ClauseAssessment, Expected, Status
from isokit.assess.case import Case
from isokit.assess.expectation import judge
from isokit.assess.questions import claimed, observed, stated, statements
from isokit.catalog.standard import Standard
from isokit.model.document import Document
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.nonconformity import Nonconformity, State
from isokit.model.registers.applicability import Implementation
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace

MOST_NAMED = 4
"""Ids that a reason names, before it counts the others."""
MOST_UNFINISHED = 10
"""Reasons of one kind that a clause lists; a register of a thousand drafts is one problem, not a thousand."""


def assess(standard: Standard, workspace: Workspace, today: date) -> Assessment:
    edition = edition_in(standard, workspace)
    leaves = (clause for clause in standard.clauses if standard.leaf(clause))
    assessed = tuple(_assessed(Case(edition, clause, workspace, today)) for clause in leaves)
    return Assessment(standard, assessed, () if edition.established else edition.origins)


def _assessed(case: Case) -> ClauseAssessment:
    expectations = tuple(judge(expectation, case) for expectation in case.clause.expects)
    status = _status(case, expectations)
    reasons = tuple(dict.fromkeys(_reasons(case, expectations, status)))
    origins = [claim.origin for claim in (*case.claims, *case.partial_claims)]
    return ClauseAssessment(
        clause=case.clause,
        ref=case.ref,
        status=status,
        reasons=reasons,
        next=_next(case, expectations, status),
        documents=_ids(origins, Document),
        evidence=_ids(origins, Evidence),
        nonconformities=tuple(dict.fromkeys(nc.id for nc, _ in case.nonconformities)),
        expectations=expectations,
        observed=observed(case),
        stated=stated(case),
    )


def _status(case: Case, expectations: tuple[Expected, ...]) -> Status:
    if any(nc.against_conformity for nc, _ in case.nonconformities):
        return Status.NONCONFORMING
    if case.excluded:
        return Status.EXCLUDED
    met = [expected.met for expected in expectations]
    if case.novelty is not None:
        return Status.PARTIAL if case.partial_claims or claimed(case) else Status.MISSING
    if met and all(met) and not case.unsettled and not any(_unimplemented(case)):
        return Status.EVIDENCED
    answered = any(expected.by for expected in expectations)
    return Status.PARTIAL if answered or case.claims or case.partial_claims or claimed(case) else Status.MISSING


def _reasons(case: Case, expectations: tuple[Expected, ...], status: Status) -> Iterator[str]:
    for nc, ref in case.nonconformities:
        yield f"{nc.id} ({nc.grade or 'ungraded'}, {_state(nc)}) cites {ref.local}: {nc.title}"
    yield from _exclusions(case)
    if status is Status.EXCLUDED:
        return
    if case.novelty is not None:
        yield f"new in {case.standard.name}" + (f": {case.novelty}" if case.novelty else "")
    if case.unsettled:
        yield case.unsettled
    yield from _unimplemented(case)
    yield from statements(case)
    if status is Status.EVIDENCED:
        yield from (expected.reason for expected in expectations)
        return
    yield from (expected.reason for expected in expectations if not expected.met)
    yield from _unfinished(case)


def _exclusions(case: Case) -> Iterator[str]:
    for found, objection in case.exclusions:
        if objection:
            yield f"the exclusion of {found.ref.local} does not count: {objection.reason}"
        else:
            yield f"{found.ref.local} is declared not applicable: {found.decision.justification}"


def _unfinished(case: Case) -> Iterator[str]:
    reasons = _shortfalls(case) if case.claims else _narrower_claims(case)
    yield from islice(reasons, MOST_UNFINISHED)
    if more := sum(1 for _ in reasons):
        yield f"and {more} more of this kind"


def _shortfalls(case: Case) -> Iterator[str]:
    for document in case.claimants:
        if isinstance(document, Document):
            yield from (shortfall.reason for shortfall in document.shortfalls(case.today))


def _narrower_claims(case: Case) -> Iterator[str]:
    """The claims on less than the clause, together for each thing that is claimed."""
    claimants: dict[ClauseRef, dict[str, None]] = {}
    for claim in case.partial_claims:
        if isinstance(claim.meaning, ClauseRef):
            claimants.setdefault(claim.meaning, {})[claim.origin.id] = None
    for ref, ids in claimants.items():
        own = ref.standard == case.standard.standard
        lacking = f"not all of {case.clause.clause}" if own else f"not yet {case.ref}"
        yield f"{_together(list(ids))} only {ref}, {lacking}"


def _together(ids: list[str]) -> str:
    """Some ids and the verb: `A claims`, `A and B claim`, `A, B, C and 4 more claim`."""
    if len(ids) == 1:
        return f"{ids[0]} claims"
    first, more = ids[:MOST_NAMED], len(ids) - MOST_NAMED
    last = f"{more} more" if more > 0 else first.pop()
    return f"{', '.join(first)} and {last} claim"


def _unimplemented(case: Case) -> Iterator[str]:
    """Where the statement of applicability itself says that a control is not fully implemented."""
    for decision, ref in case.decisions:
        if decision.applicable and decision.status not in (None, Implementation.IMPLEMENTED):
            yield f"the applicability register says that {ref.local} is {decision.status.replace('-', ' ')}"


def _next(case: Case, expectations: tuple[Expected, ...], status: Status) -> str:
    if status is Status.NONCONFORMING:
        worst = next(nc for nc, _ in case.nonconformities if nc.against_conformity)
        return worst.next_step
    if status in (Status.EXCLUDED, Status.EVIDENCED):
        return ""
    if objection := next((objection for _, objection in case.exclusions if objection), None):
        return objection.cure
    unmet = [expected for expected in expectations if not expected.met]
    if not unmet and (case.unsettled or case.novelty is not None):
        return f"add {case.ref} to the clauses of what answers it, once that fits this edition"
    if not unmet:
        return f"put {case.clause.clause} into practice and set its status to implemented"
    return next((expected for expected in unmet if expected.by), unmet[0]).cure


def _state(nc: Nonconformity) -> str:
    return (nc.status or State.OPEN).replace("-", " ")


def _ids(origins: list[Entity], kind: type[Document] | type[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origin.id for origin in origins if isinstance(origin, kind)))
