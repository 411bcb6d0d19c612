"""The bundled standards say what the facts say, row by row, and expect only what the facts support.

A comparison is a dict from clause number to one column, so that a failure names the clauses that differ.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped,unused-ignore]

Row = dict[str, str]
Clause = dict[str, Any]
Expectation = dict[str, str]
Modes = list[tuple[str, bool]]

TESTS = Path(__file__).parents[1]
STANDARDS = TESTS.parent / "standards"

CLAUSE_FACTS = {"iso9001/2015": "iso9001_2015_clauses.csv", "iso27001/2022": "iso27001_2022_clauses.csv"}
ANNEX_A = "iso27001_2022_annex_a.csv"
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
HEADING_OF_KIND = {
    "document": "documents",
    "register": "registers",
    "evidence": "evidence",
    "audit": "audits",
    "review": "reviews",
}
DECISION = {"kind": "register", "type": "applicability", "basis": "standard"}

each_standard = pytest.mark.parametrize("standard", CLAUSE_FACTS)
each_list_of_types = pytest.mark.parametrize("heading", HEADING_OF_KIND.values())


# Reading


@cache
def read_yaml(path: str) -> Any:
    return yaml.load((STANDARDS / f"{path}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def read_facts(name: str) -> list[Row]:
    with (TESTS / "facts" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def all_clauses(standard: str) -> list[Clause]:
    clauses: list[Clause] = read_yaml(standard)["clauses"]
    return clauses


def numbered_clauses(standard: str) -> list[Clause]:
    return [clause for clause in all_clauses(standard) if not is_in_annex_a(clause)]


def controls() -> list[Clause]:
    return [clause for clause in leaves("iso27001/2022") if is_in_annex_a(clause)]


def leaves(standard: str) -> list[Clause]:
    parents = {parent_of(clause["clause"]) for clause in all_clauses(standard)}
    return [clause for clause in all_clauses(standard) if clause["clause"] not in parents]


def is_in_annex_a(clause: Clause) -> bool:
    return str(clause["clause"]).startswith("A.")


def parent_of(number: str) -> str:
    return number.rpartition(".")[0]


def column(clauses: list[Clause], key: str) -> dict[str, Any]:
    return {clause["clause"]: clause.get(key) for clause in clauses}


def documented_modes(clause: Clause) -> Modes:
    return [(entry["mode"], entry.get("conditional") == "true") for entry in clause.get("documented", [])]


def is_always_documented(clause: Clause) -> bool:
    return any(not conditional for _, conditional in documented_modes(clause))


# Reading the facts as the standards should say them


def clause_facts(standard: str) -> list[Row]:
    return read_facts(CLAUSE_FACTS[standard])


def title_in(row: Row) -> str:
    title = row["title"].removeprefix("(untitled) ")
    return title if is_titled(row) else title[0].upper() + title[1:]


def is_titled(row: Row) -> bool:
    return row["titled_in_standard"] == "Y"


def modes_in(row: Row) -> Modes:
    """What the facts call conditional may be kept as a document or as a record: isokit says available."""
    modes = row["mode"].replace("conditional", "available").split("+")
    return [(mode, row["conditional"] == "Y") for mode in modes]


def modes_by_clause(standard: str) -> dict[str, Modes]:
    rows = read_facts("documented_information.csv")
    return {row["clause"]: modes_in(row) for row in rows if f"{row['standard']}/{row['edition']}" == standard}


def attributes_in(row: Row) -> dict[str, str | list[str]]:
    return {"theme": row["theme"]} | {name: row[name].split(";") for name in ATTRIBUTE_LISTS}


# Clauses 4 to 10


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
    numbers = [leaf["clause"] for leaf in leaves(standard) if not is_in_annex_a(leaf)]
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
    listed = {amendment["id"] for amendment in read_yaml(standard)["amendments"]}
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


# Annex A


def test_annex_a_has_its_themes_and_controls_in_order() -> None:
    expected: list[str] = []
    for row in read_facts(ANNEX_A):
        theme, _ = THEMES[row["theme"]]
        expected += [row["annex_a_ref"]] if theme in expected else [theme, row["annex_a_ref"]]
    assert [clause["clause"] for clause in all_clauses("iso27001/2022") if is_in_annex_a(clause)] == expected


def test_a_theme_has_its_number_and_title_and_nothing_else() -> None:
    themes = [clause for clause in all_clauses("iso27001/2022") if parent_of(clause["clause"]) == "A"]
    assert themes == [{"clause": number, "title": title} for number, title in THEMES.values()]


def test_a_control_hangs_under_its_theme() -> None:
    themes = {row["annex_a_ref"]: THEMES[row["theme"]][0] for row in read_facts(ANNEX_A)}
    assert {control["clause"]: parent_of(control["clause"]) for control in controls()} == themes


def test_a_control_has_the_title_of_the_facts() -> None:
    assert column(controls(), "title") == {row["annex_a_ref"]: row["title"] for row in read_facts(ANNEX_A)}


def test_a_control_is_new_where_the_facts_say_so() -> None:
    new = {row["annex_a_ref"]: "true" if row["new_in_2022"] else None for row in read_facts(ANNEX_A)}
    assert column(controls(), "new") == new


def test_a_control_has_the_attributes_of_the_facts() -> None:
    attributes = {row["annex_a_ref"]: attributes_in(row) for row in read_facts(ANNEX_A)}
    assert column(controls(), "attributes") == attributes


def test_a_control_has_no_phase_and_is_not_excluded_like_a_clause() -> None:
    elsewhere = {"phase", "titled", "amended", "not_applicable", "not_applicable_items"}
    assert not [control["clause"] for control in controls() if control.keys() & elsewhere]


def test_a_control_needs_its_decision_and_something_that_shows_it_at_work() -> None:
    for control in controls():
        decision, *at_work = control["expects"]
        assert decision == DECISION, control["clause"]
        assert at_work, control["clause"]


# Expectations


def every_expectation(standard: str) -> Iterator[tuple[str, Expectation]]:
    for leaf in leaves(standard):
        for expectation in leaf["expects"]:
            yield leaf["clause"], expectation


def leaves_with_basis_standard(standard: str) -> set[str]:
    """Without the decision on applicability, which every control has and 6.1.3 asks for."""
    stated = (pair for pair in every_expectation(standard) if pair[1] != DECISION)
    return {number for number, expectation in stated if expectation["basis"] == "standard"}


@each_standard
def test_a_leaf_has_one_to_three_different_expectations_and_a_parent_none(standard: str) -> None:
    expecting = [clause["clause"] for clause in all_clauses(standard) if "expects" in clause]
    assert expecting == [leaf["clause"] for leaf in leaves(standard)]
    for leaf in leaves(standard):
        different = {tuple(sorted(expectation.items())) for expectation in leaf["expects"]}
        assert 1 <= len(different) == len(leaf["expects"]) <= 3, leaf["clause"]


@each_standard
def test_an_expectation_has_only_known_keys_and_says_its_basis(standard: str) -> None:
    for number, expectation in every_expectation(standard):
        assert expectation.keys() <= {"kind", "type", "within", "basis", "window_basis"}, number
        assert expectation["basis"] in {"standard", "practice"}, number


@each_standard
def test_every_kind_and_type_that_is_expected_is_in_the_vocabulary(standard: str) -> None:
    for number, expectation in every_expectation(standard):
        if expectation["kind"] == "claim":
            assert "type" not in expectation, number
        elif expectation["kind"] != "document" or "type" in expectation:
            assert expectation["type"] in types_under(HEADING_OF_KIND[expectation["kind"]]), number


@each_standard
def test_a_window_is_a_span_of_time_and_never_said_to_come_from_the_standard(standard: str) -> None:
    for number, expectation in every_expectation(standard):
        window = expectation.get("within")
        assert window is None or re.fullmatch(r"[1-9]\d* (days|months|years)", window), number
        needs_its_own_basis = window is not None and expectation["basis"] == "standard"
        assert expectation.get("window_basis") == ("practice" if needs_its_own_basis else None), number


@each_standard
def test_only_documented_information_is_said_to_be_asked_by_the_standard(standard: str) -> None:
    documented = {clause["clause"] for clause in all_clauses(standard) if documented_modes(clause)}
    assert leaves_with_basis_standard(standard) <= documented


@each_standard
def test_documented_information_that_is_always_asked_is_expected(standard: str) -> None:
    always = {leaf["clause"] for leaf in leaves(standard) if is_always_documented(leaf)}
    assert always <= leaves_with_basis_standard(standard)


# The vocabulary


def types_under(heading: str) -> list[str]:
    return [entry["type"] for entry in read_yaml("types")[heading]]


@each_list_of_types
def test_types_are_listed_once_in_alphabetical_order(heading: str) -> None:
    assert types_under(heading) == sorted(set(types_under(heading)))


@each_list_of_types
def test_a_type_is_lower_case_with_hyphens_and_has_a_title(heading: str) -> None:
    for entry in read_yaml("types")[heading]:
        assert entry.keys() == {"type", "title"}
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", entry["type"])
