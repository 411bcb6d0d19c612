"""Nonconformities and their corrective action (10.2). A human grades them, never isokit."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from isokit.model.entity import Entity, Part
from isokit.model.scalar import Day, Texts
from isokit.text.reference import names
from isokit.text.span import Route


class Grade(StrEnum):
    """How an auditor graded what was found."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"
    OPPORTUNITY = "opportunity"


class State(StrEnum):
    """How far the nonconformity has come; everything before `closed` is open."""

    OPEN = "open"
    CORRECTED = "corrected"
    CAUSE_FOUND = "cause-found"
    ACTION_PLANNED = "action-planned"
    ACTION_DONE = "action-done"
    VERIFIED = "verified"
    CLOSED = "closed"


NEXT_STEPS = {
    State.OPEN: "correct {id} and record the correction",
    State.CORRECTED: "find the cause of {id} and record it",
    State.CAUSE_FOUND: "plan the corrective action of {id}",
    State.ACTION_PLANNED: "carry out the corrective action of {id}",
    State.ACTION_DONE: "verify that the corrective action of {id} worked",
    State.VERIFIED: "close {id}",
    State.CLOSED: "",
}


class Verification(Part):
    """Who checked that the corrective action worked, when, with what result, on which evidence."""

    by: str | None = None
    on: Day | None = None
    result: str | None = None
    evidence: Texts = ()


class Nonconformity(Entity):
    """A requirement that was not met, from its raising to its closing."""

    needs: ClassVar[tuple[str, ...]] = ("id", "title", "status", "raised", "owner", "clauses")
    claims: ClassVar[tuple[Route, ...]] = ()
    cites: ClassVar[tuple[Route, ...]] = (("clauses",),)
    links: ClassVar[tuple[Route, ...]] = (("verified", "evidence"),)

    grade: Grade | None = None
    status: State | None = None
    raised: Day | None = None
    due: Day | None = None
    owner: str | None = None
    clauses: Texts = ()
    source: str | None = None
    requirement: str | None = None
    statement: str | None = None
    objective_evidence: Texts = ()
    similar: str | None = None
    correction: str | None = None
    cause: str | None = None
    action: str | None = None
    verified: Verification | None = None
    closed: Day | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be dealt with. A state that cannot be read is not closed."""
        return self.status is not State.CLOSED

    def settled(self, today: date) -> bool:  # noqa: ARG002
        return not self.open

    @property
    def against_conformity(self) -> bool:
        """Whether it says that a requirement is not met; ungraded, it may be a major one."""
        return self.grade not in (Grade.OBSERVATION, Grade.OPPORTUNITY)

    @property
    def next_step(self) -> str:
        return NEXT_STEPS[self.status or State.OPEN].format(id=self.id)

    def speaks_of(self, record: str) -> bool:
        """Whether it names a record as its source or as what was seen."""
        said = (self.source, self.statement, *self.objective_evidence)
        return any(names(text, record) for text in said if text)
