"""The audit checklist of a standard: the questions of some clauses, with what an audit has noted already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from isokit.assess.assessment import Assessment, ClauseAssessment, Status
from isokit.catalog import standard as catalog
from isokit.catalog.standard import covers
from isokit.model.audit import Answer, Audit
from isokit.run import Run
from isokit.schemas.base import fill
from isokit.workspace.claim import ClauseRef


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of a checklist is wanted: some clauses (`8`, `9.2`), or those an audit covers."""

    numbers: tuple[str, ...] = ()
    audit: Audit | None = None

    @property
    def name(self) -> str:
        """The ending of its file name: `-AUD-2026-02-8-9`."""
        parts = [self.audit.id] if self.audit else []
        return "".join(f"-{part}" for part in (*parts, *self.numbers))

    def concerns(self, assessment: Assessment, run: Run) -> bool:
        """Whether anything of a standard belongs to it."""
        return any(self.holds(leaf, run) for leaf in assessment.leaves)

    def holds(self, leaf: ClauseAssessment, run: Run) -> bool:
        """Whether a leaf belongs to it. An audit that names no clauses looks at all of them."""
        number = leaf.clause.clause
        chosen = not self.numbers or any(covers(wanted, number) for wanted in self.numbers)
        looked_at = set(self._looked_at(run)) if self.audit and self.audit.clauses else None
        return chosen and (looked_at is None or any(covers_ref(ref, leaf.ref) for ref in looked_at))

    def _looked_at(self, run: Run) -> Iterable[str]:
        for text in self.audit.clauses if self.audit else ():
            meaning = run.workspace.references.meaning(text)
            if isinstance(meaning, ClauseRef):
                yield f"{meaning.standard}/{meaning.number}"


def covers_ref(ref: str, other: str) -> bool:
    """Whether a reference names a clause or one above it, in the same edition."""
    edition, _, number = ref.partition("/")
    other_edition, _, other_number = other.partition("/")
    return edition == other_edition and covers(number, other_number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the checklist, and what the audit has noted about it."""

    id: str
    """Its clause and letter: `8.4.3/a`."""
    ask: str
    look_for: tuple[str, ...]
    observed: str
    answer: str
    """Whether it was met, in the words of the audit: `partly met`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistClause:
    """A clause or control with its questions."""

    ref: str
    number: str
    title: str
    heading: str
    """The title, with that of the parent where it says no more than General."""
    intent: str
    pitfalls: tuple[str, ...]
    """Common audit findings."""
    status: Status
    answered_by: tuple[str, ...]
    asks: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistGroup:
    """A main clause, theme or domain, with the clauses below it that have questions."""

    number: str
    title: str
    clauses: tuple[ChecklistClause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistAudit:
    """The audit a checklist is for."""

    id: str
    title: str
    held: date | None
    """When it was or will be held."""
    scope: str
    auditors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The questions of a standard that `--clauses` and `--audit` select."""

    numbers: tuple[str, ...]
    """The clauses of `--clauses`; empty where that was not given."""
    audit: ChecklistAudit | None
    groups: tuple[ChecklistGroup, ...]


def checklist_of(run: Run, assessment: Assessment, selection: Selection) -> Checklist:
    answers = _answers(selection.audit, assessment.standard.standard)
    return Checklist(
        numbers=selection.numbers,
        audit=_audit(selection.audit) if selection.audit else None,
        groups=tuple(
            ChecklistGroup(
                number=head.clause,
                title=head.title,
                clauses=tuple(_clause(leaf, assessment, answers) for leaf in chosen),
            )
            for head, leaves in assessment.groups
            if (chosen := [leaf for leaf in leaves if leaf.clause.asks and selection.holds(leaf, run)])
        ),
    )


def _audit(audit: Audit) -> ChecklistAudit:
    return fill(ChecklistAudit, audit, scope=audit.scope or "")


def _answers(audit: Audit | None, edition: str) -> dict[str, Answer]:
    """What an audit has noted already, by question without the edition."""
    lines = audit.checklist if audit else ()
    return {line.ask.removeprefix(f"{edition}/"): line for line in lines if line.ask}


def _clause(leaf: ClauseAssessment, assessment: Assessment, answers: dict[str, Answer]) -> ChecklistClause:
    clause = leaf.clause
    return fill(
        ChecklistClause,
        clause,
        ref=leaf.ref,
        number=clause.clause,
        heading=assessment.standard.heading(clause),
        status=leaf.status,
        answered_by=leaf.answered_by,
        asks=tuple(_question(f"{clause.clause}/{ask.id}", ask, answers) for ask in clause.asks),
    )


def _question(name: str, ask: catalog.Ask, answers: dict[str, Answer]) -> Question:
    noted = answers.get(name, Answer())
    answer = (noted.answer or "").replace("-", " ")
    return fill(Question, ask, id=name, observed=noted.observed or "", answer=answer)
