"""Compliance obligations, from law, permits, contracts or voluntary commitments (14001 6.1.3)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.recurring import Evaluation
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Duration
from isokit.text.span import Route


class Bond(StrEnum):
    """The kind of an obligation."""

    LEGAL = "legal"
    PERMIT = "permit"
    CONTRACTUAL = "contractual"
    VOLUNTARY = "voluntary"


class Obligation(Entry):
    """An obligation: its source, what it requires, when it expires, how often compliance is evaluated (`every`)."""

    shelf: ClassVar[str] = "obligations"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("evaluated", "evidence"))

    kind: Bond | None = None
    source: str | None = None
    requirement: str | None = None
    expires: Day | None = None
    every: Duration | None = None
    evaluated: Evaluation | None = None
