"""Interested parties and what they need and expect (4.2)."""

from typing import ClassVar

from pydantic import Field

from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Texts
from isokit.text.span import Route


class InterestedParty(Entry):
    """An interested party. `addressed` are the needs the management system deals with, `obligations` are ids."""

    shelf: ClassVar[str] = "interested-parties"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("obligations",))

    needs_and_expectations: Texts = Field(default=(), alias="needs")
    addressed: Texts = ()
    obligations: Texts = ()
    review: Day | None = None
