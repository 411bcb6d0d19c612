"""The risk treatment plan: the risks with a treatment, by priority, and those that need one."""

from __future__ import annotations

from dataclasses import dataclass

from isokit.analysis.risk import Appraisal
from isokit.run import Run
from isokit.schemas.base import fill
from isokit.schemas.risks import Action, Risk, by_score, or_last, risk_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRisk(Risk):
    """A risk with its measures and its place in the plan."""

    priority: int
    """1 is the highest score before treatment."""
    measures: tuple[Action, ...]
    """Its actions; where it has none, one for the treatment as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentPlan:
    """The risks that are treated, and those above the acceptance level for which no treatment is decided."""

    approved: int
    """How many plans are approved."""
    accepted: int
    """How many residual risks are accepted."""
    risks: tuple[PlannedRisk, ...]
    undecided: tuple[Risk, ...]


def treatment_plan_of(run: Run) -> TreatmentPlan:
    found = sorted(by_score(run), key=lambda each: -or_last(each.before))
    planned = [each for each in found if each.risk.treatment]
    scores = sorted({each.before for each in planned}, key=or_last, reverse=True)
    risks = tuple(_planned(each, scores.index(each.before) + 1) for each in planned)
    return TreatmentPlan(
        approved=sum(risk.approved.counts for risk in risks),
        accepted=sum(risk.accepted.counts for risk in risks),
        risks=risks,
        undecided=tuple(risk_of(each) for each in found if not each.risk.treatment and each.rating.above(each.before)),
    )


def _planned(found: Appraisal, priority: int) -> PlannedRisk:
    risk = risk_of(found)
    return fill(PlannedRisk, risk, priority=priority, measures=risk.actions or (_whole(risk),))


def _whole(risk: Risk) -> Action:
    """The treatment of a risk without actions."""
    return fill(Action, risk, what=None, who=risk.owner, start=None, status=risk.progress, done=None, verified=None)
