"""Incidents and near misses, the response, and the lessons learnt (27001 A.5.24 to A.5.28; 14001 8.2)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Texts
from isokit.text.span import Route


class Topic(StrEnum):
    """What an incident concerns."""

    QUALITY = "quality"
    ENVIRONMENT = "environment"
    SECURITY = "security"
    SAFETY = "safety"


class Handling(StrEnum):
    """The state of an incident or a complaint."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Incident(Entry):
    """An incident. `response` is the immediate reaction, `lessons` what changes so that it does not recur."""

    shelf: ClassVar[str] = "incidents"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("nonconformities",), ("evidence",))

    topic: Topic | None = None
    occurred: Day | None = None
    reported: Day | None = None
    effect: str | None = None
    response: str | None = None
    lessons: str | None = None
    status: Handling | None = None
    closed: Day | None = None
    nonconformities: Texts = ()
    evidence: Texts = ()
