"""Risks as plain data: for `isokit risk list`, and for the reports on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from isokit.analysis.risk.appraisal import Appraisal, appraised
from isokit.analysis.risk.heat_map import HeatMap
from isokit.model.rating import Rating
from isokit.model.recurring import Lack
from isokit.model.registers.risk import Acceptance, Measure, Pair, Risk, RiskAssessment
from isokit.run import Run
from isokit.schemas.head import Plain, day_plain, head_plain, schema_plain

UNSCORED = -1
"""Stands below every score, where risks are put in order."""


def by_score(run: Run) -> list[Appraisal]:
    """The risks of a tree as they stand, the highest first; those without a score come last."""
    found = [appraised(risk, run.workspace, run.today) for risk in run.workspace.of(Risk)]
    return sorted(found, key=lambda each: tuple(-_or_last(score) for score in (each.standing, each.before)))


def _or_last(score: int | None) -> int:
    return UNSCORED if score is None else score


def risks_plain(run: Run, appraisals: Iterable[Appraisal]) -> Plain:
    """`isokit/risks/1`, of some risks."""
    return {
        **schema_plain("risks", run),
        "rating": rating_plain(run.workspace.settings.risk),
        "risks": [risk_plain(each) for each in appraisals],
    }


def rating_plain(rating: Rating) -> Plain:
    """How risks are weighed. `matrix` is empty where a score is the product; `acceptance` null where none is said."""
    likelihood, consequence = rating.sizes
    return {
        "scale": {"likelihood": likelihood, "consequence": consequence},
        "matrix": [list(row) for row in rating.matrix],
        "levels": [{"name": level.name, "up_to": level.up_to} for level in rating.levels],
        "acceptance": rating.acceptance,
    }


def risk_plain(found: Appraisal) -> Plain:
    """One risk of `isokit/risks/1`: before treatment, what remains after it, and as it stands."""
    risk = found.risk
    return {
        "id": risk.id,
        "title": risk.title,
        "owner": risk.owner,
        "security": found.secures,
        "affects": [each.value for each in risk.affects],
        "processes": list(risk.processes),
        "before": score_plain(risk.weighed(found.today), found.rating),
        "after": score_plain(found.left, found.rating),
        "standing": score_plain(found.stands_at, found.rating),
        "treatment": risk.treatment and risk.treatment.value,
        "progress": found.progress.value,
        "controls": list(risk.controls),
        "due": day_plain(risk.due),
        "actions": [_measure(found, number, each) for number, each in enumerate(risk.actions, 1)],
        "approved": said_plain(risk.approved, found.against_approval),
        "accepted": said_plain(risk.accepted, found.against_acceptance),
        "assessments": [_assessment(each, found.rating) for each in risk.assessments],
        "review": day_plain(risk.review),
        "clauses": list(risk.clauses),
        "path": risk.path,
    }


def score_plain(pair: Pair, rating: Rating) -> Plain:
    """A pair with its score, the word for that, and whether it is above what is accepted."""
    score = rating.score(*pair)
    likelihood, consequence = pair
    return {
        "likelihood": likelihood,
        "consequence": consequence,
        "score": score,
        "level": rating.level(score),
        "above": rating.above(score),
    }


def said_plain(said: Acceptance | None, against: Lack | None) -> Plain:
    """Who approved or accepted, when, whether that counts on the day, and if not, why."""
    told = {"by": said and said.by, "on": day_plain(said.on) if said else None}
    return {**told, "counts": said is not None and against is None, "objection": against and against.reason}


def in_words(score: Plain) -> str:
    """A score for people, with the word for it where there is one; nothing where there is no score."""
    if score["score"] is None:
        return ""
    level = f" {score['level']}" if score["level"] else ""
    return f"{score['likelihood']} × {score['consequence']}: {score['score']}{level}"


def _worded(found: Appraisal) -> Plain:
    """A risk with its scores in words, as templates print them."""
    plain = risk_plain(found)
    scores = ("before", "after", "standing")
    held = [{**each, "words": in_words(each)} for each in plain["assessments"]]
    return {**plain, **{name: {**plain[name], "words": in_words(plain[name])} for name in scores}, "assessments": held}


def _map_plain(title: str, pairs: Iterable[Pair], rating: Rating) -> Plain:
    """A heat map, its rows from the highest likelihood."""
    made = HeatMap.of(pairs, rating)
    rows = [{"likelihood": step, "cells": [asdict(cell) for cell in cells]} for step, cells in made.rows()]
    levels = [{"name": name, "count": count} for name, count in made.levels()]
    about = {"title": title, "consequences": list(made.consequences), "elsewhere": made.elsewhere}
    return {**about, "rows": rows, "levels": levels}


def risks_report_plain(run: Run) -> Plain:
    """What the template of the risk register may use."""
    found, rating = by_score(run), run.workspace.settings.risk
    return {
        **_head(run),
        "risks": [_worded(each) for each in found],
        "maps": [
            _map_plain("Before treatment", (each.risk.weighed(run.today) for each in found), rating),
            _map_plain("As it stands", (each.stands_at for each in found), rating),
        ],
    }


def _head(run: Run) -> Plain:
    return {**head_plain(run), "rating": rating_plain(run.workspace.settings.risk)}


def _assessment(each: RiskAssessment, rating: Rating) -> Plain:
    """One assessment as it was held, its score by the rating of today."""
    about = {"on": day_plain(each.on), "criteria": each.criteria, "assessor": each.assessor, "trigger": each.trigger}
    return {**about, **score_plain(each.pair, rating)}


def treatment_plan_plain(run: Run) -> Plain:
    """What the template of the risk treatment plan may use: the risks with a treatment, and those that need one."""
    found = sorted(by_score(run), key=lambda each: -_or_last(each.before))
    planned = [each for each in found if each.risk.treatment]
    scores = sorted({each.before for each in planned}, key=_or_last, reverse=True)
    return {
        **_head(run),
        "risks": [{**_planned(each), "priority": scores.index(each.before) + 1} for each in planned],
        "undecided": [_worded(each) for each in found if not each.risk.treatment and each.rating.above(each.before)],
    }


def _planned(found: Appraisal) -> Plain:
    """A risk with its measures. One without any has a single row, for its treatment as a whole."""
    risk, worded = found.risk, _worded(found)
    whole = {"id": risk.id, "what": None, "who": risk.owner, "start": None, "due": day_plain(risk.due)}
    return {
        **worded,
        "measures": worded["actions"] or [{**whole, "status": found.progress.value, "done": None, "verified": None}],
    }


def _measure(found: Appraisal, number: int, measure: Measure) -> Plain:
    verified = measure.verified
    return {
        "id": f"{found.risk.id}/{number}",
        "what": measure.what,
        "who": measure.who or found.risk.owner,
        "start": day_plain(measure.start),
        "due": day_plain(measure.due),
        "status": found.progress_of(measure).value,
        "done": day_plain(measure.done),
        "verified": verified
        and {
            "on": day_plain(verified.on),
            "by": verified.by,
            "result": verified.result,
            "evidence": list(verified.evidence),
        },
    }
