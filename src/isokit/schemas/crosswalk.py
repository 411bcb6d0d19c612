"""The crosswalk, and what comes of it, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from isokit import __version__
from isokit.assess.added_standard import Addition, Effort
from isokit.assess.assessment import ClauseAssessment
from isokit.assess.hint import Hint
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


def hints_plain(hints: Iterable[Hint]) -> list[Plain]:
    """The hints of a leaf, the best first."""
    return [
        {
            "topic": hint.topic.topic,
            "relation": hint.topic.relation.value,
            "by": hint.by,
            "ref": hint.ref,
            "lacks": hint.lacks,
        }
        for hint in hints
    ]


def added_plain(addition: Addition, adopted: Sequence[str]) -> Plain:
    """`added` of `isokit/gap/1`: what adding a standard would cost, by main clause and leaf by leaf."""
    assessment = addition.assessment
    groups = [
        {
            "ref": assessment.standard.ref(head.clause),
            "title": head.title,
            "counts": addition.counts(leaves),
            "leaves": len(leaves),
        }
        for head, leaves in assessment.groups
    ]
    return {
        "standard": assessment.standard.standard,
        "adopted": list(adopted),
        "counts": addition.counts(assessment.leaves),
        "groups": groups,
        "hinted": [_begun(leaf, addition) for leaf in addition.leaves(Effort.SAME, Effort.SIMILAR)],
        "begun": [_begun(leaf, addition) for leaf in addition.leaves(Effort.BEGUN)],
        "scratch": [_begun(leaf, addition) for leaf in addition.leaves(Effort.SCRATCH)],
    }


def _begun(leaf: ClauseAssessment, addition: Addition) -> Plain:
    return {
        "ref": leaf.ref,
        "title": addition.assessment.standard.heading(leaf.clause),
        "status": leaf.status.value,
        "effort": addition.effort(leaf).value,
        "hints": hints_plain(addition.hints_of(leaf)),
        "next": leaf.next,
    }
