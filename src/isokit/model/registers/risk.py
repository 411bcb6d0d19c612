"""Risks and their treatment (ISO 31000; 6.1 of every standard)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import field_validator

from isokit.model.entity import Part
from isokit.model.recurring import Action, Evaluation, Lack
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Texts, Whole
from isokit.text.span import Route

Pair = tuple[int | None, int | None]
"""A likelihood and a consequence, as far as they are given."""


class Treatment(StrEnum):
    """The treatment of a risk."""

    MODIFY = "modify"
    RETAIN = "retain"
    AVOID = "avoid"
    SHARE = "share"


class Property(StrEnum):
    """The property of information that a risk affects."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"


class Residual(Part):
    """The risk that remains after treatment, on the organization's scales."""

    likelihood: Whole | None = None
    consequence: Whole | None = None

    @property
    def pair(self) -> Pair:
        return self.likelihood, self.consequence


class Acceptance(Part):
    """Who accepted or approved something, by role, and when."""

    by: str | None = None
    on: Day | None = None

    def lack(self, today: date) -> Lack | None:
        """Why it does not count on a day, whoever gave it."""
        if not self.by:
            return Lack(("by",), "it does not say by whom")
        if self.on is None:
            return Lack(("on",), "it does not say when")
        return Lack(("on",), f"{self.on} is in the future") if self.on > today else None


class RiskAssessment(Part):
    """One assessment of a risk: when, by which version of the criteria, by which role, and its trigger.

    It stays as written; a new assessment is a further entry.
    """

    on: Day | None = None
    criteria: str | None = None
    assessor: str | None = None
    trigger: str | None = None
    likelihood: Whole | None = None
    consequence: Whole | None = None

    @property
    def pair(self) -> Pair:
        return self.likelihood, self.consequence


class Measure(Action):
    """A measure of the treatment plan: who does what from `start` until `due`, done when, verified by whom."""

    start: Day | None = None
    verified: Evaluation | None = None

    def late(self, today: date) -> bool:
        return self.due is not None and self.due < today and not self.finished(today)


class Risk(Entry):
    """A risk, on the organization's scales of likelihood and consequence; its controls are named, not claimed.

    `affects` are the properties of information at stake. `approved` is the owner's approval of the treatment plan,
    `accepted` that of the residual risk. Without `likelihood` and `consequence`, those of the last assessment count.
    """

    shelf: ClassVar[str] = "risks"
    cites: ClassVar[tuple[Route, ...]] = (("controls",),)

    affects: tuple[Property, ...] = ()
    likelihood: Whole | None = None
    consequence: Whole | None = None
    assessments: tuple[RiskAssessment, ...] = ()
    treatment: Treatment | None = None
    controls: Texts = ()
    actions: tuple[Measure, ...] = ()
    approved: Acceptance | None = None
    residual: Residual | None = None
    accepted: Acceptance | None = None
    due: Day | None = None
    review: Day | None = None

    @field_validator("affects", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    def linked(self) -> list[tuple[Route, str]]:
        return [*super().linked(), *self._verified_by()]

    def _verified_by(self) -> Iterator[tuple[Route, str]]:
        for number, each in enumerate(self.actions):
            for index, name in enumerate(each.verified.evidence if each.verified else ()):
                yield ("actions", number, "verified", "evidence", index), name

    def last_assessment(self, today: date) -> int | None:
        """The index of the latest assessment up to a day."""
        held = [(each.on, index) for index, each in enumerate(self.assessments) if each.on and each.on <= today]
        return max(held)[1] if held else None

    def weighed(self, today: date) -> Pair:
        """Its likelihood and consequence before treatment: its own, else those of the last assessment."""
        last = self.last_assessment(today)
        if last is None or (self.likelihood, self.consequence) != (None, None):
            return self.likelihood, self.consequence
        return self.assessments[last].pair

    @property
    def remaining(self) -> Pair | None:
        return self.residual.pair if self.residual and self.residual.pair != (None, None) else None
