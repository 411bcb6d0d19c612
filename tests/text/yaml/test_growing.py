"""Entries at the end of a list and keys at the head of a file: all else keeps its bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.text.edits import applied, difference
from isokit.text.yaml.growing import ahead, grown
from isokit.text.yaml.read import parse

LINES, ENTRIES = ["# New", "- id: N-1", "  due:"], [{"id": "N-1", "due": None}]


def after(text: str) -> str | None:
    edits = grown(text, "risks", LINES, ENTRIES)
    return None if edits is None else applied(text, edits)


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
    assert after(before) == then


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
    assert after(text) is None


KEYS = st.dictionaries(
    st.sampled_from(["title", "owner", "note", "due"]), st.sampled_from(["a", "'b: c'", '"# d"', ""])
)


@given(
    st.lists(KEYS, min_size=1, max_size=4),
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
    then = after(before)
    assert then is not None
    (added,) = difference(before, then)
    assert added.start == added.end
    said = parse(before)
    assert isinstance(said, dict)
    assert parse(then) == {**said, "risks": [*said["risks"], *ENTRIES]}


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("# Ours\n\nrisks: []\n", '# Ours\n\nversion: "1.0"\napproved:\n  by: boss\nrisks: []\n'),
        ("risks:\r\n- a", 'version: "1.0"\r\napproved:\r\n  by: boss\r\nrisks:\r\n- a'),
        ("{risks: []}\n", None),
        ("- a\n", None),
        ("", None),
        ("--- {a: b}\n", None),
    ],
)
def test_keys_stand_above_the_first(before: str, then: str | None) -> None:
    assert ahead(before, {"version": "1.0", "approved": {"by": "boss"}}) == then


def test_no_keys_change_nothing() -> None:
    assert ahead("- a\n", {}) == "- a\n"
