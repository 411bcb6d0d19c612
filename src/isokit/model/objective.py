"""Objectives and how far they are reached (6.2)."""

from isokit.model.entity import Entity, Part
from isokit.model.scalar import Day, Number, Texts


class Measurement(Part):
    """A value of the indicator on a day."""

    on: Day | None = None
    value: Number | None = None


class Objective(Entity):
    """A result to be achieved: an indicator, a target in a unit, and what was measured."""

    indicator: str | None = None
    unit: str | None = None
    target: Number | None = None
    due: Day | None = None
    owner: str | None = None
    clauses: Texts = ()
    measurements: tuple[Measurement, ...] = ()
    sites: Texts = ()
    processes: Texts = ()
