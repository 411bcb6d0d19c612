"""The crosswalk has the common structure as the facts have it, and joins no two clauses for their number alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest

from tests.standards.facts import (
    EDITIONS,
    MAPS,
    STANDARDS,
    Row,
    clause_facts,
    is_in_annex_a,
    leaves,
    links,
    read_facts,
    read_yaml,
)

Topic = dict[str, Any]
Place = tuple[str, str]
"""An edition and a number: `("iso9001/2015", "7.2")`."""

HEAD = {"topic", "title", "relation", "rationale", "clauses"}
RELATIONS = ("same", "similar", "related")

TOPICS_OF_A_LEAF = 3
OPERATION = "8.1"
"""ISO 14001 has operation in one clause where ISO 9001 has a whole chapter."""

IMPROVEMENT = (
    "iso9001:2015 10.1",
    "iso9001:2015 10.3",
    "iso9001:2026 10.1",
    "iso14001:2015 10.1",
    "iso14001:2015 10.3",
    "iso14001:2026 10.1",
    "iso27001:2013 10.2",
    "iso27001:2022 10.1",
)
NONCONFORMITY = ("iso9001 10.2", "iso14001 10.2", "iso27001:2013 10.1", "iso27001:2022 10.2")

APART = (
    # actions, or risks since 2026; environmental aspects; assessment of information security risks
    ("iso9001 6.1.2", "iso14001 6.1.2"),
    ("iso9001 6.1.2", "iso27001 6.1.2"),
    ("iso14001 6.1.2", "iso27001 6.1.2"),
    ("iso9001 6.1.2", "iso27001 8.2"),
    ("iso14001 6.1.2", "iso27001 8.2"),
    # opportunities; compliance obligations; treatment of information security risks
    ("iso9001:2026 6.1.3", "iso14001 6.1.3"),
    ("iso9001:2026 6.1.3", "iso27001 6.1.3"),
    ("iso14001 6.1.3", "iso27001 6.1.3"),
    # requirements of customers; emergencies; assessment of information security risks
    ("iso9001 8.2", "iso14001 8.2"),
    ("iso9001 8.2", "iso27001 8.2"),
    ("iso14001 8.2", "iso27001 8.2"),
    # design; treatment of information security risks
    ("iso9001 8.3", "iso27001 8.3"),
    # customer satisfaction; evaluation of compliance
    ("iso9001 9.1.2", "iso14001 9.1.2"),
    *product(IMPROVEMENT, NONCONFORMITY),
)


# Reading


def topics() -> list[Topic]:
    found: list[Topic] = read_yaml("crosswalk")["topics"]
    return found


def rows() -> list[Row]:
    return read_facts("hs_correspondence.csv")


def numbers_in(topic: Topic, standard: str) -> list[str]:
    numbers: list[str] = topic["clauses"].get(standard.replace("/", ":"), [])
    return numbers


def places_in(topic: Topic) -> set[Place]:
    return {(standard, number) for standard in EDITIONS for number in numbers_in(topic, standard)}


def families_in(topic: Topic) -> list[str]:
    return list(dict.fromkeys(edition.partition(":")[0] for edition in topic["clauses"]))


def leaf_numbers(standard: str) -> list[str]:
    return [leaf["clause"] for leaf in leaves(standard)]


def is_under(number: str, parent: str) -> bool:
    return number == parent or number.startswith(f"{parent}.")


each_topic = pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic["topic"])
ROWS_AND_TOPICS = list(zip(rows(), topics(), strict=False))
"""The common structure comes first in the crosswalk, row by row; what follows are links of the disciplines."""

each_row = pytest.mark.parametrize(("row", "topic"), ROWS_AND_TOPICS, ids=lambda row: row["topic"])


# Reading the facts as the crosswalk should say them


def expanded(standard: str, numbers: Iterable[str]) -> set[str]:
    """A parent stands for the leaves under it, without those its discipline has for itself.

    In the facts of ISO 9001, 5.1 becomes 5.1.1, since customer focus (5.1.2) is its own; 4.4 becomes 4.4.1 and 4.4.2.
    """
    return {leaf for number in numbers for leaf in leaves_under(standard, number) if is_common(standard, leaf)}


def leaves_under(standard: str, parent: str) -> list[str]:
    return [leaf for leaf in leaf_numbers(standard) if is_under(leaf, parent)]


def is_common(standard: str, number: str) -> bool:
    family = standard.partition("/")[0]
    own = {row["standard"]: row["clauses_with_no_hs_counterpart"] for row in read_facts("hs_discipline_specific.csv")}
    return not any(is_under(number, parent) for parent in own[family].split(";"))


def numbers_in_facts(row: Row) -> dict[str, set[str]]:
    cells = {standard: row[standard.replace("/", "_")] for standard in EDITIONS}
    return {standard: expanded(standard, cell.split(";")) for standard, cell in cells.items()}


# The file


def test_the_crosswalk_has_a_revision_and_topics_and_no_line_is_too_long() -> None:
    assert {key: value for key, value in read_yaml("crosswalk").items() if key != "topics"} == {"revision": "1"}
    lines = (STANDARDS / "crosswalk.yaml").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if len(line) > 120]


def test_a_topic_is_named_once_in_lower_case_with_hyphens() -> None:
    names = [topic["topic"] for topic in topics()]
    assert not [name for name, times in Counter(names).items() if times > 1]
    assert not [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)]


def test_no_two_topics_have_the_same_title() -> None:
    assert not [title for title, times in Counter(topic["title"] for topic in topics()).items() if times > 1]


@each_topic
def test_a_topic_says_what_it_joins_how_and_why(topic: Topic) -> None:
    assert topic.keys() - {"adds"} == HEAD
    assert topic["relation"] in RELATIONS
    assert topic["rationale"].endswith(".")


@each_topic
def test_a_topic_says_what_a_standard_adds_unless_all_ask_the_same(topic: Topic) -> None:
    adds = list(topic.get("adds", {}))
    assert ("adds" in topic) == (topic["relation"] != "same")
    assert bool(adds) == ("adds" in topic)
    assert adds == [family for family in families_in(topic) if family in adds]
    assert all(topic.get("adds", {}).values())


@each_topic
def test_where_subjects_only_touch_each_standard_says_what_it_is_after(topic: Topic) -> None:
    assert topic["relation"] != "related" or list(topic["adds"]) == families_in(topic)


@each_topic
def test_a_topic_joins_several_standards(topic: Topic) -> None:
    assert len(families_in(topic)) > 1


# The clauses


@each_topic
def test_a_topic_names_leaves_of_bundled_editions_in_the_order_of_the_standard(topic: Topic) -> None:
    editions = [standard.replace("/", ":") for standard in EDITIONS]
    assert list(topic["clauses"]) == [edition for edition in editions if edition in topic["clauses"]]
    for standard in EDITIONS:
        numbers = numbers_in(topic, standard)
        assert numbers == [leaf for leaf in leaf_numbers(standard) if leaf in numbers]
    assert all(topic["clauses"].values())


def test_no_row_of_the_common_structure_is_left_out() -> None:
    assert len(ROWS_AND_TOPICS) == len(rows())


@each_row
def test_a_row_of_the_common_structure_is_a_topic_with_its_numbers(row: Row, topic: Topic) -> None:
    """Controls of Annex A may stand beside them."""
    found = {standard: numbers_in(topic, standard) for standard in EDITIONS}
    clauses = {standard: {n for n in numbers if not is_in_annex_a(n)} for standard, numbers in found.items()}
    assert clauses == numbers_in_facts(row)


def test_no_other_topic_is_a_row_of_the_common_structure_again() -> None:
    common = [numbers_in_facts(row) for row in rows()]
    others = [(topic["topic"], {s: set(numbers_in(topic, s)) for s in EDITIONS}) for topic in topics()[len(rows()) :]]
    assert not [name for name, clauses in others if clauses in common]


@pytest.mark.parametrize("standard", EDITIONS)
def test_every_leaf_of_the_common_structure_occurs_in_a_topic(standard: str) -> None:
    facts = clause_facts(standard)
    core = {row["clause"] for row in facts if row["leaf"] == "Y" and row["hs_core"] in {"core", "core+"}}
    assert core <= {number for topic in topics() for number in numbers_in(topic, standard)}


@pytest.mark.parametrize("edition_map", MAPS)
@each_topic
def test_what_became_of_a_clause_stays_in_its_topic(topic: Topic, edition_map: str) -> None:
    """Unless a clause is new: then it stands there without what it came from."""
    family, _, years = edition_map.partition("/")
    older, newer = (set(numbers_in(topic, f"{family}/{year}")) for year in years.split("-to-"))
    moves = [(link["from"], link["to"]) for link in links(edition_map) if "from" in link and "to" in link]
    assert older == {old for old, new in moves if old in older and new in newer}
    came_from_somewhere = newer & {new for _, new in moves}
    assert came_from_somewhere == {new for old, new in moves if old in older and new in newer}


def test_a_leaf_belongs_to_few_topics() -> None:
    times = Counter(place for topic in topics() for place in places_in(topic))
    often = {place for place, number in times.items() if number > TOPICS_OF_A_LEAF}
    assert often == {(standard, OPERATION) for standard in EDITIONS if standard.startswith("iso14001/")}


# What must not meet


def places_named(name: str) -> set[Place]:
    """`iso9001 8.2` means the leaves of 8.2 in every edition, `iso27001:2013 10.1` those in one."""
    edition, _, number = name.partition(" ")
    named = [standard for standard in EDITIONS if is_edition(standard, edition)]
    return {(standard, leaf) for standard in named for leaf in leaves_under(standard, number)}


def is_edition(standard: str, name: str) -> bool:
    return standard == name.replace(":", "/") if ":" in name else standard.startswith(f"{name}/")


@pytest.mark.parametrize(("one", "other"), APART)
def test_clauses_of_different_meaning_never_meet(one: str, other: str) -> None:
    assert places_named(one)
    assert places_named(other)
    meetings = [t["topic"] for t in topics() if places_in(t) & places_named(one) and places_in(t) & places_named(other)]
    assert not meetings
