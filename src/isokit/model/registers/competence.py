"""Competence needed and acquired (7.2). Entries are about roles; records of people stay outside git."""

from typing import ClassVar

from isokit.model.recurring import Action
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Texts
from isokit.text.span import Route


class Competence(Entry):
    """The competence a role requires, what is lacking today, and what is done about it."""

    shelf: ClassVar[str] = "competence"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("role",), ("evidence",))

    role: str | None = None
    required: Texts = ()
    lacking: Texts = ()
    actions: tuple[Action, ...] = ()
    evidence: Texts = ()
    review: Day | None = None
