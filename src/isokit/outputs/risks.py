"""Risks for a terminal: a list, the highest first, and heat maps. Colours never stand alone."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.risks import Cell, HeatMap, Rating, Risk, Risks, Score
from isokit.text.escape import visible
from isokit.text.words import many

INDENT = 4
ABOVE = "!"
"""What follows a score above the acceptance level."""


def text(found: Risks, look: Look) -> str:
    return terminal.render(_parts(found, look), look)


def _parts(found: Risks, look: Look) -> Iterator[terminal.Block]:
    if not found.total:
        yield "no risks; they are kept in registers/risks.yaml"
        return
    if not found.risks:
        yield terminal.text(f"no risk is above the acceptance level of {found.rating.acceptance}")
    yield from _listed(found, look)
    yield ""
    before, standing = found.maps
    yield from _map("before treatment", before, found.rating, look)
    yield from _map("as they stand", standing, found.rating, look)
    yield from _summary(found)


def _listed(found: Risks, look: Look) -> Iterator[terminal.Block]:
    """Two lines a risk: its id, score and title, then who treats it how, and until when."""
    heads = [(visible(risk.id), _scores(risk, found.rating, look)) for risk in found.risks]
    widths = [min(max(map(terminal.cells, part)), look.width // 4) for part in zip(*heads, strict=True)]
    for risk, (name, score) in zip(found.risks, heads, strict=True):
        style = _style(risk.standing, found.rating)
        parts = (terminal.text((name, "bold")), terminal.text((score, style)), terminal.text(risk.title))
        yield terminal.columns(parts, widths)
        yield terminal.indent(terminal.text(("; ".join(_facts(risk)), "dim")), INDENT)


def _scores(risk: Risk, rating: Rating, look: Look) -> str:
    """The score before treatment, and what remains."""
    if risk.before.score is None:
        return "no score"
    scores = [score for score in (risk.before, risk.after) if score.score is not None]
    return (" -> " if look.ascii else " \u2192 ").join(_score(score, rating) for score in scores)


def _score(score: Score, rating: Rating) -> str:
    word = f" {score.level}" if rating.levels else ""
    return f"{score.score}{ABOVE if score.above else ''}{word}"


def _style(score: Score | Cell, rating: Rating) -> str:
    if rating.acceptance is None or score.score is None:
        return ""
    return "red" if score.above else "green"


def _facts(risk: Risk) -> Iterator[str]:
    """Who owns a risk, how far its treatment is, who accepted what remains, and when it is reviewed."""
    yield risk.owner or "no owner"
    due = f", due {risk.due}" if risk.due and risk.progress != "done" else ""
    yield f"{risk.treatment} ({risk.progress}{due})" if risk.treatment else "not treated"
    if risk.treatment and risk.security and not risk.approved.counts:
        yield "plan not approved"
    if risk.treatment:
        yield f"residual accepted {risk.accepted.on}" if risk.accepted.counts else "residual not accepted"
    if risk.review:
        yield f"review {risk.review}"


def _map(title: str, made: HeatMap, rating: Rating, look: Look) -> Iterator[terminal.Block]:
    """A heat map: likelihood upwards, consequence to the right, the number of risks in each field."""
    columns, most = len(made.consequences), max((cell.count for row in made.rows for cell in row.cells), default=0)
    digits = min(max(len(str(most)), 2), (look.width - 3) // columns - 2)
    yield terminal.text((title, "bold"), ": likelihood up, consequence to the right")
    for row in made.rows:
        yield terminal.text(f"{row.likelihood:>2} ", *(_field(cell, digits, rating, look) for cell in row.cells))
    yield terminal.text((f"{'':3}" + "".join(f"{step:>{digits + 1}} " for step in made.consequences), "dim"))
    yield ""


def _field(cell: Cell, digits: int, rating: Rating, look: Look) -> terminal.Styled:
    """A number of risks with the sign of its score; one too long for the field is cut to `99+`."""
    nothing = "." if look.ascii else "\u00b7"
    number = str(cell.count) if cell.count else nothing
    if len(number) > digits:
        number = "9" * (digits - 1) + "+"
    style = _style(cell, rating)
    return f" {number:>{digits}}{ABOVE if cell.above else ' '}", style if cell.count or not style else f"dim {style}"


def _summary(found: Risks) -> Iterator[terminal.Block]:
    rating, standing = found.rating, found.maps[1]
    yield terminal.text(f"{many(found.total, 'risk')} as of {found.as_of}")
    if rating.acceptance is None:
        yield terminal.text("no acceptance level is decided; add risk: {acceptance: 9} to isokit.yaml")
    else:
        yield terminal.text(f"{ABOVE} above the acceptance level of {rating.acceptance}: {many(found.above, 'risk')}")
    for level in standing.levels if rating.levels else ():
        yield terminal.text(f"{level.name}: {many(level.count, 'risk')}")
    if standing.elsewhere:
        yield terminal.text((f"without a score: {many(standing.elsewhere, 'risk')}; see isokit check", "red"))
