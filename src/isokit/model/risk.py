"""Risks and their treatment (ISO 31000; 6.1 of every standard)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.entity import Part
from isokit.model.entry import Entry
from isokit.model.scalar import Day, Texts, Whole
from isokit.text.span import Route


class Treatment(StrEnum):
    """What is done about a risk."""

    MODIFY = "modify"
    RETAIN = "retain"
    AVOID = "avoid"
    SHARE = "share"


class Residual(Part):
    """The risk that remains after treatment, on the organization's scales."""

    likelihood: Whole | None = None
    consequence: Whole | None = None


class Acceptance(Part):
    """Who accepted the residual risk, by role, and when."""

    by: str | None = None
    on: Day | None = None


class Risk(Entry):
    """A risk, on the organization's scales of likelihood and consequence; its controls are named, not claimed."""

    cites: ClassVar[tuple[Route, ...]] = (("controls",),)

    likelihood: Whole | None = None
    consequence: Whole | None = None
    treatment: Treatment | None = None
    controls: Texts = ()
    residual: Residual | None = None
    accepted: Acceptance | None = None
    due: Day | None = None
    review: Day | None = None
