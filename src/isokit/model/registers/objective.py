"""Objectives and their achievement (6.2)."""

from typing import ClassVar

from isokit.model.entity import Part
from isokit.model.recurring import Action
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Number, Texts


class Measurement(Part):
    """A value of the indicator on a day."""

    on: Day | None = None
    value: Number | None = None


class Objective(Entry):
    """A result to be achieved: an indicator, a target in a unit, the actions and the measurements."""

    shelf: ClassVar[str] = "objectives"

    indicator: str | None = None
    unit: str | None = None
    target: Number | None = None
    due: Day | None = None
    resources: Texts = ()
    actions: tuple[Action, ...] = ()
    measurements: tuple[Measurement, ...] = ()
