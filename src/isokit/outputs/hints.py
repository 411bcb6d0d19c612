"""Hints in words: who answers the same topic in another standard, and what may still be lacking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from isokit.schemas.crosswalk import Hint


class Topic(NamedTuple):
    """The hints of one topic in words: what answers it, the topic with its relation, and what may be lacking."""

    answers: str
    about: str
    lacks: str


def by_topic(hints: Iterable[Hint]) -> Iterator[Topic]:
    """A line for each topic; the hints of a topic lack the same."""
    found: dict[str, list[Hint]] = {}
    for hint in hints:
        found.setdefault(hint.topic, []).append(hint)
    for together in found.values():
        first = together[0]
        lacks = f"; may still lack: {first.lacks}" if first.lacks else ""
        yield Topic(_answers(together), f"({first.topic_name}, {first.relation})", lacks)


def _answers(hints: Iterable[Hint]) -> str:
    """Who answers what: `PRO-006 and EVD-008 for iso9001:2015/7.2`."""
    found: dict[str, list[str]] = {}
    for hint in hints:
        found.setdefault(hint.answered, []).append(hint.by)
    return "; ".join(f"{_listed(ids)} for {ref}" for ref, ids in found.items())


def _listed(ids: list[str]) -> str:
    *others, last = ids
    return f"{', '.join(others)} and {last}" if others else last
