"""Values set in place: only what is meant changes, and every comment, quote and line end stays."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from isokit.changes.in_place import content_with
from isokit.model.file_change import Edited
from isokit.text.decode import BOM, decode
from isokit.text.edits import applied, difference
from isokit.text.raw import content_of
from isokit.text.source import content_id
from isokit.text.span import Route
from isokit.text.yaml.editor import Editor
from isokit.text.yaml.emit import Value
from isokit.text.yaml.places import places
from isokit.text.yaml.read import Data, parse
from isokit.text.yaml.yaml_text import Entry, put

ORDER = ("id", "title", "version", "status", "owner", "approved", "review")
POLICY = """\
---
id: POL-1  # never changes
title: 'Quality'
status: draft # so far
owner: quality-manager
# when somebody looks at it
review:
  every: 12 months  # yearly
clauses:
  - 5.2.1
---
status: this is text
"""


def after(text: str, values: dict[Route, Value], path: str = "policies/p.md") -> str | None:
    patch = Editor(path, text, {}).set(values, ORDER)
    return None if patch is None else applied(text, patch.edits)


def test_an_approval_as_it_is_written() -> None:
    approval: Value = {"by": "managing-director", "on": date(2026, 11, 22), "digest": "sha256:00ff"}
    then = after(POLICY, {("status",): "approved", ("approved",): approval, ("title",): "It's quality"})
    old = "title: 'Quality'\nstatus: draft # so far\nowner: quality-manager\n"
    new = (
        "title: 'It''s quality'\nstatus: approved # so far\nowner: quality-manager\n"
        "approved: {by: managing-director, on: 2026-11-22, digest: sha256:00ff}\n"
    )
    assert then == POLICY.replace(old, new)


@pytest.mark.parametrize(
    ("text", "route", "value", "then"),
    [
        ("owner:\n", ("owner",), "x", "owner: x\n"),
        ("owner:   # who?\n", ("owner",), "x", "owner: x   # who?\n"),
        ("owner: ~ # who?\n", ("owner",), "x", "owner: x # who?\n"),
        ("version: '1'\n", ("version",), "2", "version: '2'\n"),
        ("version: 1\n", ("version",), "1.10", 'version: "1.10"\n'),
        ("a: x\n", ("a",), "NO", 'a: "NO"\n'),
        ("a: x\n", ("a",), "null", 'a: "null"\n'),
        ("a: x\n", ("a",), "", 'a: ""\n'),
        ("a: x\n", ("a",), "b: c", 'a: "b: c"\n'),
        ("a: x\n", ("a",), "two\nlines", 'a: "two\\nlines"\n'),
        ("a: x\n", ("a",), date(2026, 11, 22), "a: 2026-11-22\n"),
        ("a: x\n", ("a",), "2026-11-22", 'a: "2026-11-22"\n'),
        ("a: x\n", ("a",), "017", 'a: "017"\n'),
        ("a: x\r\nb: y\r\n", ("c",), "z", "a: x\r\nb: y\r\nc: z\r\n"),
        ("a: x", ("c",), "z", "a: x\nc: z"),
        ("", ("c",), "z", "c: z\n"),
        ("# nothing yet\n", ("c", "d"), "z", "# nothing yet\nc: {d: z}\n"),
        ("{id: a}\n", ("c",), "z", "{id: a, c: z}\n"),
        ("a: {}\n", ("a", "b"), "z", "a: {b: z}\n"),
        ("a:\n    b: 1 # one\n    # two\nz: 1\n", ("a", "c"), 3, "a:\n    b: 1 # one\n    c: 3\n    # two\nz: 1\n"),
        ("a: {b: 1, # one\n  c: 2}\n", ("a",), {"b": 3, "d": "4"}, 'a: {b: 3, # one\n  c: 2, d: "4"}\n'),
        ("a: [x, y]\n", ("a",), ["y, z"], 'a: ["y, z"]\n'),
        ("a:\n  - x\n  - y # last\n", ("a",), ["p", "q", "r"], "a:\n  - p\n  - q\n  - r # last\n"),
        ("a: x\n", ("a",), ["p", "q"], "a: [p, q]\n"),
        ("a: x\n", ("b",), ["p", "q"], "a: x\nb: [p, q]\n"),
        ("- {id: a}\n- id: b\n  c: 1\n", (1, "d"), "z", "- {id: a}\n- id: b\n  c: 1\n  d: z\n"),
        ("a: |\n  text\n\nz: 1\n", ("b",), 2, "a: |\n  text\n\nz: 1\nb: 2\n"),
        ("status: x\nz: |\n  text\n\n", ("owner",), "o", "status: x\nowner: o\nz: |\n  text\n\n"),
        ("a: b: c\n", ("a",), "x", None),
    ],
)
def test_a_value_as_it_is_written(text: str, route: Route, value: Value, then: str | None) -> None:
    assert after(text, {route: value}, "registers/r.yaml") == then


@pytest.mark.parametrize(
    ("path", "text", "route", "value"),
    [
        ("p.md", "no front matter\n", ("a",), "x"),
        ("p.md", "---\nnever closed: x\n", ("a",), "x"),
        ("r.csv", "id,title\nR-1,Risk\n", ("rows", 0, "owner"), "x"),
        ("r.md", "| id |\n| --- |\n| R-1 |\n", ("rows", 0, "owner"), "x"),
        ("r.yaml", "a: |\n  long\n", ("a",), "x"),
        ("r.yaml", "a: [x, # why\n  y]\n", ("a",), ["z"]),
        ("r.yaml", "a:\n  - x # why\n  - y\n", ("a",), ["z"]),
        ("r.yaml", "a: [x]\n", ("a", 1), "z"),
        ("r.yaml", "a: x\n", ("a", "b"), "z"),
        ("r.yaml", "a: x\n", ("a", 0), "z"),
        ("r.yaml", "- x\n", ("a",), "z"),
        ("r.yaml", "a: |+\n  long\n\nz: 1", ("a", "b"), "z"),
    ],
)
def test_what_cannot_be_set_is_left(path: str, text: str, route: Route, value: Value) -> None:
    assert Editor(path, text, {}).set({route: value}) is None


def test_a_key_is_found_as_the_tree_spells_it() -> None:
    text = "---\nVerantwortlich: x\n---\n"
    patch = Editor("p.md", text, {"owner": ("Verantwortlich",)}).set({("owner",): "z"})
    assert patch and applied(text, patch.edits) == "---\nVerantwortlich: z\n---\n"


@pytest.mark.parametrize(
    "values", [{("review",): {"every": "12 months"}}, {("status",): "draft", ("clauses",): ["5.2.1"]}]
)
def test_a_value_that_is_there_already_changes_nothing(values: dict[Route, Value]) -> None:
    patch = Editor("p.md", POLICY, {}).set(values)
    assert patch and patch.edits == ()


def test_a_byte_order_mark_stays_and_the_patch_gives_the_new_content() -> None:
    data = (BOM + POLICY.replace("\n", "\r\n")).encode()
    patch = Editor("p.md", decode(data), {}).set({("owner",): "managing-director"})
    assert patch
    edited = Edited("p.md", content_id(data), patch.edits, content_with(content_of("p.md", data), [patch]))
    assert edited.applied(data) == data.replace(b"owner: quality-manager", b"owner: managing-director")
    assert content_of("p.md", edited.applied(data)) == edited.expected


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=12)
KEYS = st.sampled_from(["id", "title", "owner", "status", "approved", "é b", "a: b", "-", "? x"])
VALUES: st.SearchStrategy[Value] = st.recursive(
    WORDS | st.lists(WORDS, max_size=3), lambda child: st.dictionaries(KEYS, child, max_size=3), max_leaves=5
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
COMMENTS = st.sampled_from(["", " # why", "   # {[,\"'", ' # - a: "b"'])


@st.composite
def written(draw: st.DrawFn) -> str:
    """A YAML text as people write it: block and flow, quotes, comments, blank lines, one kind of line end."""
    lines: list[str] = []
    for key in draw(st.lists(KEYS.filter(lambda key: key.isalpha()), min_size=1, max_size=4, unique=True)):
        lines += draw(st.sampled_from([[], [""], ["# above"], ["  # far in"]]))
        comment = draw(COMMENTS)
        shape = draw(
            st.sampled_from(
                [
                    [f"{key}:{comment}"],
                    [f"{key}: plain text{comment}"],
                    [f"{key}: 'it''s'{comment}"],
                    [f'{key}: "quoted\\n"{comment}'],
                    [f"{key}: {{by: x, on: 2026-01-01}}{comment}"],
                    [f"{key}: {{by: x,{comment}", "  id: [a, 'b']}"],
                    [f"{key}: [a, b]{comment}"],
                    [f"{key}:{comment}", "- a", f"- b{comment}"],
                    [f"{key}:", f"    by: x{comment}", "    id:", "      owner: y"],
                    [f"{key}: |", "  text", "  # no comment", ""],
                    [f"{key}: >-", "    folded", "    text"],
                    [f"{key}: goes on", "  below"],
                    [f"{key}:", "  - id: a", f"    owner: b{comment}", "  - {id: c}"],
                ]
            )
        )
        lines += shape
    lines += draw(st.sampled_from([[], ["# the end"], ["", ""]]))
    return draw(ENDS).join([*lines, ""])


@given(written(), st.data(), VALUES, st.booleans())
def test_only_the_intended_path_changes(text: str, data: st.DataObject, value: Value, front: bool) -> None:
    now: Data = parse(text)
    routes: list[Route] = [route for route in places(text).values if route]
    route = (*data.draw(st.sampled_from([(), *routes])), *data.draw(st.lists(KEYS, max_size=2)))
    assume(route)
    path, whole = ("p.md", f"---\n{text}---\n{text}") if front else ("p.yaml", text)
    patch = Editor(path, whole, {}).set({route: value}, ORDER)
    if patch is None:
        return
    then = applied(whole, patch.edits)
    kept = then[4 : -len(text) - 4] if front else then
    assert parse(kept) == put(now, route, value)
    assert outside(composed(kept), route) == outside(composed(text), route)
    assert not front or then.endswith(f"---\n{text}")
    assert sorted(comment for comment in comments(whole)) == sorted(comments(then))
    assert ("\r\n" in whole) == ("\r\n" in then)


def composed(text: str) -> dict[Route, str]:
    """Every text and every empty collection of a YAML text by its route, as ruamel.yaml composes it."""
    root = YAML(pure=True).compose(io.StringIO(text, newline=""))
    return dict(leaves(root, ())) if root else {}


def leaves(node: Any, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(node, MappingNode):
        below = [(key.value, child) for key, child in node.value]
    else:
        below = list(enumerate(node.value)) if isinstance(node, SequenceNode) else []
    if not below:
        yield route, str(node.value)
    for key, child in below:
        yield from leaves(child, (*route, key))


def outside(found: Mapping[Route, str], route: Route) -> dict[Route, str]:
    """What is neither at a route nor below it nor above it."""
    return {each: text for each, text in found.items() if each[: len(route)] != route[: len(each)]}


def comments(text: str) -> list[str]:
    return [
        part
        for part in ("# why", "# {[", '# - a: "b"', "# above", "# far in", "# the end")
        for _ in range(text.count(part))
    ]


@given(written(), st.sampled_from(["owner", "approved", "fresh"]), WORDS)
def test_a_text_can_be_set_at_the_top_of_nearly_every_file(text: str, key: str, value: str) -> None:
    found = Editor("p.yaml", text, {}).set({(key,): value}, ORDER)
    there = parse(text)
    assert isinstance(there, dict)
    assert found is not None or isinstance(there.get(key), dict | list) or "|" in text or ">" in text


# Entries of a list, and keys above all others

ENTRY: dict[str, Value] = {"id": "N-1", "due": None}


def appended(text: str) -> str | None:
    patch = Editor("registers/risks.yaml", text, {}).append("risks", [Entry(ENTRY, "New")])
    return None if patch is None else applied(text, patch.edits)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("", "risks:\n  # New\n  - id: N-1\n    due:\n"),
        ("# Ours", "# Ours\nrisks:\n  # New\n  - id: N-1\n    due:"),
        ("version: 1\n", "version: 1\nrisks:\n  # New\n  - id: N-1\n    due:\n"),
        ("risks: # none\nversion: 1\n", "risks: # none\n  # New\n  - id: N-1\n    due:\nversion: 1\n"),
        ("risks: [] # none\n", "risks: # none\n  # New\n  - id: N-1\n    due:\n"),
        ("risks: null # none\n", "risks: # none\n  # New\n  - id: N-1\n    due:\n"),
        ("risks: ~\nversion: 1\n", "risks:\n  # New\n  - id: N-1\n    due:\nversion: 1\n"),
        ("risks:\n- id: A\n", "risks:\n- id: A\n# New\n- id: N-1\n  due:\n"),
        ("risks:\n    - id: A # a\n# b\n", "risks:\n    - id: A # a\n    # New\n    - id: N-1\n      due:\n# b\n"),
        ("risks:\r\n  - id: A\r\n", "risks:\r\n  - id: A\r\n  # New\r\n  - id: N-1\r\n    due:\r\n"),
    ],
)
def test_a_list_grows_in_its_own_manner(before: str, then: str) -> None:
    assert appended(before) == then


@pytest.mark.parametrize(
    "text",
    [
        "risks: [{id: A}]\n",
        "{risks: }",
        "risks: seven\n",
        "risks: {id: A}\n",
        "- a\n",
        "seven\n",
        "risks: [\n",
        "a: b: c",
    ],
)
def test_what_is_written_otherwise_is_left_alone(text: str) -> None:
    assert appended(text) is None


ENTRY_KEYS = st.dictionaries(
    st.sampled_from(["title", "owner", "note", "due"]), st.sampled_from(["a", "'b: c'", '"# d"', ""])
)


@given(
    st.lists(ENTRY_KEYS, min_size=1, max_size=4),
    st.integers(0, 4),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "# end", "version: '1'", "\n# far below"]),
    st.booleans(),
)
def test_only_lines_are_added(entries: list[dict[str, str]], indent: int, line_end: str, tail: str, ends: bool) -> None:
    lines = ["# Head", "risks:"]
    for number, keys in enumerate(entries):
        lines.append(" " * indent + f"- id: R-{number}  # seen")
        lines += [" " * indent + f"  {key}: {value}" for key, value in keys.items()]
    before = line_end.join([*lines, *([tail] if tail else [])]) + (line_end if ends else "")
    then = appended(before)
    assert then is not None
    (added,) = difference(before, then)
    assert added.start == added.end
    now = parse(before)
    assert isinstance(now, dict)
    assert parse(then) == {**now, "risks": [*now["risks"], ENTRY]}


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("# Ours\n\nrisks: []\n", '# Ours\n\nversion: "1.0"\napproved: {by: boss}\nrisks: []\n'),
        ("risks:\r\n- a", 'version: "1.0"\r\napproved: {by: boss}\r\nrisks:\r\n- a'),
        ("{risks: []}\n", None),
        ("- a\n", None),
        ("", None),
        ("--- {a: b}\n", None),
    ],
)
def test_keys_stand_above_the_first(before: str, then: str | None) -> None:
    patch = Editor("registers/soa.yaml", before, {}).set_on_top({"version": "1.0", "approved": {"by": "boss"}})
    assert then == (patch and applied(before, patch.edits))


def test_no_keys_change_nothing() -> None:
    patch = Editor("registers/soa.yaml", "- a\n", {}).set_on_top({})
    assert patch and patch.edits == ()
