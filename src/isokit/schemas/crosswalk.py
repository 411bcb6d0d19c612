"""`isokit/crosswalk/1`: the clauses of several standards that are about the same thing, and the hints they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from isokit import __version__
from isokit.assess import hints as assessed
from isokit.catalog import crosswalk as model
from isokit.catalog.crosswalk import TopicRelation
from isokit.catalog.standard import name_of
from isokit.schemas.base import fill
from isokit.schemas.serialize import INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What one standard requires beyond the others, under the name people use for it."""

    name: str
    adds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic that several standards have clauses on."""

    topic: str
    title: str
    relation: TopicRelation
    rationale: str
    """Why the clauses belong together."""
    clauses: Mapping[str, tuple[str, ...]]
    """The references of each edition."""
    adds: Mapping[str, str]
    """What a standard requires beyond the others."""
    additions: tuple[Addition, ...] = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """Output of `isokit standards crosswalk`."""

    schema: Literal["isokit/crosswalk/1"] = "isokit/crosswalk/1"
    isokit: str = __version__
    revision: int
    standards: tuple[str, ...]
    topics: tuple[Topic, ...]


def crosswalk_of(crosswalk: model.Crosswalk, editions: Sequence[str]) -> Crosswalk:
    topics = tuple(_topic(topic, editions) for topic in crosswalk.across(editions))
    return Crosswalk(revision=crosswalk.revision, standards=tuple(editions), topics=topics)


def _topic(topic: model.Topic, editions: Sequence[str]) -> Topic:
    families = {edition.partition(":")[0]: edition for edition in editions}
    answering = {family: edition for family, edition in families.items() if topic.clauses.get(edition)}
    return fill(
        Topic,
        topic,
        clauses={edition: tuple(f"{edition}/{n}" for n in topic.clauses.get(edition, ())) for edition in editions},
        adds={family: adds for family, adds in topic.adds.items() if family in families},
        additions=tuple(
            Addition(name=name_of(edition).partition(":")[0], adds=topic.adds[family])
            for family, edition in answering.items()
            if topic.adds.get(family)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """An entity that answers the same topic for another standard. A hint never changes a status."""

    topic: str
    relation: TopicRelation
    by: str
    """The id of the entity."""
    ref: str
    """The clause it answers."""
    lacks: str
    """What may still be needed beyond it."""
    topic_name: str = field(default="", metadata=INTERNAL)
    answered: str = field(default="", metadata=INTERNAL)
    """The clause it answers, with its status where that is less than evidenced."""


def hints_of(hints: Iterable[assessed.Hint]) -> tuple[Hint, ...]:
    """The hints of a clause, the best first."""
    return tuple(
        fill(
            Hint,
            each,
            topic=each.topic.topic,
            relation=each.topic.relation,
            topic_name=each.topic.name,
            answered=each.answered,
        )
        for each in hints
    )
