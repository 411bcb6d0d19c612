"""The log of a GitHub job and its summary: few annotations, nothing lost, and no text of a tree is a command."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isokit.model.entity import Place
from isokit.model.finding import Severity
from isokit.model.history import GitState
from isokit.outputs.ci import message
from isokit.outputs.findings import github, github_summary
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.check import check_of, finding_of
from isokit.text.span import Span
from tests.hostile.sinks import OLD_COMMAND, commands, harmful, markup_of, ragged
from tests.outputs.made import HOSTILE, empty, finding, holding, set_aside, several
from tests.outputs.read import command, of_github, of_github_summary


def lines(run: Run, *findings: object) -> list[str]:
    return github.write(check_of(holding(run, findings)), Look()).splitlines()  # type: ignore[arg-type]


def summary(run: Run) -> str:
    return github_summary.write(check_of(run), Look())


# Annotations


def test_a_finding_is_a_command() -> None:
    (line,) = lines(empty(), finding("POL-1 has no owner", help="add owner:"))
    place = "file=policies/a.md,line=2,col=3,endLine=2,endColumn=9"
    assert line == f"::error {place},title=DOC101 document-without-owner::POL-1 has no owner; add owner:"


@pytest.mark.parametrize(
    ("severity", "kind"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")]
)
def test_each_severity_has_its_command(severity: Severity, kind: str) -> None:
    (line,) = lines(empty(), finding(severity=severity))
    assert command(line)[0] == kind


def test_a_region_of_several_lines_is_the_place_it_begins_at() -> None:
    (line,) = lines(empty(), finding(span=Span(4, 5, 9, 1)))
    assert "line=4,col=5,title=" in line


def test_a_clean_tree_says_nothing() -> None:
    assert lines(empty()) == []


def test_findings_set_aside_are_no_annotations() -> None:
    assert lines(empty(), set_aside("comment")) == []


def test_paths_start_at_the_root_of_the_repository() -> None:
    run = empty()
    below = replace(run, history=replace(run.history, prefix="quality/"))
    (line,) = lines(below, finding())
    assert command(line)[1]["file"] == "quality/policies/a.md"
    assert "| quality/policies/a.md:2:3 |" in summary(holding(below, [finding()]))


def test_ten_of_a_kind_are_annotations_and_the_others_are_lines_of_a_group() -> None:
    found = [*several(9, Severity.NOTE), *several(12, Severity.WARNING), *several(11)]
    shown = lines(empty(), *found)
    kinds = [command(line)[0] for line in shown if line.startswith("::")]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 9 + ["group", "endgroup"]
    assert shown[29:] == [
        "::group::+1 more error, +2 more warnings",
        "policies/a.md:11:1: DOC101 [error] number 11; mend it",
        "policies/a.md:11:1: DOC101 [warning] number 11; mend it",
        "policies/a.md:12:1: DOC101 [warning] number 12; mend it",
        "::endgroup::",
    ]


def test_however_many_there_are_all_are_in_the_log() -> None:
    text = github.write(check_of(holding(empty(), several(25_001))), Look())
    assert len({*of_github(text)}) == 25_001
    assert len(commands(text)) == 12
    assert "::group::+24,991 more errors" in text


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_starts_and_ends_no_command(text: str) -> None:
    found = [finding(text, help=text, place=Place(f"{text}/a.md")) for _ in range(12)]
    shown = github.write(check_of(holding(empty(), found)), Look())
    assert [command(line)[0] for line in commands(shown)] == ["error"] * 10 + ["group", "endgroup"]
    assert len(shown.splitlines()) == 14
    assert OLD_COMMAND not in shown and "##vso[" not in shown
    assert not harmful(shown)


@given(st.text() | st.lists(st.sampled_from(["::", "%", "%25", "%0A", ",", "=", ":", "\n", "a", " "])).map("".join))
@example("%0A::error::x")
@example("a,line=1::b")
def test_the_runner_reads_back_what_was_written(text: str) -> None:
    one = finding(text, place=Place(f"{text}.md"))
    name, given, data = command(github.annotation(finding_of(one), check_of(empty())))
    assert (name, given["title"], given["line"]) == ("error", "DOC101 document-without-owner", "2")
    if OLD_COMMAND not in text and "##vso[" not in text:
        assert data == message(finding_of(one))


def test_a_long_message_is_cut_before_github_does() -> None:
    (line,) = lines(empty(), finding("%" * 100_000))
    assert len(command(line)[2]) == 4000 and command(line)[2].endswith("%...")


def test_a_checkout_without_its_history_says_so() -> None:
    run = replace(empty(), history=replace(empty().history, states=frozenset({GitState.SHALLOW, GitState.DETACHED})))
    (line,) = lines(run)
    assert command(line)[:2] == ("notice", {"title": "isokit"})
    assert command(line)[2].startswith("history is cut off") and "fetch-depth: 0" in line


# The summary


def test_the_summary_counts_and_lists_the_worst_first() -> None:
    run = holding(empty(), [finding(severity=Severity.NOTE), finding("worse"), set_aside("baseline")])
    shown = summary(run).splitlines()
    assert shown[0] == "## isokit check: 1 error, 0 warnings, 1 note"
    assert shown[2] == f"1 file, {len(run.rules)} rules, as of 2026-11-22; not listed: 0 suppressed, 1 baselined."
    assert shown[4:6] == ["| Severity | Rule | Place | What, and what to do |", "| --- | --- | --- | --- |"]
    assert shown[6] == "| error | DOC101 document-without-owner | policies/a.md:2:3 | worse; mend it |"
    assert shown[7].startswith("| note |")


def test_a_clean_tree_has_a_summary_without_a_table() -> None:
    assert "|" not in summary(empty())
    assert summary(empty()).startswith("## isokit check: 0 errors, 0 warnings, 0 notes\n")


def test_the_summary_says_that_history_is_cut_off() -> None:
    run = empty()
    shallow = replace(run, history=replace(run.history, states=frozenset({GitState.SHALLOW, GitState.DETACHED})))
    assert "history is cut off" in summary(shallow) and "fetch-depth: 0" in summary(shallow)
    assert "no branch" not in summary(shallow) and "cut off" not in summary(run)


def test_a_summary_ends_at_a_row_below_the_limit_of_github() -> None:
    run = holding(empty(), several(25_001))
    shown = summary(run)
    assert 890 * 1024 < len(shown.encode()) <= 900 * 1024
    listed = len({*of_github_summary(shown)})
    assert shown.endswith(f" mend it |\n\n+{25_001 - listed:,} more findings; isokit check lists them all.\n")


@pytest.mark.parametrize("size", [4_000, 50_000])
def test_rows_of_any_size_stay_below_the_limit(size: int) -> None:
    shown = summary(holding(empty(), [finding("\u8336" * size, span=Span(n, 1, n, 2)) for n in range(1, 999)]))
    assert len(shown.encode()) <= 900 * 1024 and not ragged(shown)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_words_in_its_cell(text: str) -> None:
    shown = summary(holding(empty(), [finding(text, help=text, place=Place(f"{text}.md")), finding()]))
    assert not ragged(shown) and not markup_of(shown) and not harmful(shown) and not commands(shown)
    assert len({*of_github_summary(shown)}) == 2
