"""The head of each bundled standard has the dates of the facts, and says how sure they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.standards.facts import (
    CONFIDENCE,
    EDITIONS,
    asks_of,
    column,
    each_standard,
    edition_facts,
    leaves,
    lower,
    numbered_clauses,
    read_yaml,
)

KEYS = ("standard", "title", "published", "published_source", "published_confidence", "revision", "changelog")
DATE_IN_FACTS = {
    "end": "end",
    "only_new_certificates_from": "new_certificates_only_{edition}_from",
    "no_old_certificates_after": "no_new_{older}_certificates_after",
    "bodies_ready_by": "accreditation_and_certification_bodies_ready_by",
}
TRANSITIONS = {newer: older for older, newer in zip(EDITIONS[::2], EDITIONS[1::2], strict=True)}

each_transition = pytest.mark.parametrize("standard", TRANSITIONS)


def transition(standard: str) -> dict[str, str]:
    found: dict[str, str] = read_yaml(standard)["transition"]
    return found


def id_of(standard: str) -> str:
    return standard.replace("/", ":")


def amendments_in_facts(standard: str) -> list[dict[str, Any]]:
    amendments: list[dict[str, Any]] = edition_facts(standard).get("amendments", [])
    return amendments


@each_standard
def test_a_standard_has_a_whole_head_and_nothing_else(standard: str) -> None:
    optional = {"amendments", "transition"} & read_yaml(standard).keys()
    assert read_yaml(standard).keys() == {*KEYS, *optional, "clauses"}


@each_standard
def test_a_standard_is_known_by_the_name_of_its_file(standard: str) -> None:
    assert read_yaml(standard)["standard"] == id_of(standard)


@each_standard
def test_a_standard_says_of_each_revision_when_and_what(standard: str) -> None:
    changelog = read_yaml(standard)["changelog"]
    assert [entry.keys() for entry in changelog] == [{"revision", "on", "what"}] * int(read_yaml(standard)["revision"])
    assert [entry["revision"] for entry in changelog] == [str(number) for number in range(1, len(changelog) + 1)]
    assert [entry["on"] for entry in changelog] == sorted(entry["on"] for entry in changelog)


@each_standard
def test_the_first_revision_says_how_many_asks_there_are(standard: str) -> None:
    """As long as there is no second one; then only the newest can say it."""
    count = sum(len(asks_of(leaf)) for leaf in leaves(standard))
    what = f"clauses, expectations and {count} asks" if count else "clauses and expectations"
    assert [entry["what"] for entry in read_yaml(standard)["changelog"]] == [what]


@each_standard
def test_a_standard_was_published_on_the_day_of_the_facts_and_says_how_sure_that_is(standard: str) -> None:
    assert read_yaml(standard)["published"] == edition_facts(standard)["published"]
    assert read_yaml(standard)["published_source"]
    assert read_yaml(standard)["published_confidence"] in CONFIDENCE


@each_standard
def test_a_day_of_publication_is_not_surer_than_in_the_facts(standard: str) -> None:
    """Where only the month is high, the day is medium."""
    facts = edition_facts(standard)
    only_month = facts.get("published_confidence", "").endswith("for month")
    expected = "medium" if only_month else facts.get("confidence", "high")
    assert read_yaml(standard)["published_confidence"] == expected


@each_standard
def test_a_standard_has_the_amendments_of_the_facts(standard: str) -> None:
    keys = ("id", "published", "topic")
    expected = [{key: amendment[key] for key in keys} for amendment in amendments_in_facts(standard)]
    assert read_yaml(standard).get("amendments", []) == expected


@each_standard
def test_an_amendment_touched_the_clauses_of_the_facts(standard: str) -> None:
    expected = [(number, [a["id"]]) for a in amendments_in_facts(standard) for number in a["clauses"]]
    amended = column(numbered_clauses(standard), "amended")
    assert [(number, names) for number, names in amended.items() if names] == expected


@each_standard
def test_a_standard_has_a_transition_where_it_replaced_a_bundled_one(standard: str) -> None:
    assert ("transition" in read_yaml(standard)) == (standard in TRANSITIONS)


@each_transition
def test_a_transition_leads_from_the_edition_before(standard: str) -> None:
    assert transition(standard)["from"] == id_of(TRANSITIONS[standard])


@each_transition
def test_a_transition_has_the_dates_of_the_facts_and_says_where_they_come_from(standard: str) -> None:
    facts = edition_facts(standard)["transition"]
    years = {"edition": standard[-4:], "older": TRANSITIONS[standard][-4:]}
    in_facts = {key: facts.get(name.format_map(years)) for key, name in DATE_IN_FACTS.items()}
    expected = {key: day for key, day in in_facts.items() if day}
    assert transition(standard).keys() == {"from", *expected, "source", "confidence"}
    assert {key: transition(standard)[key] for key in expected} == expected


@each_transition
def test_a_transition_names_the_document_of_the_facts_or_is_no_surer_than_they_are(standard: str) -> None:
    facts = edition_facts(standard)["transition"]
    if "document" in facts:
        assert (transition(standard)["source"], transition(standard)["confidence"]) == (facts["document"], "high")
    else:
        words = facts["confidence"].partition(":")[0].split("-")
        assert transition(standard)["confidence"] == lower(words)
