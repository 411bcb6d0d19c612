"""Processes of the management system and how they interact (4.4)."""

from typing import ClassVar

from isokit.model.registers.entry import Entry
from isokit.model.scalar import Texts
from isokit.text.span import Route


class Process(Entry):
    """A process: its inputs and outputs, the processes that take these over (`hands_to`), its indicators."""

    shelf: ClassVar[str] = "processes"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("hands_to",), ("objectives",), ("risks",))

    purpose: str | None = None
    inputs: Texts = ()
    activities: Texts = ()
    outputs: Texts = ()
    hands_to: Texts = ()
    resources: Texts = ()
    indicators: Texts = ()
    objectives: Texts = ()
    risks: Texts = ()
