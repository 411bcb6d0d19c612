"""The nouns as plain data, in the shapes the contract promises: for JSON, and for templates, which get nothing else."""

from __future__ import annotations

from isokit import __version__
from isokit.assess.assessment import Assessment, ClauseAssessment, Status, count
from isokit.assess.hint import Hints
from isokit.catalog.standard import Clause
from isokit.model.finding import Finding
from isokit.run import Run, Since
from isokit.schemas.crosswalk import hints_plain
from isokit.schemas.head import Plain, head_plain


def check_plain(run: Run) -> Plain:
    """`isokit/check/1`."""
    counts = {level.value: number for level, number in run.counts.items()}
    suppressed, baselined = run.aside
    summary = {"files": len(run.workspace.contents), "rules": len(run.rules), **counts}
    return {
        "schema": "isokit/check/1",
        "isokit": __version__,
        "as_of": run.today.isoformat(),
        "commit": run.history.commit,
        "summary": {**summary, "suppressed": suppressed, "baselined": baselined},
        **({"since": since_plain(run.since)} if run.since else {}),
        "findings": [finding_plain(finding) for finding in run.findings],
    }


def since_plain(since: Since) -> Plain:
    """The revision a run is compared with, and how many findings were there already; only where one was given."""
    return {"revision": since.revision, "commit": since.commit, "older": since.older}


def finding_plain(finding: Finding) -> Plain:
    """One finding of `isokit/check/1`."""
    aside = finding.suppressed
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "message": finding.message,
        "help": finding.help,
        "subject": finding.place.subject,
        "clauses": list(finding.clauses),
        "fixable": finding.fix is not None,
        "fingerprint": finding.fingerprint,
        "suppressed": {"by": aside.by, "reason": aside.reason, "until": aside.until} if aside else None,
    }


def gap_plain(run: Run) -> Plain:
    """`isokit/gap/1`."""
    return {
        "schema": "isokit/gap/1",
        "isokit": __version__,
        "as_of": run.today.isoformat(),
        "commit": run.history.commit,
        "organization": run.workspace.settings.organization.name,
        "standards": [assessment_plain(assessment, run.hints) for assessment in run.assessments],
    }


def assessment_plain(assessment: Assessment, hints: Hints) -> Plain:
    """One standard of `isokit/gap/1`: every clause in the standard's order, the parents with their counts."""
    leaves = {leaf.clause.clause: leaf for leaf in assessment.leaves}
    standard = assessment.standard
    return {
        "standard": standard.standard,
        "title": standard.title,
        "reached_from": list(assessment.reached_from),
        "counts": counts_plain(assessment.counts),
        "clauses": [
            {
                **(leaf_plain(leaves[clause.clause]) if clause.clause in leaves else parent_plain(clause, assessment)),
                "hints": hints_plain(hints.get(standard.ref(clause.clause), ())),
            }
            for clause in standard.clauses
        ],
    }


def counts_plain(counts: dict[Status, int]) -> dict[str, int]:
    """Counts with the words of the statuses."""
    return {status.value: number for status, number in counts.items()}


def leaf_plain(leaf: ClauseAssessment) -> Plain:
    """A leaf clause, with everything its status rests on."""
    return {
        "ref": leaf.ref,
        "title": leaf.clause.title,
        "leaf": True,
        "status": leaf.status.value,
        "answered_by": list(leaf.answered_by),
        "documents": list(leaf.documents),
        "evidence": list(leaf.evidence),
        "nonconformities": list(leaf.nonconformities),
        "expectations": [
            {
                "kind": expected.expectation.kind.value,
                "type": expected.expectation.type,
                "within": str(expected.expectation.within) if expected.expectation.within else None,
                "basis": expected.expectation.basis.value,
                "window_basis": expected.expectation.window_basis and expected.expectation.window_basis.value,
                "met": expected.met,
                "reason": expected.reason,
            }
            for expected in leaf.expectations
        ],
        "asks": {"observed": len(leaf.observed), "total": len(leaf.clause.asks)},
        "stated": {name: answer.value for name, answer in leaf.stated.items()},
        "reasons": list(leaf.reasons),
        "next": leaf.next,
    }


def parent_plain(clause: Clause, assessment: Assessment) -> Plain:
    """A clause with subclauses: the counts of its leaves, and no status of its own."""
    return {
        "ref": assessment.standard.ref(clause.clause),
        "title": clause.title,
        "leaf": False,
        "status": None,
        "counts": counts_plain(count(assessment.below(clause.clause))),
        "answered_by": [],
        "documents": [],
        "evidence": [],
        "nonconformities": [],
        "expectations": [],
        "asks": {"observed": 0, "total": 0},
        "stated": {},
        "reasons": [],
        "next": "",
    }


def report_plain(run: Run, assessment: Assessment) -> Plain:
    """What a template of one standard may use. It never holds the commit, so that a report can be committed."""
    standard = assessment.standard
    groups = [
        {
            "number": head.clause,
            "title": head.title,
            "counts": counts_plain(count(leaves)),
            "leaves": [{**leaf_plain(leaf), "heading": standard.heading(leaf.clause)} for leaf in leaves],
        }
        for head, leaves in assessment.groups
    ]
    return {
        **head_plain(run),
        "standard": standard.standard,
        "name": standard.name,
        "title": standard.title,
        "reached_from": list(assessment.reached_from),
        "revision": standard.revision,
        "counts": counts_plain(assessment.counts),
        "total": len(assessment.leaves),
        "groups": groups,
        "steps": [{"step": step.text, "refs": list(step.refs)} for step in assessment.next_steps],
    }
