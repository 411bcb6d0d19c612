"""The crosswalk, and what comes of it, as plain data."""

from __future__ import annotations

from collections.abc import Sequence

from isokit import __version__
from isokit.catalog.crosswalk import Crosswalk, Topic
from isokit.schemas.head import Plain


def crosswalk_plain(crosswalk: Crosswalk, editions: Sequence[str]) -> Plain:
    """`isokit/crosswalk/1`: the topics some editions share."""
    return {
        "schema": "isokit/crosswalk/1",
        "isokit": __version__,
        "revision": crosswalk.revision,
        "standards": list(editions),
        "topics": [topic_plain(topic, editions) for topic in crosswalk.across(editions)],
    }


def topic_plain(topic: Topic, editions: Sequence[str]) -> Plain:
    """A topic with the leaves of some editions, and what their standards ask for beyond the others."""
    families = {edition.partition(":")[0] for edition in editions}
    return {
        "topic": topic.topic,
        "title": topic.title,
        "relation": topic.relation.value,
        "rationale": topic.rationale,
        "clauses": {edition: [f"{edition}/{n}" for n in topic.clauses.get(edition, ())] for edition in editions},
        "adds": {family: adds for family, adds in topic.adds.items() if family in families},
    }
