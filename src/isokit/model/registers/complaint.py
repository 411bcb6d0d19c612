"""Complaints of customers and other interested parties (9001 8.2.1, 9.1.2, 10.2.1)."""

from typing import ClassVar

from isokit.model.registers.entry import Entry
from isokit.model.registers.incident import Handling
from isokit.model.scalar import Day, Texts
from isokit.text.span import Route


class Complaint(Entry):
    """A complaint: from whom, about what, the answer, and the nonconformity it led to."""

    shelf: ClassVar[str] = "complaints"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("nonconformities",), ("evidence",))

    complainant: str | None = None
    about: str | None = None
    received: Day | None = None
    response: str | None = None
    answered: Day | None = None
    status: Handling | None = None
    closed: Day | None = None
    nonconformities: Texts = ()
    evidence: Texts = ()
