"""What approving, retiring and beginning a document write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from isokit.changes import doc
from isokit.changes.doc import Approving, Draft
from isokit.model.document import Document, DocumentType
from isokit.model.file_change import Edited
from isokit.text.raw import content_of
from isokit.text.source import content_id
from isokit.workspace.workspace import Workspace
from tests.support import TODAY, Committed, Files, RunTree, history_of

POLICY = """\
---
id: POL-001
title: Quality policy
type: policy
version: "1.0"   # of the text
status: draft    # so far
owner: managing-director
review: {every: 12 months}
---

Pots.
"""
PROCEDURE = POLICY.replace("POL-001", "PRO-001").replace("owner:", "implements: [POL-001]\nowner:")
PATH = "policies/quality.md"


def workspace_of(files: Files, run_tree: RunTree) -> Workspace:
    return run_tree(files).workspace


def document_of(workspace: Workspace, name: str) -> Document:
    return next(document for document in workspace.of(Document) if document.id == name)


def approve(text: str, run_tree: RunTree, name: str = "POL-001", **more: str) -> str:
    """The policy's text once it is approved as of 2026-11-22."""
    workspace = workspace_of({PATH: text, **{f"policies/{key}.md": each for key, each in more.items()}}, run_tree)
    return new_text(doc.approve(document_of(workspace, name), text.encode(), Approving("md", TODAY), workspace), text)


def new_text(edited: Edited | None, text: str) -> str:
    assert edited and edited.content == content_id(text.encode())
    data = edited.applied(text.encode())
    assert content_of(edited.path, data) == edited.expected
    return data.decode()


def test_an_approval_is_written_and_seals_what_stands_there(run_tree: RunTree) -> None:
    then = approve(POLICY, run_tree)
    assert then == POLICY.replace("status: draft ", "status: approved ").replace(
        "review:",
        "approved:\n  by: md\n  on: 2026-11-22\n"
        f"  digest: {document_of(workspace_of({PATH: POLICY}, run_tree), 'POL-001').digest}\nreview:",
    )
    (document,) = workspace_of({PATH: then}, run_tree).of(Document)
    assert (document.altered, document.in_force(TODAY), document.approved.on) == (False, True, date(2026, 11, 22))


def test_a_version_is_set_with_the_approval_and_sealed_with_it(run_tree: RunTree) -> None:
    workspace = workspace_of({PATH: POLICY}, run_tree)
    approving = Approving("md", TODAY, "1.10")
    then = new_text(doc.approve(document_of(workspace, "POL-001"), POLICY.encode(), approving, workspace), POLICY)
    assert 'version: "1.10"   # of the text\n' in then
    assert not document_of(workspace_of({PATH: then}, run_tree), "POL-001").altered


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_twice_is_as_good_as_once(end: str, run_tree: RunTree) -> None:
    once = approve(POLICY.replace("\n", end), run_tree)
    assert approve(once, run_tree) == once
    assert set(once.replace(end, "")) & {"\r", "\n"} == set()


def test_an_approval_takes_the_place_of_the_one_before_in_the_form_it_has(run_tree: RunTree) -> None:
    then = approve(POLICY.replace("review:", "approved: {by: x, on: 2020-01-01} # first\nreview:"), run_tree)
    assert "approved: {by: md, on: 2026-11-22, digest: sha256:" in then and "} # first\n" in then


def test_what_it_implements_is_confirmed_where_that_is_approved(run_tree: RunTree) -> None:
    draft = approve(PROCEDURE, run_tree, "PRO-001", parent=POLICY)
    policy = approve(POLICY, run_tree)
    then = approve(PROCEDURE, run_tree, "PRO-001", parent=policy)
    digest = document_of(workspace_of({PATH: POLICY}, run_tree), "POL-001").digest
    assert "confirmed" not in draft
    assert f"implements: [POL-001]\nowner: managing-director\napproved:" in then  # noqa: F541
    assert f"confirmed: {{POL-001: {digest}}}\n" in then
    altered = policy.replace("Pots.", "Pans.")
    assert "confirmed" not in approve(PROCEDURE, run_tree, "PRO-001", parent=altered)


def test_the_front_matter_has_to_be_there(run_tree: RunTree) -> None:
    workspace = workspace_of({PATH: "Pots.\n"}, run_tree)
    (document,) = workspace.of(Document)
    assert doc.approve(document, b"Pots.\n", Approving("md", TODAY), workspace) is None


def test_a_retired_document_keeps_its_approval(run_tree: RunTree) -> None:
    once = approve(POLICY, run_tree)
    workspace = workspace_of({PATH: once}, run_tree)
    (document,) = workspace.of(Document)
    edited = doc.retire(document, once.encode(), workspace.settings)
    assert new_text(edited, once) == once.replace("status: approved ", "status: obsolete ")


def sealed(text: str, run_tree: RunTree) -> str:
    return approve(text, run_tree)


@pytest.mark.parametrize(
    ("now", "version", "moved"),
    [
        ("Pots.", "1.0", True),
        ("Pans.", "1.0", False),
        ("Pans.", "1.1", True),
        ("Pans.", None, True),
    ],
)
def test_the_version_has_to_move_with_the_text(now: str, version: str | None, moved: bool, run_tree: RunTree) -> None:
    first = sealed(POLICY, run_tree)
    draft = POLICY.replace("Pots.", now)
    history = history_of(Committed("2026-03-02", "a@x", {PATH: first}), Committed("2026-04-02", "a@x", {PATH: draft}))
    workspace = workspace_of({PATH: draft}, run_tree)
    found = doc.same_version(document_of(workspace, "POL-001"), version, history.past, workspace.settings)
    assert (found is None) == moved
    assert found is None or found.commit.id == "1" * 40


def test_where_git_knows_no_sealed_approval_any_version_will_do(run_tree: RunTree) -> None:
    workspace = workspace_of({PATH: POLICY}, run_tree)
    history = history_of(Committed("2026-03-02", "a@x", {PATH: POLICY.replace("draft", "approved")}))
    assert doc.same_version(document_of(workspace, "POL-001"), "1.0", history.past, workspace.settings) is None


def test_who_leads_to_a_document(run_tree: RunTree) -> None:
    files = {
        PATH: POLICY,
        "procedures/one.md": PROCEDURE,
        "procedures/two.md": POLICY.replace("POL-001", "PRO-002") + "See [it](../policies/quality.md).\n",
        "procedures/old.md": PROCEDURE.replace("PRO-001", "PRO-003").replace("draft", "obsolete"),
        "evidence/e.yaml": "id: E-1\ntitle: E\ntype: record\ndocuments: [POL-001]\n",
        "registers/risks.yaml": "risks: [{id: R-1, title: R, documents: [policies/quality.md]}]\n",
    }
    workspace = workspace_of(files, run_tree)
    found = doc.referring(document_of(workspace, "POL-001"), workspace)
    assert sorted(entity.id for entity in found) == ["PRO-001", "PRO-002", "R-1"]


def ids(*names: str, kind: str = "procedure") -> Files:
    text = POLICY.replace("type: policy", f"type: {kind}")
    return {f"procedures/{number}.md": text.replace("POL-001", name) for number, name in enumerate(names)}


@pytest.mark.parametrize(
    ("names", "following"),
    [
        ((), "PRO-001"),
        (("PRO-001", "PRO-004"), "PRO-005"),
        (("PRO-9",), "PRO-10"),
        (("QP 07", "QP 08", "XX-99"), "QP 09"),
        (("P1.2.9",), "P1.2.10"),
        (("12",), "13"),
        (("no number",), "PRO-001"),
    ],
)
def test_the_next_id_is_in_the_style_of_the_tree(names: Sequence[str], following: str, run_tree: RunTree) -> None:
    workspace = workspace_of(ids(*names), run_tree)
    assert doc.next_id(DocumentType.PROCEDURE, workspace) == following


def test_an_id_is_never_given_twice_whatever_has_it(run_tree: RunTree) -> None:
    risks = "risks: [{id: PRO-002, title: R}]\n"
    broken = "---\nid: PRO-003\n: [\n---\n"
    files = {**ids("PRO-001"), "registers/risks.yaml": risks, "procedures/broken.md": broken}
    assert doc.next_id(DocumentType.PROCEDURE, workspace_of(files, run_tree)) == "PRO-004"


@pytest.mark.parametrize(
    ("title", "taken", "path"),
    [
        ("Buying steel", (), "procedures/buying-steel.md"),
        ("Buying steel", ("procedures/Buying-Steel.md",), "procedures/buying-steel-pro-001.md"),
        ("Öfen & Kühlung (neu!)", (), "procedures/ofen-kuhlung-neu.md"),
        ("采购", (), "procedures/采购.md"),
        ("../../etc/passwd", (), "procedures/etc-passwd.md"),
        ("con", (), "procedures/con-pro-001.md"),
        ("!!!", (), "procedures/pro-001.md"),
        ("x" * 300, (), f"procedures/{'x' * 60}.md"),
    ],
)
def test_a_file_is_named_after_the_title(title: str, taken: tuple[str, ...], path: str) -> None:
    draft = Draft(title, DocumentType.PROCEDURE, "quality-manager", "PRO-001")
    assert doc.new_document(draft, "procedures/", taken).path == path


@pytest.mark.parametrize("title", ["Plain", 'With "quotes": and #', "- dash", "NO", "1.10", "[a, b]", "'s"])
def test_a_new_document_says_what_was_asked_for_and_checks_clean(title: str, run_tree: RunTree) -> None:
    draft = Draft(title, DocumentType.POLICY, "quality-manager", "POL-001", ())
    file = doc.new_document(draft, "policies/", ())
    run = run_tree({file.path: file.text})
    (document,) = run.workspace.of(Document)
    assert (document.id, document.title, document.type, document.owner) == ("POL-001", title, draft.type, draft.owner)
    assert run.findings == ()
