"""Audits and the audit programme (9.2)."""

from collections.abc import Iterator
from datetime import date

from isokit.model.entity import Part, Shortfall, shared
from isokit.model.evidence import Period
from isokit.model.recurring import Event, ScheduledActivity
from isokit.model.scalar import Day, Texts, TimeSpan


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


class PlannedAudit(Part):
    """An audit of the programme."""

    id: str | None = None
    title: str | None = None
    planned: Day | None = None
    scope: str | None = None
    clauses: Texts = ()


class AuditProgramme(ScheduledActivity):
    """The audits planned for a period."""

    type: str | None = "audit-programme"
    period: Period = shared(Period())
    audits: tuple[PlannedAudit, ...] = ()

    @property
    def when(self) -> date | None:
        return self.period.end

    def shortfalls(self, today: date, window: TimeSpan | None) -> Iterator[Shortfall]:
        yield from super().shortfalls(today, window)
        start, end = self.period.start, self.period.end
        if start is None or end is None:
            yield Shortfall(f"{self.id} has no period", f"add period: (from and to) to {self.id}")
        elif start > today:
            yield Shortfall(f"{self.id} begins {start}, in the future", f"wait until {start}")
        elif end < today:
            yield Shortfall(f"{self.id} ended {end}", "create the next audit programme")
