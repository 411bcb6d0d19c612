"""An edition is reached along the map from the one the tree was made for: what counts, what is partial, what is new."""

from __future__ import annotations

import pytest

from isokit.assess.assessment import ClauseAssessment, Status
from tests.support import Files, RunTree

OLD = ("iso9001:2015", "iso14001:2015", "iso27001:2013")
POLICY = """\
---
id: POL-001
title: Policy
type: {type}
status: approved
owner: managing-director
approved: {{by: managing-director, on: 2026-03-02}}
clauses: [{clauses}]
---
What we stand for.
"""


def adopting(*editions: str, **files: str) -> Files:
    settings = f"organization: {{name: Blue Teapot Works}}\nstandards: [{', '.join(editions)}]\n"
    return {"isokit.yaml": settings, **{path.replace("__", "/") + ".yaml": text for path, text in files.items()}}


def claiming(*clauses: str, kind: str = "policy") -> Files:
    return {"policies/p.md": POLICY.format(type=kind, clauses=", ".join(clauses))}


def leaf(run_tree: RunTree, files: Files, ref: str) -> ClauseAssessment:
    edition = ref.partition("/")[0]
    run = run_tree(files, against=(edition,))
    return next(leaf for a in run.assessments for leaf in a.leaves if leaf.ref == ref)


def test_a_claim_counts_where_the_requirement_is_kept(run_tree: RunTree) -> None:
    files = {**adopting(*OLD), **claiming("iso9001:2015/5.2.2", "iso14001:2015/5.3")}
    assert leaf(run_tree, files, "iso9001:2026/5.2.2").status is Status.EVIDENCED


def test_a_claim_follows_a_requirement_to_its_new_number(run_tree: RunTree) -> None:
    files = {**adopting("iso27001:2013"), **claiming("iso27001:2013/A.5.1.1")}
    files |= {"registers/applicability.yaml": "applicability: [{control: A.6.1.1, applicable: true}]"}
    files |= {"registers/roles.yaml": "roles: [{id: a, title: A, holders: [{name: x}], clauses: [A.6.1.1]}]"}
    assert leaf(run_tree, files, "iso27001:2022/A.5.2").status is Status.EVIDENCED
    assert leaf(run_tree, files, "iso27001:2022/A.5.1").status is Status.PARTIAL, "merged of two"


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        ("iso9001:2015/5.2.1", "iso9001:2026/5.2.1", "changed"),
        ("iso9001:2015/10.3", "iso9001:2026/10.1", "merged"),
        ("iso14001:2015/9.3", "iso14001:2026/9.3.3", "split"),
    ],
)
def test_what_changed_is_partial_at_most_and_says_so(old: str, new: str, relation: str, run_tree: RunTree) -> None:
    review = "id: MR-1\ntitle: Management review\nheld: 2026-05-04\n"
    found = leaf(run_tree, {**adopting(*OLD, reviews__2026=review), **claiming(old)}, new)
    assert found.status is Status.PARTIAL
    assert any(reason.startswith(f"{relation} in ISO ") for reason in found.reasons)
    assert f"POL-001 claims only {old}, not yet {new}" in found.reasons


def test_a_register_answers_a_changed_clause_only_in_part_until_somebody_claims_it(run_tree: RunTree) -> None:
    context = "context: [{id: C-1, title: Hot summers}]"
    files = adopting("iso9001:2015", registers__context=context)
    assert leaf(run_tree, files, "iso9001:2015/4.1").status is Status.EVIDENCED
    assert leaf(run_tree, files, "iso9001:2026/4.1").status is Status.PARTIAL
    claimed = context.replace("}", ", clauses: [iso9001:2015/4.1, iso9001:2026/4.1]}")
    files = adopting("iso9001:2015", registers__context=claimed)
    assert leaf(run_tree, files, "iso9001:2026/4.1").status is Status.EVIDENCED


def test_what_is_new_is_missing_whatever_is_there(run_tree: RunTree) -> None:
    changes = "changes: [{id: C-1, title: New kiln}]"
    files = {**adopting("iso14001:2015", registers__changes=changes), **claiming("iso14001:2015/6.1.1")}
    found = leaf(run_tree, files, "iso14001:2026/6.3")
    assert found.status is Status.MISSING
    assert found.reasons[0].startswith("new in ISO 14001:2026: ")
    files |= claiming("iso14001:2026/6.3")
    assert leaf(run_tree, files, "iso14001:2026/6.3").status is Status.EVIDENCED


def test_an_open_nonconformity_and_an_exclusion_follow_the_map_too(run_tree: RunTree) -> None:
    nonconformity = "{id: N, title: T, status: open, raised: 2026-01-05, owner: x, clauses: [iso9001:2015/4.1]}"
    excluded = "applicability: [{clause: iso9001:2015/8.3, applicable: false, justification: Customers design.}]"
    files = adopting("iso9001:2015", nonconformities__N=nonconformity, registers__applicability=excluded)
    files = {**files, "policies/s.md": POLICY.format(type="scope-statement", clauses="") + "8.3 is left out.\n"}
    assert leaf(run_tree, files, "iso9001:2026/4.1").status is Status.NONCONFORMING
    assert leaf(run_tree, files, "iso9001:2026/8.3.4").status is Status.EXCLUDED


def test_both_editions_may_be_adopted_during_the_transition(run_tree: RunTree) -> None:
    files = {**adopting("iso9001:2015", "iso9001:2026"), **claiming("iso9001:2026/5.2.2", "iso9001:2015/5.2.1")}
    run = run_tree(files)
    status = {leaf.ref: leaf.status for a in run.assessments for leaf in a.leaves}
    assert status["iso9001:2015/5.2.2"] is status["iso9001:2026/5.2.2"] is Status.EVIDENCED
    assert status["iso9001:2015/5.2.1"] is Status.EVIDENCED
    assert status["iso9001:2026/5.2.1"] is Status.PARTIAL
    assert [a.reached_from for a in run.assessments] == [(), ("iso9001:2015",)]


def test_an_edition_adopted_alone_is_judged_for_itself(run_tree: RunTree) -> None:
    files = adopting("iso9001:2026", registers__context="context: [{id: C-1, title: Hot summers}]")
    assert leaf(run_tree, files, "iso9001:2026/4.1").status is Status.EVIDENCED


@pytest.mark.parametrize("text", ["iso9001/5.2.2", "9001:5.2.2", "iso9001/8.3"])
def test_with_two_editions_a_bare_reference_means_what_both_keep(text: str, run_tree: RunTree) -> None:
    files = {**adopting("iso9001:2015", "iso9001:2026"), **claiming(text, "iso9001:2026/5.2.2")}
    assert not [finding for finding in run_tree(files).findings if finding.code == "REF001"]


@pytest.mark.parametrize("text", ["iso9001/4.1", "iso9001/10.1", "iso9001/10.3", "iso9001/6.1.3", "iso9001/6.1"])
def test_with_two_editions_a_bare_reference_to_what_changed_is_a_finding(text: str, run_tree: RunTree) -> None:
    files = {**adopting("iso9001:2015", "iso9001:2026"), **claiming(text)}
    (finding,) = (finding for finding in run_tree(files).findings if finding.code == "REF001")
    assert "the editions differ there" in finding.help


def test_numbers_that_changed_places_are_never_taken_for_each_other(run_tree: RunTree) -> None:
    files = {**adopting("iso27001:2013", "iso27001:2022"), **claiming("iso27001/10.1")}
    assert "REF001" in {finding.code for finding in run_tree(files).findings}
