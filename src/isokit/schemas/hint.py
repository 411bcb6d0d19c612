"""Hints: what already answers the same topic in another standard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from isokit.assess import hint as model
from isokit.catalog.crosswalk import TopicRelation
from isokit.schemas.serialize import INTERNAL


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


def hints_of(hints: Iterable[model.Hint]) -> tuple[Hint, ...]:
    """The hints of a clause, the best first."""
    return tuple(
        Hint(
            topic=hint.topic.topic,
            relation=hint.topic.relation,
            by=hint.by,
            ref=hint.ref,
            lacks=hint.lacks,
            topic_name=hint.topic.name,
            answered=hint.answered,
        )
        for hint in hints
    )
