"""JUnit's XML: one suite a standard, one case a requirement. Evidenced ones are green, excluded ones skipped."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs.junit import Case, Failure, Suite, document
from isokit.outputs.look import Look
from isokit.schemas.gap import AssessedStandard, Clause, Gap
from isokit.text.escape import inert, visible


def write(gap: Gap, look: Look) -> str:
    """Every requirement; a case fails with its status as the type, its reasons and the next step."""
    return document([Suite(each.standard, [*_cases(each)]) for each in gap.standards], gap.as_of)


def _cases(standard: AssessedStandard) -> Iterator[Case]:
    for clause in standard.leaves:
        name, status = f"{clause.number} {clause.heading}", str(clause.status)
        reasons = [inert(visible(reason)) for reason in clause.reasons]
        message = "; ".join([status, *reasons])
        if status == "evidenced":
            yield Case(name, notes=_answers(clause))
        elif status == "excluded":
            yield Case(name, skipped=message)
        else:
            step = [f"next: {inert(visible(clause.next))}"] if clause.next else []
            yield Case(name, Failure(status, message, [*reasons, *step] or [message]))


def _answers(clause: Clause) -> list[str]:
    return [f"answered by {', '.join(clause.answered_by)}"] if clause.answered_by else []
