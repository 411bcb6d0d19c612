"""Suppliers and other external providers, their selection and monitoring (9001 8.4; 27001 A.5.19 to A.5.22)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.recurring import Evaluation
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Duration, Texts, YesNo
from isokit.text.span import Route


class Standing(StrEnum):
    """The approval status of a supplier."""

    APPROVED = "approved"
    CONDITIONAL = "conditional"
    BLOCKED = "blocked"


class Supplier(Entry):
    """A supplier: the criteria and the interval of its evaluation, the outcome, and the agreement.

    `provides` are the products and services the management system depends on; `status` is the outcome of the last
    evaluation, `expires` the last day of the agreement.
    """

    shelf: ClassVar[str] = "suppliers"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("evaluated", "evidence"))

    provides: Texts = ()
    critical: YesNo | None = None
    criteria: Texts = ()
    every: Duration | None = None
    evaluated: Evaluation | None = None
    status: Standing | None = None
    agreement: str | None = None
    expires: Day | None = None
