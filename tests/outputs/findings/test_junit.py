"""JUnit's XML of findings and of the gap: well-formed, counted right, green only where something was looked at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.check.engine import BUG
from isokit.model.finding import Finding, Severity
from isokit.outputs.findings import junit
from isokit.outputs.formats import writers
from isokit.outputs.gap import junit as gap_junit
from isokit.outputs.junit import Case, Failure, Suite, document
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.check import check_of
from isokit.schemas.gap import gap_of
from tests.corpus.trees import EXAMPLES, HERE, run_over
from tests.hostile.sinks import commands, harmful
from tests.outputs.made import HOSTILE, empty, finding, holding, set_aside, several
from tests.support import TODAY, RunTree

Element = ElementTree.Element
ALLOWED = {
    "testsuites": ({"name", "tests", "failures", "errors", "skipped"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"properties", "testcase"}),
    "properties": (set[str](), {"property"}),
    "property": ({"name", "value"}, set[str]()),
    "testcase": ({"classname", "name", "time"}, {"skipped", "failure", "system-out"}),
    "skipped": ({"message"}, set[str]()),
    "failure": ({"type", "message"}, set[str]()),
    "system-out": (set[str](), set[str]()),
}
"""The attributes each element has, and the elements it may hold: the part of JUnit's XML every service reads."""
COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped", "tests": "testcase"}


def parsed(text: str) -> Element:
    """A document, held to the structure that services expect, and to its own numbers."""
    root = ElementTree.fromstring(text)
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = ALLOWED[element.tag]
        assert {*element.keys()} == attributes
        assert {child.tag for child in element} <= children
    for suite in (root, *root.iter("testsuite")):
        assert {name: int(suite.get(name, "")) for name in COUNTED} == {
            name: sum(1 for _ in suite.iter(tag)) for name, tag in COUNTED.items()
        }
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len({*names}) == len(names), "a service keeps one of two cases of a name"
    return root


def checked(run: Run) -> Element:
    return parsed(junit.write(check_of(run), Look()))


def case(root: Element, suite: str, number: str) -> Element:
    (found,) = (
        case
        for case in root.iter("testcase")
        if case.get("classname") == suite and case.get("name", "").split()[0] == number
    )
    return found


def inside(element: Element, tag: str) -> str | None:
    found = element.find(tag)
    return None if found is None else found.text


def verdicts(root: Element, suite: str) -> dict[str, str]:
    cases = [case for case in root.iter("testcase") if case.get("classname") == suite]
    return {c.get("name", "").split()[0]: next((child.tag for child in c), "green") for c in cases}


# What was checked


def test_there_is_a_suite_a_standard_and_one_for_the_rest() -> None:
    suites = checked(empty()).findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["iso9001:2015", "iso27001:2022", "isokit"]


def test_each_clause_of_a_standard_is_a_case_in_its_order() -> None:
    run = empty()
    for standard in run.workspace.standards:
        shown = [*verdicts(checked(run), standard.standard)]
        leaves = [clause.clause for clause in standard.clauses if standard.leaf(clause)]
        assert [number for number in shown if number in leaves] == leaves


def test_a_clause_is_green_only_where_a_rule_looks_at_it() -> None:
    shown = verdicts(checked(empty()), "iso9001:2015")
    assert (shown["7.5.2"], shown["10.2.1"], shown["8.5.6"]) == ("green", "green", "skipped")


def test_a_rule_that_was_not_asked_makes_nothing_green() -> None:
    run = empty()
    asked = Run(run.workspace, (), (), run.today, run.history, tuple(r for r in run.rules if r.code == "NCR101"))
    shown = verdicts(checked(asked), "iso9001:2015")
    assert {number for number, verdict in shown.items() if verdict != "skipped"} == {"10.2.1"}


def test_an_error_fails_the_clause_behind_its_rule(run_tree: RunTree) -> None:
    root = checked(run_tree({"policies/a.md": "---\nid: POL-1\ntitle: T\nstatus: draft\n---\n"}))
    failed = case(root, "iso9001:2015", "7.5.3.2").find("failure")
    assert failed is not None and failed.get("type") == "error"
    assert (failed.get("message") or "").startswith("DOC101 POL-1 has no owner; add owner:")
    assert (failed.text or "").startswith("policies/a.md:2:1: DOC101 [error] POL-1 has no owner; add owner:")
    assert verdicts(root, "iso27001:2022")["7.5.3"] == "failure"


def test_several_errors_are_one_failure_that_lists_them_all() -> None:
    failed = case(checked(holding(empty(), several(3))), "iso9001:2015", "7.5.3.2").find("failure")
    assert failed is not None and failed.get("message") == "DOC101 number 1; mend it (+2 more)"
    assert len((failed.text or "").splitlines()) == 3


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.NOTE])
def test_what_is_no_error_is_said_and_fails_nothing(severity: Severity) -> None:
    found = case(checked(holding(empty(), [finding(severity=severity)])), "iso9001:2015", "7.5.3.2")
    assert found.find("failure") is None
    assert inside(found, "system-out") == f"policies/a.md:2:3: DOC101 [{severity}] it is wrong; mend it"


def test_a_finding_set_aside_is_said_with_its_reason() -> None:
    found = case(checked(holding(empty(), [set_aside("config", "]]> & <x>")])), "iso9001:2015", "7.5.3.2")
    assert found.find("failure") is None
    assert (inside(found, "system-out") or "").endswith("mend it (suppressed by config: ]]> & <x>)")


def test_a_finding_behind_no_adopted_clause_is_a_case_of_isokit() -> None:
    unknown = finding("no rule DOC9999", code="WSP004", name="unknown-rule", clauses=())
    shown = verdicts(checked(holding(empty(), [unknown])), "isokit")
    assert (shown["WSP004"], shown["REF002"]) == ("failure", "green")
    assert "DOC101" not in shown


def test_a_rule_that_crashed_is_a_case_of_isokit() -> None:
    crash = finding("bug in DOC101", code=BUG, name="bug-in-rule", clauses=())
    assert verdicts(checked(holding(empty(), [crash])), "isokit")[BUG] == "failure"


def test_a_family_in_two_editions_has_its_findings_in_the_suite_of_isokit(run_tree: RunTree) -> None:
    settings = "organization: {name: X}\nstandards: [iso9001:2015, iso9001:2026]\n"
    root = checked(run_tree({"isokit.yaml": settings, "policies/a.md": "---\nid: P\ntitle: T\nstatus: draft\n---\n"}))
    assert {*verdicts(root, "iso9001:2015").values()} == {"skipped"}
    assert verdicts(root, "isokit")["DOC101"] == "failure"


@pytest.mark.parametrize("tree", [EXAMPLES / "tiny", EXAMPLES / "integrated", HERE / "breaks-everything"], ids=str)
def test_no_finding_is_lost(tree: Path) -> None:
    run = run_over(tree)
    text = "\n".join(text for element in checked(run).iter() if (text := element.text))
    for one in run.findings:
        assert f"{one.path}:{one.span.line}:{one.span.column}: {one.code} [{one.severity}]" in text


def test_however_many_there_are_all_are_there() -> None:
    root = checked(holding(empty(), several(25_001)))
    assert len((inside(case(root, "iso9001:2015", "7.5.3.2"), "failure") or "").splitlines()) == 25_001


# The gap


def gap(run: Run) -> Element:
    return parsed(gap_junit.write(gap_of(run), Look()))


def test_every_leaf_is_a_case_and_every_status_has_its_verdict() -> None:
    run = run_over(EXAMPLES / "tiny")
    (assessment,) = run.assessments
    shown = verdicts(gap(run), "iso9001:2015")
    expected = {
        "evidenced": {"system-out"},
        "excluded": {"skipped"},
        "missing": {"failure"},
        "partial": {"failure"},
        "nonconforming": {"failure"},
    }
    assert [*shown] == [leaf.clause.clause for leaf in assessment.leaves]
    for status, verdict in expected.items():
        assert {shown[leaf.clause.clause] for leaf in assessment.leaves if leaf.status == status} == verdict


def test_a_failed_leaf_says_its_status_its_reasons_and_the_next_step() -> None:
    run = run_over(EXAMPLES / "tiny")
    root = gap(run)
    for leaf in run.assessments[0].leaves:
        failed = case(root, "iso9001:2015", leaf.clause.clause).find("failure")
        if failed is not None:
            assert failed.get("type") == leaf.status
            assert all(reason in (failed.text or "") for reason in leaf.reasons)
            assert not leaf.next or f"next: {leaf.next}" in (failed.text or "")


def test_an_excluded_leaf_says_why() -> None:
    run = run_over(EXAMPLES / "tiny")
    excluded = [leaf for leaf in run.assessments[0].leaves if leaf.status == "excluded"]
    assert excluded
    for leaf in excluded:
        skipped = case(gap(run), "iso9001:2015", leaf.clause.clause).find("skipped")
        assert skipped is not None and skipped.get("message") == f"excluded; {'; '.join(leaf.reasons)}"


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_tree_gives_a_gap_that_can_be_read(text: str, run_tree: RunTree) -> None:
    title = json.dumps(text or "x")
    nonconformity = f"id: NC-1\ntitle: {title}\nstatus: open\nraised: 2026-11-01\nowner: o\nclauses: ['8.4.1']\n"
    shown = gap_junit.write(gap_of(run_tree({"nonconformities/a.yaml": nonconformity})), Look())
    assert len(verdicts(parsed(shown), "iso9001:2015")) == 65
    assert not harmful(shown) and not commands(shown)


# The writer


def suites(texts: Sequence[str]) -> list[Suite]:
    cases = [Case(f"{n} {t}", Failure(t, t, [t, t]), notes=[t]) for n, t in enumerate(texts)]
    return [Suite("s", [*cases, *(Case(f"x{n} {t}", skipped=t or "x") for n, t in enumerate(texts))])]


def test_hostile_texts_are_texts() -> None:
    text = document(suites(HOSTILE), TODAY)
    root = parsed(text)
    assert not harmful(text)
    shown = {case.get("name") for case in root.iter("testcase")}
    assert "3 ]]> <![CDATA[x]]> <!-- gone -->" in shown
    assert "8 NUL \\x00 BEL \\x07 U+FFFE \\ufffe U+FFFF \\uffff" in shown
    assert text.encode("utf-8").decode("utf-8") == text


@given(st.lists(st.text(), max_size=4))
def test_any_text_can_be_read_back(texts: list[str]) -> None:
    parsed(document(suites(texts), TODAY))


def test_the_same_tree_gives_the_same_bytes_and_no_time_of_day() -> None:
    found: list[Finding] = several(3)
    once, again = (writers("findings")["junit"](check_of(holding(empty(), found)), Look()) for _ in range(2))
    assert once == again and "timestamp" not in once and 'name="as_of" value="2026-11-22"' in once
