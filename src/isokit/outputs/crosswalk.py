"""The crosswalk for a terminal: which clauses of some standards are about the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.crosswalk import Crosswalk, Topic

STYLES = {"same": "green", "similar": "yellow", "related": "dim"}
MEANING = {
    "same": "one document can serve all, with nothing added",
    "similar": "one document can serve, and some standards require more",
    "related": "the subjects are related; separate documents are usual",
}


def table(crosswalk: Crosswalk, look: Look) -> str:
    """The clauses of each topic side by side; below, why they belong together and what each standard adds."""
    heads = ("topic", *crosswalk.standards, "relation")
    rows = [_row(topic) for topic in crosswalk.topics]
    why = (part for topic in crosswalk.topics for part in _why(topic, look))
    return terminal.rendered([terminal.table(heads, rows, look), "", *_legend(crosswalk), "", *why], look)


def _row(topic: Topic) -> list[terminal.Line | str]:
    numbers = (", ".join(ref.partition("/")[2] for ref in refs) for refs in topic.clauses.values())
    return [topic.title, *numbers, terminal.text((topic.relation, STYLES[topic.relation]))]


def _legend(crosswalk: Crosswalk) -> Iterator[terminal.Block]:
    for relation, meaning in MEANING.items():
        if any(topic.relation == relation for topic in crosswalk.topics):
            yield terminal.fact(relation, meaning)


def _why(topic: Topic, look: Look) -> Iterator[terminal.Block]:
    yield terminal.listed(terminal.text((f"{topic.title}: ", "bold"), topic.rationale), look)
    for addition in topic.additions:
        yield terminal.indented(terminal.text((f"{addition.name} adds {addition.adds}", "dim")), 4)
