"""The maps between editions say what the facts say, link by link, and leave no leaf out on either side."""

from __future__ import annotations

from collections.abc import Iterable

from tests.standards.facts import (
    ASKS_THE_SAME,
    Link,
    Row,
    column,
    each_map,
    editions,
    is_in_annex_a,
    leaves,
    links,
    lower,
    name,
    read_facts,
    read_yaml,
)

RELATION = {"notes": "wording", "same_title": "renumbered"}
SAYS_WHAT_CHANGED = {"changed", "split", "merged", "new", "moved"}
SECURITY = "iso27001/2013-to-2022"


def by_name(found: Iterable[Link]) -> dict[str, Link]:
    return {name(link): link for link in found}


def without_change(link: Link) -> Link:
    return {key: value for key, value in link.items() if key != "change"}


# Reading the facts as the maps should say them


def link_in(row: Row) -> Link:
    """Two columns have the numbers; titles may stand between them."""
    older, newer = [value for key, value in row.items() if key.startswith(("clause_", "control_"))]
    relation = RELATION.get(row["relation"], row["relation"])
    link = {"from": older, "to": newer, "relation": relation, "confidence": confidence_in(row)}
    return {key: value for key, value in link.items() if value}


def confidence_in(row: Row) -> str:
    """The tables of ISO/IEC 27001 have no column for it: numbers are high, that something else is asked is medium."""
    if "confidence" in row:
        return lower(row["confidence"].split("/"))
    return "medium" if row["relation"] == "changed" else "high"


def new_control_in(row: Row) -> Link:
    return {"to": row["control_2022"], "relation": "new", "confidence": "high"}


def links_in_facts(edition_map: str) -> list[Link]:
    if edition_map != SECURITY:
        table = edition_map.replace("/", "_").replace("-", "_")
        return [link_in(row) for row in read_facts(f"{table}.csv")]
    old = read_facts("iso27001_2013_to_2022_clauses.csv") + read_facts("iso27001_annex_a_2013_to_2022.csv")
    new = [row for row in read_facts("iso27001_annex_a_2022_to_2013.csv") if row["kind"] == "new"]
    return [link_in(row) for row in old] + [new_control_in(row) for row in new]


# The maps


@each_map
def test_a_map_is_known_by_the_name_of_its_file(edition_map: str) -> None:
    older, newer = (standard.replace("/", ":") for standard in editions(edition_map))
    head = {key: value for key, value in read_yaml(edition_map).items() if key not in {"links", "asks"}}
    assert head == {"from": older, "to": newer, "revision": "1"}


@each_map
def test_the_links_are_those_of_the_facts_in_their_order(edition_map: str) -> None:
    assert [name(link) for link in links(edition_map)] == [name(link) for link in links_in_facts(edition_map)]


@each_map
def test_a_link_has_the_relation_and_confidence_of_the_facts(edition_map: str) -> None:
    found = {name: without_change(link) for name, link in by_name(links(edition_map)).items()}
    assert found == by_name(links_in_facts(edition_map))


@each_map
def test_every_leaf_leads_somewhere_and_every_leaf_comes_from_somewhere(edition_map: str) -> None:
    """A leaf that came new or was withdrawn is in the map too."""
    for standard, end in zip(editions(edition_map), ("from", "to"), strict=True):
        linked = {link[end] for link in links(edition_map) if end in link}
        assert linked == {leaf["clause"] for leaf in leaves(standard)}


@each_map
def test_a_link_says_what_changed_where_something_did_and_nothing_where_nothing_did(edition_map: str) -> None:
    explained = {name(link): bool(link.get("change")) for link in links(edition_map)}
    for link in links(edition_map):
        assert explained[name(link)] or link["relation"] not in SAYS_WHAT_CHANGED, name(link)
        assert not explained[name(link)] or link["relation"] != "unchanged", name(link)


@each_map
def test_a_clause_that_asks_the_same_expects_the_same(edition_map: str) -> None:
    older, newer = (column(leaves(standard), "expects") for standard in editions(edition_map))
    same = [link for link in links(edition_map) if link["relation"] in ASKS_THE_SAME]
    clauses = [link for link in same if not is_in_annex_a(link["to"])]
    assert {name(link): newer[link["to"]] for link in clauses} == {name(link): older[link["from"]] for link in clauses}


# Annex A in the other tables


def annex_a_links() -> list[Link]:
    return [link for link in links(SECURITY) if is_in_annex_a(link["to"])]


def test_a_control_of_2013_leads_where_its_own_table_says() -> None:
    expected = {row["control"]: row["maps_to_2022"].split(";") for row in read_facts("iso27001_2013_annex_a.csv")}
    found: dict[str, list[str]] = {control: [] for control in expected}
    for link in annex_a_links():
        if "from" in link:
            found[link["from"]].append(link["to"])
    assert found == expected


def test_a_control_of_2022_comes_from_where_the_table_backwards_says() -> None:
    rows = read_facts("iso27001_annex_a_2022_to_2013.csv")
    expected = {row["control_2022"]: row["controls_2013"].split(";") if row["controls_2013"] else [] for row in rows}
    found: dict[str, list[str]] = {control: [] for control in expected}
    for link in annex_a_links():
        found[link["to"]] += [link["from"]] if "from" in link else []
    assert found == expected
