"""JUnit's XML: one suite a standard, one case a leaf clause. What is evidenced is green, what is excluded skipped."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.assess.assessment import Assessment, ClauseAssessment, Status
from isokit.outputs.junit import Case, Failure, Suite, written
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import inert, visible


def write(run: Run, look: Look) -> str:
    """Every leaf clause; a case fails with its status as the type, its reasons and the next step."""
    return written([Suite(each.standard.standard, [*_cases(each)]) for each in run.assessments], run)


def _cases(assessment: Assessment) -> Iterator[Case]:
    for leaf in assessment.leaves:
        name = f"{leaf.clause.clause} {assessment.standard.heading(leaf.clause)}"
        reasons = [inert(visible(reason)) for reason in leaf.reasons]
        if leaf.status is Status.EVIDENCED:
            yield Case(name, said=_answers(leaf))
        elif leaf.status is Status.EXCLUDED:
            yield Case(name, skipped="; ".join([str(leaf.status), *reasons]))
        else:
            step = [f"next: {inert(visible(leaf.next))}"] if leaf.next else []
            message = "; ".join([str(leaf.status), *reasons])
            yield Case(name, Failure(str(leaf.status), message, [*reasons, *step] or [message]))


def _answers(leaf: ClauseAssessment) -> list[str]:
    return [f"answered by {', '.join(leaf.answered_by)}"] if leaf.answered_by else []
