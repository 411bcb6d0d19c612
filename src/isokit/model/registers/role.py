"""Roles, responsibilities and authorities (5.3)."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from isokit.model.entity import Entity, Part
from isokit.model.scalar import Day, Texts


class Holder(Part):
    """The holder of a role, by name or e-mail, from when and until when."""

    name: str | None = None
    email: str | None = Field(default=None, alias="e-mail")
    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")

    def holds(self, today: date) -> bool:
        named = bool(self.name or self.email)
        return named and (self.start is None or self.start <= today) and (self.end is None or today <= self.end)

    @property
    def address(self) -> str | None:
        """In lower case, to compare with authors in git; a name may be an address too."""
        written = self.email or (self.name if "@" in (self.name or "") else None)
        return written.strip().lower() if written else None


class Role(Entity):
    """A role of the management system. Without a holder it answers nothing."""

    shelf: ClassVar[str] = "roles"

    holders: tuple[Holder, ...] = ()
    responsibilities: Texts = ()
    competence: Texts = ()
    clauses: Texts = ()
    sites: Texts = ()
    processes: Texts = ()
    note: str | None = None

    def answers(self, today: date) -> bool:
        return any(holder.holds(today) for holder in self.holders)

    def addresses(self, day: date) -> tuple[str | None, ...]:
        """The e-mail addresses of the holders on a day; None for a holder of whom only a name is known."""
        return tuple(holder.address for holder in self.holders if holder.holds(day))
