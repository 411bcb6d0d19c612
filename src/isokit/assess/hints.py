"""Hints: what the organization has for another standard that helps with a requirement. They change no status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from isokit.analysis.editions import Edition, edition_in
from isokit.assess.assessment import Assessment, ClauseAssessment, Status
from isokit.assess.case import Case
from isokit.assess.status import assess
from isokit.catalog.crosswalk import Crosswalk, Topic
from isokit.catalog.standard import Expectation, Kind, Standard
from isokit.model.document import Document
from isokit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Hint:
    """Something in the tree (`by`) that answers a clause (`ref`) of another standard on the same topic.

    `status` is that of the other clause; `lacks` is what is asked for beyond it, as far as isokit knows.
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


MOST_HINTS = 3
"""Hints for one requirement; three show where to look."""
READINESS = (Status.EVIDENCED, Status.PARTIAL, Status.NONCONFORMING)
"""The statuses of clauses whose answers are worth a hint, the best first."""
HELPFUL = frozenset({Kind.DOCUMENT, Kind.EVIDENCE, Kind.CLAIM, Kind.AUDIT, Kind.REVIEW})
"""The kinds that make a hint. Register entries do not: a quality objective is no environmental one."""


class Answer(NamedTuple):
    """What answers a clause, by id and kind; `expected` where it meets an expectation of the clause."""

    by: str
    kind: Kind
    type: str | None
    expected: bool

    def serves(self, expectation: Expectation) -> bool:
        if Kind.CLAIM in (self.kind, expectation.kind):
            return {self.kind, expectation.kind} <= {Kind.CLAIM, Kind.DOCUMENT, Kind.EVIDENCE}
        return self.kind is expectation.kind and expectation.type in (None, self.type)


class Ranked(NamedTuple):
    """A hint and its rank; smaller is better."""

    rank: tuple[int, bool, bool, int]
    hint: Hint


@dataclass(frozen=True)
class Adopted:
    """An adopted edition, assessed: where hints come from."""

    assessment: Assessment
    workspace: Workspace
    today: date

    @property
    def standard(self) -> Standard:
        return self.assessment.standard

    @cached_property
    def _edition(self) -> Edition:
        return edition_in(self.standard, self.workspace)

    @cached_property
    def _leaves(self) -> dict[str, ClauseAssessment]:
        return {leaf.clause.clause: leaf for leaf in self.assessment.leaves}

    def on(self, topic: Topic) -> Iterator[ClauseAssessment]:
        edition, crosswalk = self.standard.standard, self.workspace.catalog.crosswalk
        numbers = (n for n in topic.clauses.get(edition, ()) if crosswalk.points(edition, n, topic))
        found = map(self._leaves.get, numbers)
        return (leaf for leaf in found if leaf and leaf.status in READINESS)

    def answers(self, leaf: ClauseAssessment) -> Iterator[Answer]:
        """What meets an expectation of a requirement, then the effective documents that claim all of it."""
        for expected in leaf.expectations:
            expectation = expected.expectation
            if expected.met and expected.by and expectation.kind in HELPFUL:
                yield Answer(expected.by, expectation.kind, expectation.type, True)
        for claimant in Case(self._edition, leaf.clause, self.workspace, self.today).claimants:
            if isinstance(claimant, Document) and not any(claimant.shortfalls(self.today)):
                yield Answer(claimant.id, Kind.DOCUMENT, claimant.type, False)


def hints_for(workspace: Workspace, assessments: Iterable[Assessment], today: date) -> Hints:
    """The hints for the requirements of some assessments. They change no status.

    The crosswalk is read only where the organization adopts another standard than the one assessed.
    """
    assessments = tuple(assessments)
    families = {standard.family for standard in workspace.standards}
    incomplete = [found for found in assessments if families - {found.standard.family}]
    if not incomplete:
        return {}
    adopted = tuple(_adopted(workspace, assessments, today))
    leaves = ((leaf, found.standard.family) for found in incomplete for leaf in found.leaves if _incomplete(leaf))
    crosswalk = workspace.catalog.crosswalk
    best = ((leaf.ref, _best(_ranked(leaf, family, crosswalk, adopted))) for leaf, family in leaves)
    return {ref: found for ref, found in best if found}


def _incomplete(leaf: ClauseAssessment) -> bool:
    if leaf.status in (Status.EVIDENCED, Status.EXCLUDED):
        return False
    return leaf.status is Status.MISSING or bool(leaf.unmet)


def _adopted(workspace: Workspace, assessments: Iterable[Assessment], today: date) -> Iterator[Adopted]:
    known = {found.standard.standard: found for found in assessments}
    for standard in workspace.standards:
        yield Adopted(known.get(standard.standard) or assess(standard, workspace, today), workspace, today)


def _ranked(
    leaf: ClauseAssessment, family: str, crosswalk: Crosswalk, adopted: tuple[Adopted, ...]
) -> Iterator[Ranked]:
    edition, _, number = leaf.ref.partition("/")
    topics = [topic for topic in crosswalk.on(edition, number) if topic.relation.helps]
    elsewhere = [other for other in adopted if other.standard.family != family]
    for topic, other in ((topic, other) for topic in topics for other in elsewhere):
        for found in other.on(topic):
            for answer in other.answers(found):
                if answer.by not in leaf.answered_by:
                    hint = Hint(topic, answer.by, found.ref, found.status, topic.adds.get(family, ""))
                    yield Ranked(_rank(hint, answer, leaf), hint)


def _rank(hint: Hint, answer: Answer, leaf: ClauseAssessment) -> tuple[int, bool, bool, int]:
    """The same topic first, then the kind that is lacking, then what an expectation asked for."""
    serves = any(answer.serves(unmet.expectation) for unmet in leaf.unmet)
    return hint.topic.relation.rank, not serves, not answer.expected, READINESS.index(hint.status)


def _best(ranked: Iterable[Ranked]) -> tuple[Hint, ...]:
    """The best few; of several hints to the same thing the best one."""
    found: dict[str, Hint] = {}
    for _, hint in sorted(ranked, key=lambda ranked: ranked.rank):
        found.setdefault(hint.by, hint)
    return tuple(found.values())[:MOST_HINTS]
