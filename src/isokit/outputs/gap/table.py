"""For a manager at a terminal: a table for each standard, and the most useful next steps. Colours never stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.crosswalk import Hint
from isokit.schemas.gap import AssessedStandard, Clause, Counts, Gap
from isokit.text.words import few

STYLES = {
    "evidenced": "green",
    "partial": "yellow",
    "missing": "red",
    "nonconforming": "bold red",
    "excluded": "dim",
}
GLYPHS = {
    "evidenced": ("\u2714", "+"),
    "partial": ("\u25d0", "~"),
    "missing": ("\u25cb", "o"),
    "nonconforming": ("\u2718", "x"),
    "excluded": ("\u2013", "-"),
}
MOST_STEPS, MOST_CLAUSES = 10, 4
WIDE = 112
"""Columns a table with every status needs; a narrower terminal gets the statuses that occur, in words."""
INDENT = 16


def write(gap: Gap, look: Look) -> str:
    """Each adopted edition: counts by main clause, the requirements themselves with `all`, and next steps."""
    parts = [part for standard in gap.standards for part in _standard(standard, gap, look)]
    return terminal.render(parts, look)


def _standard(standard: AssessedStandard, gap: Gap, look: Look) -> Iterator[terminal.Block]:
    name = gap.organization or "the organization"
    yield terminal.text((f"{standard.name}  {standard.title}", "bold"))
    yield terminal.text((f"{name}, as of {gap.as_of}; based on the files; not an auditor's conclusion", "dim"))
    if standard.reached_from:
        origins = " and ".join(standard.reached_from)
        yield terminal.text((f"reached from {origins}: what changed since then is partial at most", "dim"))
    yield ""
    if look.width < WIDE:
        yield terminal.counts(_short_rows(standard, look), ("clause", "requirements"), look)
    else:
        yield terminal.table(("clause", *_heads(look), "total"), _rows(standard), look, numbers=True)
    yield ""
    if look.all:
        yield from _clauses(standard, look)
        yield ""
    yield from _steps(standard, look)


def _heads(look: Look) -> Iterator[str]:
    return (f"{glyph(status, look)} {status}" for status in STYLES)


def glyph(status: str, look: Look) -> str:
    """The sign of a status, which precedes its word."""
    return GLYPHS[status][look.ascii]


def _rows(standard: AssessedStandard) -> Iterator[list[terminal.Line]]:
    for group in standard.groups:
        yield _row(f"{group.number} {group.title}", group.counts, group.total)
    yield _row("total", standard.counts, len(standard.leaves))


def _short_rows(standard: AssessedStandard, look: Look) -> Iterator[tuple[str, list[terminal.Styled]]]:
    for group in standard.groups:
        yield f"{group.number} {group.title}", _in_words(group.counts, look)
    yield "total", _in_words(standard.counts, look)


def _in_words(counts: Counts, look: Look) -> list[terminal.Styled]:
    return [
        (f"{glyph(status, look)} {number} {status} ", STYLES[status]) for status, number in counts.items() if number
    ]


def _row(title: str, counts: Counts, total: int) -> list[terminal.Line]:
    numbers = [terminal.text((str(number), STYLES[status] if number else "dim")) for status, number in counts.items()]
    return [terminal.text(title), *numbers, terminal.text(str(total))]


def _clauses(standard: AssessedStandard, look: Look) -> Iterator[terminal.Block]:
    """Every requirement; reasons equal to those of the one above are not repeated."""
    above: Clause | None = None
    for clause in standard.leaves:
        repeated = above is not None and above.status == clause.status and above.reasons == clause.reasons
        reasons = (f"as for {above.number}",) if above and repeated and clause.reasons else clause.reasons
        yield from _clause(clause, reasons, look)
        for topic in by_topic(clause.hints):
            words = f"already answered by: {topic.answers} {topic.about}{topic.lacks}"
            yield terminal.indent(terminal.text((words, "dim")), INDENT)
        above = clause


def _clause(clause: Clause, reasons: Sequence[str], look: Look) -> Iterator[terminal.Block]:
    asks, status = clause.asks, str(clause.status)
    observed = f"  asks {asks.observed}/{asks.total}" if asks.total else ""
    sign = f"{glyph(status, look)} {status}".ljust(INDENT)
    yield terminal.text((sign, STYLES[status]), f"{clause.number} {clause.heading}{observed}")
    for reason in reasons:
        yield terminal.indent(terminal.text((reason, "dim")), INDENT)


def _steps(standard: AssessedStandard, look: Look) -> Iterator[terminal.Block]:
    steps = standard.steps
    if not steps:
        yield terminal.text(("based on the files, nothing is left to do", "green"), "\n")
        return
    listed = steps if look.all else steps[:MOST_STEPS]
    more = "" if len(listed) == len(steps) else "; all of them: isokit gap --all"
    yield terminal.text(("next steps", "bold"), f" ({len(listed)} of {len(steps)}{more})")
    for step in listed:
        clauses = few(step.clauses, MOST_CLAUSES)
        yield terminal.point(terminal.text(step.text, (f"  for {clauses}", "dim")), look)
    yield ""


class Topic(NamedTuple):
    """The hints of one topic in words: what answers it, the topic with its relation, and what may be lacking."""

    answers: str
    about: str
    lacks: str


def by_topic(hints: Iterable[Hint]) -> Iterator[Topic]:
    """A line for each topic; the hints of a topic lack the same."""
    found: dict[str, list[Hint]] = {}
    for hint in hints:
        found.setdefault(hint.topic, []).append(hint)
    for together in found.values():
        first = together[0]
        lacks = f"; may still lack: {first.lacks}" if first.lacks else ""
        yield Topic(_answers(together), f"({first.topic_name}, {first.relation})", lacks)


def _answers(hints: Iterable[Hint]) -> str:
    """Who answers what: `PRO-006 and EVD-008 for iso9001:2015/7.2`."""
    found: dict[str, list[str]] = {}
    for hint in hints:
        found.setdefault(hint.answered, []).append(hint.by)
    return "; ".join(f"{_listed(ids)} for {ref}" for ref, ids in found.items())


def _listed(ids: list[str]) -> str:
    *others, last = ids
    return f"{', '.join(others)} and {last}" if others else last
