"""One clause as text: what it is, what it expects, and what answers it in the tree."""

from __future__ import annotations

import json
from collections.abc import Iterator

from isokit.assess.assessment import Assessment, ClauseAssessment, Status
from isokit.catalog.standard import Clause, Standard
from isokit.outputs import terminal
from isokit.outputs.gap.table import STYLES, glyph
from isokit.outputs.look import Look
from isokit.outputs.questions import checklist, elsewhere
from isokit.run import Run
from isokit.schemas.run import assessment_plain
from isokit.workspace.claim import ClauseRef, Meaning, Unadopted, Unresolved


def why_not(meaning: Meaning, reference: str) -> str:
    """Why a reference shows no clause."""
    if isinstance(meaning, Unadopted):
        name = meaning.standard
        return f"{name} is not adopted in isokit.yaml; see isokit standards show {name}, or gap --against {name}"
    assert isinstance(meaning, Unresolved)
    return meaning.message + (f"; {meaning.help}" if meaning.help else "")


def as_json(run: Run, ref: ClauseRef, look: Look) -> str:
    """`isokit/clause/1`: the clause and those below it, as in `isokit/gap/1`."""
    plain = assessment_plain(_assessment(run, ref), run.hints)
    below = f"{ref.standard}/{ref.number}"
    clauses = [c for c in plain["clauses"] if c["ref"] == below or c["ref"].startswith(below + ".")]
    document = {"schema": "isokit/clause/1", "ref": str(ref), "as_of": run.today.isoformat(), "clauses": clauses}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def text(run: Run, ref: ClauseRef, look: Look) -> str:
    """The clause for a terminal, with its subclauses where it has some; a single one with its checklist."""
    assessment = _assessment(run, ref)
    clause = assessment.standard.by_number[ref.number]
    leaves = assessment.below(ref.number)
    parts = [part for leaf in leaves for part in _leaf(leaf, look)]
    if len(leaves) == 1:
        parts += [*checklist(leaves[0], look), *elsewhere(assessment.standard, clause, run.workspace.catalog)]
    return terminal.rendered([*_head(assessment.standard, clause), *parts], look)


def _assessment(run: Run, ref: ClauseRef) -> Assessment:
    return next(a for a in run.assessments if a.standard.standard == ref.standard)


def _head(standard: Standard, clause: Clause) -> Iterator[terminal.Block]:
    yield terminal.text((f"{standard.name}  {clause.clause} {standard.heading(clause)}", "bold"))
    if not clause.titled:
        yield terminal.text(("the standard gives this number no heading; the title is isokit's", "dim"))
    if clause.intent:
        yield terminal.text(clause.intent)
    if clause.amended:
        yield terminal.text(f"changed by {', '.join(clause.amended)}")
    if clause.attributes:
        shown = clause.attributes.model_dump()
        for name, value in shown.items():
            words = value if isinstance(value, str) else ", ".join(value)
            yield terminal.text((f"{name.replace('_', ' ')}: ", "dim"), words.replace("_", " "))
    if clause.not_applicable:
        yield terminal.text("may be declared not applicable, with a justification, in the scope statement")
    yield ""


def _leaf(leaf: ClauseAssessment, look: Look) -> Iterator[terminal.Block]:
    sign = f"{glyph(leaf.status, look)} {leaf.status}".ljust(16)
    yield terminal.text((sign, STYLES[leaf.status]), (f"{leaf.ref} {leaf.clause.title}", "bold"))
    for information in leaf.clause.documented:
        yield terminal.listed(terminal.text(("documented information: ", "dim"), str(information)), look)
    for expected in () if leaf.status is Status.EXCLUDED else leaf.expectations:
        word = "met" if expected.met else "not met"
        asked = f"expects {expected.expectation.asked}: "
        yield terminal.listed(terminal.text((asked, "dim"), f"{word}: {expected.reason}"), look)
    yield terminal.listed(terminal.text(("answered by: ", "dim"), ", ".join(leaf.answered_by) or "nothing"), look)
    said = {expected.reason for expected in leaf.expectations}
    for reason in () if leaf.status is Status.EVIDENCED else (r for r in leaf.reasons if r not in said):
        yield terminal.listed(terminal.text(("because ", "dim"), reason), look)
    if leaf.next:
        yield terminal.listed(terminal.text(("next: ", "bold"), leaf.next), look)
    yield ""
