"""A user's Markdown file and what is found in it; and whether markdown-it finds the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from isokit.text.markdown import inline, leaf
from isokit.text.markdown.body import Body, split
from isokit.text.markdown.parts import Unclosed
from isokit.text.span import Span
from tests.support import examples

POLICY = """\
# Access control policy

See the [risk register](../registers/risks.yaml "Risks") and
[the SoA](<soa 2026.md#a-5-15>), as <https://example.org/a> says.
![Logo](logo.png)

Records
-------

| Record | Kept for | Where |
|--------|:--------:|-------|
| Review | 1 year | [folder](evidence/) |
| Request \\| approval |

```yaml
# no heading
see: "[no link](no.md)"
```

<!-- [not yet](draft.md)

## Draft
-->

## `isokit check` ##

[iso]: https://www.iso.org 'ISO'
"""


def targets(text: str) -> list[str]:
    return [link.target for link in Body(text).links]


def headings(text: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in Body(text).headings]


def rows(text: str) -> list[list[list[str]]]:
    return [[[c.text for c in row] for row in (t.header, *t.rows)] for t in Body(text).tables]


def cut(text: str, span: Span, first_line: int = 1) -> str:
    """What stands at a span, counted the plain way."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    stretch = lines[span.line - first_line : span.end_line - first_line + 1]
    end = sum(map(len, stretch[:-1])) + span.end_column - 1
    return "".join(stretch)[span.column - 1 : end]


class TestPolicy:
    """One file with a bit of everything."""

    body = Body(POLICY, first_line=5)

    def test_headings(self) -> None:
        assert headings(POLICY) == [
            (1, "Access control policy"),
            (2, "Records"),
            (2, "`isokit check`"),
        ]

    def test_links_in_the_order_of_the_text(self) -> None:
        assert targets(POLICY) == [
            "../registers/risks.yaml",
            "soa 2026.md#a-5-15",
            "https://example.org/a",
            "logo.png",
            "evidence/",
            "https://www.iso.org",
        ]
        assert [link.target for link in self.body.links if link.image] == ["logo.png"]

    def test_tables_keep_ragged_rows(self) -> None:
        assert rows(POLICY) == [
            [
                ["Record", "Kept for", "Where"],
                ["Review", "1 year", "[folder](evidence/)"],
                ["Request | approval"],
            ]
        ]

    def test_places_count_from_the_first_line_of_the_file(self) -> None:
        assert self.body.headings[0].span == Span(5, 3, 5, 24)
        assert self.body.links[0].span == Span(7, 25, 7, 48)
        assert self.body.tables[0].rows[1][0].span == Span(17, 3, 17, 22)

    def test_spans_of_targets_leave_out_what_encloses_them(self) -> None:
        assert [cut(POLICY, link.span, 5) for link in self.body.links] == targets(POLICY)

    def test_anchors(self) -> None:
        assert self.body.anchors == {"access-control-policy", "records", "isokit-check"}

    def test_words_leave_out_code_and_comments(self) -> None:
        assert Body("# One two\n\nthree `no` <!-- no\nno --> four\n\n    no\n").words == 4
        assert Body("| a | b |\n|---|---|\n| c | d |\n\n[no]: no\n").words == 4
        assert Body("<!-- Describe the scope here. -->\n").words == 0


class TestFrontMatter:
    @pytest.mark.parametrize(
        ("text", "front", "body", "line"),
        [
            ("---\ntitle: x\n---\n# T\n", "title: x\n", "# T\n", 4),
            ("---\r\ntitle: x\r\n---\r\n# T\r\n", "title: x\r\n", "# T\r\n", 4),
            ("---\rtitle: x\r---\r# T", "title: x\r", "# T", 4),
            ("--- \t\na: 1\n---  \nb", "a: 1\n", "b", 4),
            ("---\n---\n", "", "", 3),
            ("---\na: 1\n---", "a: 1\n", "", 4),
            ("---\na: '\n ---'\n----\n---\n\nb\n---\n", "a: '\n ---'\n----\n", "\nb\n---\n", 6),
            ("---\na: \x0c---\n\u2028---\n---\nb", "a: \x0c---\n\u2028---\n", "b", 5),
            ("# T\n\n---\n\n---\n", None, "# T\n\n---\n\n---\n", 1),
            (" ---\na: 1\n---\n", None, " ---\na: 1\n---\n", 1),
            ("----\na: 1\n---\n", None, "----\na: 1\n---\n", 1),
            ("", None, "", 1),
        ],
    )
    def test_split(self, text: str, front: str | None, body: str, line: int) -> None:
        assert split(text) == (front, body, line)

    @pytest.mark.parametrize("text", ["---", "---\n", "---\ntitle: x\n\n# T\n", "---\na: ---\n"])
    def test_opened_and_never_closed(self, text: str) -> None:
        assert split(text) == (Unclosed(Span(1, 1, 1, 4)), text, 1)


class TestHeadings:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("# A #", [(1, "A")]),
            ("###### A", [(6, "A")]),
            ("####### A", []),
            ("#A", []),
            ("#\tA # b ##  ", [(1, "A # b")]),
            ("# A#", [(1, "A#")]),
            ("## ##", [(2, "")]),
            ("#", [(1, "")]),
            ("   ## A", [(2, "A")]),
            ("    # code", []),
            ("A\n  b  \n===\n", [(1, "A b")]),
            ("A\n---\nB", [(2, "A")]),
            ("A\n\n---\n", []),
            ("> # A\n\n- # B\n  C\n  ===\n", [(1, "A"), (1, "B"), (1, "C")]),
            ("> A\n> b\n> ---\n", [(2, "A b")]),
            ("> A\n---\n", []),
            ("- A\n---\n", []),
            ("See\n2. b\n===\n", [(1, "See 2. b")]),
            ("See\n1. b\n===\n", []),
            ("~~~\n# no\n~~~~\n# A\n", [(1, "A")]),
            ("- ```\n      ```\n  # no\n  ```\n  # A\n", [(1, "A")]),
            ("```\n~~~\n# no\n", []),
            ("````\n```\n# no\n````\n# A", [(1, "A")]),
            ("- ```\n  # no\n# A\n", [(1, "A")]),
            ("<!--\n# no\n\n# no --> # no\n# A", [(1, "A")]),
            ("<div>\n# no\n\n# A\n", [(1, "A")]),
            ("# \u00dcbersicht\u2028b", [(1, "\u00dcbersicht\u2028b")]),
        ],
    )
    def test_found(self, text: str, found: list[tuple[int, str]]) -> None:
        assert headings(text) == found
        assert headings(text.replace("\n", "\r\n")) == found

    @pytest.mark.parametrize(
        ("heading", "anchor"),
        [
            ("4.1 Context & scope", "41-context--scope"),
            ("\u00dcbersicht: \u2018Ziele\u2019", "\u00fcbersicht-ziele"),
            ("See [the *policy*](a/b.md) now", "see-the-policy-now"),
            ("`__init__` of snake_case", "__init__-of-snake_case"),
            ("_Scope_ and __limits__", "scope-and-limits"),
            ("A \\_ b &amp; c", "a-_-b--c"),
            ("Logo ![x](y.png)<br>", "logo-"),
            ("cafe\u0301", "cafe\u0301"),
        ],
    )
    def test_anchor(self, heading: str, anchor: str) -> None:
        assert Body(f"# {heading}\n").anchors == {anchor}

    def test_anchors_of_repeated_headings(self) -> None:
        text = "# A\n# A\n# A-1\n# A\n"
        assert Body(text).anchors == {"a", "a-1", "a-1-1", "a-2"}


class TestLinks:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("[a](b)", ["b"]),
            ("[a]( <b c> 'd' )", ["b c"]),
            ("[a](b 'd\ne')", ["b"]),
            ("[a]()", [""]),
            ("[a](b(c)d)", ["b(c)d"]),
            ("[a](b\\)c)", ["b)c"]),
            ("[a](b(c)", []),
            ("[a](b c)", []),
            ("[a] (b)", []),
            ("[a](b&amp;c%20d&nope;)", ["b&c%20d&nope;"]),
            ("\\[a](b)", []),
            ("[a\\](b)", []),
            ("[a [b] c](d)", ["d"]),
            ("[a [b](c) d](e)", ["c"]),
            ("[![a](b)](c)", ["b", "c"]),
            ("![a [b](c) d](e)", ["c", "e"]),
            ("`[a](b)` [c](d)", ["d"]),
            ("`` ` [a](b) `` [c](d)", ["d"]),
            ("` [a](b) `` [c](d)", ["b", "d"]),
            ("[a`](b)`](c)", ["c"]),
            ("x <!-- [a](b) --> [c](d)", ["d"]),
            ("x <!-- [a](b)\n\n[c](d)", ["b", "d"]),
            ("<a title='[a](b)'>[c](d)</a>", ["d"]),
            ("<https://a.b/c> <d@e.f> <g>", ["https://a.b/c"]),
            ("[a]\n\n[a]: b 'c'\n[d]:\n  <e f>\n", ["b", "e f"]),
            ("x\n[a]: b\n", []),
            ("[a]: b c\n", []),
            ("> [a](\n> b)", ["b"]),
            ("- x\n\n      [code](no)\n\n  [a](b)\n", ["b"]),
            ("x\n    [a](b)\n\n    [code](no)\n", ["b"]),
            ("1. x\n\n   [a](b)\n", ["b"]),
            ("- a\n  - b\n    - [c](d)\n", ["d"]),
            ("- x [y\n  2. z](a)\n", ["a"]),
            ("- x [y\n  - z](a)\n", []),
            ("-\n\n    [code](no)\n", []),
            ("-    \n    [a](b)\n", ["b"]),
            ("-     [code](no)\n", []),
            ("> - x\n>\n>     [a](b)\n", ["b"]),
            (">- x\n>\n>      [a](b)\n", ["b"]),
            (">     [code](no)\n", []),
            ("# [a](b)\n\n[c](d)\n===\n", ["b", "d"]),
            ("| [a](b) | `[c](d)` |\n|---|---|\n| `x | [e](f) |\n", ["b", "f"]),
            ("```\n[a](b)\n```\n[c](d)", ["d"]),
        ],
    )
    def test_found(self, text: str, found: list[str]) -> None:
        assert targets(text) == found
        assert targets(text.replace("\n", "\r\n")) == found


class TestTables:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("a | b\n--|--\n1 | 2\n", [[["a", "b"], ["1", "2"]]]),
            ("|a|\n|-|\n|1|2|\n||\n", [[["a"], ["1", "2"], [""]]]),
            ("x\n| a | b |\n|---|---|\n", [[["a", "b"]]]),
            ("| a | b |\n|---|\n", []),
            ("| a |\n\n|---|\n", []),
            ("- | a |\n  |---|\n  | 1 |\n\n| 2 |\n", [[["a"], ["1"]]]),
            ("> | a |\n> |:-:|\n> | 1 |\n| 2 |\n", [[["a"], ["1"]]]),
            ("| a |\n|---|\n| 1 |\n# b\n| 2 |\n", [[["a"], ["1"]]]),
            ("| `a \\| b` |\n|---|\n", [[["`a | b`"]]]),
            ("```\n| a |\n|---|\n```\n", []),
        ],
    )
    def test_found(self, text: str, found: list[list[list[str]]]) -> None:
        assert rows(text) == found
        assert rows(text.replace("\n", "\r\n")) == found

    def test_an_empty_cell_has_a_place(self) -> None:
        (table,) = Body("| a | b |\n|---|---|\n| 1 |  |\n").tables
        assert table.rows[0][1].span == Span(3, 8, 3, 8)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 100_000, id="one word"),
        pytest.param("[" * 100_000, id="open brackets"),
        pytest.param("[" * 50_000 + "]" * 50_000, id="nested brackets"),
        pytest.param("[a](" * 25_000, id="open links"),
        pytest.param('[a](b "' * 15_000, id="open titles"),
        pytest.param("`" * 100_000, id="backticks"),
        pytest.param(" ".join("`" * size for size in range(1, 700)), id="runs of backticks"),
        pytest.param("x <!-- " * 15_000, id="open comments"),
        pytest.param('<a b="' * 15_000, id="open attributes"),
        pytest.param("x [a](b) " * 1_400, id="one line of 12,600 characters"),
        pytest.param("|" * 2**23, id="8 MiB of pipes"),
        pytest.param("\n" * 2**20, id="blank lines"),
        pytest.param("- " * 50_000 + "x", id="list in list"),
        pytest.param("> " * 50_000 + "x", id="quote in quote"),
        pytest.param("- " * 200 + "x\n" + "\n" * 50_000, id="deep list, then blank lines"),
        pytest.param("| a |\n|---|\n" + "a | b\n" * 10_000, id="long table"),
        pytest.param("    a\n" * 30_000, id="indented lines"),
        pytest.param("[a]: b\n" * 15_000, id="definitions"),
        pytest.param("# a\n" * 15_000, id="equal headings"),
        pytest.param("- a\n" * 15_000 + "  > b\n", id="a list that ends in a quote"),
    ],
)
def test_no_text_takes_long(text: str) -> None:
    body = Body(text)
    assert body.links is not None and body.tables is not None and body.words >= 0
    assert body.anchors is not None and split(text)


# --- Is what is found what markdown-it finds? -----------------------------------------------------

Found = tuple[list[tuple[str, bool]], list[tuple[int, str]], list[list[list[str]]]]


def set_definitions_aside(state: StateCore) -> None:
    """Uses of definitions are no links for us; what they define is."""
    defined = state.env.pop("references", {}).values()
    state.env["defined"] = [*defined, *state.env.get("duplicate_refs", [])]


def oracle() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.core.ruler.after("block", "set_aside", set_definitions_aside)
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


ORACLE = oracle()


def inline_links(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    for token in tokens:
        if token.type == "link_open" and not str(token.attrs["href"]).startswith("mailto:"):
            yield str(token.attrs["href"]), False
        if token.type == "image":
            yield str(token.attrs["src"]), True
        yield from inline_links(token.children or ())


def by_markdown_it(text: str) -> Found:
    env: dict[str, list[dict[str, str]]] = {}
    tokens = ORACLE.parse(text, env)
    links = [(definition["href"], False) for definition in env["defined"]]
    found: list[tuple[int, str]] = []
    tables: list[list[list[str]]] = []
    for token, following in zip(tokens, [*tokens[1:], tokens[-1:]], strict=False):
        content = following.content if isinstance(following, Token) else ""
        if token.type == "inline":
            links += inline_links(token.children or ())
        if token.type == "heading_open":
            found.append((int(token.tag[1]), re.sub(r"\s*\n\s*", " ", content)))
        if token.type == "table_open":
            tables.append([])
        if token.type == "tr_open":
            tables[-1].append([])
        if token.type in ("th_open", "td_open"):
            tables[-1][-1].append(content)
    return sorted(links), found, tables


def by_isokit(text: str) -> Found:
    links = sorted((link.target, link.image) for link in Body(text).links)
    return links, headings(text), [[squared(row, len(t[0])) for row in t] for t in rows(text)]


def squared(row: list[str], width: int) -> list[str]:
    """As markdown-it does: as many cells as the header has."""
    return [*row, *[""] * width][:width]


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


def lined(lines: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(lines, min_size=least, max_size=most).map("\n".join)


WORDS = "risk 27001 6.1.2 a_b *so* **must** \u00fcber \U0001f512 x&y 1990. - + # > = A! \\* \\[ _z_"
SCRAPS = "\n \t > - * + 1. 2) # ## === --- ``` ~~~ ` `` [ ]( ) <a > <!-- --> | \\ \r \x00 \u2028"
LABELS = ["t", "", "two words", "a [b] c", "`]`", "*e*", "x\\]", "![i](j.png)", "l\nm", "<b>"]
CELLS = ["", "1", "[a](b)", "`[no](no)`", "![i](j)", "a \\| b", "`a \\| b`", "<c:d>", "`", "[x"]
LINES = ["\n", "\n\n", "    ", "- a\n", "  - b\n", "> c\n", "| d |\n|---|\n", "[e]: f\n"]

words = st.sampled_from(WORDS.split())
plain = st.lists(words, min_size=1, max_size=4).map(lambda found: "See " + " ".join(found))
target = st.sampled_from(
    [
        "a.md",
        "../b/c.yaml#d",
        "<e f.md>",
        "g(h).md",
        "i(j(k)l)m",
        "n\\)o",
        "p&amp;q",
        "<>",
        "",
        "<r(>",
        "s\\_t",
    ]
)
title = st.sampled_from(["", "", ' "T"', " 'T (x)'", " (T)", ' "a \\" b"', ' "two\nlines"'])
label = st.sampled_from(LABELS)
link = st.builds("[{}]({}{})".format, label, target, title)
image = st.builds("![{}]({}{})".format, label, target, title)
opaque = st.sampled_from(
    [
        "`[no](no)`",
        "`` a ` [no](no) ``",
        "```x [no](no)```",
        "` [yes](yes) ``",
        "<!-- [no](no) -->",
        "<!-- two\nlines [no](no) -->",
        "<b title='[no](no)'>",
        "<!-- [yes](yes)",
        "<https://a.b/[c](d)>",
        "<d@e.f>",
        "</b>",
        "a < b",
        "\\`[yes](yes)`",
        "[a [yes](yes) c](no)",
        "[[yes](yes)",
        "[no](no (no)",
        "[no](a b)",
        "[use][label]",
        "[use]",
        "]",
        "[",
        "![",
    ]
)
prose = st.lists(st.one_of(plain, plain, link, image, opaque), min_size=1, max_size=4).map(" ".join)
sentence = joined(plain, st.just(" "), prose)
paragraph = lined(sentence, 1, 3)
one_line = sentence.map(lambda text: text.replace("\n", " "))
atx = st.builds(
    "{} {}{}".format,
    st.sampled_from(["#", "##", "######"]),
    one_line,
    st.sampled_from(["", " #", " ##  "]),
)
setext = st.builds("{}\n{}".format, paragraph, st.sampled_from(["===", "---", "=", "-----  "]))
code = lined(
    st.one_of(one_line, st.sampled_from(["", "# no", "```", "~~~", "    x", "<!--", "- [no](no)"])),
    0,
    4,
)


def fenced(mark: str, info: str, content: str) -> str:
    """Whatever the content, this fence holds it."""
    kept = "\n".join("" if line.strip().startswith(mark) else line for line in content.split("\n"))
    return f"{mark}{info}\n{kept}\n{mark}"


fence = st.builds(
    fenced,
    st.sampled_from(["```", "````", "~~~", "~~~~~"]),
    st.sampled_from(["", "yaml", " py x"]),
    code,
)
indented = lined(one_line.map("    {}".format), 1, 3)
after = st.sampled_from(["", " [no](no)"])
comments = st.builds("<!-- {}\n{}\n-->{}".format, one_line, code, after)
comment = comments.filter(lambda text: text.count("-->") == 1)
html = st.builds(
    "<{}>\n{}\n{}".format,
    st.sampled_from(["div", "details open", "/p", "x-y z='a'"]),
    one_line,
    one_line,
)
cell = st.one_of(
    plain.filter(lambda text: "|" not in text),
    st.sampled_from(CELLS),
)


def row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def table(header: list[str], body: list[list[str]], more: list[str]) -> str:
    """Rows may be shorter; a row may be longer, by cells without links."""
    rule = row([":--"] * len(header))
    return "\n".join([row(header), rule, *(row(cells[: len(header)] + more) for cells in body)])


tables = st.builds(
    table,
    st.lists(cell, min_size=1, max_size=4),
    st.lists(st.lists(cell, min_size=1, max_size=4), max_size=4),
    st.sampled_from([[], [], ["more"]]),
)
definition = st.builds(
    "[{}]:{}{}{}".format,
    st.sampled_from(["label", "Other", "l\\]"]),
    st.sampled_from([" ", "\n  ", "   "]),
    target.filter(bool),
    st.sampled_from(["", ' "T"', "\n'T'", " (T)"]),
)
rule = st.sampled_from(["---", "* * *", "___"])
leaves = st.one_of(paragraph, atx, setext, fence, indented, comment, html, tables, definition, rule)


def prefixed(first: str, others: str) -> Callable[[str], str]:
    def put(text: str) -> str:
        lines = [others + line if line else others.rstrip() for line in text.split("\n")]
        return "\n".join([first + lines[0][len(others) :], *lines[1:]])

    return put


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Lists, loose and tight and in each other, and quotes."""
    several = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    marked = [several.map(prefixed(mark, " " * len(mark))) for mark in ("- ", "* ", "1. ", "10)  ")]
    return st.one_of(
        lined(marked[0], 1, 3),
        lined(marked[1], 1, 2),
        lined(marked[2], 1, 3),
        marked[3],
        st.lists(marked[0], min_size=1, max_size=3).map("\n\n".join),
        several.map(prefixed("> ", "> ")),
        paragraph.map(prefixed(">", ">")),
    )


nested = st.recursive(leaves, containers, max_leaves=5)
document = st.lists(nested, min_size=1, max_size=6).map("\n\n".join)
line_ends = st.sampled_from(["\n", "\n", "\r\n", "\r"])
SLOW_TO_DRAW = settings(max_examples=examples(60))


@settings(max_examples=examples(120))
@given(document, line_ends)
def test_markdown_it_finds_the_same(text: str, line_end: str) -> None:
    assert by_isokit(text.replace("\n", line_end)) == by_markdown_it(text.replace("\n", line_end))


@SLOW_TO_DRAW
@given(document, line_ends, st.integers(1, 40))
def test_spans_hold_what_they_say(text: str, line_end: str, first_line: int) -> None:
    text = text.replace("\n", line_end)
    body = Body(text, first_line)
    for link in body.links:
        assert inline.unescaped(cut(text, link.span, first_line)) == link.target
    for heading in body.headings:
        assert re.sub(r"\s*[\r\n]+[\s>]*", " ", cut(text, heading.span, first_line)) == heading.text
    found = [row for table in body.tables for row in (table.header, *table.rows)]
    for cell in (cell for row in found for cell in row):
        assert cut(text, cell.span, first_line).replace("\\|", "|") == cell.text


scraps = st.one_of(nested, st.sampled_from(SCRAPS.split(" ")), st.sampled_from(LINES))
noise = st.lists(scraps, max_size=12).map("".join)


@SLOW_TO_DRAW
@given(noise)
def test_the_fast_way_finds_what_the_walk_by_lines_finds(text: str) -> None:
    quick = by_isokit(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaf, "simple", lambda text, start: ([], start))
        assert by_isokit(text) == quick


@SLOW_TO_DRAW
@given(st.text(max_size=200))
def test_every_text_is_markdown(text: str) -> None:
    body = Body(text)
    assert body.words >= 0 and len(body.anchors) == len(body.headings)
    assert len(body.links) + len(body.tables) <= len(text)
    assert split(text)[2] >= 1
