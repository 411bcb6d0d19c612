"""Opportunities and the actions to take them (6.1)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.recurring import Action
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day


class Pursuit(StrEnum):
    """The state of an opportunity."""

    OPEN = "open"
    PURSUED = "pursued"
    TAKEN = "taken"
    DECLINED = "declined"


class Opportunity(Entry):
    """An opportunity: the expected benefit, the actions, and how their effect is evaluated."""

    shelf: ClassVar[str] = "opportunities"

    benefit: str | None = None
    status: Pursuit | None = None
    actions: tuple[Action, ...] = ()
    effect: str | None = None
    due: Day | None = None
    review: Day | None = None
