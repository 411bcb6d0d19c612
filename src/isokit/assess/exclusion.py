"""Whether a clause is excluded, or somebody only says so (ISO 9001 4.3; ISO/IEC 27001 6.1.3 d)."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.analysis.soa.exclusion import Exclusion
from isokit.assess.case import Case
from isokit.model.document import DocumentType
from isokit.model.entity import Shortfall


def excluded(case: Case) -> bool:
    """Whether a decision excludes the whole clause, and there is no objection to it."""
    decided = [decision.applicable for decision, ref in case.decisions if ref.item is None]
    sound = any(_objection(found, case) is None for found in _exclusions(case) if found.ref.item is None)
    return sound and True not in decided


def reservations(case: Case) -> Iterator[str]:
    """For each exclusion of a clause, its justification or the objection to it."""
    for found in _exclusions(case):
        against = _objection(found, case)
        if against:
            yield f"the exclusion of {found.ref.local} does not count: {against.reason}"
        else:
            yield f"{found.ref.local} is declared not applicable: {found.decision.justification}"


def cures(case: Case) -> Iterator[str]:
    for found in _exclusions(case):
        if against := _objection(found, case):
            yield against.cure


def _exclusions(case: Case) -> Iterator[Exclusion]:
    return (Exclusion(decision, ref, case.standard) for decision, ref in case.decisions if decision.applicable is False)


def _objection(found: Exclusion, case: Case) -> Shortfall | None:
    scope_statements = case.workspace.documents(DocumentType.SCOPE_STATEMENT)
    return found.forbidden(case.clause) or next(found.ungrounded(scope_statements, case.today), None)
