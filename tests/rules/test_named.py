"""Who and what is named in parts of an entry: roles that do something, and the records of an evaluation."""

from __future__ import annotations

import pytest

from tests.support import RunTree

ROLES = "roles: [{id: clerk, title: C, holders: [{name: c}]}, {id: yard-lead, title: L, holders: [{name: l}]}]"
RECORD = "id: EVD-1\ntitle: R\ntype: report\ncollected: 2026-09-01\n"
DOING = {
    "an assessor": ("risks", "assessments: [{{on: 2026-09-01, assessor: {}}}]"),
    "a measure": ("risks", "actions: [{{what: Lock it}}, {{who: {}}}]"),
    "who verified a measure": ("risks", "actions: [{{verified: {{by: {}}}}}]"),
    "an action": ("opportunities", "actions: [{{who: {}}}]"),
    "an objective": ("objectives", "actions: [{{who: {}}}]"),
    "an evaluation of a supplier": ("suppliers", "evaluated: {{on: 2026-09-01, by: {}}}"),
    "an evaluation of an obligation": ("obligations", "evaluated: {{on: 2026-09-01, by: {}}}"),
    "a review of a change": ("changes", "reviewed: {{by: {}}}"),
    "a record": ("evidence", "collected_by: {}"),
    "a record elsewhere": ("evidence", "location: {{system: safe, reference: 4, checked_by: {}}}"),
    "a second look": ("evidence", "reverified: {{by: {}}}"),
}


def said(code: str, shelf: str, words: str, run_tree: RunTree) -> list[str]:
    """What a rule says of a tree with roles, a record, and one entry or record more."""
    entry = {f"registers/{shelf}.yaml": f"{shelf}: [{{id: X-1, title: X, {words}}}]"}
    more = {"evidence/EVD-2.yaml": f"{RECORD}{words}\n".replace("EVD-1", "EVD-2")} if shelf == "evidence" else entry
    files = {"registers/roles.yaml": ROLES, "evidence/EVD-1.yaml": RECORD, **more}
    return [finding.message for finding in run_tree(files).findings if finding.code == code]


@pytest.mark.parametrize(("shelf", "words"), DOING.values(), ids=DOING.keys())
def test_who_does_something_is_a_role_where_the_word_looks_like_one(shelf: str, words: str, run_tree: RunTree) -> None:
    for ghost in ("ghost", "night-watch", "qualitätsbeauftragte", "shift-2-lead"):
        assert said("ROL101", shelf, words.format(ghost), run_tree) == [f"the roles register has no role '{ghost}'"]
    for known in ("clerk", "yard-lead"):
        assert said("ROL101", shelf, words.format(known), run_tree) == []


@pytest.mark.parametrize("name", ["TÜV Nordwest", "the law firm", "Heron Ltd.", "a@b.example", "DNV", "night--watch"])
def test_other_words_are_somebody_outside(name: str, run_tree: RunTree) -> None:
    for shelf, words in DOING.values():
        assert said("ROL101", shelf, words.format(name), run_tree) == []


def test_nobody_outside_approves_a_change(run_tree: RunTree) -> None:
    assert said("ROL101", "changes", "approved: {by: Heron Ltd.}", run_tree) == [
        "the roles register has no role 'Heron Ltd.'"
    ]


def test_nobody_outside_owns_or_accepts_a_risk(run_tree: RunTree) -> None:
    words = "owner: Heron Ltd., accepted: {by: Heron Ltd., on: 2026-09-01}"
    assert said("ROL101", "risks", words, run_tree) == ["the roles register has no role 'Heron Ltd.'"] * 2


@pytest.mark.parametrize(
    ("shelf", "words"),
    [
        ("suppliers", "evaluated: {{on: 2026-09-01, evidence: {}}}"),
        ("obligations", "evaluated: {{on: 2026-09-01, evidence: {}}}"),
        ("risks", "actions: [{{what: Lock it}}, {{verified: {{on: 2026-09-01, evidence: {}}}}}]"),
    ],
)
def test_the_records_of_an_evaluation_are_there(shelf: str, words: str, run_tree: RunTree) -> None:
    assert said("REF001", shelf, words.format("[EVD-1, NOPE]"), run_tree) == ["the id NOPE does not exist"]
    assert said("REF001", shelf, words.format("EVD-1"), run_tree) == []
