"""For a terminal: the editions isokit knows, one of them, what differs between two, their crosswalk, and the types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.crosswalk import Crosswalk, Topic
from isokit.schemas.edition_diff import ClauseChange, EditionDiff
from isokit.schemas.standards import Clause, Edition, Standard, Standards, Transition, Types

SHORT = 12
"""Hexadecimal digits of a digest that tell checklists apart; JSON has all of them."""


def list_table(listed: Standards, look: Look) -> str:
    heads = ("standard", "published", "clauses", "revision", "digest", "status")
    return terminal.render([terminal.table(heads, map(_row, listed.standards), look)], look)


def _row(edition: Edition) -> list[str]:
    digest = edition.digest.removeprefix("sha256:")[:SHORT]
    published = str(edition.published or "")
    return [edition.standard, published, str(edition.leaves), str(edition.revision), digest, edition.status]


def show_text(standard: Standard, look: Look) -> str:
    """One edition: its dates and their sources, then every clause with what is expected."""
    parts = [*_head(standard), "", *(part for clause in standard.clauses for part in _clause(clause, look))]
    return terminal.render(parts, look)


def _head(standard: Standard) -> Iterator[terminal.Block]:
    yield terminal.text((f"{standard.name}  {standard.title}", "bold"))
    confidence = f", confidence {standard.published_confidence}" if standard.published_confidence else ""
    source = f" ({standard.published_source}{confidence})" if standard.published_source else ""
    if standard.published:
        yield terminal.fact("published", f"{standard.published}{source}")
    for amendment in standard.amendments:
        yield terminal.fact("amended", f"{amendment.id} of {amendment.published}: {amendment.topic}")
    yield terminal.fact("status", standard.status)
    for transition in (standard.successor, standard.transition):
        yield from _transition(transition) if transition else ()
    yield terminal.fact("checklist", f"revision {standard.revision}, {standard.digest}")


def _transition(moved: Transition) -> Iterator[terminal.Block]:
    old, new = moved.old, moved.new
    days = (
        (moved.bodies_ready_by, f"certification bodies are to be ready for {new}"),
        (moved.no_old_certificates_after, f"last day for new certificates to {old}"),
        (moved.only_new_certificates_from, f"from here on new certificates are to {new} only"),
        (moved.end, f"last day certificates to {old} can be valid"),
    )
    for day, what in days:
        if day:
            yield terminal.fact("transition", f"{day}  {what}")
    yield terminal.fact("", f"source: {moved.source}; confidence {moved.confidence}")


def _clause(clause: Clause, look: Look) -> Iterator[terminal.Block]:
    marks = [" (new)"] if clause.new else []
    marks += [f" ({name})" for name in clause.amended]
    title = f"{clause.number} {clause.title}{''.join(marks)}"
    yield terminal.text((title, "bold" if not clause.leaf else ""))
    for expectation in clause.expects:
        yield terminal.indent(terminal.point(terminal.text((f"expects {expectation.asked}", "dim")), look), 2)


def types_table(types: Types, look: Look) -> str:
    rows = [(kind, named.type, named.title) for kind, listed in types.by_kind.items() for named in listed]
    return terminal.render([terminal.table(("kind", "type", "meaning"), rows, look)], look)


def diff_text(diff: EditionDiff, look: Look) -> str:
    """The clauses that require something else, with what there is to do; the others are counted."""
    old, new = diff.names
    parts = [
        terminal.text((f"{old} to {new}", "bold")),
        terminal.text((_counted(diff), "dim")),
        "",
        *(part for change in diff.clauses if not change.relation.keeps for part in _change(change)),
        *_asks(diff, look),
    ]
    return terminal.render(parts, look)


def _counted(diff: EditionDiff) -> str:
    counts = Counter(change.relation.value for change in diff.clauses)
    asks = Counter(change.relation.value for change in diff.asks)
    words = "clauses: " + ", ".join(f"{number} {relation}" for relation, number in counts.items())
    return words + ("; asks: " + ", ".join(f"{number} {relation}" for relation, number in asks.items()) if asks else "")


def _change(change: ClauseChange) -> Iterator[terminal.Block]:
    ends = " to ".join(number for number in dict.fromkeys((change.from_, change.to)) if number)
    yield terminal.text((f"{change.relation}".ljust(12), "yellow"), (f"{ends} {change.title}", "bold"))
    yield terminal.indent(terminal.text(change.change, (f" (confidence {change.confidence})", "dim")), 12)


def _asks(diff: EditionDiff, look: Look) -> Iterator[terminal.Block]:
    different = [change for change in diff.asks if change.relation != "same"]
    if different:
        yield ""
        yield terminal.text(("new and changed questions", "bold"))
    for change in different:
        words = f"{change.to or change.from_} {change.ask or change.change}"
        yield terminal.point(terminal.text((f"{change.relation} ", "yellow"), words), look)


RELATION_STYLES = {"same": "green", "similar": "yellow", "related": "dim"}
MEANING = {
    "same": "one document can serve all, with nothing added",
    "similar": "one document can serve, and some standards require more",
    "related": "the subjects are related; separate documents are usual",
}


def crosswalk_table(crosswalk: Crosswalk, look: Look) -> str:
    """The clauses of each topic side by side; below, why they belong together and what each standard adds."""
    heads = ("topic", *crosswalk.standards, "relation")
    rows = [_topic(topic) for topic in crosswalk.topics]
    why = (part for topic in crosswalk.topics for part in _why(topic, look))
    return terminal.render([terminal.table(heads, rows, look), "", *_legend(crosswalk), "", *why], look)


def _topic(topic: Topic) -> list[terminal.Line | str]:
    numbers = (", ".join(ref.partition("/")[2] for ref in refs) for refs in topic.clauses.values())
    return [topic.title, *numbers, terminal.text((topic.relation, RELATION_STYLES[topic.relation]))]


def _legend(crosswalk: Crosswalk) -> Iterator[terminal.Block]:
    for relation, meaning in MEANING.items():
        if any(topic.relation == relation for topic in crosswalk.topics):
            yield terminal.fact(relation, meaning)


def _why(topic: Topic, look: Look) -> Iterator[terminal.Block]:
    yield terminal.point(terminal.text((f"{topic.title}: ", "bold"), topic.rationale), look)
    for addition in topic.additions:
        yield terminal.indent(terminal.text((f"{addition.name} adds {addition.adds}", "dim")), 4)
