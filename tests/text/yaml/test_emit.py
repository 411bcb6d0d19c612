"""What isokit writes anew: every reader of YAML, old or new, takes each text for this text."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from isokit.text.decode import Refused
from isokit.text.yaml.emit import Value, data_of, emit, inline
from isokit.text.yaml.read import parse

DISPUTED = [
    *("NO", "no", "on", "Off", "y", "N", "True", "null", "Null", "~", "", "=", "<<", "017", "0o17", "0x1F", "1_000"),
    *("1:20", "190:20:30", "9001:4.1", "1.10", "8.10", "1e3", "1.", ".5", ".inf", "-.INF", ".nan", "+1", "-7", "0b11"),
    *("2026-01-01", "2026-1-1 10:00:00", "2026-01-01T10:00:00Z", " a", "a ", "a\tb", "two\nlines"),
    *(
        "- a",
        "-",
        "? a",
        "a: b",
        "a:",
        ": a",
        "a #b",
        "#a",
        "[a",
        "{a",
        "a, b",
        "why?",
        "0?",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
    ),
    *("`a", "'a", '"a', "---", "...", "a\\b", "it's", "x" * 300, "word " * 60 + "end", "é", "名"),
]


NO_TEXTS = ["a\x07b", "\u2028", "\ufeffa", "\x85", "\x1b[2J"]
"""What isokit refuses to read; other readers take the escapes for these characters."""


@pytest.mark.parametrize("text", DISPUTED, ids=ascii)
@pytest.mark.parametrize("style", ["", "'", '"'])
def test_a_text_stays_this_text_for_every_reader(text: str, style: str) -> None:
    written = [emit({"a": text}), emit([{"a": text}]), emit({"a": {"b": text}}), f"a: [{inline(text, style)}]\n"]
    held = [{"a": text}, [{"a": text}], {"a": {"b": text}}, {"a": [text]}]
    assert [parse(each) for each in written] == held
    assert [yaml.safe_load(each) for each in written] == held
    assert [YAML(typ="safe", pure=True).load(each) for each in written] == held


@pytest.mark.parametrize("text", NO_TEXTS, ids=ascii)
def test_what_is_no_text_is_written_as_an_escape(text: str) -> None:
    written = emit({"a": text})
    assert (written.isascii(), written.isprintable() or written.count("\n")) == (True, 1)
    assert yaml.safe_load(written) == {"a": text}
    with pytest.raises(Refused):
        parse(written)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (
            {"title": "Quality policy", "version": "1.0", "on": date(2026, 1, 31)},
            'title: Quality policy\nversion: "1.0"\non: 2026-01-31\n',
        ),
        ({"review": {"every": "12 months"}, "clauses": []}, "review: {every: 12 months}\nclauses: []\n"),
        ({"clauses": ["iso9001:2015/8.4.1", "A.5.19", "8.10"]}, 'clauses: [iso9001:2015/8.4.1, A.5.19, "8.10"]\n'),
        ({"files": [{"path": "a.pdf", "pages": 3}]}, "files:\n  - path: a.pdf\n    pages: 3\n"),
        ({"applicable": None, "own": {}, "yes": True}, 'applicable:\nown: {}\n"yes": true\n'),
        ({"a": {"b": "x" * 60, "c": "y" * 60}}, f"a:\n  b: {'x' * 60}\n  c: {'y' * 60}\n"),
        ({"a": ["x" * 60, "y" * 60]}, f"a:\n  - {'x' * 60}\n  - {'y' * 60}\n"),
        ([{"id": "R-1", "note": None}], "  - id: R-1\n    note:\n"),
    ],
)
def test_a_collection_as_it_is_written(value: Mapping[str, Value], written: str) -> None:
    assert emit(value) == written


def test_in_brackets_nothing_is_written_out() -> None:
    assert inline({"a": ["b", None], "c": "d, e"}) == '{a: [b, null], c: "d, e"}'


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029\ufeff"), max_size=12
) | st.sampled_from(DISPUTED)
SCALARS = TEXTS | st.dates() | st.integers() | st.booleans() | st.none()
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS.filter(bool), below, max_size=3)
)


@given(st.dictionaries(st.sampled_from(["id", "title", "on"]), VALUES, max_size=3))
def test_whatever_is_written_reads_back(value: dict[str, Value]) -> None:
    assert parse(emit(value)) == (data_of(value) or {})
    assert parse(inline(value)) == (data_of(value) or {})


@given(st.lists(TEXTS, min_size=1), TEXTS)
def test_every_reader_reads_the_same_texts(texts: list[str], key: str) -> None:
    held: dict[str, Value] = {"texts": texts, "entries": [{"key": key}]}
    for written in (emit(held), inline(held)):
        assert yaml.safe_load(written) == held
        assert YAML(typ="safe", pure=True).load(written) == held


def test_the_library_that_writes_is_imported_where_something_is_written() -> None:
    script = (
        "import sys; import isokit.text.yaml.editor, isokit.changes.fix; assert 'ruamel.yaml' not in sys.modules;"
        "from isokit.text.yaml.emit import emit; emit({'a': 'b'}); assert 'ruamel.yaml' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
