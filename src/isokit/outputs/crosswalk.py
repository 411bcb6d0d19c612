"""The crosswalk for a terminal and as JSON: which clauses of some standards are about the same thing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from isokit.catalog.crosswalk import Crosswalk, Topic, TopicRelation
from isokit.catalog.standard import name_of
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.crosswalk import crosswalk_plain

STYLES = {TopicRelation.SAME: "green", TopicRelation.SIMILAR: "yellow", TopicRelation.RELATED: "dim"}
MEANING = {
    TopicRelation.SAME: "one document can serve all, with nothing added",
    TopicRelation.SIMILAR: "one document can serve, and some standards want more",
    TopicRelation.RELATED: "the subjects touch; separate documents are usual",
}


def as_json(crosswalk: Crosswalk, editions: Sequence[str], look: Look) -> str:
    """`isokit/crosswalk/1`."""
    return json.dumps(crosswalk_plain(crosswalk, editions), ensure_ascii=False, indent=2) + "\n"


def table(crosswalk: Crosswalk, editions: Sequence[str], look: Look) -> str:
    """The clauses of each topic side by side; below, why they belong together and what each standard wants beyond."""
    topics = crosswalk.across(editions)
    heads = ("topic", *editions, "relation")
    rows = [_row(topic, editions) for topic in topics]
    why = (part for topic in topics for part in _why(topic, editions, look))
    return terminal.rendered([terminal.table(heads, rows, look), "", *_legend(topics), "", *why], look)


def _row(topic: Topic, editions: Sequence[str]) -> list[terminal.Line | str]:
    numbers = (", ".join(topic.clauses.get(edition, ())) for edition in editions)
    return [topic.title, *numbers, terminal.text((topic.relation, STYLES[topic.relation]))]


def _legend(topics: Sequence[Topic]) -> Iterator[terminal.Block]:
    for relation in TopicRelation:
        if any(topic.relation is relation for topic in topics):
            yield terminal.fact(relation, MEANING[relation])


def _why(topic: Topic, editions: Sequence[str], look: Look) -> Iterator[terminal.Block]:
    yield terminal.listed(terminal.text((f"{topic.title}: ", "bold"), topic.rationale), look)
    families = {edition.partition(":")[0]: edition for edition in editions if topic.clauses.get(edition)}
    for family, edition in families.items():
        if adds := topic.adds.get(family):
            words = terminal.text(f"{name_of(edition).partition(':')[0]} adds {adds}")
            yield terminal.indented(terminal.text((words.plain, "dim")), 4)
