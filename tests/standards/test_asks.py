"""The bundled checklists have a question for every duty, each of which somebody can answer.

The facts know the letters of some items and roughly how many requirements there are; a checklist has no fewer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.standards.facts import (
    CHECKLISTS,
    Ask,
    Clause,
    Row,
    all_clauses,
    asks_of,
    column,
    each_checklist,
    is_in_annex_a,
    leaves,
    read_facts,
)

Item = tuple[str, str]

OLD_SECURITY, SECURITY, ENVIRONMENT = "iso27001/2013", "iso27001/2022", "iso14001/2026"
CHECKLIST_KEYS = {"intent", "minimum", "pitfalls", "asks"}
STEPS_OF = {
    "iso9001": "iso9001_2015_2026",
    "iso14001": "iso14001_2015_2026",
    "iso27001": "iso27001_2022",
}
AT_LEAST = {"iso9001/2015": 250, "iso27001/2022": 130}
"""Where the facts are rough: what was aimed at when the asks of clauses 4 to 10 were written."""


def every_ask(standard: str) -> Iterator[tuple[str, Ask]]:
    for leaf in leaves(standard):
        for ask in asks_of(leaf):
            yield f"{leaf['clause']}/{ask['id']}", ask


def ids_by_clause(standard: str) -> dict[str, list[str]]:
    return {leaf["clause"]: [ask["id"] for ask in asks_of(leaf)] for leaf in leaves(standard)}


def letters(ids: list[str]) -> list[str]:
    return [id_[0] for id_ in ids if id_[0].isalpha()]


def numbers(ids: list[str]) -> list[int]:
    return [int(id_) for id_ in ids if id_.isdigit()]


def texts(standard: str) -> Iterator[str]:
    for leaf in leaves(standard):
        yield from (leaf[key] for key in ("intent", "minimum") if key in leaf)
        yield from leaf.get("pitfalls", [])
    for _, ask in every_ask(standard):
        yield from (ask["ask"], *ask["look_for"])


def controls() -> list[Clause]:
    return [leaf for leaf in leaves(SECURITY) if is_in_annex_a(leaf["clause"])]


def count(standard: str, *, annex_a: bool = False) -> int:
    return sum(len(asks_of(leaf)) for leaf in leaves(standard) if is_in_annex_a(leaf["clause"]) is annex_a)


# What a leaf has


@each_checklist
def test_every_leaf_has_an_intent_and_asks(standard: str) -> None:
    assert [leaf["clause"] for leaf in leaves(standard) if not (leaf.get("intent") and asks_of(leaf))] == []


@each_checklist
def test_a_parent_has_nothing_of_a_checklist(standard: str) -> None:
    assessed = [leaf["clause"] for leaf in leaves(standard)]
    assert [c["clause"] for c in all_clauses(standard) if c.keys() & CHECKLIST_KEYS] == assessed


def test_an_edition_that_nobody_is_certified_to_any_more_has_no_checklist() -> None:
    assert [clause["clause"] for clause in all_clauses(OLD_SECURITY) if clause.keys() & CHECKLIST_KEYS] == []


@each_checklist
def test_only_controls_say_what_is_enough_in_a_small_organization_and_all_of_them_do(standard: str) -> None:
    enough = [leaf["clause"] for leaf in leaves(standard) if leaf.get("minimum")]
    assert enough == [leaf["clause"] for leaf in leaves(standard) if is_in_annex_a(leaf["clause"])]


@each_checklist
def test_a_leaf_has_up_to_three_pitfalls(standard: str) -> None:
    pitfalls = column(leaves(standard), "pitfalls")
    assert {number: found for number, found in pitfalls.items() if found is not None and not 1 <= len(found) <= 3} == {}


# What an ask is


@each_checklist
def test_an_ask_has_an_id_a_question_and_what_to_look_for(standard: str) -> None:
    assert [name for name, ask in every_ask(standard) if ask.keys() != {"id", "ask", "look_for"}] == []


@each_checklist
def test_an_ask_has_two_to_four_things_to_look_for(standard: str) -> None:
    assert [name for name, ask in every_ask(standard) if not 2 <= len(ask["look_for"]) <= 4] == []


@each_checklist
def test_an_ask_is_a_question_of_8_to_30_words(standard: str) -> None:
    asks = {name: ask["ask"] for name, ask in every_ask(standard)}
    assert {n: ask for n, ask in asks.items() if not ask.endswith("?") or not 8 <= len(ask.split()) <= 30} == {}


@each_checklist
def test_an_id_is_a_letter_or_a_number_or_both(standard: str) -> None:
    ids = [(name, ask["id"]) for name, ask in every_ask(standard)]
    assert [name for name, id_ in ids if not id_ or not re.fullmatch(r"[a-z]?[0-9]*", id_)] == []


@each_checklist
def test_an_id_is_unique_in_its_clause(standard: str) -> None:
    assert [name for name, times in Counter(name for name, _ in every_ask(standard)).items() if times > 1] == []


@each_checklist
def test_the_letters_of_a_clause_are_in_alphabetical_order(standard: str) -> None:
    found = {number: letters(ids) for number, ids in ids_by_clause(standard).items()}
    assert found == {number: sorted(ids) for number, ids in found.items()}


@each_checklist
def test_the_numbers_of_a_clause_count_up_from_one(standard: str) -> None:
    found = {number: numbers(ids) for number, ids in ids_by_clause(standard).items()}
    assert found == {number: list(range(1, len(ids) + 1)) for number, ids in found.items()}


@each_checklist
def test_nothing_is_said_twice(standard: str) -> None:
    assert [text for text, times in Counter(text.lower() for text in texts(standard)).items() if times > 1] == []


# The items of the facts


def items_in(ref: str) -> Iterator[Item]:
    """`9.3.2 c 1` is item c1 of 9.3.2, `9.3.2 a-c` three items; what is not lettered, or not for certain, is none."""
    number, *rest = ref.split()
    if match := re.fullmatch(r"([a-z])(?:-([a-z])|( \d))?", " ".join(rest)):
        first, last, sub = match.groups()
        for letter in range(ord(first), ord(last or first) + 1):
            yield number, chr(letter) + (sub or "").strip()


def review_refs(standard: str) -> list[str]:
    return [r["ref"] for r in read_facts("management_review.csv") if f"{r['standard']}/{r['edition']}" == standard]


def audit_refs(standard: str) -> list[str]:
    concerned = {"common", standard.partition("/")[0], standard.replace("/", "-")}
    return [r["ref"] for r in read_facts("internal_audit.csv") if concerned & set(r["applies_to"].split(";"))]


def step_refs(standard: str) -> list[str]:
    steps = (row[STEPS_OF[standard.partition("/")[0]]] for row in read_facts("nonconformity_steps.csv"))
    return [ref for ref in steps if ref]


def is_asked(item: Item, ids: dict[str, list[str]]) -> bool:
    number, id_ = item
    return any(ask.startswith(id_) for ask in ids[number])


def not_asked(standard: str, refs: list[str]) -> list[Item]:
    items = [item for ref in refs for item in items_in(ref)]
    assert items, "the facts have no items of this edition"
    return [item for item in items if not is_asked(item, ids_by_clause(standard))]


@each_checklist
def test_every_item_of_the_management_review_is_asked(standard: str) -> None:
    assert not_asked(standard, review_refs(standard)) == []


@each_checklist
def test_every_item_of_the_internal_audit_is_asked(standard: str) -> None:
    assert not_asked(standard, audit_refs(standard)) == []


@each_checklist
def test_every_item_of_handling_a_nonconformity_is_asked(standard: str) -> None:
    assert not_asked(standard, step_refs(standard)) == []


@each_checklist
@pytest.mark.parametrize("refs", [review_refs, audit_refs, step_refs])
def test_a_clause_has_as_many_asks_as_the_facts_have_rows(standard: str, refs: Callable[[str], list[str]]) -> None:
    """Also where the items have no letters, or none that is certain."""
    rows = Counter(ref.split()[0] for ref in refs(standard))
    ids = ids_by_clause(standard)
    assert {number: times for number, times in rows.items() if len(ids[number]) < times} == {}


# How many there are


def counted_requirements() -> list[Row]:
    rows = read_facts("requirement_counts.csv")
    return [row for row in rows if f"{row['standard']}/{row['edition']}" in CHECKLISTS]


def counted_by_main_clause(standard: str) -> dict[str, int]:
    """The source of the facts says it as `cl.4 16, 5 20, 6 45`."""
    source = next(row["source"] for row in counted_requirements() if f"{row['standard']}/{row['edition']}" == standard)
    return {number: int(times) for number, times in re.findall(r"(\d+) (\d+)", source)}


def test_there_are_at_least_as_many_asks_as_anybody_counted_requirements() -> None:
    for row in counted_requirements():
        asks = count(f"{row['standard']}/{row['edition']}", annex_a=row["clauses"] == "Annex A")
        assert asks >= int(row["count"].removeprefix("about ")), row


def test_there_are_at_least_as_many_asks_as_were_aimed_at() -> None:
    assert {standard: count(standard) for standard, least in AT_LEAST.items() if count(standard) < least} == {}


def test_every_main_clause_has_at_least_as_many_asks_as_requirements_were_counted() -> None:
    asks = Counter(name.partition(".")[0] for name, _ in every_ask(ENVIRONMENT))
    counted = counted_by_main_clause(ENVIRONMENT)
    assert counted.keys() == asks.keys()
    assert {number: asks[number] for number, times in counted.items() if asks[number] < times} == {}


def test_a_control_has_three_to_six_asks() -> None:
    asks = {control["clause"]: len(asks_of(control)) for control in controls()}
    assert {number: found for number, found in asks.items() if not 3 <= found <= 6} == {}
