"""SARIF: valid by the official schema, and what GitHub makes of it is what isokit meant."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.check.engine import BUG
from isokit.check.registry import all_rules
from isokit.model.entity import Place
from isokit.model.finding import Finding, Severity
from isokit.outputs.ci import message
from isokit.outputs.findings import sarif
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.check import check_of, finding_of
from tests.corpus.trees import EXAMPLES, HERE, run_over
from tests.outputs.made import HOSTILE, empty, finding, holding, set_aside, several
from tests.outputs.schemas import flaws
from tests.support import RunTree

Log = dict[str, Any]


def log_of(run: Run) -> Log:
    found: Log = json.loads(sarif.write(check_of(run), Look()))
    return found


def run_of(run: Run) -> Log:
    (found,) = log_of(run)["runs"]
    return dict(found)


def result_of(run: Run, one: Finding) -> Log:
    (found,) = run_of(holding(run, [one]))["results"]
    return dict(found)


def uri_of(result: Log) -> str:
    return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


@pytest.mark.parametrize("tree", [EXAMPLES / "tiny", EXAMPLES / "integrated", HERE / "breaks-everything"], ids=str)
def test_it_is_valid_by_the_official_schema(tree: Path) -> None:
    assert flaws(log_of(run_over(tree))) == []


def test_the_schema_would_refuse_what_is_wrong() -> None:
    log = log_of(holding(empty(), [finding()]))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert len(flaws(log)) == 1


def test_it_is_valid_whatever_was_found() -> None:
    run = empty()
    findings = [finding(text, help=text, place=Place(f"policies/{n}.md", (), text)) for n, text in enumerate(HOSTILE)]
    aside = [set_aside(by) for by in ("comment", "config", "baseline")]
    crash = finding("bug in DOC101", code=BUG, name="bug-in-rule", help="", clauses=())
    assert flaws(log_of(run)) == []
    assert flaws(log_of(holding(run, [*findings, *aside, crash]))) == []


def test_a_rule_that_was_asked_brings_its_page() -> None:
    run = replace(empty(), rules=all_rules()[:3])
    rules = run_of(run)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in run.rules]
    for rule, shown in zip(run.rules, rules, strict=True):
        assert (shown["name"], shown["defaultConfiguration"]) == (rule.name, {"level": rule.severity})
        assert shown["shortDescription"]["text"] == rule.summary
        assert shown["help"]["markdown"] == rule.page
        assert shown["properties"]["tags"] == [*rule.clauses]


def test_what_github_asks_of_every_rule_is_there_and_within_its_limits() -> None:
    for rule in run_of(empty())["tool"]["driver"]["rules"]:
        texts = [rule[name]["text"] for name in ("shortDescription", "fullDescription", "help")]
        assert all(texts) and all(len(text) <= 1024 for text in texts[:2])
        assert texts[1].startswith(texts[0]) and "```" not in texts[1]
        assert len(rule["properties"]["tags"]) <= 20


def test_a_result_names_its_rule_and_its_place() -> None:
    run = empty()
    result = result_of(run, finding("POL-1 has no owner", help="add owner:", severity=Severity.NOTE))
    assert run.rules[result["ruleIndex"]].code == result["ruleId"] == "DOC101"
    assert (result["level"], result["message"]) == ("note", {"text": "POL-1 has no owner; add owner:"})
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9}
    assert result["properties"] == {"subject": "POL-1", "clauses": ["iso9001:2015/7.5.3.2"]}


def test_columns_count_characters(run_tree: RunTree) -> None:
    run = run_tree(
        {"policies/a.md": "---\nid: POL-1\ntitle: T\nstatus: draft\nowner: o\n---\n\U0001f600 [x](gone.md)\n"}
    )
    (result,) = (found for found in run_of(run)["results"] if found["ruleId"] == "REF003")
    assert run_of(run)["columnKind"] == "unicodeCodePoints"
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == len("\U0001f600 [x](") + 1


def test_a_result_is_known_again_when_its_line_moves(run_tree: RunTree) -> None:
    text = "---\nid: POL-1\ntitle: T\nstatus: draft\n---\n"
    moved = text.replace("id:", "# a comment\nid:")
    hashes = [
        [result["partialFingerprints"]["primaryLocationLineHash"] for result in run_of(run_tree(files))["results"]]
        for files in ({"policies/a.md": text}, {"policies/a.md": moved})
    ]
    assert hashes[0] == hashes[1] != []
    assert all(re.fullmatch(r"[0-9a-f]{16}:1", known) for known in hashes[0])


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("policies/a b.md", "policies/a%20b.md"),
        ("policies/100%.md", "policies/100%25.md"),
        ("policies/Prüfung #1?.md", "policies/Pr%C3%BCfung%20%231%3F.md"),
        ("http:/x.md", "http%3A/x.md"),
        ("c:/x.md", "c%3A/x.md"),
    ],
)
def test_a_path_is_a_relative_uri(path: str, uri: str) -> None:
    assert uri_of(result_of(empty(), finding(place=Place(path)))) == uri


def test_a_tree_below_the_root_of_its_repository_has_paths_and_a_category_of_its_own() -> None:
    run = empty()
    below = replace(run, history=replace(run.history, prefix="sites/the north\udcfc/"))
    assert uri_of(result_of(below, finding())) == "sites/the%20north%FC/policies/a.md"
    assert run_of(run)["automationDetails"]["id"] == "isokit/"
    assert run_of(below)["automationDetails"]["id"] == "isokit/sites/the%20north%FC/"


@pytest.mark.parametrize(("by", "kind"), [("comment", "inSource"), ("config", "external"), ("baseline", "external")])
def test_a_finding_set_aside_stays_visible(by: str, kind: str) -> None:
    (aside,) = result_of(empty(), set_aside(by))["suppressions"]
    assert (aside["kind"], aside["status"], aside["justification"]) == (kind, "accepted", "see NC-7")
    assert aside["properties"] == {"by": by, "until": "2027-03-31"}


def test_suppressions_are_said_of_all_results_or_of_none() -> None:
    results = run_of(holding(empty(), [finding(), set_aside("comment")]))["results"]
    assert [len(result["suppressions"]) for result in results] == [0, 1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see [the policy](https://evil.example)", "see [the policy] (https://evil.example)"),
        ("[a\\](1)", "[a\\] (1)"),
        ("risk {0} and {12}", "risk {{0}} and {{12}}"),
        ("add approved: {by: ROLE} and clauses: [8.4]", "add approved: {by: ROLE} and clauses: [8.4]"),
    ],
)
def test_a_message_is_neither_a_link_nor_a_placeholder(text: str, shown: str) -> None:
    assert result_of(empty(), finding(text, help=""))["message"]["text"] == shown


LINK = re.compile(r"\[(?:[^\\\[\]]|\\[\\\[\]])*\]\(")


@given(st.lists(st.sampled_from([*"[]()\\{}01a ", "](", "[a](1)", "{0}"])).map("".join))
def test_no_text_is_a_link(text: str) -> None:
    plain = sarif._plain(message(finding_of(finding(text, help=""))))
    assert not LINK.search(plain)
    assert not re.search(r"(?<!\{)\{\d+\}(?!\})", plain)


def test_github_takes_25000_results_the_worst_of_them_are_there_and_the_rest_is_said() -> None:
    run = holding(empty(), [*several(24_000, Severity.NOTE), *several(1_001), set_aside("comment")])
    text = sarif.write(check_of(run), Look())
    (shown,) = json.loads(text)["runs"]
    levels = [result["level"] for result in shown["results"]]
    assert (levels.count("error"), levels.count("note"), len(levels)) == (1_001, 23_999, 25_000)
    assert levels[:1_001] == ["error"] * 1_001
    (notification,) = shown["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("2 findings beyond 25,000, the least severe, were left out")
    assert len(gzip.compress(text.encode())) < 10_000_000
    assert flaws({"version": "2.1.0", "runs": [{**shown, "results": shown["results"][-50:]}]}) == []


def test_all_that_fits_is_there_and_nothing_is_said_of_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 25)
    shown = run_of(holding(empty(), several(25)))
    assert len(shown["results"]) == 25
    assert shown["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_a_run_in_which_a_rule_crashed_was_not_successful() -> None:
    crash = finding("bug in DOC101", code=BUG, name="bug-in-rule", help="", clauses=())
    shown = run_of(holding(empty(), [crash]))
    assert not shown["invocations"][0]["executionSuccessful"]
    assert shown["tool"]["driver"]["rules"][shown["results"][0]["ruleIndex"]]["name"] == "bug-in-rule"
