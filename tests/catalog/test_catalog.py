"""What isokit brings along fits its own model, and is found by who needs it."""

from __future__ import annotations

import pytest

from isokit.catalog.crosswalk import Crosswalk
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.standard import Kind, Standard
from isokit.catalog.vocabulary import Vocabulary
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.entity import Entity, Place
from isokit.model.fit import fit
from isokit.text.raw import raw_of
from isokit.text.source import Source

CATALOG = catalog_of(data.standards())
FILES: list[tuple[Source, type[Entity]]] = [
    *((source, Standard) for source in CATALOG.editions.values()),
    *((source, EditionMap) for source in CATALOG.maps.values()),
    *((source, Vocabulary) for source in [CATALOG.types] if source),
    *((source, Crosswalk) for source in [CATALOG.topics] if source),
]


@pytest.mark.parametrize(("source", "kind"), FILES, ids=lambda value: getattr(value, "path", None))
def test_a_file_of_the_catalog_has_nothing_its_model_does_not_know(source: Source, kind: type[Entity]) -> None:
    facts = raw_of(source).data
    assert isinstance(facts, dict)
    assert not fit(kind, facts, Place(source.path))[1]


@pytest.mark.parametrize(
    ("edition", "newer"),
    [
        ("iso9001:2015", "iso9001:2026"),
        ("iso14001:2015", "iso14001:2026"),
        ("iso27001:2013", "iso27001:2022"),
        ("iso27001:2022", None),
        ("iso22301:2019", None),
    ],
)
def test_an_edition_knows_what_took_its_place(edition: str, newer: str | None) -> None:
    successor = CATALOG.successor(edition)
    assert (successor and successor.standard) == newer


def test_a_map_is_found_from_either_side() -> None:
    found = CATALOG.between("iso27001:2022", "iso27001:2013")
    assert found is CATALOG.between("iso27001:2013", "iso27001:2022")
    assert found and [arrival.origin for arrival in found.onto("iso27001:2013", "A.18.2.3")] == ["A.5.36", "A.8.8"]
    assert [arrival.origin for arrival in found.onto("iso27001:2022", "10.1")] == ["10.2"]
    assert [arrival.origin for arrival in found.onto("iso27001:2022", "A.5.7")] == [None]
    assert CATALOG.between("iso9001:2015", "iso27001:2022") is None


def test_the_vocabulary_lists_types_by_kind() -> None:
    assert "supplier-evaluation" in CATALOG.vocabulary.types_of(Kind.EVIDENCE)
    assert "policy" in CATALOG.vocabulary.types_of(Kind.DOCUMENT)


def test_the_crosswalk_finds_the_topics_of_a_leaf() -> None:
    (topic,) = CATALOG.crosswalk.on("iso9001:2015", "7.2")
    assert topic.clauses["iso14001:2026"] == ("7.2",)
    assert not CATALOG.crosswalk.on("iso14001:2026", "6.1.2"), "environmental aspects have no counterpart"


def test_the_crosswalk_names_leaves_of_known_editions_only() -> None:
    for topic in CATALOG.crosswalk.topics:
        for name, numbers in topic.clauses.items():
            edition = CATALOG.edition(name)
            assert edition, name
            assert {clause.clause for clause in edition.clauses if edition.leaf(clause)} >= set(numbers), topic.topic
