"""Where the rules of the cross-reference graph point, and where they are silent; the cases are in tests/model."""

from __future__ import annotations

import pytest

from tests.support import Files, RunTree


def document(name: str, kind: str, implements: str, status: str = "draft") -> str:
    return f"---\nid: {name}\ntitle: T\ntype: {kind}\nstatus: {status}\nimplements: [{implements}]\n---\n"


def said(files: Files, run_tree: RunTree, code: str) -> list[str]:
    return [f"{f.path}:{f.span.line}:{f.span.column} {f.message}" for f in run_tree(files).findings if f.code == code]


def test_a_circle_points_at_the_step_in_its_first_file(run_tree: RunTree) -> None:
    files = {
        "procedures/b.md": document("PRO-1", "procedure", "POL-1, PRO-2"),
        "procedures/c.md": document("PRO-2", "procedure", "PRO-3"),
        "procedures/d.md": document("PRO-3", "procedure", "PRO-1"),
    }
    words = "PRO-1 implements PRO-2, which implements PRO-3, which implements PRO-1"
    assert said(files, run_tree, "REF102") == [f"procedures/b.md:6:21 {words}"]


def test_of_a_long_circle_only_the_first_are_named(run_tree: RunTree) -> None:
    files = {f"procedures/{n}.md": document(f"P-{n}", "procedure", f"P-{n % 9 + 1}") for n in range(1, 10)}
    (finding,) = said(files, run_tree, "REF102")
    assert finding.endswith("which implements P-6, which implements 3 more, which implements P-1")


def test_a_circle_through_a_translation_points_at_the_file_that_says_so(run_tree: RunTree) -> None:
    files = {
        "policies/a.de.md": document("POL-1", "policy", ""),
        "policies/a.md": document("POL-1", "policy", "PRO-1"),
        "procedures/b.md": document("PRO-1", "procedure", "POL-1"),
    }
    assert [finding.partition(" ")[0] for finding in said(files, run_tree, "REF102")] == ["policies/a.md:6:14"]


OTHERS: Files = {
    "policies/a.md": document("POL-1", "policy", ""),
    "procedures/b.md": document("PRO-1", "procedure", ""),
    "instructions/c.md": document("INS-1", "instruction", ""),
    "plans/d.md": document("PLN-1", "plan", ""),
    "evidence/E-1.yaml": "id: E-1\ntitle: T\ntype: audit-record\ncollected: 2026-05-06\n",
    "registers/roles.yaml": "roles: [{id: boss, title: Boss}]",
    "registers/obligations.yaml": "obligations: [{id: OBL-1, title: Permit}]",
}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("policy", "PRO-1"), ("policy", "INS-1"), ("procedure", "INS-1"), ("plan", "E-1"), ("other", "boss")],
)
def test_what_stands_below_or_is_no_document_cannot_be_implemented(kind: str, name: str, run_tree: RunTree) -> None:
    files = {**OTHERS, "manual/x.md": document("X-1", kind, name)}
    assert len(said(files, run_tree, "REF103")) == 1


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("policy", "POL-1"),
        ("procedure", "PRO-1"),
        ("instruction", "POL-1"),
        ("plan", "INS-1"),
        ("policy", "PLN-1"),
        ("plan", "OBL-1"),
        ("policy", "PRO-9"),
    ],
)
def test_the_same_level_plans_and_obligations_can(kind: str, name: str, run_tree: RunTree) -> None:
    files = {**OTHERS, "manual/x.md": document("X-1", kind, name)}
    assert said(files, run_tree, "REF103") == []


def test_the_weights_are_those_of_an_auditor(run_tree: RunTree) -> None:
    files = {
        **OTHERS,
        "policies/a.md": document("POL-1", "policy", "", status="approved"),
        "procedures/b.md": document("PRO-1", "procedure", "PRO-1, E-1"),
        "evidence/E-2.yaml": "id: E-2\ntitle: T\ntype: audit-record\ncollected: 2026-05-06\n",
        "registers/roles.yaml": "roles: [{id: boss, title: Boss, holders: [{name: b}]}]",
    }
    weights = {f.code: f.severity.value for f in run_tree(files).findings}
    mine = {code: weights.get(code) for code in ("REF101", "REF102", "REF103", "EVD108", "ROL103")}
    assert mine == {"REF101": "warning", "REF102": "error", "REF103": "warning", "EVD108": "note", "ROL103": "note"}
