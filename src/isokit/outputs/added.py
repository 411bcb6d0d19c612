"""What one more standard would cost: what carries over as it is, what is a beginning, what begins from scratch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from isokit.assess.added_standard import Addition, Effort
from isokit.assess.assessment import ClauseAssessment
from isokit.assess.hint import answering, by_topic
from isokit.catalog.standard import name_of
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.crosswalk import added_plain
from isokit.schemas.run import gap_plain

STYLES = {
    Effort.EVIDENCED: "green",
    Effort.SAME: "cyan",
    Effort.SIMILAR: "cyan",
    Effort.BEGUN: "yellow",
    Effort.SCRATCH: "red",
    Effort.EXCLUDED: "dim",
}
HEADS = {
    Effort.EVIDENCED: "as it is",
    Effort.SAME: "same",
    Effort.SIMILAR: "similar",
    Effort.BEGUN: "in part",
    Effort.SCRATCH: "from scratch",
    Effort.EXCLUDED: "excluded",
}
LEGEND = (
    ("as it is", "evidenced with what the tree holds today"),
    ("same", "something answers the same topic of another standard; it counts here once it claims the clause"),
    ("similar", "something answers a similar topic; what this standard wants beyond it may be there or not"),
    ("in part", "something is there already, and no other standard helps"),
)
ROOMY = 104
"""Columns a table with every effort needs; a narrower terminal gets the efforts that occur, in words."""


def as_json(run: Run, look: Look) -> str:
    """`isokit/gap/1` of the standard to add, with `added`."""
    (assessment,) = run.assessments
    plain = gap_plain(run) | {"added": added_plain(Addition(assessment, run.hints), _adopted(run))}
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def table(run: Run, look: Look) -> str:
    """By main clause how each leaf would begin; then the leaves with hints, those begun, those from scratch."""
    (assessment,) = run.assessments
    addition = Addition(assessment, run.hints)
    return terminal.rendered([*_head(run, addition), "", *_counts(addition, look), "", *_lists(addition, look)], look)


def _adopted(run: Run) -> list[str]:
    return [standard.standard for standard in run.workspace.standards]


def _head(run: Run, addition: Addition) -> Iterator[terminal.Block]:
    standard = addition.assessment.standard
    organization = run.workspace.settings.organization.name or "the organization"
    beside = ", ".join(map(name_of, _adopted(run))) or "nothing"
    yield terminal.text((f"adding {standard.name}  {standard.title}", "bold"))
    yield terminal.text((f"{organization}, as of {run.today}; beside {beside}; seen from the tree", "dim"))
    if origins := addition.assessment.reached_from:
        yield terminal.text((f"reached from {' and '.join(origins)}: what changed is in part at most", "dim"))


def _counts(addition: Addition, look: Look) -> Iterator[terminal.Block]:
    efforts = [e for e in Effort if e is not Effort.EXCLUDED or addition.leaves(e)]
    groups = [(f"{head.clause} {head.title}", leaves) for head, leaves in addition.assessment.groups]
    rows = [*groups, ("total", addition.assessment.leaves)]
    if look.width < ROOMY:
        short = ((title, _in_words(addition.counts(leaves))) for title, leaves in rows)
        yield terminal.table(("clause", "leaves"), short, look)
    else:
        heads = ("clause", *(HEADS[effort] for effort in efforts), "leaves")
        full = (_row(title, leaves, efforts, addition) for title, leaves in rows)
        yield terminal.table(heads, full, look, numbers=True)
    yield ""
    for head, meaning in LEGEND:
        yield terminal.fact(head, meaning)


def _row(
    title: str, leaves: Sequence[ClauseAssessment], efforts: Sequence[Effort], addition: Addition
) -> list[terminal.Line]:
    counts = addition.counts(leaves)
    numbers = [terminal.text((str(counts[e]), STYLES[e] if counts[e] else "dim")) for e in efforts]
    return [terminal.text(title), *numbers, terminal.text(str(len(leaves)))]


def _in_words(counts: dict[Effort, int]) -> terminal.Line:
    return terminal.text(*((f"{number} {HEADS[e]}  ", STYLES[e]) for e, number in counts.items() if number))


def _lists(addition: Addition, look: Look) -> Iterator[terminal.Block]:
    hinted = addition.leaves(Effort.SAME, Effort.SIMILAR)
    yield from _list("something to begin with", hinted, addition, look)
    yield from _list("answered in part", addition.leaves(Effort.BEGUN), addition, look)
    yield from _list("from scratch", addition.leaves(Effort.SCRATCH), addition, look)


def _list(title: str, leaves: Sequence[ClauseAssessment], addition: Addition, look: Look) -> Iterator[terminal.Block]:
    if not leaves:
        return
    yield terminal.text((title, "bold"), f" ({len(leaves)} of {len(addition.assessment.leaves)})")
    for leaf in leaves:
        yield from _leaf(leaf, addition, look)
    yield ""


def _leaf(leaf: ClauseAssessment, addition: Addition, look: Look) -> Iterator[terminal.Block]:
    """A leaf with what it could begin with and what that may lack; with what to do where there is nothing."""
    title = f"{leaf.clause.clause} {addition.assessment.standard.heading(leaf.clause)}"
    hints = addition.hints_of(leaf)
    yield terminal.listed(terminal.text(title, ("" if hints else f": {leaf.next}", "dim")), look)
    for topic, together in by_topic(hints):
        words = f"{answering(together)} ({topic.name}, {topic.relation})"
        lacks = f"; may still lack: {together[0].lacks}" if together[0].lacks else ""
        yield terminal.indented(terminal.text(words, (lacks, "dim")), 4)
