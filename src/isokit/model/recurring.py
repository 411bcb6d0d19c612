"""What recurs: reviews, evaluations and audits; and actions, which are done once."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar, NamedTuple

from isokit.model.entity import Entity, Part, Shortfall
from isokit.model.scalar import Day, Duration, Texts, TimeSpan
from isokit.text.span import Route


class Lack(NamedTuple):
    """What keeps something from counting: the key concerned, and the reason, to be used within a sentence."""

    route: Route
    reason: str


class Cycle(Part):
    """How often something is done, when it was last done, and when it is due next."""

    every: Duration | None = None
    last: Day | None = None
    next: Day | None = None

    def due(self, start: date | None = None) -> date | None:
        """The day given as `next`, else the interval after the last time, or after the start; None where unknown."""
        last = self.last or start
        if self.next or not (self.every and last):
            return self.next
        return self.every.after(last)


class Evaluation(Part):
    """An evaluation, approval or verification: when, by which role, with what result, on which evidence."""

    on: Day | None = None
    by: str | None = None
    result: str | None = None
    evidence: Texts = ()

    def lack(self, every: TimeSpan | None, today: date) -> Lack | None:
        """Why it does not count on a day, where it recurs after a span of time; None where it does."""
        if self.on is None:
            return Lack(("every",), "was never evaluated") if every else None
        if self.on > today:
            return Lack(("evaluated", "on"), f"has an evaluation date in the future: {self.on}")
        if every and every.after(self.on) < today:
            return Lack(("every",), f"was to be evaluated by {every.after(self.on)}")
        if not self.result:
            return Lack(("evaluated",), f"was evaluated on {self.on}, and no result is given")
        return None


class Action(Part):
    """What a role has to do, by when, and when it was done."""

    what: str | None = None
    who: str | None = None
    due: Day | None = None
    done: Day | None = None

    def finished(self, today: date) -> bool:
        return self.done is not None and self.done <= today


class ScheduledActivity(Entity):
    """An audit, an audit programme or a management review. Its `clauses` are what it covers, not what it answers."""

    claims: ClassVar[tuple[Route, ...]] = ()
    cites: ClassVar[tuple[Route, ...]] = (("clauses",),)

    type: str | None = None
    criteria: Texts = ()
    scope: str | None = None
    owner: str | None = None
    clauses: Texts = ()
    sites: Texts = ()
    processes: Texts = ()
    note: str | None = None

    @property
    def when(self) -> date | None:
        return None

    def settled(self, today: date) -> bool:
        return self.when is not None and self.when <= today

    def covers(self, editions: Iterable[str]) -> bool:
        """Whether it covers an edition: one of its criteria, or all adopted ones where it names none."""
        named = {name for edition in editions for name in (edition, edition.partition(":")[0])}
        return not self.criteria or not named.isdisjoint(self.criteria)

    def shortfalls(self, today: date, window: TimeSpan | None) -> Iterator[Shortfall]:  # noqa: ARG002
        yield from self.unread()


class Event(ScheduledActivity):
    """A scheduled activity that is held on one day."""

    held: Day | None = None

    @property
    def when(self) -> date | None:
        return self.held

    def shortfalls(self, today: date, window: TimeSpan | None) -> Iterator[Shortfall]:
        """It counts from the day it was held until the next one is due."""
        yield from super().shortfalls(today, window)
        if self.held is None:
            yield Shortfall(f"{self.id} does not say when it was held", f"add held: to {self.id}")
        elif self.held > today:
            yield Shortfall(f"{self.id} is planned for {self.held}, not yet held", f"hold {self.id} as planned")
        elif window and window.after(self.held) < today:
            name = (self.type or "event").replace("-", " ")
            yield Shortfall(f"{self.id} was held {self.held}, more than {window} ago", f"hold the next {name}")
