"""Repository text shown on terminals and in reports: nothing acts, nothing hides, nothing breaks a table."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.text.escape import markdown, visible

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        (
            "\x1b]8;;https://evil.example\x1b\\policy\x1b]8;;\x07",
            r"\x1b]8;;https://evil.example\x1b\policy\x1b]8;;\x07",
        ),
        ("\x9b2J", r"\x9b2J"),
        ("a\rb\nc\td\x00\x7f\x85", r"a\x0db\x0ac\x09d\x00\x7f\x85"),
        ("invoice\u202efdp.exe", r"invoice\u202efdp.exe"),
        ("a\u2066b\u2069c\u061cd\u200ee", r"a\u2066b\u2069c\u061cd\u200ee"),
        ("PRO\u200b-1\u00ad\u2060\ufeff", r"PRO\u200b-1\xad\u2060\ufeff"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("\ud83d", r"\ud83d"),
        ("a\U000e0041\u3164", r"a\U000e0041\u3164"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text", ["[/x] [bold]a[/bold]", "Prüfung 😀 日本 – “quoted”", "a\\b", "<b>&amp;</b> | `x`", "::error::x"]
)
def test_what_can_be_seen_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize("text", ["[/x]", "[bold red]a", "[link=file:///etc]a[/link]", ":smile:", "[]", "[@click=a]b"])
def test_the_markup_of_the_terminal_library_is_only_text(text: str) -> None:
    for look in (Look(), Look(color=True)):
        assert terminal.render([terminal.text(text)], look) == text + "\n"


@given(st.text())
def test_nothing_reaches_a_terminal_that_acts_or_turns_text_around(text: str) -> None:
    acting, turning = {"Cc", "Zl", "Zp", "Cs"}, {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not acting & {unicodedata.category(char) for char in visible(text)}
    assert not turning & {unicodedata.bidirectional(char) for char in visible(text)}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", r"a \| b"),
        ("a \\| b", r"a \\\| b"),
        ("line\n| break |\r\n\tand\u2028more", r"line \| break \| and more"),
        ("<img src=x onerror=alert(1)>", r"\<img src=x onerror=alert(1)\>"),
        ("<!-- hidden -->", r"\<!-- hidden --\>"),
        ("[a](javascript:alert(1))", r"\[a\](javascript:alert(1))"),
        ("`code` *b* _i_ ~~s~~ # $x$", r"\`code\` \*b\* \_i\_ \~\~s\~\~ \# \$x\$"),
        ("&lt;b&gt; R&D &#124;", r"\&lt;b\&gt; R&D &\#124;"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("---", r"\---"),
        ("-- --", r"\-- --"),
        ("===", r"\==="),
        ("8.4.1 Control of -5 °C = cold", "8.4.1 Control of -5 °C = cold"),
        ("-5 °C", "-5 °C"),
        ("\x1b[31m", r"\\x1b\[31m"),
    ],
)
def test_text_in_a_report_is_no_markup(text: str, written: str) -> None:
    assert markdown(text) == written


def plain(text: str) -> str:
    """A text as a report is to show it: on one line, and visible."""
    return visible(" ".join(text.split()))


markup = st.lists(
    st.sampled_from(
        [*"|\\`*_[]()<>#~$&;:!-+=.1a \n\t\r\x1b\u2028", "&amp;", "&#124;", "<b>", "](x)", "![", "http://x.y", "<!--"]
    ),
    max_size=14,
).map("".join)


@given(markup | st.text(max_size=30))
@example("<https://example.com>")
@example("a\\")
@example("\\|")
@example("\\\\|")
@example("[a]: x")
@example("[^1]")
def test_a_table_cell_shows_the_text_and_nothing_else(text: str) -> None:
    page = RENDERER.render(f"| a | b | c |\n| --- | --- | --- |\n| 1 | {markdown(text)} | 3 |\n")
    cells = CELL.findall(page)
    assert cells[0] == "1" and cells[2:] == ["3"]
    assert "<" not in cells[1] and html.unescape(cells[1]) == plain(text)


@given(markup | st.text(max_size=30))
def test_a_heading_and_a_point_of_a_list_show_the_text_and_nothing_else(text: str) -> None:
    shown = html.escape(plain(text), quote=False).replace('"', "&quot;")
    escaped = markdown(text)
    assert RENDERER.render(f"### x{escaped}x\n") == f"<h3>x{shown}x</h3>\n"
    if escaped:
        assert RENDERER.render(f"1. {escaped}\n") == f"<ol>\n<li>{shown}</li>\n</ol>\n"
