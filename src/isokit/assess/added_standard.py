"""One more standard: how far the tree carries already, and how much of the way is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from isokit.assess.assessment import Assessment, ClauseAssessment, Status
from isokit.assess.hint import Hint, Hints


class Effort(StrEnum):
    """How a leaf of the standard to add would begin, the least work first.

    Evidenced as the tree is; with what answers the same, or a similar, topic of an adopted standard; with something
    that answers it in part; from scratch; not at all.
    """

    EVIDENCED = "evidenced"
    SAME = "same"
    SIMILAR = "similar"
    BEGUN = "begun"
    SCRATCH = "scratch"
    EXCLUDED = "excluded"


AS_THEY_ARE = {
    Status.EVIDENCED: Effort.EVIDENCED,
    Status.EXCLUDED: Effort.EXCLUDED,
    Status.MISSING: Effort.SCRATCH,
}
"""The effort of leaves without a hint; of all other statuses something is there."""


@dataclass(frozen=True)
class Addition:
    """A standard that is not adopted, assessed, with the hints from those that are."""

    assessment: Assessment
    hints: Hints

    def hints_of(self, leaf: ClauseAssessment) -> tuple[Hint, ...]:
        """What the leaf could begin with, the best first."""
        return self.hints.get(leaf.ref, ())

    def effort(self, leaf: ClauseAssessment) -> Effort:
        """How the leaf would begin; its best hint decides."""
        hints = self.hints_of(leaf)
        return Effort(hints[0].topic.relation) if hints else AS_THEY_ARE.get(leaf.status, Effort.BEGUN)

    def counts(self, leaves: Iterable[ClauseAssessment]) -> dict[Effort, int]:
        """How many of some leaves begin in which way; every way is named, in a fixed order."""
        found = Counter(self.effort(leaf) for leaf in leaves)
        return {effort: found[effort] for effort in Effort}

    def leaves(self, *efforts: Effort) -> tuple[ClauseAssessment, ...]:
        """The leaves that begin in some ways, in the order of the standard."""
        return tuple(leaf for leaf in self.assessment.leaves if self.effort(leaf) in efforts)
