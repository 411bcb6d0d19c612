"""The maps between editions lead from ask to ask, leave none out on either side, and say what there is to do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.standards.facts import (
    ASKS_THE_SAME,
    CHECKLISTS,
    MAPS,
    Ask,
    Link,
    asks_of,
    editions,
    leaves,
    links,
    name,
    read_yaml,
)

ASK_MAPS = tuple(edition_map for edition_map in MAPS if set(editions(edition_map)) <= set(CHECKLISTS))
ENDS = {
    "same": {"from", "to"},
    "changed": {"from", "to"},
    "new": {"to"},
    "withdrawn": {"from"},
}
BESIDE_CLAUSE_LINKS = {
    # Emergencies were foreseen in 6.1.1 and are now among the aspects. The facts have no link for this one sentence;
    # it would make all of 6.1.2 count as touched by all of 6.1.1.
    "iso14001/2015-to-2026": {"6.1.1/8 to 6.1.2/b4"},
}

each_ask_map = pytest.mark.parametrize("edition_map", ASK_MAPS)


def ask_links(edition_map: str) -> list[Link]:
    found: list[Link] = read_yaml(edition_map)["asks"]
    return found


def asks(standard: str) -> dict[str, Ask]:
    return {f"{leaf['clause']}/{ask['id']}": ask for leaf in leaves(standard) for ask in asks_of(leaf)}


def words(ask: Ask) -> tuple[str, list[str]]:
    return ask["ask"], ask["look_for"]


def words_at_both_ends(edition_map: str, relation: str) -> Iterator[tuple[str, object, object]]:
    older, newer = (asks(standard) for standard in editions(edition_map))
    for link in ask_links(edition_map):
        if link["relation"] == relation:
            yield name(link), words(older[link["from"]]), words(newer[link["to"]])


def clauses(link: Link) -> Link:
    """The clauses an ask link leads from and to."""
    return {end: link[end].partition("/")[0] for end in ("from", "to") if end in link}


def in_order(standard: str, found: list[str]) -> list[str]:
    return sorted(found, key=list(asks(standard)).index)


def test_an_edition_without_asks_has_no_links_of_asks() -> None:
    assert [edition_map for edition_map in MAPS if "asks" in read_yaml(edition_map)] == list(ASK_MAPS)


@each_ask_map
def test_every_ask_leads_somewhere_and_every_ask_comes_from_somewhere(edition_map: str) -> None:
    """An ask that came new or was withdrawn is in the map too."""
    for standard, end in zip(editions(edition_map), ("from", "to"), strict=True):
        linked = {link[end] for link in ask_links(edition_map) if end in link}
        assert linked ^ asks(standard).keys() == set()


@each_ask_map
def test_a_link_stands_once_and_the_links_stand_in_the_order_of_the_asks(edition_map: str) -> None:
    older, newer = editions(edition_map)
    old = [link["from"] for link in ask_links(edition_map) if "from" in link]
    new = [link["to"] for link in ask_links(edition_map) if "from" not in link]
    assert (old, new) == (in_order(older, old), in_order(newer, new))
    assert len({name(link) for link in ask_links(edition_map)}) == len(ask_links(edition_map))


@each_ask_map
def test_a_new_ask_has_no_old_end_and_a_withdrawn_one_no_new_end(edition_map: str) -> None:
    assert [
        name(link) for link in ask_links(edition_map) if link.keys() & {"from", "to"} != ENDS[link["relation"]]
    ] == []


@each_ask_map
def test_a_link_says_what_to_do_unless_the_ask_is_the_same(edition_map: str) -> None:
    explained = {name(link): bool(link.get("change")) for link in ask_links(edition_map)}
    assert explained == {name(link): link["relation"] != "same" for link in ask_links(edition_map)}
    assert [link for link in ask_links(edition_map) if link.keys() - {"from", "to", "relation", "change"}] == []


@each_ask_map
def test_what_is_the_same_is_the_same_word_for_word(edition_map: str) -> None:
    assert [link for link, old, new in words_at_both_ends(edition_map, "same") if old != new] == []


@each_ask_map
def test_what_is_changed_is_not_the_same(edition_map: str) -> None:
    assert [link for link, old, new in words_at_both_ends(edition_map, "changed") if old == new] == []


@each_ask_map
def test_asks_go_where_their_clauses_go(edition_map: str) -> None:
    along = [name(link) for link in links(edition_map)]
    both = [link for link in ask_links(edition_map) if {"from", "to"} <= link.keys()]
    beside = {name(link) for link in both if name(clauses(link)) not in along}
    assert beside == BESIDE_CLAUSE_LINKS.get(edition_map, set())


@each_ask_map
def test_a_clause_that_asks_the_same_has_the_same_asks(edition_map: str) -> None:
    unlike = [clauses(link) for link in ask_links(edition_map) if link["relation"] != "same"]
    touched = {ends[end] for ends in unlike for end in ends}
    kept = [link for link in links(edition_map) if link["relation"] in ASKS_THE_SAME]
    assert [name(link) for link in kept if {link["from"], link["to"]} & touched] == []
