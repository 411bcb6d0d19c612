"""What adding a standard would cost: `added` of `isokit/gap/1`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from isokit.assess.added_standard import Addition
from isokit.assess.added_standard import Effort as Effort
from isokit.assess.assessment import ClauseAssessment, Status
from isokit.catalog.standard import name_of
from isokit.schemas.crosswalk import Hint, hints_of
from isokit.schemas.serialize import INTERNAL

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


def added_of(addition: Addition, adopted: Sequence[str]) -> Added:
    """An addition to the adopted standards."""
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
        hinted=_clauses(addition, Effort.SAME, Effort.SIMILAR),
        begun=_clauses(addition, Effort.PARTIAL),
        scratch=_clauses(addition, Effort.SCRATCH),
        adopted_names=tuple(map(name_of, adopted)),
    )


def _clauses(addition: Addition, *efforts: Effort) -> tuple[AddedClause, ...]:
    return tuple(_clause(leaf, addition) for leaf in addition.leaves(*efforts))


def _clause(leaf: ClauseAssessment, addition: Addition) -> AddedClause:
    return AddedClause(
        ref=leaf.ref,
        title=addition.assessment.standard.heading(leaf.clause),
        status=leaf.status,
        effort=addition.effort(leaf),
        hints=hints_of(addition.hints_of(leaf)),
        next=leaf.next,
    )
