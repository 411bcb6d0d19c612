"""`isokit/risks/1`: risks as they are rated, treated and accepted; with the heat maps that outputs and reports show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit.analysis import risk as analysis
from isokit.analysis.risk import Appraisal, Progress, appraise
from isokit.model import rating as model_rating
from isokit.model.recurring import Lack
from isokit.model.registers import risk as model
from isokit.model.registers.risk import Pair, Property, Treatment
from isokit.run import Run
from isokit.schemas.base import Head, Plain, fill, head_of
from isokit.schemas.serialize import INTERNAL

UNSCORED = -1
"""Sorts below every score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How many steps of likelihood and consequence there are."""

    likelihood: int
    consequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The organization's word for scores up to a number."""

    name: str
    up_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How risks are rated."""

    scale: Scale
    matrix: tuple[tuple[int, ...], ...]
    """The scores by likelihood and consequence; empty where a score is their product."""
    levels: tuple[Level, ...]
    acceptance: int | None
    """The highest score that is accepted; null where none is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A rating, and whether it is above the acceptance level."""

    likelihood: int | None
    consequence: int | None
    score: int | None
    level: str | None
    above: bool
    words: str = field(metadata=INTERNAL)
    """The score for people; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How the effect of an action was verified."""

    on: date | None
    by: str | None
    result: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A measure of a treatment."""

    id: str
    what: str | None
    who: str | None
    start: date | None
    due: date | None
    status: Progress
    done: date | None
    verified: Verification | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who approved or accepted, when, whether that counts, and if not, why."""

    by: str | None
    on: date | None
    counts: bool
    objection: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAssessment:
    """An assessment that was held, its score by the rating of today."""

    on: date | None
    criteria: str | None
    assessor: str | None
    trigger: str | None
    likelihood: int | None
    consequence: int | None
    score: int | None
    level: str | None
    above: bool
    words: str = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A risk before treatment, what remains after it, and as it stands."""

    id: str
    title: str
    owner: str | None
    security: bool
    """Whether it is a risk to information security."""
    affects: tuple[Property, ...]
    processes: tuple[str, ...]
    before: Score
    after: Score
    standing: Score
    treatment: Treatment | None
    progress: Progress
    controls: tuple[str, ...]
    due: date | None
    actions: tuple[Action, ...]
    approved: Decision
    """The approval of the treatment plan."""
    accepted: Decision
    """The acceptance of the residual risk."""
    assessments: tuple[HeldAssessment, ...]
    review: date | None
    clauses: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A field of a heat map."""

    consequence: int
    score: int
    level: str | None
    above: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The fields of one likelihood."""

    likelihood: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCount:
    """How many risks have a level."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """The number of risks by likelihood and consequence, its rows from the highest likelihood."""

    title: str
    consequences: tuple[int, ...]
    elsewhere: int
    """Risks that are not on the scales."""
    rows: tuple[Row, ...]
    levels: tuple[LevelCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Risks(Head):
    """Output of `isokit risk list`, the highest first."""

    schema: Literal["isokit/risks/1"] = "isokit/risks/1"
    rating: Rating
    risks: tuple[Risk, ...]
    total: int = field(metadata=INTERNAL)
    """How many risks there are, also where only some are listed."""
    above: int = field(metadata=INTERNAL)
    """How many of them are above the acceptance level."""
    maps: tuple[HeatMap, HeatMap] = field(metadata=INTERNAL)
    """All risks before treatment, and as they stand."""


def by_score(run: Run) -> list[Appraisal]:
    """The risks of a tree as they stand, the highest first; those without a score come last."""
    found = [appraise(risk, run.workspace, run.today) for risk in run.workspace.of(model.Risk)]
    return sorted(found, key=lambda each: tuple(-or_last(score) for score in (each.standing, each.before)))


def or_last(score: int | None) -> int:
    return UNSCORED if score is None else score


def risks_of(run: Run, found: Sequence[Appraisal], listed: Iterable[Appraisal] | None = None) -> Risks:
    rating = run.workspace.settings.risk
    return Risks(
        **head_of(run),
        rating=rating_of(rating),
        risks=tuple(map(risk_of, found if listed is None else listed)),
        total=len(found),
        above=sum(rating.above(each.standing) for each in found),
        maps=maps_of(found, rating),
    )


def maps_of(found: Sequence[Appraisal], rating: model_rating.Rating) -> tuple[HeatMap, HeatMap]:
    """The heat maps of some risks before treatment, and as they stand."""
    before = (each.risk.weighed(each.today) for each in found)
    standing = (each.stands_at for each in found)
    return _map("Before treatment", before, rating), _map("As it stands", standing, rating)


def _map(title: str, pairs: Iterable[Pair], rating: model_rating.Rating) -> HeatMap:
    found = analysis.HeatMap.of(pairs, rating)
    return fill(
        HeatMap,
        found,
        title=title,
        consequences=tuple(found.consequences),
        rows=tuple(Row(likelihood=step, cells=tuple(fill(Cell, c) for c in cells)) for step, cells in found.rows()),
        levels=tuple(LevelCount(name=name, count=count) for name, count in found.levels()),
    )


def rating_of(rating: model_rating.Rating) -> Rating:
    likelihood, consequence = rating.sizes
    return fill(
        Rating,
        rating,
        scale=Scale(likelihood=likelihood, consequence=consequence),
        matrix=tuple(map(tuple, rating.matrix)),
        levels=tuple(fill(Level, level) for level in rating.levels),
    )


def risk_of(found: Appraisal) -> Risk:
    risk, rating = found.risk, found.rating
    return fill(
        Risk,
        risk,
        security=found.secures,
        before=Score(**_rated(risk.weighed(found.today), rating)),
        after=Score(**_rated(found.left, rating)),
        standing=Score(**_rated(found.stands_at, rating)),
        progress=found.progress,
        actions=tuple(_action(found, number, each) for number, each in enumerate(risk.actions, 1)),
        approved=_decision(risk.approved, found.against_approval),
        accepted=_decision(risk.accepted, found.against_acceptance),
        assessments=tuple(fill(HeldAssessment, each, **_rated(each.pair, rating)) for each in risk.assessments),
    )


def _rated(pair: Pair, rating: model_rating.Rating) -> Plain:
    likelihood, consequence = pair
    score = rating.score(likelihood, consequence)
    level = rating.level(score)
    words = f"{likelihood} × {consequence}: {score}" + (f" {level}" if level else "")
    return {
        "likelihood": likelihood,
        "consequence": consequence,
        "score": score,
        "level": level,
        "above": rating.above(score),
        "words": "" if score is None else words,
    }


def _action(found: Appraisal, number: int, measure: model.Measure) -> Action:
    return fill(
        Action,
        measure,
        id=f"{found.risk.id}/{number}",
        who=measure.who or found.risk.owner,
        status=found.progress_of(measure),
        verified=fill(Verification, measure.verified) if measure.verified else None,
    )


def _decision(decided: model.Acceptance | None, against: Lack | None) -> Decision:
    counts, objection = decided is not None and against is None, against.reason if against else None
    return fill(Decision, decided or model.Acceptance(), counts=counts, objection=objection)
