"""Audits and management reviews as events that were held (9.2, 9.3)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from isokit.model.entity import Entity, Part, Shortfall, shared
from isokit.model.evidence import Period
from isokit.model.recurring import Action
from isokit.model.scalar import Day, Texts, TimeSpan
from isokit.text.span import Route


class Held(Entity):
    """What is planned and held again and again. Its `clauses` are what it looked at, not what it answers."""

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
        """The day it is about; None where it does not say."""
        return None

    def settled(self, today: date) -> bool:
        """Whether it was held."""
        return self.when is not None and self.when <= today

    def speaks_of(self, editions: Iterable[str]) -> bool:
        """Whether it is about an edition: one of its criteria, or all adopted ones where it names none."""
        named = {name for edition in editions for name in (edition, edition.partition(":")[0])}
        return not self.criteria or not named.isdisjoint(self.criteria)

    def shortfalls(self, today: date, window: TimeSpan | None) -> Iterator[Shortfall]:  # noqa: ARG002
        """Why it does not count today; nothing if it does."""
        yield from self.unread()


class Event(Held):
    """An event that takes place on a day."""

    held: Day | None = None

    @property
    def when(self) -> date | None:
        """The day it is held."""
        return self.held

    def shortfalls(self, today: date, window: TimeSpan | None) -> Iterator[Shortfall]:
        """It counts from the day it was held until it has to be held again."""
        yield from super().shortfalls(today, window)
        if self.held is None:
            yield Shortfall(f"{self.id} does not say when it was held", f"write into {self.id} when it was held")
        elif self.held > today:
            yield Shortfall(f"{self.id} is planned for {self.held}, not yet held", f"hold {self.id} as planned")
        elif window and window.after(self.held) < today:
            name = (self.type or "event").replace("-", " ")
            yield Shortfall(f"{self.id} was held {self.held}, more than {window} ago", f"hold the next {name}")


class Answer(Part):
    """A line of an audit checklist: what was asked about a clause, and what was observed."""

    clause: str | None = None
    ask: str | None = None
    answer: str | None = None
    observed: str | None = None


class Audit(Event):
    """An audit. `criteria` names the standards it was held against, `clauses` what it looked at."""

    type: str | None = "internal-audit"
    auditors: Texts = ()
    auditees: Texts = ()
    checklist: tuple[Answer, ...] = ()
    conclusion: str | None = None


class Topic(Part):
    """An input of a management review, and what was said about it."""

    topic: str | None = None
    said: str | None = None


class Review(Event):
    """A management review."""

    type: str | None = "management-review"
    attendees: Texts = ()
    inputs: tuple[Topic, ...] = ()
    decisions: Texts = ()
    actions: tuple[Action, ...] = ()


class PlannedAudit(Part):
    """An audit of the programme."""

    id: str | None = None
    title: str | None = None
    planned: Day | None = None
    scope: str | None = None
    clauses: Texts = ()


class AuditProgramme(Held):
    """The audits planned for a period."""

    type: str | None = "audit-programme"
    period: Period = shared(Period())
    audits: tuple[PlannedAudit, ...] = ()

    @property
    def when(self) -> date | None:
        """The last day it speaks of."""
        return self.period.end

    def shortfalls(self, today: date, window: TimeSpan | None) -> Iterator[Shortfall]:
        """It counts within its period."""
        yield from super().shortfalls(today, window)
        start, end = self.period.start, self.period.end
        if start is None or end is None:
            yield Shortfall(f"{self.id} does not say its period", f"write into {self.id} period: from and to")
        elif start > today:
            yield Shortfall(f"{self.id} begins {start}, still to come", f"wait until {start}")
        elif end < today:
            yield Shortfall(f"{self.id} ended {end}", "make the next audit programme")
