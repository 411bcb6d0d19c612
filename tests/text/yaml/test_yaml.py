"""What YAML holds for isokit, and what it refuses: with libyaml and with the parser in Python, never anything else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import ruamel.yaml
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from isokit.text.decode import Refused, decode
from isokit.text.yaml import events
from isokit.text.yaml.places import places
from isokit.text.yaml.read import Data, parse
from tests.support import examples

C = yaml.cyaml.CParser if yaml.__with_libyaml__ else None  # type: ignore[attr-defined,unused-ignore]
PARSERS = [
    pytest.param(C, id="libyaml", marks=pytest.mark.skipif(C is None, reason="PyYAML without libyaml")),
    pytest.param(events.PureParser, id="python"),
]
THOROUGH = settings(max_examples=examples(150))
Read = Callable[[str], Data]


@pytest.fixture(params=PARSERS)
def read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Read:
    """`parse`, once with each parser."""
    monkeypatch.setattr(events, "Parser", request.param)
    return parse


def refusal(read: Read, text: str) -> str:
    with pytest.raises(Refused) as refused:
        read(text)
    return f"{refused.value.span.line}:{refused.value.span.column} {refused.value.message}"


# What it holds


WORDS = [
    "8.10",
    "NO",
    "on",
    "yes",
    "017",
    "0x1F",
    "1:20",
    "9001:4.1",
    "2025-13-01",
    "2026-01-31",
    "1_000",
    "1e3",
    ".inf",
    "=",
    "true",
    "Null",
    "NULL",
    "nil",
    "-5",
    "+49",
    "a#b",
    "a |# b",
    "4#5",
    "it's",
    "50%",
    "key:value",
    "http://x",
    "R&D",
    "--",
    "why?",
    "😀",
    "Prüfung",
    "1.0",
]


@pytest.mark.parametrize("written", WORDS)
def test_a_scalar_stays_the_text_it_is(written: str, read: Read) -> None:
    assert read(f"key: {written}\n") == {"key": written}
    assert read(f"- {written}\n- [{written}, {written} ]\n") == [written, [written, written]]


@pytest.mark.parametrize("nothing", ["", "~", "null", " # nothing"])
def test_a_plain_empty_value_a_tilde_and_null_are_nothing(nothing: str, read: Read) -> None:
    assert read(f"key: {nothing}\nlist:\n  - {nothing}\n") == {"key": None, "list": [None]}


@pytest.mark.parametrize("quoted", ["''", '""', "'~'", '"null"', "|\n", ">-\n"])
def test_a_quoted_empty_text_is_a_text(quoted: str, read: Read) -> None:
    assert read(f"key: {quoted}") == {"key": quoted.strip("'\"|>-\n")}


def test_a_key_is_a_text_even_if_it_looks_like_nothing_or_like_a_number(read: Read) -> None:
    assert read("~: a\nnull: b\n8.4: c\nNO: d\n'': e\n") == {"~": "a", "null": "b", "8.4": "c", "NO": "d", "": "e"}


def test_in_quotes_a_merge_key_is_a_key(read: Read) -> None:
    assert read("'<<': a\nb: {\"<<\": c}\n") == {"<<": "a", "b": {"<<": "c"}}


def test_references_need_no_quotes_in_flow_lists(read: Read) -> None:
    assert read("clauses: [iso9001:2015/8.4, iso27001:2022/A.5.15,9001:8.4]") == {
        "clauses": ["iso9001:2015/8.4", "iso27001:2022/A.5.15", "9001:8.4"]
    }


@pytest.mark.parametrize("empty", ["", "\n", "# only a comment\n", "---\n", "--- # nothing\n...\n", "~"])
def test_an_empty_document_holds_nothing(empty: str, read: Read) -> None:
    assert read(empty) is None


def test_texts_over_several_lines_are_folded_or_kept_as_yaml_says(read: Read) -> None:
    text = (
        "folded: one\n  two\n\n  three\nkept: |\n  one\n\n   two\nquoted: 'one\n\n  two'\nstripped: >-\n  one\n  two\n"
    )
    assert read(text) == {
        "folded": "one two\nthree",
        "kept": "one\n\n two\n",
        "quoted": "one\ntwo",
        "stripped": "one two",
    }


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_give_the_same(line_end: str, read: Read) -> None:
    text = "a: b # c\nlist:\n- |\n  one\n  two\n- 'x\n  y'\n".replace("\n", line_end)
    assert read(text) == {"a": "b", "list": ["one\ntwo\n", "x y"]}


def test_a_byte_order_mark_is_no_part_of_the_first_key(read: Read) -> None:
    assert read(decode("\ufeffid: A-1\r\n".encode())) == {"id": "A-1"}
    assert refusal(read, decode(b"\xef\xbb\xbfid: @\r\n")).startswith("1:5 not valid YAML")


def test_a_tab_in_a_quoted_or_block_text_or_a_comment_is_a_part_of_it(read: Read) -> None:
    text = "a: 'x\ty'\nb: \"x\ty\\t\" # one\ttwo\nc: |\n  x\ty\n  \tz\nd: |2 #\t\n  \tx\n"
    assert read(text) == {"a": "x\ty", "b": "x\ty\t", "c": "x\ty\n\tz\n", "d": "\tx\n"}


def test_escapes_give_the_characters_they_stand_for(read: Read) -> None:
    assert read(r'"\xe4 \u00e4 \U0001F600 \n\t\r \/ \\ \" \_"') == 'ä ä 😀 \n\t\r / \\ " \xa0'


def test_64_levels_are_read(read: Read) -> None:
    assert json.dumps(read("[" * 64 + "]" * 64)) == "[" * 64 + "]" * 64


@pytest.mark.parametrize("entry", ["a,", "[],"])
def test_200_000_keys_and_values_are_read_and_no_more(entry: str) -> None:
    assert len(parse("[" + entry * 199_999 + "]") or ()) == 199_999
    place = f"1:{1 + len(entry) * 199_999 + 1}"
    assert refusal(parse, "[" + entry * 200_000 + "]") == f"{place} more than 200,000 keys and values"


# What it refuses, and where

TWICE = "the key 'a' appears twice in one mapping, first at line "
NEVER_CLOSED = " is opened here and never closed"
REFUSALS = [
    # duplicate keys
    ("a: 1\nb: 2\na: 3\n", "3:1 " + TWICE + "1:1"),
    ("x:\n  - y: {b: 1, a: 2, a: 3}\n", "2:21 " + TWICE + "2:15"),
    ("x:\n  - b\n  - a: 1\n    'a': 3\n", "4:5 " + TWICE + "3:5"),
    ('x: {a: 1}\ny: [[{a: 2}, {a: [1], "\\x61": 3}]]\n', "2:23 " + TWICE + "2:15"),
    ("a: 1\r\n# b\r\na:\r\n", "3:1 " + TWICE + "1:1"),
    ("'': 1\n'': 2\n", "2:1 the key '' appears twice"),
    # anchors, aliases, merge keys, tags, directives
    ("a: &x 1\n", "1:4 anchor &x: write the value out"),
    ("a: &x\n  b: 1\n", "1:4 anchor &x"),
    ("&x a: 1\n", "1:1 anchor &x"),
    ("a: [b, *x]\n", "1:8 alias *x: write the value out"),
    ("a: *x\n", "1:4 alias *x"),
    ("- *x : 1\n", "1:3 alias *x"),
    ("a: {<<: b}\n", "1:5 a merge key (<<)"),
    ("a: !!str 1\n", "1:4 a tag (!)"),
    ("a: ! 1\n", "1:4 a tag (!)"),
    ("a: !\n  b: 1\n", "1:4 a tag (!)"),
    ("!!python/object/apply:os.system [ls]\n", "1:1 a tag (!)"),
    ("%YAML 1.1\n---\na: 1\n", ":1 a directive (%)"),
    ("%TAG ! x\n---\na: 1\n", ":1 a directive (%)"),
    ("# a\n%OTHER\n---\na: 1\n", "2:1 a directive (%)"),
    # tabs
    ("a:\n\tb: 1\n", "2:1 a tab; use spaces here"),
    ("\ta: 1\n", "1:1 a tab"),
    ("a:\tb\n", "1:3 a tab"),
    ("a: b\t# c\n", "1:5 a tab"),
    ("a: b \t\n", "1:6 a tab"),
    ("a: b\tc\n", "1:5 a tab"),
    ("-\ta\n", "1:2 a tab"),
    ("a: [b,\n\tc]\n", "2:1 a tab"),
    ("a: 'x\ty'\nb:\tc\n", "2:3 a tab"),
    ("a: |\t\n  b\n", "1:5 a tab"),
    ("a: |\n \tb\n", "2:2 a tab"),
    ("a: |\n\tb\n", "2:1 a tab"),
    ("# a\rb:\tc\r", "2:3 a tab"),
    # more than one document
    ("a: 1\n---\nb: 2\n", "2:1 a second document (---)"),
    ("a\n...\n--- b\n", "3:1 a second document (---)"),
    ("a: 1\n...\nb: 2\n", "3:1 not valid YAML: "),
    ("---\n---\n", "2:1 a second document (---)"),
    # keys that are none
    ("[a]: b\n", "1:1 a key must be a text"),
    ("? {a: b}\n: c\n", "1:3 a key must be a text"),
    (": a\n", "1:1 not valid YAML: "),
    ("- {: a}\n", "1:4 not valid YAML: "),
    ("? \n", " a value without a key"),
    # characters
    ("a: \x00\n", "1:4 the character U+0000 is not allowed here"),
    ("a:\n  b\x85c\n", "2:4 the character U+0085"),
    ("a: b\u2028c\n", "1:5 the character U+2028"),
    ("a: b\u2029c\n", "1:5 the character U+2029"),
    ("a: \x1b[31m\n", "1:4 the character U+001B"),
    ("a: \ufeffb\n", "1:4 the character U+FEFF"),
    ("\ufeffa: b\n", "1:1 the character U+FEFF"),
    ("a: \ufffe\n", "1:4 the character U+FFFE"),
    ("a: b\n" + 'c: "\\0"\n', "2:4 an escape stands for U+0000"),
    ('a: "\\N"\n', "1:4 an escape stands for U+0085"),
    ('a: "\\L"\n', "1:4 an escape stands for U+2028"),
    ('"\\x1b": a\n', "1:1 an escape stands for U+001B"),
    ('a: "\\ud800"\n', "U"),
    ('a: "\\ud83d\\ude00"\n', "U"),
    ('a: "\\U00110000"\n', "found invalid Unicode character escape code"),
    ('a: "\\UFFFFFFFF"\n', "found invalid Unicode character escape code"),
    ('path: "C:\\users"\n', "put a text with a backslash in single quotes"),
    ('path: "C:\\data"\n', "put a text with a backslash in single quotes"),
    # syntax
    ('a: 1\nb: "c\nd: e\n', "2:4 a quote" + NEVER_CLOSED),
    ("a: 1\nb: 'c\n---\nd: e'\n", "2:4 a quote" + NEVER_CLOSED),
    ("a: 1\nb: 'c", "2:4 a quote" + NEVER_CLOSED),
    ("a: [b,\n  c\n", "1:4 a bracket" + NEVER_CLOSED),
    ("a: {b: c\n\n# d\n", "1:4 a bracket" + NEVER_CLOSED),
    ("a: [b\nc: d\n", "2:2 not valid YAML: "),
    ("a: 1\nowner\nb: 2\n", "2:1 not valid YAML: could not find expected ':'; every key needs a ':'"),
    ("a: b: c\n", "1:5 not valid YAML: mapping values are not allowed"),
    ("a: 'it's'\n", "1:8 not valid YAML: "),
    ("a: @b\n", "1:4 not valid YAML: "),
    ("a: **b**\n", "put quotes around a text that begins with & or *"),
    ("a: >50 users\n", "put quotes around a text that begins with | or >"),
    ("a: |# b\n", "1:5 "),
    ("a: [b:]\n", "1:6 not valid YAML: found unexpected ':'"),
    ("a: [?]\n", "1:"),
    ("a: ]\n", "1:4 not valid YAML: "),
    ("x" * 1025 + ": a\n", "1:1026 not valid YAML: "),
    # sizes
    ("[" * 65 + "]" * 65, "1:65 nested deeper than 64 levels"),
    ("[" * 100_000, "1:65 nested deeper than 64 levels"),
    ("{a: " * 100_000, "1:257 nested deeper than 64 levels"),
    ("- " * 100_000, "1:129 nested deeper than 64 levels"),
    ("[" * 100_000 + "\t", "1:65 nested deeper than 64 levels"),
    ("a\n- b: " * 100_000, "2:"),
]


@pytest.mark.parametrize(("text", "said"), REFUSALS, ids=[json.dumps(text[:30]) for text, _ in REFUSALS])
def test_what_two_readers_could_understand_in_two_ways_is_refused_at_its_place(
    text: str, said: str, read: Read
) -> None:
    assert said in refusal(read, text)


def test_an_alias_bomb_is_refused_at_its_first_anchor(read: Read) -> None:
    levels = [
        f"{name}: &{name} [{', '.join(['*' + below] * 9)}]\n"
        for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert refusal(read, "a: &a [lol]\n" + "".join(levels)).startswith("1:4 anchor &a")


def test_a_list_that_holds_itself_is_refused(read: Read) -> None:
    assert refusal(read, "a: &a [*a]\n").startswith("1:4 anchor &a")


def test_a_file_of_many_duplicates_is_refused_at_the_first(read: Read) -> None:
    assert refusal(read, "a: 1\n" * 20_000 + "[" * 20_000) == "2:1 " + TWICE + "1:1"


def test_a_lone_surrogate_is_no_text(read: Read) -> None:
    assert refusal(read, "a: \ud800\n").startswith("1:4 the character U+D800")


# Nothing else is raised, and both parsers say the same

TOKENS = [*":-?[]{},#&*!|>'\"%@`~.\\", *[" "] * 8, *["\n"] * 5, "\n  ", "\r", "\r\n", "\t", *"abäß😀12"]
TOKENS += [
    "- ",
    ": ",
    "? ",
    " #",
    "a: ",
    "- b: ",
    "'c'",
    '"d"',
    "---\n",
    "...\n",
    "<<: ",
    "null",
    "|-",
    ">2",
    "\\x41",
    "\\ud800",
]
indicators = st.lists(st.sampled_from(TOKENS), max_size=30).map("".join)


@st.composite
def scalars(draw: st.DrawFn) -> tuple[str, str | None]:
    """A scalar as it is written, and what it holds."""
    kind = draw(st.sampled_from(["plain", "plain", "single", "double", "nothing"]))
    if kind == "nothing":
        return draw(st.sampled_from(["", "~", "null"])), None
    if kind == "plain":
        word = draw(
            st.sampled_from(
                ["8.10", "NO", "iso9001:2015/8.4", "a b", "why?", "R&D", "it's", "x#y", "Prüfung", "😀", "-5"]
            )
        )
        return word, word
    text = draw(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp", "Co"]) | st.just("\t"),
            max_size=8,
        )
    )
    text = text.replace("\ufeff", "")
    return ("'" + text.replace("'", "''") + "'" if kind == "single" else json.dumps(text, ensure_ascii=False)), text


Node = Any
"""A scalar, a list of nodes, or a mapping from scalars to nodes."""
keys = scalars().filter(lambda key: key[0] not in ("", "~", "null") and key[1] is not None)
nodes: st.SearchStrategy[Node] = st.recursive(
    scalars(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.lists(st.tuples(keys, inner), min_size=1, max_size=4, unique_by=lambda e: e[0][1]).map(dict)
    ),
    max_leaves=12,
)


def held(node: Node) -> Data:
    """What a node holds."""
    if isinstance(node, dict):
        return {key: held(value) for (_, key), value in node.items()}
    return [held(value) for value in node] if isinstance(node, list) else node[1]


def in_flow(node: Node) -> str:
    if isinstance(node, dict):
        return "{" + ", ".join(f"{key}: {in_flow(value)}" for (key, _), value in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(in_flow(value) or "~" for value in node) + "]"
    return str(node[0])


def in_block(node: Node, indent: str, flow: Callable[[], bool]) -> Iterator[str]:
    """The lines of a node that begins on a line of its own."""
    entries = (
        [(f"{key}:", value) for (key, _), value in node.items()] if isinstance(node, dict) else [("-", v) for v in node]
    )
    for head, value in entries:
        if isinstance(value, tuple) or flow():
            yield f"{indent}{head} {in_flow(value)}".rstrip(" ")
        elif head == "-" and flow():
            first, *others = in_block(value, indent + "  ", flow)
            yield from (f"{indent}- {first.lstrip(' ')}", *others)
        else:
            yield from (f"{indent}{head}  # note: it's", "", *in_block(value, indent + "  ", flow))


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Node]:
    """A YAML text, and the nodes it was written from."""
    node = draw(nodes)
    styles = iter(draw(st.lists(st.booleans(), min_size=40, max_size=40)))
    lines = [in_flow(node)] if isinstance(node, tuple) else list(in_block(node, "", lambda: next(styles, True)))
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return line_end.join([*lines, ""]), node


def outcome(text: str, parser: Any) -> Any:
    """The data and places of a text by one parser; `Refused` if it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "Parser", parser)
        try:
            data = parse(text)
        except Refused:
            return Refused
        return data, places(text)


@pytest.mark.skipif(C is None, reason="PyYAML without libyaml")
@settings(max_examples=examples(1500))
@given(indicators)
@example("{a?}")
@example("[a?, ?b, c ? d]")
@example("[? a : b]")
@example("[a:]")
@example("[? ]")
@example("|#\n a")
@example("|\n \ta")
@example("#\ra:\tb")
@example("%FOO\n---\na")
@example('"\\U00110000"')
@example("? a")
@example("{a: }")
@example("---")
@example("a: 'b\r\n\r\n c'\r")
def test_both_parsers_understand_any_text_alike(text: str) -> None:
    assert outcome(text, C) == outcome(text, events.PureParser)


@pytest.mark.skipif(C is None, reason="PyYAML without libyaml")
@THOROUGH
@given(documents())
def test_both_parsers_understand_documents_alike(document: tuple[str, Node]) -> None:
    text, node = document
    assert outcome(text, C) == outcome(text, events.PureParser)
    assert parse(text) == held(node)


def by_ruamel(text: str) -> Data:
    node = ruamel.yaml.YAML(typ="base", pure=True).compose(text)
    return _plain(node) if node else None


def _plain(node: Any) -> Data:
    if isinstance(node, ruamel.yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, ruamel.yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    return None if not node.style and node.value in ("", "~", "null") else str(node.value)


@THOROUGH
@given(documents())
def test_ruamel_finds_the_same_data(document: tuple[str, Node]) -> None:
    text, _ = document
    assert by_ruamel(text) == parse(text)


@THOROUGH
@given(st.binary(max_size=60) | indicators.map(str.encode) | indicators.map(lambda text: text.encode("utf-16")))
def test_bytes_are_read_or_refused_and_their_places_found(data: bytes) -> None:
    for parser in (C, events.PureParser):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "Parser", parser or events.PureParser)
            _read_or_refused(data)


def _read_or_refused(data: bytes) -> None:
    try:
        parse(decode(data))
    except Refused as refused:
        assert refused.message and (refused.span.line, refused.span.column) >= (1, 1)
        assert refused.span.column >= 1
    places(data.decode("utf-8", "replace"))


LIMIT = 20


class Limited(events.PureParser):
    """A parser with a limit of its own, which it reports before it gives the events of the text, as libyaml 0.2.6."""

    def get_event(self) -> Any:
        if self.flow_level > LIMIT:
            mark = self.get_mark()
            raise yaml.scanner.ScannerError("while increasing flow level", mark, "exceeded maximum nesting depth", mark)
        return super().get_event()


def test_our_limit_is_reported_before_that_of_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "Parser", Limited)
    assert refusal(parse, "[" * 65 + "]" * 65) == "1:65 nested deeper than 64 levels"
    assert refusal(parse, "[" * 40 + "&a b" + "]" * 40).startswith("1:41 anchor &a")
    assert json.dumps(parse("[" * 64 + "]" * 64)) == "[" * 64 + "]" * 64
