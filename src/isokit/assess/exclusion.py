"""Whether a clause is excluded, or somebody only says so (ISO 9001 4.3; ISO/IEC 27001 6.1.3 d)."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.assess.case import Case
from isokit.model.applicability import Applicability
from isokit.model.claim import ClauseRef
from isokit.model.document import Document, DocumentType
from isokit.model.entity import Shortfall
from isokit.text.reference import names


def excluded(case: Case) -> bool:
    """Whether a decision excludes the whole clause, and nothing speaks against it."""
    decided = [decision.applicable for decision, ref in case.decisions if ref.item is None]
    sound = any(why_not(decision, ref, case) is None for decision, ref in _exclusions(case) if ref.item is None)
    return sound and True not in decided


def reservations(case: Case) -> Iterator[str]:
    """What is to be said of the exclusions of a clause: their justification, or what speaks against them."""
    for decision, ref in _exclusions(case):
        against = why_not(decision, ref, case)
        if against:
            yield f"the exclusion of {ref.local} does not count: {against.reason}"
        else:
            yield f"{ref.local} is declared not applicable: {decision.justification}"


def cures(case: Case) -> Iterator[str]:
    """What would make the exclusions count that do not."""
    for decision, ref in _exclusions(case):
        if against := why_not(decision, ref, case):
            yield against.cure


def _exclusions(case: Case) -> Iterator[tuple[Applicability, ClauseRef]]:
    return ((decision, ref) for decision, ref in case.decisions if decision.applicable is False)


def why_not(decision: Applicability, ref: ClauseRef, case: Case) -> Shortfall | None:
    """What speaks against an exclusion; None if nothing does."""
    if decision.flawed:
        return Shortfall("the entry has fields that cannot be read", f"run isokit check and mend {decision.path}")
    if not decision.justification:
        return Shortfall("it has no justification", f"justify the exclusion of {ref.local}")
    if case.clause.control:
        return None
    if not case.clause.not_applicable and ref.item not in case.clause.not_applicable_items:
        reason = f"{case.standard.name} does not let {case.clause.clause} be declared not applicable"
        return Shortfall(reason, f"withdraw the exclusion of {ref.local} and answer {case.clause.clause}")
    if not any(_states(document, ref, case) for document in case.workspace.documents(DocumentType.SCOPE_STATEMENT)):
        return Shortfall("no approved scope statement names it", f"name {ref.local} in the approved scope statement")
    return None


def _states(document: Document, ref: ClauseRef, case: Case) -> bool:
    return document.in_force(case.today) and not document.flawed and names(document.body.text, ref.number)
