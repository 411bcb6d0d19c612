"""An audit checklist as plain data for its template: the asks of some clauses, with room for answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isokit.assess.assessment import Assessment, ClauseAssessment
from isokit.catalog.standard import Ask, covers
from isokit.model.audit import Answer, Audit
from isokit.run import Run
from isokit.schemas.head import Plain
from isokit.schemas.run import report_plain
from isokit.workspace.claim import ClauseRef


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of a checklist is wanted: some clauses (`8`, `9.2`), or what an audit looks at."""

    numbers: tuple[str, ...] = ()
    audit: Audit | None = None

    @property
    def name(self) -> str:
        """What tells its file from others: `-AUD-2026-02-8-9`."""
        parts = [self.audit.id] if self.audit else []
        return "".join(f"-{part}" for part in (*parts, *self.numbers))

    def speaks_of(self, assessment: Assessment, run: Run) -> bool:
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


def checklist_plain(run: Run, assessment: Assessment, selection: Selection) -> Plain:
    """What the template of the checklist may use: the head of a report, and the clauses with their asks."""
    answers = _answers(selection.audit, assessment.standard.standard)
    groups = [
        {"number": head.clause, "title": head.title, "leaves": [_leaf(leaf, assessment, answers) for leaf in chosen]}
        for head, leaves in assessment.groups
        if (chosen := [leaf for leaf in leaves if leaf.clause.asks and selection.holds(leaf, run)])
    ]
    return {
        **report_plain(run, assessment),
        "groups": groups,
        "numbers": list(selection.numbers),
        "audit": _audit(selection.audit) if selection.audit else None,
        "checklist_digest": run.workspace.catalog.digest(assessment.standard.standard),
    }


def _audit(audit: Audit) -> Plain:
    held = audit.held.isoformat() if audit.held else ""
    head = {"id": audit.id, "title": audit.title, "held": held, "scope": audit.scope or ""}
    return {**head, "auditors": list(audit.auditors)}


def _answers(audit: Audit | None, edition: str) -> dict[str, Answer]:
    """What an audit has noted already, by ask without the edition."""
    lines = audit.checklist if audit else ()
    return {line.ask.removeprefix(f"{edition}/"): line for line in lines if line.ask}


def _leaf(leaf: ClauseAssessment, assessment: Assessment, answers: dict[str, Answer]) -> Plain:
    clause = leaf.clause
    return {
        "number": clause.clause,
        "heading": assessment.standard.heading(clause),
        "intent": clause.intent,
        "pitfalls": list(clause.pitfalls),
        "status": leaf.status.value,
        "answered_by": list(leaf.answered_by),
        "asks": [_ask(f"{clause.clause}/{ask.id}", ask, answers) for ask in clause.asks],
    }


def _ask(name: str, ask: Ask, answers: dict[str, Answer]) -> Plain:
    noted = answers.get(name, Answer())
    said = {"observed": noted.observed or "", "answer": (noted.answer or "").replace("-", " ")}
    return {"id": name, "ask": ask.ask, "look_for": list(ask.look_for), **said}
