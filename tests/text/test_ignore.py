"""Comments that set findings aside: which count as such, and what they cover."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.text.ignore import Ignore, in_body, in_yaml
from isokit.text.raw import raw_of
from isokit.text.source import Source
from isokit.text.yaml.read import parse

MARK = 'isokit: ignore[DOC204] reason="r"'
REGISTER = """\
risks:
  - id: R-1 # isokit: ignore[RSK001] until=2027-03-31 reason="see NC-2026-07, again"
    title: Laptop
  # isokit: ignore[RSK, risk-without-owner]
  - id: R-2
    title: |
      Line one

    controls: [A.5.15,
      # isokit: ignore[REF001] reason="x"
      A.99]
  # isokit: ignore[RSK002] reason="nothing follows"
"""


def said(ignore: Ignore) -> tuple[tuple[str, ...], str, str | None, str]:
    return ignore.rules, ignore.reason, ignore.until, ignore.stray


def covered(ignores: tuple[Ignore, ...]) -> list[tuple[int, int]]:
    return [(ignore.first, ignore.last) for ignore in ignores]


def test_a_comment_covers_its_line_or_standing_alone_the_next_entry_with_everything_in_it() -> None:
    beside, above, inside, last = in_yaml(REGISTER)
    assert said(beside) == (("RSK001",), "see NC-2026-07, again", "2027-03-31", "")
    assert said(above) == (("RSK", "risk-without-owner"), "", None, "")
    assert covered((beside, above, inside)) == [(2, 2), (4, 11), (10, 11)]
    assert (beside.line, beside.column, above.subject) == (2, 13, "- id: R-2")
    assert last.first > last.last, "where no entry follows, it covers none"


def test_a_comment_above_the_first_key_covers_that_entry_only() -> None:
    (found,) = in_yaml(f"# {MARK}\nid: NC-1\ntitle: x\n")
    assert covered((found,)) == [(1, 2)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('ignore[A] reason="r" until=2027-01-01', (("A",), "r", "2027-01-01", "")),
        ("ignore[ A , B ,] reason=short", (("A", "B"), "short", None, "")),
        ("ignore[A] until=soon", (("A",), "", "soon", "")),
        ("ignore[A] untill=2027-01-01", (("A",), "", None, "untill=2027-01-01")),
        ("ignore[A] reason=two words", (("A",), "two", None, "words")),
        ('ignore[A] reason="not closed', (("A",), "", None, 'reason="not closed')),
        ("ignore[A] until=2027-01-01 until=2028-01-01", (("A",), "", "2027-01-01", "until=2028-01-01")),
        ("ignore A", ((), "", None, "A")),
        ("ignore", ((), "", None, "")),
        ('ignore[A] reason="r" # see also', (("A",), "r", None, "")),
    ],
)
def test_what_a_comment_says(words: str, expected: object) -> None:
    (in_a_register,), (in_a_text,) = in_yaml(f"a: 1 # isokit: {words}\n"), in_body(f"a <!-- isokit: {words} -->\n", 1)
    assert said(in_a_register) == said(in_a_text) == expected


def test_other_words_may_stand_before_it_in_the_same_comment() -> None:
    assert covered(in_yaml(f"a: 1 # agreed on Monday # {MARK}\n")) == [(1, 1)]
    assert in_yaml("a: 1 # one may write isokit: ignore[X] here\n") == ()


TEXT = """\
# Title <!-- isokit: ignore[H] reason="r" -->

<!-- isokit: ignore[P]
     reason="on two lines" -->

First line
and second.

- item <!-- isokit: ignore[I] reason="r" -->

| a | b |
|---|---|
| 1 | <!-- isokit: ignore[T] reason="r" --> |
"""


def test_in_a_text_it_covers_its_line_or_standing_alone_the_lines_up_to_the_next_blank_one() -> None:
    found = in_body(TEXT, 5)
    assert [ignore.rules[0] for ignore in found] == ["H", "P", "I", "T"]
    assert covered(found[:3]) == [(5, 5), (7, 11), (13, 13)]
    assert found[3].first > found[3].last, "the rows of a table have no comments"


@pytest.mark.parametrize(
    "text",
    [
        f"```\n<!-- {MARK} -->\n```\n",
        f"~~~~yaml\n# {MARK}\n<!-- {MARK} -->\n~~~~\n",
        f"text\n\n    <!-- {MARK} -->\n",
        f"`<!-- {MARK} -->` in a line",
        f"- a\n\n  ```\n  <!-- {MARK} -->\n  ```\n",
        f"# {MARK}\n",
        f"```\n<!-- {MARK} -->",
    ],
)
def test_what_stands_in_code_or_in_no_html_comment_is_none(text: str) -> None:
    assert in_body(text, 1) == ()


def test_front_matter_has_comments_of_yaml_and_lines_are_those_of_the_file() -> None:
    text = f"---\n# {MARK}\nid: P\ntitle: x # {MARK}\n---\nText <!-- {MARK} -->\n"
    raw = raw_of(Source("policies/p.md", text.encode))
    assert covered(tuple(map(Ignore._make, raw.ignores))) == [(2, 3), (4, 4), (6, 6)]


def test_a_table_of_comma_separated_values_has_no_comments() -> None:
    assert raw_of(Source("registers/risks.csv", f"id,title\nR-1,# {MARK}\n".encode)).ignores == ()


NOISE = st.text(alphabet="ab:#'\" \n-|>[]{},", max_size=12)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def block(text: str) -> str:
    return "|\n" + "".join(f"    {line}\n" for line in text.split("\n"))


@given(NOISE, NOISE, st.sampled_from(["quoted", "double", "literal", "folded"]))
def test_inside_of_a_text_it_never_is_a_comment(before: str, after: str, style: str) -> None:
    inside = f"x{before} # {MARK}{after}"
    written = {
        "quoted": quoted(inside.replace("\n", "\n\n  ")),
        "double": '"' + inside.replace("\\", "").replace('"', '\\"').replace("\n", "\\n") + '"',
        "literal": block(inside).rstrip("\n"),
        "folded": ">" + block(inside).rstrip("\n")[1:],
    }[style]
    text = f"a:\n  b: {written}\n  c: 1 # isokit: ignore[REAL] reason=r\n  # isokit: ignore[NEXT] reason=r\nd: 2\n"
    parse(text)
    assert [ignore.rules for ignore in in_yaml(text)] == [("REAL",), ("NEXT",)]


@given(st.lists(st.sampled_from(["- a", "text", "", "> q", "| a | b |", "# h", "  - b", f"# {MARK}"]), max_size=6))
def test_between_fences_it_never_is_a_comment(lines: list[str]) -> None:
    fenced = "\n".join([*lines, "", "", "````", f"<!-- {MARK} -->", *lines, "````", ""])
    assert in_body(fenced, 1) == ()
