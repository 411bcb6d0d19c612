"""Suppliers and other external providers, and how they are chosen and watched (9001 8.4; 27001 A.5.19 to A.5.22)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.recurring import Evaluation
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Duration, Texts, YesNo
from isokit.text.span import Route


class Standing(StrEnum):
    """Whether the organization may buy from a supplier."""

    APPROVED = "approved"
    CONDITIONAL = "conditional"
    BLOCKED = "blocked"


class Supplier(Entry):
    """A supplier, by which criteria and how often it is evaluated, with what outcome, and what was agreed.

    `provides` are the products and services of it that the management system counts on; `status` is the outcome of
    the last evaluation, `expires` the last day of the agreement.
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
