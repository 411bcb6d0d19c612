"""examples/integrated, pinned: three standards in one tree, as its managers would see them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import pytest

from isokit.layout import SHELVES
from isokit.model.audit import Audit
from isokit.model.document import Document
from isokit.model.evidence import Evidence
from isokit.model.nonconformity import Nonconformity
from isokit.outputs import risks
from isokit.outputs.formats import writers
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.check import check_of
from isokit.schemas.gap import gap_of
from isokit.schemas.risks import by_score, risks_of
from isokit.schemas.tree.checklist import Selection
from tests.corpus.trees import EXAMPLES, report, run_over
from tests.support import Golden

INTEGRATED = EXAMPLES / "integrated"
NEXT = ("iso9001:2026", "iso14001:2026")


def integrated() -> Run:
    return run_over(INTEGRATED)


def test_its_findings(golden: Golden) -> None:
    golden("integrated-check.txt", writers("findings")["concise"](check_of(integrated()), Look()))


def test_its_gap_table(golden: Golden) -> None:
    golden("integrated-gap.txt", writers("gap")["table"](gap_of(integrated()), Look()))


def test_its_gap_against_the_editions_of_2026(golden: Golden) -> None:
    golden(
        "integrated-gap-2026.txt", writers("gap")["table"](gap_of(run_over(INTEGRATED, against=NEXT)), Look(all=True))
    )


@pytest.mark.parametrize("number", range(3))
def test_its_gap_reports(number: int, golden: Golden) -> None:
    assessment = integrated().assessments[number]
    golden(f"integrated-gap-{assessment.standard.family}.md", report("gap", integrated(), number))


def test_its_statement_of_applicability(golden: Golden) -> None:
    golden("integrated-soa.md", report("soa", integrated()))


@pytest.mark.parametrize("kind", ["evidence", "risks", "risk-treatment-plan"])
def test_its_evidence_calendar_and_its_reports_on_risks(kind: str, golden: Golden) -> None:
    golden(f"integrated-{kind}.md", report(kind, integrated()))


def test_its_list_of_risks(golden: Golden) -> None:
    found = by_score(integrated())
    golden("integrated-risk-list.txt", risks.text(risks_of(integrated(), found), Look()))


def test_its_checklist_for_an_audit(golden: Golden) -> None:
    (audit,) = (audit for audit in integrated().workspace.of(Audit) if audit.id == "AUD-2026-02")
    text = report("checklist", integrated(), 1, part=Selection(audit=audit))
    golden("integrated-checklist-AUD-2026-02-iso14001.md", text)


def test_its_readme_names_every_rule_that_fires_and_no_other() -> None:
    named = set(re.findall(r"\b[A-Z]{3}\d{3}\b", (INTEGRATED / "README.md").read_text("utf-8")))
    assert named == {finding.code for finding in integrated().findings}


def test_it_is_as_large_as_a_real_one() -> None:
    workspace = integrated().workspace
    assert len(workspace.of(Document)) >= 45
    assert sum(document.body.words for document in workspace.of(Document)) / len(workspace.of(Document)) > 200
    assert len(workspace.of(Evidence)) >= 60
    assert all(workspace.register(shelf.name) for shelf in SHELVES if shelf.register)
    assert len({nonconformity.status for nonconformity in workspace.of(Nonconformity)}) == 7


def test_its_records_have_real_files_with_true_hashes_but_for_the_one_that_was_altered() -> None:
    records = integrated().workspace.of(Evidence)
    files = [(INTEGRATED / file.path, file.sha256) for record in records for file in record.files]
    wrong = [path.name for path, sha256 in files if hashlib.sha256(path.read_bytes()).hexdigest() != sha256]
    assert (len(files) > 60, wrong) == (True, ["release-2026-338.csv"])


def test_every_status_occurs() -> None:
    total = Counter[str]()
    for assessment in integrated().assessments:
        total.update({status.value: count for status, count in assessment.counts.items()})
    assert all(total.values())
