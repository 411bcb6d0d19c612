"""The contract's table of statuses, told as trees: what stands in them, and how a clause comes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from isokit.assess.assessment import ClauseAssessment, Status
from tests.support import Files, RunTree

Leaf = Callable[..., ClauseAssessment]

POLICY = """\
---
id: POL-001
title: Quality policy
status: {status}
owner: managing-director
{approval}
clauses: [{clauses}]
---
What we stand for.
"""
APPROVED = "approved: {by: managing-director, on: 2026-03-02}"
EVALUATION = """\
id: EVD-001
title: Evaluation of the clay supplier
type: supplier-evaluation
collected: 2026-05-04
clauses: [iso9001:2015/8.4.1]
location: {system: archive, reference: shelf 3}
"""
SUPPLIERS = "suppliers: [{id: SUP-001, title: Clay supplier}]\n"
NONCONFORMITY = """\
id: NC-001
title: Clay was bought without a specification
grade: {grade}
status: {status}
raised: 2026-09-02
owner: quality-manager
clauses: [{clauses}]
"""


def policy(status: str = "approved", approval: str = APPROVED, clauses: str = "iso9001:2015/5.2.2") -> Files:
    return {"policies/quality.md": POLICY.format(status=status, approval=approval, clauses=clauses)}


def nonconformity(grade: str = "minor", status: str = "open", clauses: str = "iso9001:2015/5.2.2") -> Files:
    return {"nonconformities/NC-001.yaml": NONCONFORMITY.format(grade=grade, status=status, clauses=clauses)}


@pytest.fixture
def leaf(run_tree: RunTree) -> Leaf:
    def of(ref: str, files: Files, today: date = date(2026, 11, 22)) -> ClauseAssessment:
        run = run_tree(files, today)
        return next(leaf for a in run.assessments for leaf in a.leaves if leaf.ref == ref)

    return of


def test_nothing_is_green_by_default(run_tree: RunTree) -> None:
    run = run_tree({})
    assert {leaf.status for assessment in run.assessments for leaf in assessment.leaves} == {Status.MISSING}
    assert all(leaf.next for assessment in run.assessments for leaf in assessment.leaves)


def test_an_approved_policy_evidences_its_clause_and_no_other(leaf: Leaf) -> None:
    assert leaf("iso9001:2015/5.2.2", policy()).status is Status.EVIDENCED
    assert leaf("iso9001:2015/5.2.1", policy()).status is Status.MISSING


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (policy(status="draft", approval=""), "POL-001 is draft, not approved"),
        (policy(approval=""), "POL-001 does not say who approved it"),
        (policy(approval="approved: {by: managing-director}"), "POL-001 does not say when it was approved"),
        (policy(approval="approved: {by: md, on: 2026-12-24}"), "POL-001 is approved as of 2026-12-24, in the future"),
        (policy(approval=APPROVED + "\nreview: {every: 6 months}"), "the review of POL-001 was due 2026-09-02"),
        (policy(status="obsolete"), "POL-001 is obsolete, not approved"),
        (policy(approval=APPROVED + "\nversion: [1]"), "POL-001 has fields that cannot be read"),
        (policy(clauses="iso9001:2015/5.2"), "POL-001 claims only iso9001:2015/5.2, not all of 5.2.2"),
        (policy(clauses="iso9001:2015/5.2.2/a"), "POL-001 claims only iso9001:2015/5.2.2/a, not all of 5.2.2"),
    ],
)
def test_a_claim_that_falls_short_is_partial_and_says_why(leaf: Leaf, files: Files, reason: str) -> None:
    assessed = leaf("iso9001:2015/5.2.2", files)
    assert assessed.status is Status.PARTIAL
    assert reason in assessed.reasons
    assert assessed.next


def test_a_claim_on_a_whole_main_clause_says_nothing(leaf: Leaf) -> None:
    assert leaf("iso9001:2015/5.2.2", policy(clauses="iso9001:2015/5")).status is Status.MISSING


def test_clause_numbers_match_as_a_whole(leaf: Leaf) -> None:
    claims_5_1_only = policy(clauses="iso27001:2022/A.5.1")
    assert leaf("iso27001:2022/A.5.1", claims_5_1_only).status is Status.PARTIAL
    assert leaf("iso27001:2022/A.5.12", claims_5_1_only).status is Status.MISSING


def test_a_document_of_another_type_does_not_meet_the_expectation(leaf: Leaf) -> None:
    files = {"procedures/quality.md": POLICY.format(status="approved", approval=APPROVED, clauses="iso9001:2015/5.2.2")}
    assert leaf("iso9001:2015/5.2.2", files).status is Status.PARTIAL


def test_in_date_evidence_and_a_register_entry_evidence_8_4_1(leaf: Leaf) -> None:
    files = {"evidence/EVD-001.yaml": EVALUATION, "registers/suppliers.yaml": SUPPLIERS}
    assert leaf("iso9001:2015/8.4.1", files).status is Status.EVIDENCED


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("valid_until: 2026-09-30", "EVD-001 expired 2026-09-30"),
        ("every: 3 months", "EVD-001 expired 2026-08-04"),
        ("result: fail", "EVD-001 has the result fail, and no nonconformity names it"),
        ("files: [{path: evidence/lost.pdf}]", "EVD-001: the file evidence/lost.pdf is not in the tree"),
    ],
)
def test_evidence_that_does_not_hold_is_partial(leaf: Leaf, change: str, reason: str) -> None:
    files = {"evidence/EVD-001.yaml": EVALUATION + change + "\n", "registers/suppliers.yaml": SUPPLIERS}
    assessed = leaf("iso9001:2015/8.4.1", files)
    assert assessed.status is Status.PARTIAL
    assert reason in assessed.reasons


def test_evidence_goes_stale_after_the_usual_window(leaf: Leaf) -> None:
    files = {"evidence/EVD-001.yaml": EVALUATION, "registers/suppliers.yaml": SUPPLIERS}
    assert leaf("iso9001:2015/8.4.1", files, date(2027, 5, 4)).status is Status.EVIDENCED
    assert "EVD-001 expired 2027-05-04" in leaf("iso9001:2015/8.4.1", files, date(2027, 5, 5)).reasons


def test_evidence_with_neither_file_nor_location_shows_nothing(leaf: Leaf) -> None:
    files = {"evidence/EVD-001.yaml": EVALUATION.rpartition("location")[0], "registers/suppliers.yaml": SUPPLIERS}
    assert "EVD-001 has neither a file nor a location" in leaf("iso9001:2015/8.4.1", files).reasons


def test_a_failed_result_that_a_nonconformity_names_is_evidence(leaf: Leaf) -> None:
    raised = NONCONFORMITY.format(grade="minor", status="closed", clauses="iso9001:2015/8.6")
    files = {
        "evidence/EVD-001.yaml": EVALUATION + "result: fail\n",
        "registers/suppliers.yaml": SUPPLIERS,
        "nonconformities/NC-001.yaml": f"{raised}source: EVD-001\n",
    }
    assert leaf("iso9001:2015/8.4.1", files).status is Status.EVIDENCED


def test_a_role_without_a_holder_answers_nothing(leaf: Leaf) -> None:
    role = "roles: [{id: quality-manager, title: Quality manager, holders: [%s]}]\n"
    assert leaf("iso9001:2015/5.3", {"registers/roles.yaml": role % ""}).status is Status.MISSING
    claims = role.replace("holders", "clauses: [iso9001:2015/5.3], holders") % ""
    assert leaf("iso9001:2015/5.3", {"registers/roles.yaml": claims}).status is Status.MISSING
    left = role % "{name: somebody, to: 2026-06-30}"
    assert leaf("iso9001:2015/5.3", {"registers/roles.yaml": left}).status is Status.MISSING
    held = role % "{e-mail: quality@blue-teapot.example}"
    assert leaf("iso9001:2015/5.3", {"registers/roles.yaml": held}).status is Status.EVIDENCED


def test_entries_that_claim_clauses_answer_those_only(leaf: Leaf) -> None:
    entry = "context: [{id: CTX-1, title: Clay is getting scarce, clauses: [iso27001:2022/4.1]}]\n"
    assert leaf("iso9001:2015/4.1", {"registers/context.yaml": entry}).status is Status.MISSING
    assert leaf("iso27001:2022/4.1", {"registers/context.yaml": entry}).status is not Status.MISSING


@pytest.mark.parametrize("grade", ["major", "minor", "~"])
@pytest.mark.parametrize("status", ["open", "corrected", "cause-found", "action-planned", "action-done", "verified"])
def test_an_open_nonconformity_overrides_what_is_evidenced(leaf: Leaf, grade: str, status: str) -> None:
    assessed = leaf("iso9001:2015/5.2.2", {**policy(), **nonconformity(grade, status)})
    assert assessed.status is Status.NONCONFORMING
    assert assessed.nonconformities == ("NC-001",)


def test_a_closed_nonconformity_does_not(leaf: Leaf) -> None:
    assert leaf("iso9001:2015/5.2.2", {**policy(), **nonconformity(status="closed")}).status is Status.EVIDENCED


def test_a_nonconformity_whose_status_cannot_be_read_is_open(leaf: Leaf) -> None:
    assessed = leaf("iso9001:2015/5.2.2", {**policy(), **nonconformity(status="done")})
    assert assessed.status is Status.NONCONFORMING


@pytest.mark.parametrize("grade", ["observation", "opportunity"])
def test_observations_and_opportunities_only_add_a_reason(leaf: Leaf, grade: str) -> None:
    assessed = leaf("iso9001:2015/5.2.2", {**policy(), **nonconformity(grade)})
    assert assessed.status is Status.EVIDENCED
    assert any("NC-001" in reason for reason in assessed.reasons)


SCOPE = """\
---
id: SCO-001
title: Scope
type: scope-statement
status: {status}
owner: managing-director
approved: {{by: managing-director, on: 2026-03-02}}
clauses: [iso9001:2015/4.3]
---
We make teapots to drawings of our customers, so {number} does not apply.
"""


def exclusion(status: str = "approved", number: str = "8.3", entry: str = "") -> Files:
    justified = "justification: Customers give us the drawing; their satisfaction and conformity are unaffected"
    return {
        "registers/applicability.yaml": f"applicability:\n  - clause: iso9001:2015/8.3\n    applicable: false\n    {entry or justified}\n",
        "manual/scope.md": SCOPE.format(status=status, number=number),
    }


def test_8_3_is_excluded_with_a_justification_and_in_the_approved_scope(leaf: Leaf) -> None:
    assert leaf("iso9001:2015/8.3.4", exclusion()).status is Status.EXCLUDED


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (exclusion(status="draft"), "no approved scope statement names it"),
        (exclusion(number="8.33"), "no approved scope statement names it"),
        (exclusion(entry="owner: quality-manager"), "it has no justification"),
    ],
)
def test_an_exclusion_that_lacks_something_does_not_count(leaf: Leaf, files: Files, reason: str) -> None:
    assessed = leaf("iso9001:2015/8.3.4", files)
    assert assessed.status is Status.MISSING
    assert f"the exclusion of 8.3 does not count: {reason}" in assessed.reasons


def test_what_nobody_may_exclude_stays_missing(leaf: Leaf) -> None:
    decision = "applicability: [{clause: iso27001:2022/6.1.2, applicable: false, justification: we have no risks}]\n"
    assessed = leaf("iso27001:2022/6.1.2", {"registers/applicability.yaml": decision})
    assert assessed.status is Status.MISSING
    assert "ISO/IEC 27001:2022 does not let 6.1.2 be declared not applicable" in assessed.reasons[0]


def decision(extra: str) -> Files:
    return {"registers/applicability.yaml": f"applicability:\n  - {{control: A.5.15, {extra}}}\n"}


def test_a_control_is_excluded_in_the_statement_of_applicability(leaf: Leaf) -> None:
    assert (
        leaf("iso27001:2022/A.5.15", decision("applicable: false, justification: no systems")).status is Status.EXCLUDED
    )
    assert leaf("iso27001:2022/A.5.15", decision("applicable: false")).status is Status.PARTIAL


def test_an_applicable_control_needs_more_than_the_decision(leaf: Leaf) -> None:
    control = "iso27001:2022/A.5.15"
    assert leaf(control, decision("applicable: true")).status is Status.PARTIAL
    implemented = {**decision("applicable: true, documents: [POL-001]"), **policy()}
    assert leaf(control, implemented).status is Status.EVIDENCED
    planned = {**decision("applicable: true, documents: [POL-001], status: planned"), **policy()}
    assert "the applicability register says that A.5.15 is planned" in leaf(control, planned).reasons


AUDIT = "id: AUD-1\ntitle: Audit\ntype: internal-audit\nheld: {held}\ncriteria: [{criteria}]\n"
PROGRAMME = "id: AUP-1\ntitle: Programme\nperiod: {from: 2026-01-01, to: 2026-12-31}\n"


@pytest.mark.parametrize(
    ("held", "criteria", "status"),
    [
        ("2026-02-03", "iso9001:2015", Status.EVIDENCED),
        ("2026-02-03", "iso9001", Status.EVIDENCED),
        ("2026-02-03", "", Status.EVIDENCED),
        ("2025-02-03", "iso9001:2015", Status.PARTIAL),
        ("2027-02-03", "iso9001:2015", Status.PARTIAL),
        ("2026-02-03", "iso27001:2022", Status.PARTIAL),
    ],
)
def test_an_audit_in_date_and_a_programme_evidence_9_2_2(leaf: Leaf, held: str, criteria: str, status: Status) -> None:
    files = {"audits/programme.yaml": PROGRAMME, "audits/2026/AUD-1.yaml": AUDIT.format(held=held, criteria=criteria)}
    assert leaf("iso9001:2015/9.2.2", files).status is status


def test_parents_show_the_counts_of_their_leaves(run_tree: RunTree) -> None:
    assessment = run_tree(policy()).assessments[0]
    assert [leaf.status for leaf in assessment.below("5.2")] == [Status.MISSING, Status.EVIDENCED]
    assert sum(assessment.counts.values()) == len(assessment.leaves) == 65


def test_one_step_that_helps_many_clauses_is_named_once(run_tree: RunTree) -> None:
    steps = run_tree({}).assessments[0].next_steps
    review = next(step for step in steps if "management review" in step.text)
    assert [leaf.clause.clause for leaf in review.leaves] == ["5.1.1", "9.3.1", "9.3.2", "9.3.3"]
