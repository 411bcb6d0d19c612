"""What counts as a reference to a procedure, and what does not."""

from __future__ import annotations

import pytest

from tests.support import Files, RunTree

PROCEDURE = "---\nid: PRO-1\ntitle: Purchasing\nstatus: draft\nowner: o\n{more}---\n{body}\n"
POLICY = "---\nid: POL-1\ntitle: Policy\nstatus: draft\nowner: o\n{more}---\n{body}\n"


def tree(more: str = "", body: str = "", policy: str = "", said: str = "", **files: str) -> Files:
    return {
        "procedures/purchasing.md": PROCEDURE.format(more=more, body=body),
        "policies/quality.md": POLICY.format(more=policy, body=said),
        **{path.replace("__", "/") + ".yaml": text for path, text in files.items()},
    }


def reported(files: Files, run_tree: RunTree) -> bool:
    return any(finding.code == "DOC204" for finding in run_tree(files).findings)


@pytest.mark.parametrize(
    "files",
    [
        tree(more="implements: [POL-1]\n"),
        tree(policy="references: [PRO-1]\n"),
        tree(said="See [purchasing](../procedures/purchasing.md#steps)."),
        tree(said="See [purchasing](/procedures/purchasing.md)."),
        tree(said="Buying follows PRO-1."),
        tree(registers__processes="processes: [{id: PRC-1, title: Buying, documents: [PRO-1]}]"),
        tree(
            registers__processes="processes: [{id: PRC-1, title: Buying, activities: [order as procedures/purchasing.md says]}]"
        ),
        tree(registers__applicability="applicability: [{control: A.5.19, applicable: true, documents: [PRO-1]}]"),
    ],
)
def test_a_document_or_register_that_names_or_links_it_is_a_reference(files: Files, run_tree: RunTree) -> None:
    assert not reported(files, run_tree)


@pytest.mark.parametrize(
    "files",
    [
        tree(),
        tree(more="clauses: [iso9001:2015/8.4.1]\n"),
        tree(body="PRO-1 is this procedure, see [itself](purchasing.md)."),
        tree(more="references: [PRO-1]\n"),
        tree(more="references: [POL-1]\n"),
        tree(said="Buying follows PRO-10, and not X-PRO-1."),
        tree(said="```\n[purchasing](../procedures/purchasing.md)\n```"),
        tree(said="<!-- [purchasing](../procedures/purchasing.md) -->"),
        tree(evidence__E1="id: E-1\ntitle: Orders\ntype: purchase-order\ncollected: 2026-01-01\ndocuments: [PRO-1]"),
        tree(more="implements: [PRO-1]\n"),
    ],
)
def test_what_it_says_itself_evidence_and_other_ids_are_none(files: Files, run_tree: RunTree) -> None:
    assert reported(files, run_tree)


def test_an_obsolete_procedure_needs_no_reference(run_tree: RunTree) -> None:
    files = {"procedures/old.md": PROCEDURE.format(more="", body="").replace("draft", "obsolete")}
    assert not reported(files, run_tree)
