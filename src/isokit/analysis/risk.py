"""A risk on a day: its scores, the progress of its treatment, and its acceptance; and the heat map of risks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from isokit.model.finding import Severity
from isokit.model.rating import Rating
from isokit.model.recurring import Lack
from isokit.model.registers.risk import Acceptance, Measure, Pair, Risk, Treatment
from isokit.workspace.claim import ClauseRef, Unadopted
from isokit.workspace.workspace import Workspace

SECURITY = "iso27001"
"""The family of the standard that asks more of risks than the others do."""


class Progress(StrEnum):
    """How far a measure or a treatment has come."""

    UNDECIDED = "undecided"
    PLANNED = "planned"
    UNDER_WAY = "under way"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A risk on a day, by the organization's rating. `secures` where ISO/IEC 27001 applies to it."""

    risk: Risk
    rating: Rating
    today: date
    secures: bool

    @property
    def severity(self) -> Severity:
        """Of a missing owner or score: ISO/IEC 27001 requires both."""
        return Severity.ERROR if self.secures else Severity.WARNING

    @property
    def before(self) -> int | None:
        return self.rating.score(*self.risk.weighed(self.today))

    @property
    def left(self) -> Pair:
        """Likelihood and consequence of the residual risk; of a retained risk, that is all of it."""
        if self.risk.remaining is None and self.risk.treatment is Treatment.RETAIN:
            return self.risk.weighed(self.today)
        return self.risk.remaining or (None, None)

    @property
    def after(self) -> int | None:
        return self.rating.score(*self.left)

    @property
    def stands_at(self) -> Pair:
        """Likelihood and consequence today: the residual ones once treatment is done and they are accepted."""
        settled = self.accepted and self.progress is Progress.DONE and self.after is not None
        return self.left if settled else self.risk.weighed(self.today)

    @property
    def standing(self) -> int | None:
        return self.rating.score(*self.stands_at)

    @property
    def accepted(self) -> bool:
        """Whether the residual risk is recorded, accepted, and was not assessed higher since."""
        return self.risk.accepted is not None and self.against_acceptance is None

    @property
    def approved(self) -> bool:
        return self.risk.approved is not None and self.against_approval is None

    @property
    def against_approval(self) -> Lack | None:
        """Why the approval of the treatment plan does not count; None where it does, or there is none."""
        return self._against(self.risk.approved) if self.risk.approved else None

    @property
    def against_acceptance(self) -> Lack | None:
        """Why the acceptance of the residual risk does not count; None where it does, or there is none."""
        if self.risk.accepted is None:
            return None
        unsaid = Lack((), "the residual risk is not recorded") if self.unsaid else None
        return self._against(self.risk.accepted) or unsaid or self._later

    @property
    def unsaid(self) -> bool:
        if self.risk.remaining is None:
            return self.risk.treatment is not Treatment.RETAIN
        return None in self.risk.remaining

    @property
    def _later(self) -> Lack | None:
        known = self._known_when_accepted is not None
        found = "the risk was assessed higher" if known else "the risk was assessed for the first time by these scales"
        return Lack(("on",), f"on {self.reassessed_on} {found}") if self.reassessed_on else None

    def _against(self, acceptance: Acceptance) -> Lack | None:
        """ISO/IEC 27001 requires the approval and the acceptance of the owner of the risk."""
        owner = self.risk.owner if self.secures else None
        other = Lack(("by",), f"{acceptance.by} is not its owner") if owner and acceptance.by != owner else None
        return acceptance.lack(self.today) or other

    @property
    def reassessed_on(self) -> date | None:
        """The day of the last assessment, where the acceptance did not know of its result.

        The risk is higher than in the assessment before the acceptance, or there is none before that can be compared.
        """
        acceptance, index = self.risk.accepted, self.risk.last_assessment(self.today)
        last = None if index is None else self.risk.assessments[index]
        if not (acceptance and acceptance.on and last and last.on and last.on > acceptance.on):
            return None
        was, now = self._known_when_accepted, self.rating.score(*last.pair)
        return last.on if now is not None and (was is None or now > was) else None

    @property
    def _known_when_accepted(self) -> int | None:
        """The score of the last assessment before the acceptance, by the scales of today."""
        acceptance = self.risk.accepted
        then = self.risk.last_assessment(acceptance.on) if acceptance and acceptance.on else None
        return None if then is None else self.rating.score(*self.risk.assessments[then].pair)

    @property
    def finished(self) -> bool:
        """Whether every measure is carried out or, without measures, the residual risk was accepted once it was due."""
        actions, due, accepted = self.risk.actions, self.risk.due, self.risk.accepted
        if actions:
            return all(action.finished(self.today) for action in actions)
        since = accepted.on if accepted and accepted.lack(self.today) is None else None
        return since is not None and (due is None or since >= due)

    @property
    def progress(self) -> Progress:
        actions, due = self.risk.actions, self.risk.due
        if self.risk.treatment is None:
            return Progress.UNDECIDED
        if self.finished:
            return Progress.DONE
        if any(action.late(self.today) for action in actions) or (due and due < self.today):
            return Progress.OVERDUE
        started = any(self.progress_of(action) in (Progress.UNDER_WAY, Progress.DONE) for action in actions)
        return Progress.UNDER_WAY if started else Progress.PLANNED

    def progress_of(self, action: Measure) -> Progress:
        if action.finished(self.today):
            return Progress.DONE
        if action.late(self.today):
            return Progress.OVERDUE
        return Progress.UNDER_WAY if action.start and action.start <= self.today else Progress.PLANNED


def appraise(risk: Risk, workspace: Workspace, today: date) -> Appraisal:
    """By the criteria: a change under test does not decide what it may accept."""
    return Appraisal(risk, workspace.criteria.settings.risk, today, _secures(risk, workspace))


def _secures(risk: Risk, workspace: Workspace) -> bool:
    """Whether ISO/IEC 27001 is adopted and the risk names one of its clauses, or no clause at all.

    An entry that names no clause answers every standard, so it has to meet the strictest one.
    """
    if not any(standard.family == SECURITY for standard in workspace.standards):
        return False
    if risk.affects or not risk.clauses:
        return True
    named = (workspace.references.meaning(text) for _, text in (*risk.claimed(), *risk.cited()))
    return any(isinstance(m, ClauseRef | Unadopted) and m.standard.partition(":")[0] == SECURITY for m in named)


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the map: its score, the word for that, whether it is above the acceptable score, and its risks."""

    consequence: int
    score: int
    level: str | None
    above: bool
    count: int


@dataclass(frozen=True)
class HeatMap:
    """The number of risks by likelihood and consequence. `elsewhere` counts those that are not on the scales."""

    rating: Rating
    counts: Mapping[Pair, int]
    elsewhere: int

    @classmethod
    def of(cls, pairs: Iterable[Pair], rating: Rating) -> HeatMap:
        found = Counter(pairs)
        on = {pair: count for pair, count in found.items() if rating.score(*pair) is not None}
        return cls(rating, on, found.total() - sum(on.values()))

    @property
    def consequences(self) -> range:
        return range(1, self.rating.sizes[1] + 1)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The steps of likelihood, from the highest, each with its cells."""
        for likelihood in range(self.rating.sizes[0], 0, -1):
            yield likelihood, [self._cell(likelihood, consequence) for consequence in self.consequences]

    def _cell(self, likelihood: int, consequence: int) -> Cell:
        score = self.rating.score(likelihood, consequence)
        assert score is not None
        count = self.counts.get((likelihood, consequence), 0)
        return Cell(consequence, score, self.rating.level(score), self.rating.above(score), count)

    def levels(self) -> Iterator[tuple[str, int]]:
        """The words for scores, the highest first, each with its number of risks."""
        cells = sorted((cell for _, row in self.rows() for cell in row), key=lambda cell: -cell.score)
        found: dict[str, int] = {}
        for cell in cells:
            if cell.level:
                found[cell.level] = found.get(cell.level, 0) + cell.count
        return iter(found.items())
