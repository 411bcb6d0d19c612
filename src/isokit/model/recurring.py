"""What comes round again: an interval, the last time, the next one; and what has to be done once."""

from datetime import date
from typing import NamedTuple

from isokit.model.entity import Part
from isokit.model.scalar import Day, Duration, Texts, TimeSpan
from isokit.text.span import Route


class Lack(NamedTuple):
    """What keeps something from counting: the key it is about, and why, in the middle of a sentence."""

    route: Route
    reason: str


class Cycle(Part):
    """How often something is done, when it was last done, and when it is due next."""

    every: Duration | None = None
    last: Day | None = None
    next: Day | None = None

    def due(self, begun: date | None = None) -> date | None:
        """The day it names, or its interval after the last time, or after it began; None if nobody can tell."""
        last = self.last or begun
        if self.next or not (self.every and last):
            return self.next
        return self.every.after(last)


class Evaluation(Part):
    """That somebody looked at something on a day: by which role, with what result, on which evidence."""

    on: Day | None = None
    by: str | None = None
    result: str | None = None
    evidence: Texts = ()

    def lack(self, every: TimeSpan | None, today: date) -> Lack | None:
        """Why it does not count on a day, where it comes round again after a span of time; None where it does."""
        if self.on is None:
            return Lack(("every",), "was never evaluated") if every else None
        if self.on > today:
            return Lack(("evaluated", "on"), f"was evaluated on {self.on}, still to come")
        if every and every.after(self.on) < today:
            return Lack(("every",), f"was to be evaluated by {every.after(self.on)}")
        if not self.result:
            return Lack(("evaluated",), f"was evaluated on {self.on}, and no result is given")
        return None


class Action(Part):
    """What some role has to do by a day, and when it was done."""

    what: str | None = None
    who: str | None = None
    due: Day | None = None
    done: Day | None = None

    def finished(self, today: date) -> bool:
        """Whether it is done by a day."""
        return self.done is not None and self.done <= today
