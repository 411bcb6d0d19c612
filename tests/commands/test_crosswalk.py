"""One more standard: the crosswalk side by side, hints in isokit gap, and what adding an edition would cost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from isokit.edge import data
from isokit.load.catalog import catalog_of
from tests import shell
from tests.support import Files

WriteTree = Callable[[Files], Path]
CURRENT = ["iso14001:2026", "iso27001:2022", "iso9001:2026"]
QUALITY = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015]\n"
BOTH = QUALITY.replace("iso9001:2015", "iso9001:2015, iso14001:2015")
COMPETENCE = """\
---
id: PRO-6
title: Competence
type: procedure
status: approved
owner: people-manager
approved: {by: managing-director, on: 2026-03-16}
clauses: [iso9001:2015/7.2, iso9001:2015/7.5.1]
---
Who can do what.
"""
AS_OF = ("--as-of", "2026-11-22")


def isokit(*arguments: str | Path) -> Result:
    return shell.isokit(*arguments)


def plain(*arguments: str | Path) -> dict[str, Any]:
    done = isokit(*arguments, "-f", "json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def quality(write_tree: WriteTree) -> Path:
    return write_tree({"isokit.yaml": QUALITY, "procedures/competence.md": COMPETENCE})


@pytest.fixture
def integrated(write_tree: WriteTree) -> Path:
    return write_tree({"isokit.yaml": BOTH, "procedures/competence.md": COMPETENCE})


# The crosswalk


def test_outside_of_a_tree_the_current_editions_stand_side_by_side(tmp_path: Path) -> None:
    shown = plain("-C", tmp_path, "standards", "crosswalk")
    assert (shown["schema"], shown["standards"]) == ("isokit/crosswalk/1", CURRENT)
    assert [topic["topic"] for topic in shown["topics"]] == [
        t.topic for t in catalog_of(data.standards()).crosswalk.topics
    ]


def test_inside_of_a_tree_the_adopted_ones_do(integrated: Path) -> None:
    shown = plain("-C", integrated, "standards", "crosswalk")
    assert shown["standards"] == ["iso9001:2015", "iso14001:2015"]
    topics = {topic["topic"]: topic for topic in shown["topics"]}
    assert topics["competence"]["clauses"] == {
        "iso9001:2015": ["iso9001:2015/7.2"],
        "iso14001:2015": ["iso14001:2015/7.2"],
    }
    assert topics["competence"]["adds"].keys() == {"iso9001", "iso14001"}
    assert "maintenance" not in topics, "ISO 14001 has no clause on it"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["iso9001", "14001"], ["iso9001:2015", "iso14001:2026"]),
        (["iso9001:2026", "ISO/IEC 27001:2022"], ["iso9001:2026", "iso27001:2022"]),
        (["iso9001", "iso9001:2015"], ["iso9001:2015"]),
    ],
)
def test_a_standard_without_edition_is_the_one_adopted_else_the_current_one(
    words: list[str], shown: list[str], quality: Path
) -> None:
    assert plain("-C", quality, "standards", "crosswalk", *words)["standards"] == shown


def test_the_table_says_clauses_relation_and_why(integrated: Path) -> None:
    text = isokit("-C", integrated, "standards", "crosswalk").stdout
    assert "What is documented" in text
    assert any(line.split() == ["Competence", "7.2", "7.2", "similar"] for line in text.splitlines())
    assert "ISO 14001 adds " in text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["iso9002"], "isokit: unknown edition 'iso9002'"),
        (["iso9001", "-f", "xml"], "isokit: --format xml: write table or json"),
    ],
)
def test_what_cannot_be_crossed_is_said_in_a_line(words: list[str], line: str) -> None:
    done = isokit("standards", "crosswalk", *words)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(line)


# Hints in isokit gap


def test_every_clause_has_its_hints_in_json(integrated: Path) -> None:
    clauses = {c["ref"]: c for s in plain("-C", integrated, "gap", *AS_OF)["standards"] for c in s["clauses"]}
    (hint,) = clauses["iso14001:2015/7.2"]["hints"]
    assert hint.pop("lacks")
    assert hint == {"topic": "competence", "relation": "similar", "by": "PRO-6", "ref": "iso9001:2015/7.2"}
    assert clauses["iso14001:2015/7.2"]["status"] == "missing"
    assert all(isinstance(clause["hints"], list) for clause in clauses.values())
    (alone,) = plain("-C", integrated, "clause", "iso14001:2015/7.2", *AS_OF)["clauses"]
    assert [hint["by"] for hint in alone["hints"]] == ["PRO-6"]


def test_the_table_shows_hints_where_every_clause_is_shown(integrated: Path) -> None:
    hint = "already answered by: PRO-6 for iso9001:2015/7.2 (partial) (competence, similar); may still lack:"
    assert hint in " ".join(isokit("-C", integrated, "gap", "--all", *AS_OF).stdout.split())
    assert "already answered by" not in isokit("-C", integrated, "gap", *AS_OF).stdout


# What one more standard would cost


def test_json_says_how_each_leaf_of_one_more_standard_would_begin(quality: Path) -> None:
    shown = plain("-C", quality, "gap", "--add", "iso14001:2026", *AS_OF)
    assert (shown["schema"], [s["standard"] for s in shown["standards"]]) == ("isokit/gap/1", ["iso14001:2026"])
    added = shown["added"]
    assert (added["standard"], added["adopted"]) == ("iso14001:2026", ["iso9001:2015"])
    assert added["counts"] == {"evidenced": 0, "same": 1, "similar": 1, "begun": 0, "scratch": 33, "excluded": 0}
    assert sum(group["leaves"] for group in added["groups"]) == sum(added["counts"].values())
    assert [(leaf["ref"], leaf["effort"]) for leaf in added["hinted"]] == [
        ("iso14001:2026/7.2", "similar"),
        ("iso14001:2026/7.5.1", "same"),
    ]
    assert all(leaf["next"] for leaf in added["scratch"])


def test_the_table_lists_what_there_is_to_begin_with_and_then_what_there_is_not(quality: Path) -> None:
    text = isokit("-C", quality, "gap", "--add", "iso14001:2026", *AS_OF).stdout
    assert text.startswith("adding ISO 14001:2026 ")
    assert text.index("something to start from (2 of 35)") < text.index("from scratch (33 of 35)")
    assert "PRO-6 for iso9001:2015/7.2 (partial) (competence, similar); may still lack: " in text
    assert "PRO-6 for iso9001:2015/7.5.1 (documented information, same)\n" in text


def test_adding_says_what_is_evidenced_as_it_is_and_what_in_part(write_tree: WriteTree) -> None:
    registers = {
        "registers/context.yaml": "context: [{id: CTX-1, title: Hot summers}]\n",
        "registers/risks.yaml": "risks: [{id: RSK-1, title: Kiln fails, owner: x}]\n",
    }
    root = write_tree({"isokit.yaml": QUALITY, **registers})
    added = plain("-C", root, "gap", "--add", "iso14001:2026", *AS_OF)["added"]
    assert added["counts"]["evidenced"] >= 1
    assert added["counts"]["begun"] == len(added["begun"]) >= 1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ["--add", "iso9001:2015"],
            "isokit: iso9001:2015 is adopted already; isokit gap iso9001:2015 shows its status\n",
        ),
        (["--add", "iso9001"], "isokit: 'iso9001' has several editions; name one: iso9001:2015 or iso9001:2026\n"),
        (["--add", "iso9002:2015"], "isokit: unknown edition 'iso9002:2015'; did you mean iso9001:2015?\n"),
        (
            ["--add", "iso14001:2026", "--against", "iso9001:2026"],
            "isokit: --add takes no other standards; isokit.yaml sets which ones are adopted\n",
        ),
        (["--add", "iso14001:2026", "-f", "markdown"], "isokit: --format markdown: write table or json\n"),
    ],
)
def test_what_cannot_be_added_is_said_in_a_line(words: list[str], line: str, quality: Path) -> None:
    done = isokit("-C", quality, "gap", *words)
    assert (done.exit_code, done.stderr) == (2, line)
