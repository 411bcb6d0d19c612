"""The checklist in use: rendered for an audit, shown with a clause, compared between editions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests import shell

SETTINGS = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015, iso27001:2022]\n"
AUDIT = """\
id: AUD-1
title: Buying and releasing
held: 2026-09-02
auditors: [internal-auditor]
criteria: [iso9001:2015]
scope: Orders of the summer
clauses: [iso9001:2015/8.4.3, iso9001:2015/8.6]
checklist:
  - {ask: iso9001:2015/8.4.3/a, answer: partly-met, observed: two of three orders name the glaze | batch}
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "isokit.yaml").write_text(SETTINGS)
    (tmp_path / "audits" / "2026").mkdir(parents=True)
    (tmp_path / "audits" / "2026" / "AUD-1.yaml").write_text(AUDIT)
    return tmp_path


def isokit(tree: Path, *arguments: str) -> Result:
    return shell.isokit("-C", tree, *arguments)


def test_a_checklist_of_some_clauses_has_their_asks_and_room_for_answers(tree: Path) -> None:
    result = isokit(tree, "report", "checklist", "iso9001", "--clauses", "8.4,8.6", "--as-of", "2026-11-22")
    assert result.stdout == "reports/checklist-iso9001-2015-8.4-8.6.md\n"
    page = (tree / "reports" / "checklist-iso9001-2015-8.4-8.6.md").read_text()
    assert "\n### 8.4.1 " in page and "\n### 8.6 " in page and "### 8.5" not in page
    assert "| 8.6/a |" in page and "sha256:" in page


def test_a_checklist_of_an_audit_has_what_it_looks_at_and_what_it_noted(tree: Path) -> None:
    result = isokit(tree, "report", "checklist", "--audit", "AUD-1", "--as-of", "2026-11-22")
    assert result.stdout == "reports/checklist-iso9001-2015-AUD-1.md\n"
    page = (tree / "reports" / "checklist-iso9001-2015-AUD-1.md").read_text()
    assert "| Audit | AUD-1 Buying and releasing |" in page
    assert [line for line in page.splitlines() if line.startswith("### ")] == [
        "### 8.4.3 Information for external providers",
        "### 8.6 Release of products and services",
    ]
    assert "two of three orders name the glaze \\| batch | partly met |" in page


def test_a_checklist_rendered_twice_is_unchanged(tree: Path) -> None:
    arguments = ("report", "checklist", "iso9001", "--as-of", "2026-11-22")
    assert "(unchanged)" not in isokit(tree, *arguments).stdout
    assert isokit(tree, *arguments).stdout.endswith("(unchanged)\n")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("checklst",), "isokit: no report 'checklst'; did you mean checklist?\n"),
        (
            ("iso9001",),
            "isokit: no report 'iso9001'; one of checklist, documents, evidence, gap, risk-treatment-plan, risks, soa\n",
        ),
        (("checklist", "--clauses", "77"), "isokit: --clauses 77: there is no such clause in the standards chosen\n"),
        (("checklist", "--audit", "AUD-2"), "isokit: --audit AUD-2: there is no such audit; did you mean AUD-1?\n"),
        (("gap", "iso14001"), "isokit: iso14001 is not adopted here; isokit.yaml adopts iso9001:2015, iso27001:2022\n"),
    ],
)
def test_what_cannot_be_rendered_is_said_in_a_line(arguments: tuple[str, ...], line: str, tree: Path) -> None:
    result = isokit(tree, "report", *arguments)
    assert (result.exit_code, result.stderr) == (2, line)


def test_a_clause_is_shown_with_its_checklist_and_its_place_in_other_editions(tree: Path) -> None:
    text = isokit(tree, "clause", "iso9001:2015/8.4.3", "--as-of", "2026-11-22").stdout
    assert "what an auditor may ask (1 of 9 observed)" in text
    assert "look for: " in text and "common audit findings" in text
    assert "ISO 9001:2026 8.4.3 (unchanged)" in text
    control = isokit(tree, "clause", "A.5.7").stdout
    assert "in a small company, usually: " in control and "not in ISO/IEC 27001:2013 (new): " in control


def test_a_clause_above_others_is_shown_without_their_asks(tree: Path) -> None:
    assert "what an auditor may ask" not in isokit(tree, "clause", "iso9001:2015/8.4").stdout


def test_gap_counts_the_asks_that_were_observed(tree: Path) -> None:
    shown = json.loads(isokit(tree, "gap", "iso9001", "-f", "json", "--as-of", "2026-11-22").stdout)
    clauses = {clause["ref"]: clause for clause in shown["standards"][0]["clauses"]}
    assert clauses["iso9001:2015/8.4.3"]["asks"] == {"observed": 1, "total": 9}
    table = isokit(tree, "gap", "iso9001", "--all", "--as-of", "2026-11-22").stdout
    assert "8.4.3 Information for external providers  asks 1/9" in table


def test_the_difference_between_editions_is_what_there_is_to_do() -> None:
    text = shell.isokit("standards", "diff", "iso9001:2015", "iso9001:2026").stdout
    assert text.startswith("ISO 9001:2015 to ISO 9001:2026\n")
    assert "changed     6.3 Planning of changes" in text
    assert "unchanged   " not in text


def test_the_difference_is_the_same_from_either_side_and_complete_in_json() -> None:
    one, other = (
        shell.isokit("standards", "diff", *editions, "-f", "json").stdout
        for editions in (("14001:2015", "14001:2026"), ("iso14001:2026", "iso14001:2015"))
    )
    assert one == other
    shown = json.loads(one)
    assert (shown["schema"], shown["from"], shown["to"]) == ("isokit/diff/1", "iso14001:2015", "iso14001:2026")
    assert {link["relation"] for link in shown["clauses"]} >= {"unchanged", "changed", "split", "new"}


def test_editions_that_nothing_joins_cannot_be_compared() -> None:
    result = shell.isokit("standards", "diff", "iso9001:2015", "iso27001:2022")
    assert (result.exit_code, result.stderr) == (2, "isokit: there is no map between iso9001:2015 and iso27001:2022\n")
