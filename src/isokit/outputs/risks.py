"""Risks for a terminal and as JSON: a list, the highest first, and heat maps. Words and signs beside every colour."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isokit.analysis.risk.appraisal import Appraisal, Progress
from isokit.analysis.risk.heat_map import Cell, HeatMap
from isokit.model.rating import Rating
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.risks import risks_plain
from isokit.text.escape import visible
from isokit.text.words import many

INDENT = 4
ABOVE = "!"
"""What stands behind a score above the acceptance level."""


@dataclass(frozen=True)
class Listed:
    """The risks of a run as they stand, and those of them that are to be shown."""

    run: Run
    risks: Sequence[Appraisal]
    shown: Sequence[Appraisal]

    @property
    def rating(self) -> Rating:
        """How they are weighed."""
        return self.run.workspace.settings.risk


def as_json(listed: Listed, look: Look) -> str:
    """`isokit/risks/1`."""
    return json.dumps(risks_plain(listed.run, listed.shown), ensure_ascii=False, indent=2) + "\n"


def text(listed: Listed, look: Look) -> str:
    """The list, the heat maps, and what the signs mean."""
    return terminal.rendered(_parts(listed, look), look)


def _parts(listed: Listed, look: Look) -> Iterator[terminal.Block]:
    if not listed.risks:
        yield "no risks; they stand in registers/risks.yaml"
        return
    if not listed.shown:
        yield terminal.text(f"no risk is above the acceptance level of {listed.rating.acceptance}")
    yield from _told(listed, look)
    yield ""
    today = listed.run.today
    yield from _map("before treatment", HeatMap.of((r.risk.weighed(today) for r in listed.risks), listed.rating), look)
    yield from _map("as they stand", HeatMap.of((r.stands_at for r in listed.risks), listed.rating), look)
    yield from _summary(listed)


def _told(listed: Listed, look: Look) -> Iterator[terminal.Block]:
    """Two lines a risk: its id, score and title, then who treats it how, and until when."""
    widths = [min(max(map(terminal.cells, part)), look.width // 4) for part in zip(*_heads(listed, look), strict=True)]
    for found, (name, score) in zip(listed.shown, _heads(listed, look), strict=True):
        style = _style(found.standing, found.rating)
        parts = (terminal.text((name, "bold")), terminal.text((score, style)), terminal.text(found.risk.title))
        yield terminal.beside(parts, widths)
        yield terminal.indented(terminal.text(("; ".join(_facts(found)), "dim")), INDENT)


def _heads(listed: Listed, look: Look) -> list[tuple[str, str]]:
    """The id of each risk, and its score before treatment with what remains."""
    return [(visible(found.risk.id), _scores(found, look)) for found in listed.shown]


def _scores(found: Appraisal, look: Look) -> str:
    if found.before is None:
        return "no score"
    after = [_score(found.after, found.rating)] if found.after is not None else []
    return (" -> " if look.ascii else " \u2192 ").join([_score(found.before, found.rating), *after])


def _score(score: int, rating: Rating) -> str:
    """A score with its sign, and the organization's own word for it."""
    word = f" {rating.level(score)}" if rating.levels else ""
    return f"{score}{ABOVE if rating.above(score) else ''}{word}"


def _style(score: int | None, rating: Rating) -> str:
    if rating.acceptance is None or score is None:
        return ""
    return "red" if rating.above(score) else "green"


def _facts(found: Appraisal) -> Iterator[str]:
    """Who owns a risk, how far its treatment has come, who accepted what remains, and when somebody looks again."""
    risk = found.risk
    yield risk.owner or "no owner"
    due = f", due {risk.due}" if risk.due and found.progress is not Progress.DONE else ""
    yield f"{risk.treatment} ({found.progress}{due})" if risk.treatment else "not treated"
    if risk.treatment and found.secures and not found.approved:
        yield "plan not approved"
    if risk.treatment:
        yield f"residual accepted {risk.accepted.on}" if risk.accepted and found.accepted else "residual not accepted"
    if risk.review:
        yield f"review {risk.review}"


def _map(title: str, made: HeatMap, look: Look) -> Iterator[terminal.Block]:
    """A heat map: likelihood upwards, consequence to the right, the number of risks in each field."""
    columns = len(made.consequences)
    digits = min(max(len(str(max(made.counts.values(), default=0))), 2), (look.width - 3) // columns - 2)
    yield terminal.text((title, "bold"), ": likelihood up, consequence to the right")
    for likelihood, cells in made.rows():
        yield terminal.text(f"{likelihood:>2} ", *(_field(cell, digits, made.rating, look) for cell in cells))
    yield terminal.text((f"{'':3}" + "".join(f"{step:>{digits + 1}} " for step in made.consequences), "dim"))
    yield ""


def _field(cell: Cell, digits: int, rating: Rating, look: Look) -> terminal.Styled:
    """A number of risks with the sign of its score; one too long for the field is cut to `99+`."""
    nothing = "." if look.ascii else "\u00b7"
    number = str(cell.count) if cell.count else nothing
    if len(number) > digits:
        number = "9" * (digits - 1) + "+"
    style = _style(cell.score, rating)
    return f" {number:>{digits}}{ABOVE if cell.above else ' '}", style if cell.count or not style else f"dim {style}"


def _summary(listed: Listed) -> Iterator[terminal.Block]:
    rating, total = listed.rating, len(listed.risks)
    made = HeatMap.of((each.stands_at for each in listed.risks), rating)
    above = sum(rating.above(each.standing) for each in listed.risks)
    yield terminal.text(f"{many(total, 'risk')} as of {listed.run.today}")
    if rating.acceptance is None:
        yield terminal.text("no acceptance level is decided; add risk: {acceptance: 9} to isokit.yaml")
    else:
        yield terminal.text(f"{ABOVE} above the acceptance level of {rating.acceptance}: {many(above, 'risk')}")
    for name, count in made.levels() if rating.levels else ():
        yield terminal.text(f"{name}: {many(count, 'risk')}")
    if made.elsewhere:
        yield terminal.text((f"without a score: {many(made.elsewhere, 'risk')}; see isokit check", "red"))
