"""Opening a tree ahead: only where the command line is plain, and never with another outcome."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from isokit.cli.early_tree import early_tree
from isokit.commands.flags import Stop
from isokit.commands.tree import opened
from tests.support import Files

WriteTree = Callable[[Files], Path]


@pytest.mark.parametrize("command", ["check", "gap", "clause", "doctor", "log"])
def test_a_plain_command_line_opens_its_tree_ahead(command: str, write_tree: WriteTree) -> None:
    root = write_tree({"policies/quality.md": "---\nid: P\n---\n"})
    tree = early_tree(["-C", str(root / "policies"), command, "-f", "json"])
    assert tree and tree.root == root
    assert [source.path for source in tree.sources] == ["isokit.yaml", "policies/quality.md"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rules"],
        ["-C"],
        ["check", "--help"],
        ["check", "-h"],
        ["check", "--at", "HEAD"],
        ["check", "--at=HEAD"],
        ["check", "--staged"],
        ["-C", "/nowhere/at/all", "check"],
        ["--root=x", "check"],
        ["-h", "check"],
    ],
)
def test_anything_else_is_left_to_the_command(arguments: list[str], write_tree: WriteTree) -> None:
    folder = [] if arguments[:1] in (["-C"], ["--root=x"], ["-h"]) else ["-C", str(write_tree({}))]
    assert early_tree([*folder, *arguments]) is None


def test_completion_opens_nothing(write_tree: WriteTree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ISOKIT_COMPLETE", "complete_bash")
    assert early_tree(["-C", str(write_tree({})), "check"]) is None


def test_the_tree_early_is_taken_only_for_the_same_root(write_tree: WriteTree, tmp_path: Path) -> None:
    early = early_tree(["-C", str(write_tree({})), "check"])
    assert opened(tmp_path, None, early) is early
    other = tmp_path / "other"
    other.mkdir()
    (other / "isokit.yaml").write_text("standards: []\n")
    assert opened(other, None, early) is not early


def test_no_tree_stops_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="run isokit init"):
        opened(tmp_path, None)
