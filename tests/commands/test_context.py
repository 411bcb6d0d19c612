"""The context of a command: what it writes is written together, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from isokit.commands.context import Context
from isokit.commands.flags import Flags, Stop
from isokit.model.file_change import NewFile
from tests.support import Files

WriteTree = Callable[[Files], Path]
POLICY = NewFile("policies/a.md", "---\nid: POL-1\n---\n")


def test_what_a_block_adds_is_written_once_it_ends(write_tree: WriteTree) -> None:
    root = write_tree({"policies/b.md": "b\n"})
    with Context(root).writing() as changes:
        changes.add(POLICY, NewFile("policies/b.md", "b\n", replace=True))
        assert not (root / POLICY.path).exists()
    assert changes.written == (POLICY.path,)
    assert (root / POLICY.path).read_text() == POLICY.text


def test_a_block_that_stops_writes_nothing(write_tree: WriteTree) -> None:
    root = write_tree({})
    with pytest.raises(Stop, match="on second thoughts"), Context(root).writing() as changes:
        changes.add(POLICY)
        raise Stop("on second thoughts")
    assert not (root / POLICY.path).exists()


def test_one_file_that_cannot_be_written_keeps_all_from_being_written(write_tree: WriteTree) -> None:
    root = write_tree({"policies/b.md": "b\n"})
    with pytest.raises(Stop, match=r"b\.md"), Context(root).writing() as changes:
        changes.add(POLICY, NewFile("policies/b.md", "other\n"))
    assert not (root / POLICY.path).exists()


def test_the_day_is_that_of_the_flag() -> None:
    assert Context(flags=Flags(as_of="2026-11-22")).today == date(2026, 11, 22)


def test_another_tree_and_another_revision_at_once_are_refused(write_tree: WriteTree) -> None:
    context = Context(write_tree({}), Flags(at="HEAD", staged=True))
    with pytest.raises(Stop, match="give one of them"):
        _ = context.tree
