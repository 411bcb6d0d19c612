"""The tree on disk: which files are there, which are only said, and what is never opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from isokit.edge import disk
from tests.edge.support import Git, Isokit, Unread, paths, source_at, written

# The root


def test_the_root_is_found_from_a_folder_deep_inside(tree: Path) -> None:
    deep = written(tree / "evidence" / "2026" / "09" / "x.yaml").parent
    assert disk.find_root(deep) == tree


def test_the_nearest_settings_file_wins(tree: Path) -> None:
    inner = written(tree / "subsidiary" / "isokit.yaml").parent
    assert disk.find_root(inner) == inner


def test_the_root_of_a_relative_folder_is_absolute(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "policies")
    assert disk.find_root(Path()) == tree


def test_the_search_for_the_root_ends_at_the_root_of_the_repository(tree: Path, git: Git) -> None:
    inner = tree / "vendor" / "docs"
    inner.mkdir(parents=True)
    git(tree / "vendor", "init", "--quiet")
    with pytest.raises(disk.NoTree, match=r"no isokit\.yaml .* isokit init"):
        disk.find_root(inner)


def test_the_search_for_the_root_ends_at_the_root_of_a_submodule_or_worktree(tree: Path) -> None:
    inner = tree / "vendor"
    written(inner / ".git", "gitdir: ../.git/modules/vendor\n")
    with pytest.raises(disk.NoTree):
        disk.find_root(inner)


def test_the_root_of_the_repository_itself_may_be_the_root(repository: Path) -> None:
    assert disk.find_root(repository / "policies") == repository


def test_a_folder_named_isokit_yaml_is_no_root(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "isokit.yaml").mkdir()
    with pytest.raises(disk.NoTree):
        disk.find_root(tmp_path)


def test_a_start_that_is_no_folder_is_said(tree: Path) -> None:
    with pytest.raises(disk.NoTree, match="is not a folder"):
        disk.find_root(tree / "isokit.yaml")


def test_a_tree_may_be_entered_through_a_link_the_user_names(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tree)
    assert disk.find_root(tmp_path / "link") == tmp_path / "link"
    assert paths(tmp_path / "link") == ["isokit.yaml", "policies/quality.md"]


# Which files


def test_without_git_all_files_count_in_the_order_of_their_paths(tree: Path) -> None:
    written(tree / ".gitignore", "build/\n")
    written(tree / "build" / "x.md")
    assert paths(tree) == [".gitignore", "build/x.md", "isokit.yaml", "policies/quality.md"]


def test_with_git_tracked_files_and_new_ones_count_but_not_ignored_ones(repository: Path, git: Git) -> None:
    written(repository / ".gitignore", "build/\n*.bak\n")
    written(repository / "build" / "deep" / "x.md")
    written(repository / "policies" / "quality.md.bak")
    written(repository / "policies" / "new.md")
    written(repository / "policies" / "added.md")
    git(repository, "add", "policies/added.md")
    assert paths(repository) == [
        ".gitignore",
        "isokit.yaml",
        "policies/added.md",
        "policies/new.md",
        "policies/quality.md",
    ]


def test_a_tracked_file_counts_although_a_pattern_ignores_it(repository: Path, git: Git) -> None:
    written(repository / ".gitignore", "evidence/\n")
    written(repository / "evidence" / "kept.yaml")
    written(repository / "evidence" / "dropped.yaml")
    git(repository, "add", "--force", "evidence/kept.yaml")
    assert "evidence/kept.yaml" in paths(repository)
    assert "evidence/dropped.yaml" not in paths(repository)


def test_a_deleted_file_that_git_still_tracks_is_not_there(repository: Path) -> None:
    (repository / "policies" / "quality.md").unlink()
    assert paths(repository) == ["isokit.yaml"]


def test_ignored_evidence_is_not_in_the_tree_and_check_says_so(repository: Path, isokit: Isokit) -> None:
    written(repository / ".gitignore", "*.csv\n")
    written(repository / "evidence" / "survey.csv", "1;2\n")
    written(repository / "evidence" / "EVD-1.yaml", "id: EVD-1\ntitle: Survey\nfiles: [{path: evidence/survey.csv}]\n")
    done = isokit(repository, "check", "-f", "concise", "--select", "EVD102")
    assert "the file evidence/survey.csv is not in the tree" in done.stdout


def test_what_git_calls_its_own_is_never_part_of_the_tree(repository: Path) -> None:
    assert not [path for path in paths(repository) if path.startswith(".git/")]


def test_a_tree_in_a_subfolder_of_the_repository_holds_only_its_own_files(tree: Path, git: Git) -> None:
    git(tree.parent, "init", "--quiet")
    written(tree.parent / ".gitignore", "*.bak\n")
    written(tree / "policies" / "quality.md.bak")
    written(tree.parent / "policies" / "other.md")
    git(tree.parent, "add", "--all")
    assert paths(tree) == ["isokit.yaml", "policies/quality.md"]


@pytest.mark.parametrize(
    "name",
    ["a b.md", "größe.md", "🫖.md", 'it\'s "so".md', "line\nbreak.md", "tab\t.md", "-dash.md", "ünï\\x.md", "*?[a].md"],
)
@pytest.mark.parametrize("with_git", [False, True])
def test_any_name_that_is_text_is_read(tree: Path, git: Git, name: str, with_git: bool) -> None:
    written(tree / "policies" / name, "text")
    if with_git:
        git(tree, "init", "--quiet")
        git(tree, "add", "--all")
        written(tree / "plans" / name, "new")
        assert source_at(tree, f"plans/{name}").read() == b"new"
    assert source_at(tree, f"policies/{name}").read() == b"text"


def test_a_line_break_in_a_name_does_not_break_a_line_of_the_findings(tree: Path, isokit: Isokit) -> None:
    written(tree / "policies" / "line\nbreak.md", "no front matter")
    lines = isokit(tree, "check", "-f", "concise").stdout.splitlines()
    assert [line for line in lines if line.startswith("policies/line") and "break.md:" in line]


@pytest.mark.parametrize("with_git", [False, True])
def test_a_name_that_is_no_utf8_is_said_and_not_read(tree: Path, git: Git, unread: Unread, with_git: bool) -> None:
    Path(os.fsdecode(os.fsencode(tree / "policies") + b"/gr\xf6sse.md")).write_text("text")
    if with_git:
        git(tree, "init", "--quiet")
        git(tree, "add", "--all")
    assert unread(tree) == {
        "policies/gr\\xf6sse.md (not UTF-8)": "this file cannot be read: a file whose name is not UTF-8"
    }


def test_a_file_below_a_folder_whose_name_is_no_utf8_is_said(tree: Path, unread: Unread) -> None:
    folder = os.fsencode(tree / "policies") + b"/\xff"
    os.mkdir(folder)
    Path(os.fsdecode(folder + b"/x.md")).write_text("text")
    assert list(unread(tree)) == ["policies/\\xff/x.md (not UTF-8)"]


def test_a_folder_named_like_a_record_is_a_folder(tree: Path) -> None:
    written(tree / "evidence" / "x.yaml" / "y.yaml")
    assert "evidence/x.yaml/y.yaml" in paths(tree)
    assert "evidence/x.yaml" not in paths(tree)


def test_a_tree_as_deep_as_the_system_allows_is_read(tree: Path) -> None:
    deep = "/".join(["d"] * 400)
    written(tree / "evidence" / deep / "x.yaml")
    assert f"evidence/{deep}/x.yaml" in paths(tree)
