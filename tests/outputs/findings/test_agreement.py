"""All formats of `check` are functions over the same findings, so they say the same of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from isokit.model.entity import Place
from isokit.model.finding import Finding, Severity
from isokit.outputs.ci import LONGEST
from isokit.outputs.formats import names, writers
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.check import check_of
from isokit.text.escape import visible
from isokit.text.span import Span
from tests.corpus.trees import EXAMPLES, HERE, run_over
from tests.outputs import read
from tests.outputs.made import HOSTILE, empty, finding, holding

READERS = {
    "json": read.of_json,
    "concise": read.of_concise,
    "full": read.of_full,
    "sarif": read.of_sarif,
    "junit": read.of_junit,
    "github": read.of_github,
    "github-summary": read.of_github_summary,
}
WITH_THOSE_SET_ASIDE = {"json", "sarif", "junit"}


def said(fmt: str, run: Run) -> set[read.Said]:
    return {*READERS[fmt](writers("findings")[fmt](check_of(run), Look(width=140)))}


def told(one: Finding) -> str:
    return f"{one.message}; {one.help}" if one.help else one.message


def expected(run: Run, fmt: str = "") -> set[read.Said]:
    findings = run.findings if fmt in WITH_THOSE_SET_ASIDE else run.counting
    return {(f.code, f.path, f.span.line, f.span.column, told(f)) for f in findings}


def test_every_format_is_read_back() -> None:
    assert {*names("findings")} == {*READERS, "gitlab"}


@pytest.mark.parametrize("fmt", READERS)
@pytest.mark.parametrize("tree", [EXAMPLES / "tiny", EXAMPLES / "integrated", HERE / "breaks-everything"], ids=str)
def test_a_format_says_what_was_found(fmt: str, tree: Path) -> None:
    run = run_over(tree)
    shown = {(code, path, line, column, visible(words)) for code, path, line, column, words in said(fmt, run)}
    assert shown == {(*where, visible(words)) for *where, words in expected(run, fmt)}


@pytest.mark.parametrize("tree", [EXAMPLES / "tiny", HERE / "breaks-everything"], ids=str)
def test_gitlab_is_told_the_same_without_columns(tree: Path) -> None:
    run = run_over(tree)
    shown = {*read.of_gitlab(writers("findings")["gitlab"](check_of(run), Look()))}
    assert shown == {(code, path, line, visible(words)) for code, path, line, _, words in expected(run)}


def hostile() -> Run:
    """Each hostile text as a message, a cure and a path, in every severity."""
    texts = [*enumerate([*HOSTILE, "x" * (2 * LONGEST)], 2)]
    return holding(
        empty(),
        (
            finding(
                text,
                help=text,
                place=Place(f"policies/{visible(text)[:99]}.md"),
                severity=severity,
                span=Span(line, 1, line + severity.weight % 2, 9),
            )
            for line, text in texts
            for severity in Severity
        ),
    )


@pytest.mark.parametrize("fmt", ["sarif", "junit", "github", "github-summary"])
def test_a_hostile_text_is_said_as_it_is_and_nothing_else_is(fmt: str) -> None:
    run = hostile()
    shown = {(code, plain(path), line, column, plain(words)) for code, path, line, column, words in said(fmt, run)}
    assert shown == {
        (code, plain(path), line, column, cut(plain(words))) for code, path, line, column, words in expected(run)
    }


def test_a_hostile_text_reaches_gitlab_as_it_is() -> None:
    run = hostile()
    shown = {*read.of_gitlab(writers("findings")["gitlab"](check_of(run), Look()))}
    assert shown == {(code, visible(path), line, cut(visible(words))) for code, path, line, _, words in expected(run)}


def plain(words: str) -> str:
    """A text whichever way its unseen characters, blanks, links and commands of a log were made harmless."""
    unseen = visible(words).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    return " ".join(unseen.replace("\\x23#", "##").replace("] (", "](").split())


def cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 3] + "..."
