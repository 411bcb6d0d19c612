"""Evidence by period in the status of a clause: a period nobody recorded, and what only git's history shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from isokit.assess.assessment import ClauseAssessment, Status
from tests.support import Files, RunTree

Leaf = Callable[..., ClauseAssessment]
REVIEW = """\
id: EVD-{number}
title: Access review, {title}
type: access-review
collected: {end}
period: {{from: {start}, to: {end}}}
every: 3 months
clauses: [iso27001:2022/A.8.2]
location: {{system: archive}}
"""
QUARTERS = {"Q3 2025": ("2025-07-01", "2025-09-30"), "Q4 2025": ("2025-10-01", "2025-12-31"),
            "Q1 2026": ("2026-01-01", "2026-03-31"), "Q2 2026": ("2026-04-01", "2026-06-30"),
            "Q3 2026": ("2026-07-01", "2026-09-30")}  # fmt: skip
CONTROL = "iso27001:2022/A.8.2"
DECIDED = "applicability: [{control: A.8.2, applicable: true, status: implemented, documents: [POL-1]}]\n"
HOUSE = """\
standard: house:1
title: Rules of the house
published: 2026-01-01
clauses:
  - {clause: 7.5, title: Papers, expects: [{kind: evidence, type: document-review, basis: organization}]}
  - {clause: 8.1, title: Work, expects: [{kind: evidence, type: document-review, basis: organization}]}
"""
HISTORY = """\
id: EVD-1
title: Versions of all documents
type: document-review
collected: 2026-05-06
clauses: [house:1/7.5, house:1/8.1]
location: {system: git log, reference: the folder policies}
"""


def reviews(*quarters: str) -> Files:
    texts = {}
    for number, title in enumerate(quarters, 1):
        start, end = QUARTERS[title]
        texts[f"evidence/{number}.yaml"] = REVIEW.format(number=number, title=title, start=start, end=end)
    return {"registers/applicability.yaml": DECIDED, **texts}


@pytest.fixture
def leaf(run_tree: RunTree) -> Leaf:
    def of(ref: str, files: Files, today: str = "2026-11-22") -> ClauseAssessment:
        run = run_tree(files, date.fromisoformat(today))
        return next(leaf for a in run.assessments for leaf in a.leaves if leaf.ref == ref)

    return of


def reasons(leaf: ClauseAssessment) -> list[str]:
    return [each.reason for each in leaf.expectations if each.expectation.type == "access-review"]


def test_a_whole_series_answers_its_clause(leaf: Leaf) -> None:
    found = leaf(CONTROL, reviews("Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026"))
    assert (found.status, reasons(found)) == (Status.EVIDENCED, ["EVD-4 is an in-date access review"])


def test_a_missing_period_makes_it_partial_and_is_named(leaf: Leaf) -> None:
    found = leaf(CONTROL, reviews("Q1 2026", "Q3 2026"))
    told = "Access review: 2 of 3 quarters of 2026 so far; Q2 (2026-04-01 to 2026-06-30) missing"
    assert (found.status, reasons(found)) == (Status.PARTIAL, [told])
    assert found.next == "collect it: isokit evidence new --like EVD-1 --period 2026-04-01..2026-06-30"


@pytest.mark.parametrize(("today", "status"), [("2026-09-30", Status.PARTIAL), ("2026-10-01", Status.EVIDENCED)])
def test_a_missing_period_counts_as_long_as_the_window_looks_back(today: str, status: Status, leaf: Leaf) -> None:
    tree = {**reviews("Q3 2025", "Q4 2025", "Q1 2026", "Q2 2026")}
    early = REVIEW.format(number=9, title="Q2 2025", start="2025-04-01", end="2025-06-30")
    (third,) = (path for path, text in tree.items() if "Q3 2025" in str(text))
    assert leaf(CONTROL, {**tree, third: early}, today).status is status


def test_another_record_may_answer_all_the_same(leaf: Leaf) -> None:
    single = REVIEW.format(number=9, title="", start="", end="2026-10-12").replace("every: 3 months\n", "")
    single = single.replace("period: {from: , to: 2026-10-12}\n", "").replace("Access review, ", "Review of all rights")
    assert leaf(CONTROL, {**reviews("Q1 2026", "Q3 2026"), "evidence/all.yaml": single}).status is Status.EVIDENCED


def test_a_record_of_a_period_counts_until_the_next_one_has_to_be_there(leaf: Leaf) -> None:
    tree = reviews("Q2 2026")
    assert leaf(CONTROL, tree, "2026-10-30").status is Status.EVIDENCED
    late = leaf(CONTROL, tree, "2026-10-31")
    assert late.status is Status.PARTIAL and reasons(late)[0].startswith(
        "EVD-1 expired 2026-10-30; Access review: 1 of 2"
    )


def test_only_clause_7_5_is_met_by_git_history_and_says_so(leaf: Leaf) -> None:
    settings = "organization: {name: B}\nstandards: [house:1]\n"
    tree = {"isokit.yaml": settings, "standards/house.yaml": HOUSE, "evidence/1.yaml": HISTORY}
    kept, doing = leaf("house:1/7.5", tree), leaf("house:1/8.1", tree)
    assert (kept.status, doing.status) == (Status.EVIDENCED, Status.PARTIAL)
    assert kept.expectations[0].reason == "EVD-1 is an in-date document review, shown by git history alone"
    assert doing.expectations[0].reason == "EVD-1 refers only to git history, which counts only for clause 7.5"


def test_a_period_whose_record_has_nothing_behind_it_cannot_be_shown(leaf: Leaf) -> None:
    files = reviews(*QUARTERS)
    name = "evidence/3.yaml"
    hollow = str(files[name]).replace("location: {system: archive}", "files: [{path: evidence/lost.csv}]")
    found = leaf(CONTROL, {**files, name: hollow})
    assert found.status is Status.PARTIAL
    assert any("Q1 (2026-01-01 to 2026-03-31) cannot be shown" in reason for reason in found.reasons)


def test_a_procedure_is_no_evidence_of_what_it_asks_for(leaf: Leaf) -> None:
    policy = "---\nid: POL-9\ntitle: Rights\nstatus: draft\nowner: it-manager\n---\nWe look each quarter.\n"
    record = str(reviews("Q3 2026")["evidence/1.yaml"]).replace("every: 3 months\n", "")
    attached = record.replace("location: {system: archive}", "files: [{path: policies/rights.md}]")
    decided = {"registers/applicability.yaml": DECIDED}
    assert leaf(CONTROL, {**decided, "evidence/1.yaml": record}).status is Status.EVIDENCED
    found = leaf(CONTROL, {**decided, "policies/rights.md": policy, "evidence/1.yaml": attached})
    assert (found.status, reasons(found)) == (Status.PARTIAL, ["EVD-1 shows only POL-9, not what was done"])


def test_a_period_whose_record_is_only_a_document_cannot_be_shown(leaf: Leaf) -> None:
    files = reviews(*QUARTERS)
    itself = str(files["evidence/3.yaml"]).replace("location: {system: archive}", "files: [{path: evidence/3.yaml}]")
    found = leaf(CONTROL, {**files, "evidence/3.yaml": itself})
    assert any("Q1 (2026-01-01 to 2026-03-31) cannot be shown" in reason for reason in found.reasons)
