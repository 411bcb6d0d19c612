"""An additional standard: how much the tree answers already, and how much work is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from isokit.assess.assessment import Assessment, ClauseAssessment, Status
from isokit.assess.hints import Hint, Hints


class Effort(StrEnum):
    """How much work a requirement of the added standard takes, the least first.

    None; an answer to the same or a similar topic of an adopted standard; an answer in part; none yet; excluded.
    """

    EVIDENCED = "evidenced"
    SAME = "same"
    SIMILAR = "similar"
    PARTIAL = "begun"
    SCRATCH = "scratch"
    EXCLUDED = "excluded"


BY_STATUS = {
    Status.EVIDENCED: Effort.EVIDENCED,
    Status.EXCLUDED: Effort.EXCLUDED,
    Status.MISSING: Effort.SCRATCH,
}
"""The effort of requirements without a hint; those of any other status are answered in part."""


@dataclass(frozen=True)
class Addition:
    """A standard that is not adopted, assessed, with the hints from those that are."""

    assessment: Assessment
    hints: Hints

    def hints_of(self, leaf: ClauseAssessment) -> tuple[Hint, ...]:
        return self.hints.get(leaf.ref, ())

    def effort(self, leaf: ClauseAssessment) -> Effort:
        """The best hint decides."""
        hints = self.hints_of(leaf)
        return Effort(hints[0].topic.relation) if hints else BY_STATUS.get(leaf.status, Effort.PARTIAL)

    def counts(self, leaves: Iterable[ClauseAssessment]) -> dict[Effort, int]:
        """How many requirements take each effort; every effort is a key, in a fixed order."""
        found = Counter(self.effort(leaf) for leaf in leaves)
        return {effort: found[effort] for effort in Effort}

    def leaves(self, *efforts: Effort) -> tuple[ClauseAssessment, ...]:
        return tuple(leaf for leaf in self.assessment.leaves if self.effort(leaf) in efforts)
