"""For a manager at a terminal: a table a standard, and the most useful next steps. Words beside every colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from isokit.assess.assessment import Assessment, ClauseAssessment, Status
from isokit.assess.assessment import count as counted
from isokit.assess.hint import Hint, answering, by_topic
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.words import few

STYLES = {
    Status.EVIDENCED: "green",
    Status.PARTIAL: "yellow",
    Status.MISSING: "red",
    Status.NONCONFORMING: "bold red",
    Status.EXCLUDED: "dim",
}
GLYPHS = {
    Status.EVIDENCED: ("\u2714", "+"),
    Status.PARTIAL: ("\u25d0", "~"),
    Status.MISSING: ("\u25cb", "o"),
    Status.NONCONFORMING: ("\u2718", "x"),
    Status.EXCLUDED: ("\u2013", "-"),
}
MOST_STEPS, MOST_CLAUSES = 10, 4
WIDE = 112
"""Columns a table with every status needs; a narrower terminal gets the statuses that occur, in words."""


def write(run: Run, look: Look) -> str:
    """Each adopted edition: counts by clause group, the clauses themselves with `all`, and next steps."""
    parts = [part for assessment in run.assessments for part in _assessment(assessment, run, look)]
    return terminal.rendered(parts, look)


def _assessment(assessment: Assessment, run: Run, look: Look) -> Iterator[terminal.Block]:
    standard = assessment.standard
    name = run.workspace.settings.organization.name or "the organization"
    yield terminal.text((f"{standard.name}  {standard.title}", "bold"))
    yield terminal.text((f"{name}, as of {run.today}; seen from the tree, not an auditor's conclusion", "dim"))
    if assessment.reached_from:
        origins = " and ".join(assessment.reached_from)
        yield terminal.text((f"reached from {origins}: what changed since then is partial at most", "dim"))
    yield ""
    if look.width < WIDE:
        yield terminal.table(("clause", "leaves"), _short_rows(assessment, look), look)
    else:
        yield terminal.table(("clause", *_heads(look), "leaves"), _rows(assessment), look, numbers=True)
    yield ""
    if look.all:
        yield from _leaves(assessment, run, look)
        yield ""
    yield from _steps(assessment, look)


def _heads(look: Look) -> Iterator[str]:
    return (f"{glyph(status, look)} {status}" for status in Status)


def glyph(status: Status, look: Look) -> str:
    """The sign of a status, beside its word."""
    return GLYPHS[status][look.ascii]


def _rows(assessment: Assessment) -> Iterator[list[terminal.Line]]:
    for head, leaves in assessment.groups:
        yield _row(f"{head.clause} {head.title}", counted(leaves), len(leaves))
    yield _row("total", assessment.counts, len(assessment.leaves))


def _short_rows(assessment: Assessment, look: Look) -> Iterator[list[terminal.Line]]:
    for head, leaves in assessment.groups:
        yield [terminal.text(f"{head.clause} {head.title}"), _in_words(counted(leaves), look)]
    yield [terminal.text("total"), _in_words(assessment.counts, look)]


def _in_words(counts: dict[Status, int], look: Look) -> terminal.Line:
    words = [
        (f"{glyph(status, look)} {number} {status} ", STYLES[status]) for status, number in counts.items() if number
    ]
    return terminal.text(*words)


def _row(title: str, counts: dict[Status, int], total: int) -> list[terminal.Line]:
    numbers = [terminal.text((str(number), STYLES[status] if number else "dim")) for status, number in counts.items()]
    return [terminal.text(title), *numbers, terminal.text(str(total))]


def _leaves(assessment: Assessment, run: Run, look: Look) -> Iterator[terminal.Block]:
    """Every clause; reasons that are the same as those of the clause above are not said twice."""
    above: ClauseAssessment | None = None
    for leaf in assessment.leaves:
        repeated = above is not None and above.status is leaf.status and above.reasons == leaf.reasons
        same = (f"as for {above.clause.clause}",) if above and repeated and leaf.reasons else leaf.reasons
        yield from _leaf(leaf, assessment.standard.heading(leaf.clause), same, look)
        for words in _hinted(run.hints.get(leaf.ref, ())):
            yield terminal.indented(terminal.text((words, "dim")), 16)
        above = leaf


def _hinted(hints: Iterable[Hint]) -> Iterator[str]:
    """What answers the topics of a leaf in other standards, and what it lacks here; a line a topic."""
    for topic, together in by_topic(hints):
        lacks = f"; may still lack: {together[0].lacks}" if together[0].lacks else ""
        yield f"already answered by: {answering(together)} ({topic.name}, {topic.relation}){lacks}"


def _leaf(leaf: ClauseAssessment, heading: str, reasons: Sequence[str], look: Look) -> Iterator[terminal.Block]:
    asks = f"  asks {len(leaf.observed)}/{len(leaf.clause.asks)}" if leaf.clause.asks else ""
    sign = f"{glyph(leaf.status, look)} {leaf.status}".ljust(16)
    yield terminal.text((sign, STYLES[leaf.status]), f"{leaf.clause.clause} {heading}{asks}")
    for reason in reasons:
        yield terminal.indented(terminal.text((reason, "dim")), 16)


def _steps(assessment: Assessment, look: Look) -> Iterator[terminal.Block]:
    steps = assessment.next_steps
    if not steps:
        yield terminal.text(("nothing left to do that can be seen from the tree", "green"), "\n")
        return
    shown = len(steps) if look.all else min(len(steps), MOST_STEPS)
    more_to_see = "" if shown == len(steps) else "; all of them: isokit gap --all"
    yield terminal.text(("next steps", "bold"), f" ({shown} of {len(steps)}{more_to_see})")
    for step in steps[:shown]:
        clauses = few((leaf.clause.clause for leaf in step.leaves), MOST_CLAUSES)
        words = terminal.text(step.text, (f"  for {clauses}", "dim"))
        yield terminal.listed(words, look)
    yield ""
