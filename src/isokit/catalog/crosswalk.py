"""The crosswalk: which clauses of different standards are about the same thing, and what each of them adds."""

from collections.abc import Collection
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from pydantic import Field

from isokit.model.entity import Entity, Part
from isokit.model.scalar import Texts, Whole
from isokit.text.span import Route

MOST_TOPICS = 3
"""Topics of a clause that is still about something definite. ISO 14001 8.1 has more: it is about all of the work."""


class TopicRelation(StrEnum):
    """How alike the clauses of a topic are, the most alike first."""

    SAME = "same"
    SIMILAR = "similar"
    RELATED = "related"

    @property
    def helps(self) -> bool:
        """Whether what answers one clause is a beginning for the others. Merely related clauses only touch."""
        return self is not TopicRelation.RELATED

    @property
    def rank(self) -> int:
        return list(TopicRelation).index(self)


class Topic(Part):
    """Something several standards ask for: the leaves that do, by edition, why they belong together.

    `adds` is what a standard (`iso14001`) asks for beyond the others.
    """

    topic: str
    title: str
    relation: TopicRelation
    rationale: str
    clauses: dict[str, Texts]
    adds: dict[str, str] = Field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.topic.replace("-", " ")

    def families(self, editions: Collection[str]) -> int:
        return len({edition.partition(":")[0] for edition in editions if self.clauses.get(edition)})


class Crosswalk(Entity):
    """All topics. Numbers alone never join clauses: 8.1 of two standards may have little in common."""

    needs: ClassVar[tuple[str, ...]] = ("topics",)
    claims: ClassVar[tuple[Route, ...]] = ()

    revision: Whole = 1
    topics: tuple[Topic, ...] = ()

    @cached_property
    def _by_leaf(self) -> dict[tuple[str, str], list[Topic]]:
        found: dict[tuple[str, str], list[Topic]] = {}
        for topic in self.topics:
            for edition, numbers in topic.clauses.items():
                for number in numbers:
                    found.setdefault((edition, number), []).append(topic)
        return found

    def on(self, edition: str, number: str) -> list[Topic]:
        return self._by_leaf.get((edition, number), [])

    def points(self, edition: str, number: str, topic: Topic) -> bool:
        """Whether what answers a leaf is likely to be about a topic: a leaf on many is taken for its first one only."""
        topics = [other for other in self.on(edition, number) if other.relation.helps]
        return topic in topics[: None if len(topics) <= MOST_TOPICS else 1]

    def across(self, editions: Collection[str]) -> list[Topic]:
        """The topics on which several of some standards have clauses; on which it has some, where it is one alone."""
        least = min(2, len({edition.partition(":")[0] for edition in editions}))
        return [topic for topic in self.topics if topic.families(editions) >= least]
