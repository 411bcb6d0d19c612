"""Registers as tables: the same entries as in YAML, with findings that point into the cells."""

from __future__ import annotations

import pytest

from isokit.model.registers.equipment import Equipment
from isokit.model.registers.role import Role
from isokit.model.registers.supplier import Standing, Supplier
from isokit.run import Run
from tests.support import Files, RunTree

CSV = """\
id;title;Owner;clauses;status;Evaluated on;Evaluated result
SUP-1;Clay pit;purchasing;iso9001:2015/8.4.1; approved;2026-03-18;good
SUP-2;"Glaze
works";purchasing;"iso9001:2015/8.4.1; 9001:8.4.2";;;
"""
MARKDOWN = """\
# Gauges

What we measure with.

| id  | title   | calibration.every | calibration.last |
| --- | ------- | ----------------- | ---------------- |
| G-1 | Gauge 1 | 12 months         | 2026-05-06       |
| G-2 | Gauge 2 |                   |                  |
"""


def said(run: Run) -> list[str]:
    return [f"{f.path}:{f.span.line}:{f.span.column}: {f.message}" for f in run.findings]


def test_a_csv_register_holds_the_same_entries_as_yaml(run_tree: RunTree) -> None:
    run = run_tree({"registers/suppliers.csv": CSV})
    first, second = run.workspace.of(Supplier)
    assert (first.id, first.owner, first.status, first.clauses) == (
        "SUP-1",
        "purchasing",
        Standing.APPROVED,
        ("iso9001:2015/8.4.1",),
    )
    assert first.evaluated and str(first.evaluated.on) == "2026-03-18"
    assert second.title == "Glaze\nworks" and second.evaluated is None
    assert second.clauses == ("iso9001:2015/8.4.1", "9001:8.4.2")
    assert [finding.code for finding in run.findings] == ["REF004"], "9001:8.4.2 has another canonical spelling"


def test_a_markdown_table_is_a_register_too(run_tree: RunTree) -> None:
    run = run_tree({"registers/equipment.md": MARKDOWN})
    first, second = run.workspace.of(Equipment)
    assert str(first.calibration.due()) == "2027-05-06"
    assert second.id == "G-2" and second.calibration.due() is None
    assert not run.findings


def test_an_entry_answers_the_clause_its_register_answers(run_tree: RunTree) -> None:
    run = run_tree({"registers/equipment.md": MARKDOWN})
    leaves = {leaf.ref: leaf for a in run.assessments for leaf in a.leaves}
    assert "G-1" in leaves["iso9001:2015/7.1.5.2"].answered_by


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "registers/suppliers.csv",
            CSV.replace("2026-03-18", "18 March"),
            "2:56: on '18 March': not a date; write it as YYYY-MM-DD",
        ),
        ("registers/suppliers.csv", CSV.replace("8.4.2", "8.44"), "4:20: iso9001:2015 has no clause 8.44"),
        ("registers/suppliers.csv", CSV.replace("Owner", "Ower"), "1:10: unknown key 'Ower'"),
        ("registers/suppliers.csv", CSV.replace("Owner", "title"), "1:10: the column 'title' occurs more than once"),
        ("registers/suppliers.csv", CSV + "a;b;c;d;;;g;h\n", "5:1: this row has 8 cells, and the header has 7"),
        ("registers/suppliers.csv", CSV + ";no id\n", "5:1: the key 'id' is missing"),
        ("registers/suppliers.csv", 'id;title\n"SUP-1', "2:1: this file cannot be read: this quote is never closed"),
        ("registers/suppliers.csv", "", "1:1: this file has no table"),
        ("registers/equipment.md", MARKDOWN.replace("2026-05-06", "soon      "), "7:39: last 'soon': not a date"),
        ("registers/equipment.md", "No gauges.\n", "1:1: this file has no table"),
        ("registers/equipment.md", f"---\nid: X\n---\n{MARKDOWN}", "2:1: a register has no front matter"),
    ],
)
def test_a_finding_points_into_the_cell(path: str, text: str, expected: str, run_tree: RunTree) -> None:
    found = said(run_tree({path: text}))
    assert any(line.startswith(f"{path}:{expected}") for line in found), found


def test_headers_may_use_the_names_of_the_tree(run_tree: RunTree) -> None:
    files: Files = {
        "isokit.yaml": "organization: {name: X}\nstandards: [iso9001:2015]\naliases: {owner: [Verantwortlich]}\n",
        "registers/suppliers.csv": "id,title,Verantwortlich,expires\nSUP-1,Clay,purchasing,never\n",
    }
    run = run_tree(files)
    assert run.workspace.of(Supplier)[0].owner == "purchasing"
    assert said(run) == ["registers/suppliers.csv:2:23: expires 'never': not a date; write it as YYYY-MM-DD"]


def test_items_of_a_list_of_mappings_are_numbered(run_tree: RunTree) -> None:
    text = (
        "id,title,holders.1.name,holders.2.e-mail,holders.2.from\nqm,Quality,qm@x.example,deputy@x.example,2026-01-01\n"
    )
    (role,) = run_tree({"registers/roles.csv": text}).workspace.of(Role)
    assert [holder.name or holder.email for holder in role.holders] == ["qm@x.example", "deputy@x.example"]
