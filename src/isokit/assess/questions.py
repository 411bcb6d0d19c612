"""The answers to the questions of a clause: observed by an internal audit, or stated by the organization."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.assess.case import Case
from isokit.model.audit import Audit
from isokit.model.scalar import TimeSpan
from isokit.model.self_assessment import SelfAssessment, Stated

AUDIT_INTERVAL = TimeSpan(months=12)
"""How long an observation counts: the usual interval of internal audits."""


def observed(case: Case) -> frozenset[str]:
    """The asks for which an internal audit of the last twelve months recorded an observation."""
    asks = _asks(case)
    return frozenset(ask for audit in _recent(case) for ask in _observed_by(audit, case) if ask in asks)


def stated(case: Case) -> dict[str, Stated]:
    found: dict[str, Stated] = {}
    for assessment in case.workspace.of(SelfAssessment):
        for ask, statement in assessment.statements(case.standard.standard).items():
            if statement.answer and ask in _asks(case):
                found[ask] = statement.answer
    return found


def claimed(case: Case) -> bool:
    """Whether the organization states that it meets an ask, at least in part."""
    return any(answer in (Stated.MET, Stated.PARTLY_MET) for answer in stated(case).values())


def statements(case: Case) -> Iterator[str]:
    answers = stated(case)
    met = sum(answer is Stated.MET for answer in answers.values())
    if met:
        yield f"{met} of {len(case.clause.asks)} questions are stated as met but not yet verified"
    for ask, answer in answers.items():
        if answer in (Stated.PARTLY_MET, Stated.NOT_MET):
            yield f"the self-assessment says that {ask} is {answer.replace('-', ' ')}"


def _recent(case: Case) -> Iterator[Audit]:
    for audit in case.workspace.of(Audit):
        if audit.type == "internal-audit" and not any(audit.shortfalls(case.today, AUDIT_INTERVAL)):
            yield audit


def _observed_by(audit: Audit, case: Case) -> Iterator[str]:
    """The asks, without the edition, for which the checklist of an audit has an observation."""
    for answer in audit.checklist:
        if answer.ask and answer.observed:
            yield answer.ask.removeprefix(f"{case.standard.standard}/")


def _asks(case: Case) -> frozenset[str]:
    return frozenset(f"{case.clause.clause}/{ask.id}" for ask in case.clause.asks)
