"""GitLab's code quality report: every finding that counts, once, at a path of the repository."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from isokit.model.entity import Place
from isokit.model.finding import Severity
from isokit.outputs.findings import gitlab
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.check import check_of
from tests.corpus.trees import EXAMPLES, HERE, run_over
from tests.hostile.sinks import harmful, strict_json
from tests.outputs.made import HOSTILE, empty, finding, holding, set_aside, several
from tests.support import RunTree


def report(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gitlab.write(check_of(run), Look()))
    return found


def test_a_finding_has_what_gitlab_asks_for() -> None:
    assert report(holding(empty(), [finding("POL-1 has no owner", help="add owner:")])) == [
        {
            "description": "DOC101: POL-1 has no owner; add owner:",
            "check_name": "DOC101",
            "fingerprint": "0123456789abcdef",
            "severity": "critical",
            "location": {"path": "policies/a.md", "lines": {"begin": 2, "end": 2}},
        }
    ]


def test_severities_are_those_of_gitlab_the_worst_first() -> None:
    found = [finding(severity=severity) for severity in reversed(Severity)]
    assert [one["severity"] for one in report(holding(empty(), found))] == ["critical", "major", "info"]


@pytest.mark.parametrize("tree", [EXAMPLES / "integrated", HERE / "breaks-everything"], ids=str)
def test_no_two_findings_share_a_fingerprint(tree: Path) -> None:
    known = [one["fingerprint"] for one in report(run_over(tree))]
    assert len({*known}) == len(known) == len(run_over(tree).counting)


def test_two_flaws_of_one_kind_in_one_entity_are_told_apart(run_tree: RunTree) -> None:
    text = "---\nid: POL-1\ntitle: T\nstatus: draft\nowner: o\n---\n[x](gone.md) [y](gone.md)\n\n[x](gone.md)\n"
    found = [one for one in report(run_tree({"policies/a.md": text})) if one["check_name"] == "REF003"]
    assert len({one["fingerprint"] for one in found}) == len(found) == 3


def test_findings_set_aside_have_no_place_in_it() -> None:
    assert gitlab.write(check_of(holding(empty(), [set_aside("comment")])), Look()) == "[]\n"


def test_paths_start_at_the_root_of_the_repository() -> None:
    run = holding(empty(), [finding()])
    (found,) = report(replace(run, history=replace(run.history, prefix="quality/")))
    assert found["location"]["path"] == "quality/policies/a.md"


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_shows_all_it_holds(text: str) -> None:
    shown = gitlab.write(check_of(holding(empty(), [finding(text, place=Place(f"{text}.md"))])), Look())
    (found,) = strict_json(shown.encode("utf-8"))
    assert not harmful(found["description"]) and not harmful(found["location"]["path"])


def test_however_many_there_are_all_are_there() -> None:
    assert len(report(holding(empty(), several(25_001)))) == 25_001
