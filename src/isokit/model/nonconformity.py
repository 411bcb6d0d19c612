"""Nonconformities and their corrective action (10.2), graded by people, never by isokit."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from isokit.model.entity import Entity, Part
from isokit.model.scalar import Day, Texts
from isokit.text.reference import names
from isokit.text.span import Route


class Grade(StrEnum):
    """The auditor's grade."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"
    OPPORTUNITY = "opportunity"


class State(StrEnum):
    """The state of a nonconformity; all before `closed` are open."""

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
    """A requirement that was not met, from raising to closing."""

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
        """A state that cannot be read is not closed."""
        return self.status is not State.CLOSED

    def settled(self, today: date) -> bool:  # noqa: ARG002
        return not self.open

    @property
    def against_conformity(self) -> bool:
        """Whether a requirement is not met; ungraded, it may be a major one."""
        return self.grade not in (Grade.OBSERVATION, Grade.OPPORTUNITY)

    @property
    def next_step(self) -> str:
        return NEXT_STEPS[self.status or State.OPEN].format(id=self.id)

    def refers_to(self, record: str) -> bool:
        """Whether it names a record as its source or as objective evidence."""
        texts = (self.source, self.statement, *self.objective_evidence)
        return any(names(text, record) for text in texts if text)
