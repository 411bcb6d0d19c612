"""Clauses 4 to 10 of the bundled standards say what the facts say, row by row.

A comparison is a dict from clause number to one column, so that a failure names the clauses that differ.
"""

from __future__ import annotations

from tests.standards.facts import (
    all_clauses,
    clause_facts,
    column,
    documented_modes,
    each_standard,
    is_in_annex_a,
    is_titled,
    leaves,
    modes_by_clause,
    numbered_clauses,
    parent_of,
    read_yaml,
    title_in,
)


@each_standard
def test_the_clauses_are_those_of_the_facts_in_the_order_of_the_standard(standard: str) -> None:
    numbers = [clause["clause"] for clause in numbered_clauses(standard)]
    assert numbers == [row["clause"] for row in clause_facts(standard)]


@each_standard
def test_a_clause_has_the_title_of_the_facts(standard: str) -> None:
    titles = {row["clause"]: title_in(row) for row in clause_facts(standard)}
    assert column(numbered_clauses(standard), "title") == titles


@each_standard
def test_a_clause_without_a_heading_in_the_standard_says_so(standard: str) -> None:
    titled = {row["clause"]: None if is_titled(row) else "false" for row in clause_facts(standard)}
    assert column(numbered_clauses(standard), "titled") == titled


@each_standard
def test_a_number_alone_tells_the_parent(standard: str) -> None:
    parents = {row["clause"]: row["parent"] for row in clause_facts(standard)}
    assert {clause["clause"]: parent_of(clause["clause"]) for clause in numbered_clauses(standard)} == parents


@each_standard
def test_the_leaves_are_those_of_the_facts(standard: str) -> None:
    numbers = [leaf["clause"] for leaf in leaves(standard) if not is_in_annex_a(leaf["clause"])]
    assert numbers == [row["clause"] for row in clause_facts(standard) if row["leaf"] == "Y"]


@each_standard
def test_a_clause_stands_in_its_phase(standard: str) -> None:
    phases = {row["clause"]: row["pdca"].lower() for row in clause_facts(standard)}
    assert column(numbered_clauses(standard), "phase") == phases


@each_standard
def test_a_clause_names_the_amendment_that_touched_it(standard: str) -> None:
    amended = {row["clause"]: ["Amd 1:2024"] if row["amd1_2024"] else None for row in clause_facts(standard)}
    assert column(numbered_clauses(standard), "amended") == amended


@each_standard
def test_every_amendment_a_clause_names_is_listed(standard: str) -> None:
    listed = {amendment["id"] for amendment in read_yaml(standard).get("amendments", [])}
    assert {name for clause in all_clauses(standard) for name in clause.get("amended", [])} == listed


@each_standard
def test_a_clause_says_how_often_it_is_declared_not_applicable(standard: str) -> None:
    practice = {row["clause"]: row["na_practice"] for row in clause_facts(standard)}
    whole = {number: word if word in {"often", "seldom"} else None for number, word in practice.items()}
    items = {number: ["f"] if word.startswith("item f ") else None for number, word in practice.items()}
    assert column(numbered_clauses(standard), "not_applicable") == whole
    assert column(numbered_clauses(standard), "not_applicable_items") == items


@each_standard
def test_a_clause_asks_for_the_documented_information_of_the_facts(standard: str) -> None:
    asked = {clause["clause"]: documented_modes(clause) for clause in numbered_clauses(standard)}
    assert {number: modes for number, modes in asked.items() if modes} == modes_by_clause(standard)
