"""Leaves expect what the vocabulary has words for, and only what the facts support."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.standards.facts import (
    DECISION,
    Clause,
    all_clauses,
    documented_modes,
    each_standard,
    leaves,
    types_under,
)

Expectation = dict[str, str]

HEADING_OF_KIND = {
    "document": "documents",
    "register": "registers",
    "evidence": "evidence",
    "audit": "audits",
    "review": "reviews",
}


def is_always_documented(clause: Clause) -> bool:
    return any(not conditional for _, conditional in documented_modes(clause))


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
