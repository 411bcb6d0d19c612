"""What one more standard would cost: what carries over, what is a start, and what has to be built from scratch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isokit.outputs import terminal
from isokit.outputs.gap.table import by_topic
from isokit.outputs.look import Look
from isokit.schemas.gap import Added, AddedClause, AssessedStandard, Effort, Efforts, Gap

STYLES = {
    "evidenced": "green",
    "same": "cyan",
    "similar": "cyan",
    "begun": "yellow",
    "scratch": "red",
    "excluded": "dim",
}
HEADS = {
    "evidenced": "as it is",
    "same": "same",
    "similar": "similar",
    "begun": "in part",
    "scratch": "from scratch",
    "excluded": "excluded",
}
LEGEND = (
    ("as it is", "evidenced by what the files hold today"),
    ("same", "something answers the same topic of another standard; it counts here once it claims the clause"),
    ("similar", "something answers a similar topic; check what this standard requires beyond it"),
    ("in part", "something is there already, and no other standard helps"),
)
ROOMY = 104
"""Columns a table with every effort needs; a narrower terminal gets the efforts that occur, in words."""


def table(gap: Gap, look: Look) -> str:
    """By main clause how each requirement would start; then those with hints, in part, from scratch."""
    (standard,), added = gap.standards, gap.added
    assert added
    return terminal.render([*_head(gap, standard, added), "", *_counts(added, look), "", *_lists(added, look)], look)


def _head(gap: Gap, standard: AssessedStandard, added: Added) -> Iterator[terminal.Block]:
    organization = gap.organization or "the organization"
    adopted = ", ".join(added.adopted_names) or "nothing"
    yield terminal.text((f"adding {standard.name}  {standard.title}", "bold"))
    yield terminal.text((f"{organization}, as of {gap.as_of}; alongside {adopted}; based on the files", "dim"))
    if standard.reached_from:
        yield terminal.text(
            (f"reached from {' and '.join(standard.reached_from)}: what changed is in part at most", "dim")
        )


def _counts(added: Added, look: Look) -> Iterator[terminal.Block]:
    efforts = [effort for effort in added.counts if effort != "excluded" or added.counts[effort]]
    groups = [(f"{group.ref.partition('/')[2]} {group.title}", group.counts) for group in added.groups]
    rows = [*groups, ("total", added.counts)]
    if look.width < ROOMY:
        yield terminal.counts(((title, _in_words(n)) for title, n in rows), ("clause", "requirements"), look)
    else:
        heads = ("clause", *(HEADS[effort] for effort in efforts), "total")
        full = (_row(title, counts, efforts) for title, counts in rows)
        yield terminal.table(heads, full, look, numbers=True)
    yield ""
    for head, meaning in LEGEND:
        yield terminal.fact(head, meaning)


def _row(title: str, counts: Efforts, efforts: Sequence[Effort]) -> list[terminal.Line]:
    numbers = [terminal.text((str(counts[e]), STYLES[e] if counts[e] else "dim")) for e in efforts]
    return [terminal.text(title), *numbers, terminal.text(str(sum(counts.values())))]


def _in_words(counts: Efforts) -> list[terminal.Styled]:
    return [(f"{number} {HEADS[e]}  ", STYLES[e]) for e, number in counts.items() if number]


def _lists(added: Added, look: Look) -> Iterator[terminal.Block]:
    total = sum(added.counts.values())
    yield from _list("something to start from", added.hinted, total, look)
    yield from _list("answered in part", added.begun, total, look)
    yield from _list("from scratch", added.scratch, total, look)


def _list(title: str, clauses: Sequence[AddedClause], total: int, look: Look) -> Iterator[terminal.Block]:
    if not clauses:
        return
    yield terminal.text((title, "bold"), f" ({len(clauses)} of {total})")
    for clause in clauses:
        yield from _clause(clause, look)
    yield ""


def _clause(clause: AddedClause, look: Look) -> Iterator[terminal.Block]:
    """A requirement with what it could start from and what that may lack; with what to do where there is nothing."""
    title = f"{clause.ref.partition('/')[2]} {clause.title}"
    yield terminal.point(terminal.text(title, ("" if clause.hints else f": {clause.next}", "dim")), look)
    for topic in by_topic(clause.hints):
        yield terminal.indent(terminal.text(f"{topic.answers} {topic.about}", (topic.lacks, "dim")), 4)
