"""Annex A of both editions of ISO/IEC 27001 says what the facts say, control by control."""

from __future__ import annotations

import pytest

from tests.standards.facts import (
    DECISION,
    Clause,
    Row,
    all_clauses,
    column,
    is_in_annex_a,
    leaves,
    parent_of,
    read_facts,
)

Heading = tuple[str, str]

OLD, NEW = "iso27001/2013", "iso27001/2022"
ANNEX_A = {OLD: "iso27001_2013_annex_a.csv", NEW: "iso27001_2022_annex_a.csv"}
NUMBER = {OLD: "control", NEW: "annex_a_ref"}
THEMES = {
    "organizational": ("A.5", "Organizational controls"),
    "people": ("A.6", "People controls"),
    "physical": ("A.7", "Physical controls"),
    "technological": ("A.8", "Technological controls"),
}
ATTRIBUTE_LISTS = (
    "control_type",
    "security_properties",
    "cybersecurity_concepts",
    "operational_capabilities",
    "security_domains",
)

each_edition = pytest.mark.parametrize("standard", ANNEX_A)


def annex_a(standard: str) -> list[Clause]:
    return [clause for clause in all_clauses(standard) if is_in_annex_a(clause["clause"])]


def controls(standard: str) -> list[Clause]:
    return [leaf for leaf in leaves(standard) if is_in_annex_a(leaf["clause"])]


def control_facts(standard: str) -> dict[str, Row]:
    return {row[NUMBER[standard]]: row for row in read_facts(ANNEX_A[standard])}


def headings_above(row: Row) -> list[Heading]:
    """In 2013 a domain and the objective of a group of controls, in 2022 a theme."""
    if "theme" in row:
        return [THEMES[row["theme"]]]
    return [(row["domain"], row["domain_title"]), (row["objective"], row["objective_title"])]


def headings(standard: str) -> dict[str, str]:
    return dict(heading for row in read_facts(ANNEX_A[standard]) for heading in headings_above(row))


def attributes_in(row: Row) -> dict[str, str | list[str]]:
    return {"theme": row["theme"]} | {name: row[name].split(";") for name in ATTRIBUTE_LISTS}


@each_edition
def test_annex_a_has_its_headings_and_controls_in_order(standard: str) -> None:
    numbers = [n for control, row in control_facts(standard).items() for n in (*dict(headings_above(row)), control)]
    assert [clause["clause"] for clause in annex_a(standard)] == list(dict.fromkeys(numbers))


@each_edition
def test_a_heading_has_its_number_and_title_and_nothing_else(standard: str) -> None:
    found = [clause for clause in annex_a(standard) if clause not in controls(standard)]
    assert found == [{"clause": number, "title": title} for number, title in headings(standard).items()]


@each_edition
def test_a_control_hangs_under_its_heading(standard: str) -> None:
    above = {control: headings_above(row)[-1][0] for control, row in control_facts(standard).items()}
    assert {control["clause"]: parent_of(control["clause"]) for control in controls(standard)} == above


@each_edition
def test_a_control_has_the_title_of_the_facts(standard: str) -> None:
    titles = {control: row["title"] for control, row in control_facts(standard).items()}
    assert column(controls(standard), "title") == titles


def test_a_control_is_new_where_the_facts_say_so() -> None:
    new = {control: "true" if row["new_in_2022"] else None for control, row in control_facts(NEW).items()}
    assert column(controls(NEW), "new") == new


def test_a_control_has_the_attributes_of_the_facts() -> None:
    attributes = {control: attributes_in(row) for control, row in control_facts(NEW).items()}
    assert column(controls(NEW), "attributes") == attributes


def test_a_control_of_2013_has_no_attributes_and_is_not_called_new() -> None:
    assert not [control["clause"] for control in controls(OLD) if control.keys() & {"attributes", "new"}]


@each_edition
def test_a_control_has_no_phase_and_is_not_excluded_like_a_clause(standard: str) -> None:
    elsewhere = {"phase", "titled", "amended", "not_applicable", "not_applicable_items"}
    assert not [control["clause"] for control in controls(standard) if control.keys() & elsewhere]


@each_edition
def test_a_control_needs_its_decision_and_something_that_shows_it_at_work(standard: str) -> None:
    for control in controls(standard):
        decision, *at_work = control["expects"]
        assert decision == DECISION, control["clause"]
        assert at_work, control["clause"]
