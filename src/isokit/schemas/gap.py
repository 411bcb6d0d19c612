"""`isokit/gap/1`: the status of each clause of each standard, with what only the formats of `isokit gap` need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit import __version__
from isokit.assess import assessment as model
from isokit.assess.added_standard import Addition
from isokit.assess.added_standard import Effort as Effort
from isokit.assess.assessment import Status, count
from isokit.assess.hints import Hints
from isokit.catalog import standard as catalog
from isokit.catalog.standard import Basis, Kind, name_of
from isokit.model.self_assessment import Stated
from isokit.run import Run
from isokit.schemas.base import fill
from isokit.schemas.crosswalk import Hint, hints_of
from isokit.schemas.serialize import INTERNAL, WHERE_GIVEN, Deferred

Counts = Mapping[Status, int]
Hinting = Callable[[], Hints]
"""Finds the hints; the crosswalk is read only where an output shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """An expectation, and whether the files meet it."""

    kind: Kind
    type: str | None
    within: str | None
    """How old it may be: `12 months`."""
    basis: Basis
    window_basis: Basis | None
    met: bool
    reason: str
    asked: str = field(default="", metadata=INTERNAL)
    """The expectation in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """How many questions of the checklist an internal audit has looked at, and how many there are."""

    observed: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause or control. Only a leaf, which has no subclauses, has a status; the others have counts."""

    ref: str
    title: str
    leaf: bool
    status: Status | None
    counts: Counts | None = field(default=None, metadata=WHERE_GIVEN)
    """How many requirements below it have each status; only where it has subclauses."""
    answered_by: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    nonconformities: tuple[str, ...] = ()
    expectations: tuple[Expected, ...] = ()
    asks: Asks = Asks()
    stated: Mapping[str, Stated] = field(default_factory=dict)
    """The organization's own answers to questions of the checklist."""
    reasons: tuple[str, ...] = ()
    """What the status is based on."""
    next: str = ""
    """What to do next; empty where nothing is left to do."""
    hints: Sequence[Hint] = ()
    number: str = field(metadata=INTERNAL)
    heading: str = field(metadata=INTERNAL)
    """The title, with that of the parent where it says no more than General."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A main clause, theme or domain, with the requirements below it."""

    number: str
    title: str
    counts: Counts
    total: int
    clauses: Sequence[Clause]
    """Those of them that have a status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do, and the clauses it helps, by number and by reference."""

    text: str
    clauses: tuple[str, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedStandard:
    """A standard with all its clauses, in its own order."""

    standard: str
    title: str
    reached_from: tuple[str, ...]
    """The adopted editions the files were written for, where the standard itself is not adopted yet."""
    counts: Counts
    """How many requirements, which are clauses without subclauses and controls, have each status."""
    clauses: tuple[Clause, ...]
    name: str = field(metadata=INTERNAL)
    total: int = field(metadata=INTERNAL)
    """How many requirements there are."""
    groups: tuple[Group, ...] = field(metadata=INTERNAL)
    steps: tuple[Step, ...] = field(metadata=INTERNAL)
    """What to do next, the most useful first."""

    @property
    def leaves(self) -> tuple[Clause, ...]:
        """The clauses that have a status."""
        return tuple(clause for clause in self.clauses if clause.leaf)


Efforts = Mapping[Effort, int]
"""How many requirements take which effort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedGroup:
    """A main clause and what it takes."""

    ref: str
    title: str
    counts: Efforts
    leaves: int
    """How many requirements it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedClause:
    """A requirement that is not evidenced yet, and what it could start from."""

    ref: str
    title: str
    status: Status
    effort: Effort
    hints: tuple[Hint, ...]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """How far the files carry towards one more standard."""

    standard: str
    adopted: tuple[str, ...]
    counts: Efforts
    groups: tuple[AddedGroup, ...]
    hinted: tuple[AddedClause, ...]
    """Something answers the same or a similar topic of another standard."""
    begun: tuple[AddedClause, ...]
    """Answered in part, with no hint."""
    scratch: tuple[AddedClause, ...]
    """Nothing to start from."""
    adopted_names: tuple[str, ...] = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Output of `isokit gap`: based on the files, not an auditor's conclusion."""

    schema: Literal["isokit/gap/1"] = "isokit/gap/1"
    isokit: str = __version__
    as_of: date
    commit: str | None
    organization: str
    standards: tuple[AssessedStandard, ...]
    added: Added | None = field(default=None, metadata=WHERE_GIVEN)
    """What adding the standard would cost; only with `--add`."""


def gap_of(run: Run, added: Added | None = None) -> Gap:
    return Gap(
        as_of=run.today,
        commit=run.history.commit,
        organization=run.workspace.settings.organization.name,
        standards=tuple(assessed(assessment, lambda: run.hints) for assessment in run.assessments),
        added=added,
    )


def assessed(assessment: model.Assessment, hinting: Hinting) -> AssessedStandard:
    """One standard: every clause in the standard's order, the parents with their counts."""
    standard = assessment.standard
    leaves = {leaf.clause.clause: leaf_of(leaf, standard, hinting) for leaf in assessment.leaves}
    return fill(
        AssessedStandard,
        standard,
        reached_from=assessment.reached_from,
        counts=assessment.counts,
        clauses=tuple(leaves.get(clause.clause) or _parent(clause, assessment, hinting) for clause in standard.clauses),
        total=len(leaves),
        groups=tuple(_group(head, found, leaves) for head, found in assessment.groups),
        steps=tuple(
            fill(Step, step, clauses=tuple(leaf.clause.clause for leaf in step.leaves))
            for step in assessment.next_steps
        ),
    )


def _group(head: catalog.Clause, found: Sequence[model.ClauseAssessment], leaves: Mapping[str, Clause]) -> Group:
    below = tuple(leaves[each.clause.clause] for each in found)
    return Group(number=head.clause, title=head.title, counts=count(found), total=len(found), clauses=below)


def leaf_of(leaf: model.ClauseAssessment, standard: catalog.Standard, hinting: Hinting) -> Clause:
    return fill(
        Clause,
        leaf,
        title=leaf.clause.title,
        leaf=True,
        answered_by=leaf.answered_by,
        documents=leaf.documents,
        evidence=leaf.evidence,
        nonconformities=leaf.nonconformities,
        expectations=tuple(map(_expected, leaf.expectations)),
        asks=Asks(observed=len(leaf.observed), total=len(leaf.clause.asks)),
        stated=leaf.stated,
        reasons=leaf.reasons,
        next=leaf.next,
        hints=_hints(leaf.ref, hinting),
        number=leaf.clause.clause,
        heading=standard.heading(leaf.clause),
    )


def _hints(ref: str, hinting: Hinting) -> Deferred[Hint]:
    return Deferred(lambda: hints_of(hinting().get(ref, ())))


def _expected(found: model.Expected) -> Expected:
    expectation = found.expectation
    within = str(expectation.within) if expectation.within else None
    asked = expectation.description
    return fill(Expected, expectation, within=within, met=found.met, reason=found.reason, asked=asked)


def _parent(clause: catalog.Clause, assessment: model.Assessment, hinting: Hinting) -> Clause:
    """A clause with subclauses: the counts of its leaves, and no status of its own."""
    ref = assessment.standard.ref(clause.clause)
    return fill(
        Clause,
        clause,
        ref=ref,
        leaf=False,
        status=None,
        counts=count(assessment.below(clause.clause)),
        hints=_hints(ref, hinting),
        number=clause.clause,
        heading=assessment.standard.heading(clause),
    )


def added_of(addition: Addition, adopted: Sequence[str]) -> Added:
    assessment = addition.assessment
    return Added(
        standard=assessment.standard.standard,
        adopted=tuple(adopted),
        counts=addition.counts(assessment.leaves),
        groups=tuple(
            AddedGroup(
                ref=assessment.standard.ref(head.clause),
                title=head.title,
                counts=addition.counts(leaves),
                leaves=len(leaves),
            )
            for head, leaves in assessment.groups
        ),
        hinted=_added(addition, Effort.SAME, Effort.SIMILAR),
        begun=_added(addition, Effort.PARTIAL),
        scratch=_added(addition, Effort.SCRATCH),
        adopted_names=tuple(map(name_of, adopted)),
    )


def _added(addition: Addition, *efforts: Effort) -> tuple[AddedClause, ...]:
    return tuple(
        fill(
            AddedClause,
            leaf,
            title=addition.assessment.standard.heading(leaf.clause),
            effort=addition.effort(leaf),
            hints=hints_of(addition.hints_of(leaf)),
        )
        for leaf in addition.leaves(*efforts)
    )
