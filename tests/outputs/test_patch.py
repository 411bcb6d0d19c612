"""Differences: what `patch` would make of them is the text after."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from isokit.outputs.look import Look
from isokit.outputs.patch import UNENDED, Difference, piped, styled

HUNK = re.compile(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@")
TEXTS = st.lists(st.sampled_from(["a", "b", "c", "", "d\r", "@@", "--- x"]), max_size=30).map("\n".join)


def patched(text: str, difference: str) -> str:
    """What a difference makes of a text: an own, strict reading of the format."""
    old = re.findall(r"[^\n]*\n|[^\n]+", text)
    lines = re.findall(r"[^\n\0]*[\n\0]", difference.replace(f"\n{UNENDED}\n", "\0"))
    new, at, left = list[str](), 0, (0, 0)
    for line in lines[2:]:
        if left == (0, 0):
            head = HUNK.match(line)
            assert head, line
            start, count, new_start, new_count = map(int, head.groups())
            begin = start - 1 if count else start
            new, at, left = [*new, *old[at:begin]], begin, (count, new_count)
            assert len(new) == (new_start - 1 if new_count else new_start)
            continue
        sign, words = line[0], line[1:].removesuffix("\0")
        if sign in " -":
            assert old[at] == words
            at, left = at + 1, (left[0] - 1, left[1])
        if sign in " +":
            new, left = [*new, words], (left[0], left[1] - 1)
    assert left == (0, 0)
    return "".join([*new, *old[at:]])


@given(TEXTS, TEXTS)
@example("a\nb\nc", "a\nb\nc\n")
@example("", "a\n")
@example("a\n" * 20, "a\n" * 7 + "b\n" + "a\n" * 13)
def test_the_text_before_and_the_difference_make_the_text_after(before: str, after: str) -> None:
    if before != after:
        assert patched(before, piped([Difference("e.yaml", before, after)])) == after


def test_far_changes_are_apart_and_near_ones_together() -> None:
    lines = [f"{number}\n" for number in range(30)]
    after = [f"new {line}" if line in ("3\n", "9\n", "20\n") else line for line in lines]
    difference = piped([Difference("e.yaml", "".join(lines), "".join(after))])
    assert [line for line in difference.splitlines() if line.startswith("@@")] == [
        "@@ -1,13 +1,13 @@",
        "@@ -18,7 +18,7 @@",
    ]


def test_on_a_terminal_all_that_acts_is_written_out_but_the_line_ends() -> None:
    difference = Difference("e\x1b.yaml", "a\x1b\tb\r\nc\r\n", "a\x1b\tB\r\nc\r\n")
    assert styled([difference], Look()).splitlines() == [
        "--- a/e\\x1b.yaml",
        "+++ b/e\\x1b.yaml",
        "@@ -1,2 +1,2 @@",
        "-a\\x1b\\x09b",
        "+a\\x1b\\x09B",
        " c",
    ]
    assert "-a\\x1b\tb\r\n" in piped([difference])
