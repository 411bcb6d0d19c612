"""Roles, responsibilities and authorities (5.3)."""

from datetime import date

from pydantic import Field

from isokit.model.entity import Entity, Part
from isokit.model.scalar import Day, Texts


class Holder(Part):
    """Who holds a role, by name or e-mail, since when and until when."""

    name: str | None = None
    email: str | None = Field(default=None, alias="e-mail")
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")

    def holds(self, today: date) -> bool:
        """Whether somebody is named and holds the role today."""
        named = bool(self.name or self.email)
        return named and (self.start is None or self.start <= today) and (self.end is None or today <= self.end)


class Role(Entity):
    """A role of the management system. Without a holder it answers nothing."""

    holders: tuple[Holder, ...] = ()
    responsibilities: Texts = ()
    competence: Texts = ()
    clauses: Texts = ()
    sites: Texts = ()
    processes: Texts = ()
    note: str | None = None

    def answers(self, today: date) -> bool:
        """Whether somebody holds the role on a day."""
        return any(holder.holds(today) for holder in self.holders)
