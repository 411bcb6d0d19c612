"""isokit standards: the editions, one clause by clause, and the vocabulary, anywhere and in the shapes promised."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from isokit.edge import data
from isokit.load.catalog import catalog_of
from tests import shell

FIELDS = {"ref", "title", "leaf", "intent", "pitfalls", "asks", "expects", "documented_information", "new"}


def isokit(*arguments: str) -> Result:
    return shell.isokit(*arguments)


def plain(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(isokit(*arguments, "-f", "json").stdout)
    return found


def clauses(edition: str) -> dict[str, dict[str, Any]]:
    return {clause["ref"].partition("/")[2]: clause for clause in plain("standards", "show", edition)["clauses"]}


def test_the_list_names_every_edition_with_the_digest_of_its_checklist() -> None:
    listed = plain("standards", "list")
    assert listed["schema"] == "isokit/standards/1"
    assert [s["standard"] for s in listed["standards"]] == sorted(catalog_of(data.standards()).editions)
    file = data.folder("standards") / "iso9001" / "2015.yaml"
    digests = {s["standard"]: s["digest"] for s in listed["standards"]}
    assert digests["iso9001:2015"] == "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-10-31", "iso27001:2013 .*superseded; certificates until 2025-10-31"),
        ("2025-11-01", "iso27001:2013 .*withdrawn; certificates ended 2025-10-31"),
    ],
)
def test_the_list_says_which_certificates_are_still_valid(day: str, words: str) -> None:
    import re

    assert re.search(words, isokit("standards", "list", "--as-of", day).stdout)


def test_an_edition_is_shown_in_the_shape_of_the_contract() -> None:
    shown = plain("standards", "show", "iso9001:2015")
    assert shown["schema"] == "isokit/standard/1"
    assert (shown["standard"], shown["published"], shown["revision"]) == ("iso9001:2015", "2015-09-15", 1)
    assert all(clause.keys() >= FIELDS for clause in shown["clauses"])
    assert clauses("iso9001:2015")["9.3.2"]["expects"] == [
        {
            "kind": "review",
            "type": "management-review",
            "within": "12 months",
            "basis": "practice",
            "window_basis": None,
        }
    ]


def test_only_controls_have_attributes_with_the_names_of_the_standard() -> None:
    found = clauses("iso27001:2022")
    assert "attributes" not in found["6.1.3"]
    assert found["A.5.7"]["new"] is True
    assert found["A.5.7"]["attributes"].keys() == {
        "theme",
        "control_type",
        "security_properties",
        "cybersecurity_concepts",
        "operational_capabilities",
        "security_domains",
    }


def test_the_dates_of_a_transition_come_with_their_source() -> None:
    transition = plain("standards", "show", "iso14001:2026")["transition"]
    assert (transition["from"], transition["end"], transition["confidence"]) == (
        "iso14001:2015",
        "2029-04-30",
        "medium",
    )
    text = isokit("standards", "show", "iso14001:2015", "--as-of", "2026-11-22").stdout
    assert "2029-04-30  last day certificates to ISO 14001:2015 can be valid" in text
    assert "superseded" in text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("show", "iso9001"), "isokit: 'iso9001' has several editions; name one: iso9001:2015 or iso9001:2026\n"),
        (("show", "iso9001:2025"), "isokit: unknown edition 'iso9001:2025'; did you mean iso9001:2026?\n"),
        (("show", "iso9001:2015", "-f", "xml"), "isokit: --format xml: write text or json\n"),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_line(words: tuple[str, ...], line: str) -> None:
    result = isokit("standards", *words)
    assert (result.exit_code, result.stderr) == (2, line)


def test_an_edition_is_understood_as_people_write_it() -> None:
    assert plain("standards", "show", "ISO/IEC 27001:2022")["standard"] == "iso27001:2022"


def test_the_vocabulary_lists_what_records_may_be_called() -> None:
    types = plain("standards", "types")
    assert {"type": "emergency-drill", "title": "Emergency drill"} in types["evidence"]
    assert "emergency-drill" in isokit("standards", "types").stdout


def test_gap_assesses_against_an_edition_not_adopted(tmp_path: Path) -> None:
    (tmp_path / "isokit.yaml").write_text("organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015]\n")
    result = json.loads(isokit("-C", str(tmp_path), "gap", "--against", "iso9001:2026", "-f", "json").stdout)
    (shown,) = result["standards"]
    assert (shown["standard"], shown["reached_from"]) == ("iso9001:2026", ["iso9001:2015"])
    refused = isokit("-C", str(tmp_path), "gap", "--against", "iso9001:2027")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
