"""The vocabulary of types is in order, and no standard speaks in the words of ISO."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.standards.facts import STANDARDS, read_yaml, types_under

HEADINGS = ("documents", "registers", "evidence", "audits", "reviews")
FILES = sorted(STANDARDS.rglob("*.yaml"))

each_list_of_types = pytest.mark.parametrize("heading", HEADINGS)


def test_the_vocabulary_has_these_lists() -> None:
    assert tuple(read_yaml("types")) == HEADINGS


@each_list_of_types
def test_types_are_listed_once_in_alphabetical_order(heading: str) -> None:
    assert types_under(heading) == sorted(set(types_under(heading)))


@each_list_of_types
def test_a_type_is_lower_case_with_hyphens_and_has_a_title(heading: str) -> None:
    for entry in read_yaml("types")[heading]:
        assert entry.keys() == {"type", "title"}
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", entry["type"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(STANDARDS)))
def test_no_file_contains_the_word_by_which_iso_gives_a_requirement(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if re.search(r"\bshall\b", line, re.IGNORECASE)]
