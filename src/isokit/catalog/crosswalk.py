"""The crosswalk: which clauses of different standards cover the same topic, and what each of them adds."""

from collections.abc import Collection
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from pydantic import Field

from isokit.model.entity import Entity, Part
from isokit.model.scalar import Texts, Whole
from isokit.text.span import Route

MOST_TOPICS = 3
"""Topics of a clause that is still specific. ISO 14001 8.1 has more: it covers all operations."""


class TopicRelation(StrEnum):
    """How alike the clauses of a topic are, the most alike first."""

    SAME = "same"
    SIMILAR = "similar"
    RELATED = "related"

    @property
    def helps(self) -> bool:
        """Whether what answers one clause is a start for the others; merely related clauses are not."""
        return self is not TopicRelation.RELATED

    @property
    def rank(self) -> int:
        return list(TopicRelation).index(self)


class Topic(Part):
    """A topic of several standards: its clauses by edition, and the rationale.

    `adds` is what a standard (`iso14001`) requires beyond the others.
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
    """All topics. Equal numbers do not join clauses: 8.1 of two standards may have little in common."""

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
        """Whether what answers a clause is likely to be about a topic; of a clause on many topics, only the first."""
        topics = [other for other in self.on(edition, number) if other.relation.helps]
        return topic in topics[: None if len(topics) <= MOST_TOPICS else 1]

    def across(self, editions: Collection[str]) -> list[Topic]:
        """The topics that several of the standards share; all topics of the standard where there is only one."""
        least = min(2, len({edition.partition(":")[0] for edition in editions}))
        return [topic for topic in self.topics if topic.families(editions) >= least]
