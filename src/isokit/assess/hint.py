"""Hints: what already answers the same topic in another standard. A hint is an idea, never a status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from isokit.assess.assessment import Status
from isokit.catalog.crosswalk import Topic


@dataclass(frozen=True, slots=True)
class Hint:
    """Something of the tree (`by`) that answers a clause (`ref`) of another standard on a topic.

    `status` is how that clause stands; `lacks` is what is still asked for beyond it, as far as isokit knows.
    """

    topic: Topic
    by: str
    ref: str
    status: Status
    lacks: str

    @property
    def answered(self) -> str:
        """The clause it answers, with its status where that is less than evidenced."""
        return self.ref if self.status is Status.EVIDENCED else f"{self.ref} ({self.status})"


Hints = Mapping[str, tuple[Hint, ...]]
"""The hints for each leaf that has some, by its reference, the best first."""


def by_topic(hints: Iterable[Hint]) -> Iterator[tuple[Topic, tuple[Hint, ...]]]:
    """Hints told together: those of one topic, which lack the same."""
    found: dict[str, list[Hint]] = {}
    for hint in hints:
        found.setdefault(hint.topic.topic, []).append(hint)
    return ((together[0].topic, tuple(together)) for together in found.values())


def answering(hints: Iterable[Hint]) -> str:
    """Who answers what: `PRO-006 and EVD-008 for iso9001:2015/7.2`."""
    found: dict[str, list[str]] = {}
    for hint in hints:
        found.setdefault(hint.answered, []).append(hint.by)
    return "; ".join(f"{_listed(ids)} for {ref}" for ref, ids in found.items())


def _listed(ids: list[str]) -> str:
    *others, last = ids
    return f"{', '.join(others)} and {last}" if others else last
