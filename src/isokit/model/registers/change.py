"""Changes to the management system, its processes or its services, planned and unplanned (6.3, 8.5.6, A.8.32)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.recurring import Evaluation
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Texts
from isokit.text.span import Route


class Progress(StrEnum):
    """The state of a change."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DONE = "done"
    REVIEWED = "reviewed"
    REJECTED = "rejected"


class Change(Entry):
    """A change: its reason and consequences, who is informed, who approved it, and whether it worked (`reviewed`)."""

    shelf: ClassVar[str] = "changes"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("risks",), ("approved", "evidence"), ("reviewed", "evidence"))

    reason: str | None = None
    consequences: str | None = None
    resources: Texts = ()
    communicated: Texts = ()
    risks: Texts = ()
    status: Progress | None = None
    planned: Day | None = None
    approved: Evaluation | None = None
    done: Day | None = None
    reviewed: Evaluation | None = None
