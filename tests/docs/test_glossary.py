"""The glossary lists what isokit prints, in alphabetical order and once each."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from isokit.assess.assessment import Status
from isokit.catalog.edition_map import Relation
from isokit.catalog.standard import Basis
from isokit.model.document import DocumentStatus, DocumentType
from isokit.model.finding import Severity
from isokit.model.nonconformity import Grade, State
from isokit.model.registers.applicability import Implementation
from isokit.model.registers.risk import Treatment
from isokit.model.settings import Profile

PAGE = (Path(__file__).parent.parent.parent / "docs" / "glossary.md").read_text("utf-8")
SECTIONS = [re.findall(r"^\| (.+?) \| (.+) \|$", part, re.M)[2:] for part in PAGE.split("\n## ")[1:]]
MEANINGS = {term: meaning for section in SECTIONS for term, meaning in section}
LISTED: dict[str, type[StrEnum]] = {
    "basis": Basis,
    "document status": DocumentStatus,
    "document type": DocumentType,
    "grade": Grade,
    "implementation status": Implementation,
    "nonconformity status": State,
    "profile": Profile,
    "relation": Relation,
    "risk treatment": Treatment,
    "severity": Severity,
    "status": Status,
}


@pytest.mark.parametrize("term", LISTED)
def test_a_term_lists_the_words_that_isokit_prints(term: str) -> None:
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", MEANINGS[term])
    assert [word for word in LISTED[term] if word not in words] == []


def test_each_status_of_a_clause_has_a_row() -> None:
    assert [status for status in Status if status not in MEANINGS] == []


def test_terms_stand_once_and_in_order() -> None:
    assert SECTIONS and all(SECTIONS)
    assert sum(map(len, SECTIONS)) == len(MEANINGS)
    assert [[term for term, _ in section] for section in SECTIONS] == [
        sorted((term for term, _ in section), key=str.lower) for section in SECTIONS
    ]
