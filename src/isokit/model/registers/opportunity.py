"""Opportunities and what is done to take them (6.1)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.recurring import Action
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day


class Pursuit(StrEnum):
    """What has become of an opportunity."""

    OPEN = "open"
    PURSUED = "pursued"
    TAKEN = "taken"
    DECLINED = "declined"


class Opportunity(Entry):
    """An opportunity: the benefit hoped for, the actions, and how their effect is judged."""

    shelf: ClassVar[str] = "opportunities"

    benefit: str | None = None
    status: Pursuit | None = None
    actions: tuple[Action, ...] = ()
    effect: str | None = None
    due: Day | None = None
    review: Day | None = None
