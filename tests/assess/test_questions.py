"""Asks: what an audit observed, and what the organization only says of itself."""

from __future__ import annotations

import pytest

from isokit.assess.assessment import ClauseAssessment, Status
from isokit.model.self_assessment import Stated
from tests.support import Files, RunTree

AUDIT = """\
id: AUD-1
title: Internal audit
type: internal-audit
held: {held}
criteria: [iso9001:2015]
checklist:
  - {{clause: iso9001:2015/8.4.3, ask: {ask}, answer: met, observed: {observed}}}
"""
STATED = "standard: iso9001:2015\nanswers:\n  {ask}: {{answer: {answer}, by: quality-manager, on: 2026-10-02}}\n"


def audit(ask: str = "iso9001:2015/8.4.3/a", held: str = "2026-09-02", observed: str = "three orders") -> Files:
    return {"audits/2026/AUD-1.yaml": AUDIT.format(ask=ask, held=held, observed=observed)}


def assessment(answer: str = "met", ask: str = "8.4.3/a") -> Files:
    return {"assessments/iso9001-2015.yaml": STATED.format(ask=ask, answer=answer)}


def leaf(run_tree: RunTree, files: Files) -> ClauseAssessment:
    (found,) = (leaf for a in run_tree(files).assessments for leaf in a.leaves if leaf.ref == "iso9001:2015/8.4.3")
    return found


@pytest.mark.parametrize("ask", ["iso9001:2015/8.4.3/a", "8.4.3/a"])
def test_an_ask_is_observed_where_an_audit_says_what_it_saw(ask: str, run_tree: RunTree) -> None:
    assert leaf(run_tree, audit(ask)).observed == {"8.4.3/a"}


@pytest.mark.parametrize(
    "files",
    [
        audit(ask="8.4.3/z"),
        audit(ask="iso9001:2026/8.4.3/a"),
        audit(held="2025-06-02"),
        audit(held="2027-01-02"),
        audit(observed='""'),
    ],
    ids=["no such ask", "another edition", "too long ago", "to come", "nothing seen"],
)
def test_an_ask_is_not_observed_otherwise(files: Files, run_tree: RunTree) -> None:
    assert not leaf(run_tree, files).observed


def test_a_stated_answer_makes_a_clause_partial_and_never_more(run_tree: RunTree) -> None:
    found = leaf(run_tree, assessment())
    assert (found.status, found.stated) == (Status.PARTIAL, {"8.4.3/a": Stated.MET})
    assert any("stated as met but not yet verified" in reason for reason in found.reasons)


def test_what_is_stated_as_not_met_stands_among_the_reasons_and_answers_nothing(run_tree: RunTree) -> None:
    found = leaf(run_tree, assessment("not-met"))
    assert "the self-assessment says that 8.4.3/a is not met" in found.reasons
    assert found.status is Status.MISSING


def test_an_answer_to_no_ask_is_a_finding_at_its_key(run_tree: RunTree) -> None:
    run = run_tree({**assessment(ask="8.4.3/zz"), **audit(ask="iso9001:2015/8.4.3/77")})
    found = [(f.path, f.span.line, f.span.column) for f in run.findings if f.code == "AUD101"]
    assert found == [("assessments/iso9001-2015.yaml", 3, 3), ("audits/2026/AUD-1.yaml", 7, 39)]
