"""What the template of a report on one standard may use."""

from __future__ import annotations

from isokit.assess.assessment import Assessment, ClauseAssessment, count
from isokit.catalog.standard import Standard
from isokit.run import Run
from isokit.schemas.gap import leaf_of
from isokit.schemas.head import Plain, head_plain
from isokit.schemas.serialize import plain


def report_plain(run: Run, assessment: Assessment) -> Plain:
    """What a template of one standard may use. It never holds the commit, so that a report can be committed."""
    standard = assessment.standard
    groups = [
        {
            "number": head.clause,
            "title": head.title,
            "counts": plain(count(leaves)),
            "leaves": [
                {**plain(leaf_of(leaf, standard, dict)), "heading": standard.heading(leaf.clause)} for leaf in leaves
            ],
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
        "counts": plain(assessment.counts),
        "total": len(assessment.leaves),
        "groups": groups,
        "steps": [{"step": step.text, "refs": list(step.refs)} for step in assessment.next_steps],
    }


def _leaf(leaf: ClauseAssessment, standard: Standard) -> Plain:
    clause = leaf_of(leaf, standard, dict)
    return {**plain(clause), "heading": clause.heading}
