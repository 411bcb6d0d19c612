"""The status of each clause of a standard, with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from isokit.catalog.standard import Basis, Clause, Expectation, Standard
from isokit.catalog.standard import covers as covers_number
from isokit.model.self_assessment import Stated
from isokit.workspace.claim import main_clause


class Status(StrEnum):
    """The status of a clause, based on the files. Never `conforming`: that is an auditor's conclusion."""

    EVIDENCED = "evidenced"
    PARTIAL = "partial"
    MISSING = "missing"
    NONCONFORMING = "nonconforming"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation and whether the tree meets it.

    `by` is the id of what meets it, or of what comes nearest; None where there is nothing of the kind. The reason says
    what is lacking, `cure` what to do about it.
    """

    expectation: Expectation
    met: bool
    reason: str
    by: str | None = None
    cure: str = ""


@dataclass(frozen=True, slots=True)
class ClauseAssessment:
    """A requirement: its status, why, what answers it, and one next step.

    `observed` are the asks an internal audit observed, `stated` the organization's own answers.
    """

    clause: Clause
    ref: str
    status: Status
    reasons: tuple[str, ...] = ()
    next: str = ""
    documents: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    nonconformities: tuple[str, ...] = ()
    expectations: tuple[Expected, ...] = ()
    observed: frozenset[str] = frozenset()
    stated: Mapping[str, Stated] = field(default_factory=dict)

    @property
    def answered_by(self) -> tuple[str, ...]:
        met = (expected.by for expected in self.expectations if expected.by and expected.met)
        return tuple(dict.fromkeys((*met, *self.documents, *self.evidence)))

    @property
    def unmet(self) -> tuple[Expected, ...]:
        return tuple(expected for expected in self.expectations if not expected.met)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, and the requirements it helps."""

    text: str
    leaves: tuple[ClauseAssessment, ...]

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(leaf.ref for leaf in self.leaves)

    @property
    def rank(self) -> tuple[bool, int, bool, bool]:
        """Smaller is more useful."""
        nonconforming = any(leaf.status is Status.NONCONFORMING for leaf in self.leaves)
        partial = any(leaf.status is Status.PARTIAL for leaf in self.leaves)
        required = any(e.expectation.basis is Basis.STANDARD for leaf in self.leaves for e in leaf.unmet)
        return not nonconforming, -len(self.leaves), not partial, not required


@dataclass(frozen=True)
class Assessment:
    """One standard, requirement by requirement, in its own order.

    `reached_from` are the adopted editions it was reached from, where the system was not built for it yet.
    """

    standard: Standard
    leaves: tuple[ClauseAssessment, ...]
    reached_from: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> dict[Status, int]:
        return count(self.leaves)

    def below(self, number: str) -> tuple[ClauseAssessment, ...]:
        return tuple(leaf for leaf in self.leaves if covers_number(number, leaf.clause.clause))

    @cached_property
    def next_steps(self) -> tuple[Step, ...]:
        """The most useful first.

        Open nonconformities, then what helps most requirements, then what only has to be finished, then what the
        standard itself asks for.
        """
        leaves: dict[str, list[ClauseAssessment]] = {}
        for leaf in self.leaves:
            if leaf.next:
                leaves.setdefault(leaf.next, []).append(leaf)
        steps = (Step(text, tuple(found)) for text, found in leaves.items())
        return tuple(sorted(steps, key=lambda step: step.rank))

    @cached_property
    def groups(self) -> tuple[tuple[Clause, tuple[ClauseAssessment, ...]], ...]:
        heads = dict.fromkeys(main_clause(leaf.clause) for leaf in self.leaves)
        return tuple((self.standard.by_number[head], self.below(head)) for head in heads)


def count(leaves: Iterable[ClauseAssessment]) -> dict[Status, int]:
    """How many requirements have each status; every status is a key, in a fixed order."""
    found = Counter(leaf.status for leaf in leaves)
    return {status: found[status] for status in Status}
