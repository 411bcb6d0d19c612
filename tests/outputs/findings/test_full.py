"""Findings for people at a terminal: the caret stands under the place, whatever the line holds."""

from __future__ import annotations

import pytest

from isokit.outputs.findings.full import write
from isokit.outputs.look import Look
from isokit.schemas.check import check_of
from tests.support import RunTree

FRONT = "---\nid: POL-1\ntitle: P\nstatus: draft\nowner: o\n---\n"


def shown(line: str, run_tree: RunTree, width: int = 100, color: bool = False) -> list[str]:
    run = run_tree({"policies/p.md": FRONT + line + "\n"})
    return write(check_of(run), Look(width=width, color=color)).splitlines()


def under_caret(lines: list[str]) -> str:
    number = next(index for index, line in enumerate(lines) if "^" in line)
    start = lines[number].index("^")
    return lines[number - 1][start : start + lines[number].count("^")]


@pytest.mark.parametrize("before", ["", "Über ", "x" * 300, "a [b](#c) "])
def test_the_caret_stands_under_the_link(before: str, run_tree: RunTree) -> None:
    assert under_caret(shown(f"{before}[x](gone.md) and more text " + "y" * 300, run_tree)) == "gone.md"


def test_wide_characters_take_two_columns(run_tree: RunTree) -> None:
    lines = shown("茶壺 [x](gone.md)", run_tree)
    caret = next(line for line in lines if "^" in line)
    assert caret.index("^") == len("   7 | 茶壺 [x](") + 2


def test_no_line_is_longer_than_the_terminal_but_for_its_message(run_tree: RunTree) -> None:
    lines = shown("z" * 12_600 + " [x](gone.md)", run_tree, width=60)
    assert all(len(line) <= 60 for line in lines if line.startswith("   7 |"))


def test_unseen_characters_are_written_out_and_the_caret_moves_along(run_tree: RunTree) -> None:
    lines = shown("\u200b\xad [x](gone.md)", run_tree)
    assert "\\u200b\\xad [x](gone.md)" in lines[2]
    assert under_caret(lines) == "gone.md"


def test_color_is_there_only_where_wanted(run_tree: RunTree) -> None:
    assert "\x1b[" not in "".join(shown("[x](gone.md)", run_tree))
    assert "\x1b[1;31merror[REF003]" in "".join(shown("[x](gone.md)", run_tree, color=True))


def test_the_last_line_counts_in_words(run_tree: RunTree) -> None:
    assert shown("[x](gone.md)", run_tree)[-1] == "1 error, 0 warnings, 0 notes in 2 files, as of 2026-11-22"


def test_on_a_terminal_long_lines_are_broken_between_words(run_tree: RunTree) -> None:
    check = check_of(run_tree({"policies/p.md": FRONT + "[x](gone.md)\n"}))
    piped, broken = write(check, Look(width=45)), write(check, Look(width=45, terminal=True))
    assert broken.split() == piped.split() and broken != piped
    *lines, _ = broken.splitlines()
    assert all(len(line) <= 45 for line in lines if " = help: " not in line)
