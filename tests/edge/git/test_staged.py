"""`--staged`: judged is what a commit made now would hold, whatever lies on the disk."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from isokit.edge.git.process import GitRefused
from isokit.text.source import Source, Unreadable
from tests import shell
from tests.edge.support import POLICY, Git, Isokit, second_commit, staged, written

QUALITY = "policies/quality.md"
PROCEDURE = POLICY.replace("POL-1", "PRO-1").replace("policy", "procedure")
UNREFERENCED = "DOC204"


def sources(root: Path) -> dict[str, Source]:
    return {source.path: source for source in staged(root)}


def found(root: Path, *options: str) -> list[tuple[str, str]]:
    """The codes and paths of the findings of `isokit check --staged`."""
    done = shell.isokit("-C", root, "check", "--staged", "-f", "json", *options)
    assert done.exit_code in (0, 1), done.output
    return sorted((finding["code"], finding["path"]) for finding in json.loads(done.stdout)["findings"])


# What is judged


def test_a_partially_staged_file_is_judged_by_its_staged_content(repository: Path, git: Git) -> None:
    written(repository / QUALITY, POLICY.replace("owner: quality\n", ""))
    git(repository, "add", QUALITY)
    written(repository / QUALITY, POLICY)
    assert ("DOC101", QUALITY) in found(repository)
    written(repository / QUALITY, "---\nbroken: [")
    git(repository, "restore", "--staged", QUALITY)
    assert found(repository, "--select", "TXT,WSP,DOC") == []


def test_a_deletion_counts_once_it_is_staged(repository: Path, git: Git) -> None:
    written(repository / "policies" / "other.md", POLICY.replace("POL-1", "POL-2") + "See [it](quality.md).\n")
    git(repository, "add", "--all")
    (repository / QUALITY).unlink()
    assert ("REF003", "policies/other.md") not in found(repository)
    git(repository, "add", "--all")
    assert ("REF003", "policies/other.md") in found(repository)


def test_untracked_and_ignored_files_do_not_count(repository: Path, git: Git) -> None:
    written(repository / "procedures" / "buying.md", PROCEDURE)
    assert found(repository, "--select", UNREFERENCED) == []
    git(repository, "add", "--all")
    assert found(repository, "--select", UNREFERENCED) == [(UNREFERENCED, "procedures/buying.md")]


def test_a_file_that_git_was_only_told_of_is_not_staged(repository: Path, git: Git) -> None:
    written(repository / "procedures" / "empty.md", "")
    git(repository, "add", "--all")
    written(repository / "procedures" / "a\nb.md", PROCEDURE)
    git(repository, "add", "--intent-to-add", "procedures")
    assert "procedures/empty.md" in sources(repository)
    assert "procedures/a\nb.md" not in sources(repository)
    git(repository, "add", "procedures")
    assert sources(repository)["procedures/a\nb.md"].read() == PROCEDURE.encode()


def test_files_of_evidence_come_from_the_index_too(repository: Path, git: Git) -> None:
    digest = hashlib.sha256(b"staged").hexdigest()
    record = f"id: EVD-1\ntitle: Log\ntype: log\ncollected: 2026-01-01\nfiles: [{{path: evidence/log.txt, sha256: {digest}}}]\n"
    written(repository / "evidence" / "log.yaml", record)
    written(repository / "evidence" / "log.txt", "staged")
    git(repository, "add", "--all")
    written(repository / "evidence" / "log.txt", "altered on disk")
    assert found(repository, "--select", "EVD105") == []
    git(repository, "add", "--all")
    assert found(repository, "--select", "EVD105") == [("EVD105", "evidence/log.yaml")]


def test_a_file_nobody_merged_is_said_and_not_read(repository: Path, git: Git) -> None:
    git(repository, "checkout", "--quiet", "-b", "side")
    for branch, words in (("side", "ours"), ("main", "theirs")):
        git(repository, "checkout", "--quiet", branch)
        written(repository / QUALITY, POLICY + words)
        git(repository, "commit", "--quiet", "--all", f"--message={words}")
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "--quiet", "side")
    assert found(repository, "--select", "TXT001") == [("TXT001", QUALITY)]
    assert "git add" in str(sources(repository)[QUALITY].obstacle)


def test_links_submodules_and_odd_names_are_said_as_in_a_revision(repository: Path, git: Git, tmp_path: Path) -> None:
    shutil.copytree(repository, tmp_path / "other")
    git(repository, "submodule", "--quiet", "add", str(tmp_path / "other"), "policies/vendor")
    (repository / "policies" / "link.md").symlink_to("quality.md")
    Path(os.fsdecode(os.fsencode(repository / "policies") + b"/gr\xf6sse.md")).write_text("text")
    git(repository, "add", "--all")
    for path, kind in {
        "policies/vendor": "a submodule, which isokit does not enter",
        "policies/link.md": "a symbolic link, which isokit does not follow",
        "policies/gr\\xf6sse.md (not UTF-8)": "a file whose name is not UTF-8",
    }.items():
        assert sources(repository)[path].obstacle == kind
    with pytest.raises(Unreadable):
        sources(repository)["policies/link.md"].read()


def test_a_staged_file_over_8_mib_is_said_and_the_others_are_read(repository: Path, git: Git) -> None:
    os.truncate(written(repository / "policies" / "large.md", ""), 8 * 1024 * 1024 + 1)
    git(repository, "add", "--all")
    found = sources(repository)
    with pytest.raises(Unreadable, match="it has 8,388,609 bytes; isokit reads at most 8,388,608"):
        found["policies/large.md"].read()
    assert found[QUALITY].read() == POLICY.encode()


def test_a_staged_file_whose_bytes_the_repository_lacks_is_said(repository: Path, git: Git) -> None:
    blob = git(repository, "rev-parse", f"HEAD:{QUALITY}")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(Unreadable, match="the repository lacks its bytes"):
        sources(repository)[QUALITY].read()
    assert sources(repository)["isokit.yaml"].read()


def test_what_is_not_checked_out_is_staged_all_the_same(repository: Path, git: Git) -> None:
    second_commit(repository, git)
    git(repository, "sparse-checkout", "set", "--cone", "--sparse-index", "policies")
    assert sorted(sources(repository)) == ["isokit.yaml", "plans/plan.md", QUALITY]


def test_a_tree_in_a_subfolder_and_one_without_commits_can_be_staged(tree: Path, git: Git) -> None:
    git(tree.parent, "init", "--quiet")
    written(tree.parent / "beside.md")
    git(tree.parent, "add", "--all")
    assert sorted(sources(tree)) == ["isokit.yaml", QUALITY]


def test_a_file_is_read_although_git_packs_it_in_the_meantime(repository: Path, git: Git) -> None:
    found = sources(repository)
    found["isokit.yaml"].read()
    git(repository, "gc", "--quiet", "--prune=now")
    assert found[QUALITY].read() == POLICY.encode()


# The index git names


def other_index(repository: Path, git: Git, name: str) -> None:
    """An index beside the usual one, as `git commit FILE` makes it, in which only one file is staged."""
    written(repository / QUALITY, "in the other index")
    usual = repository / ".git" / "index"
    kept = usual.read_bytes()
    git(repository, "add", "--all")
    usual.rename(repository / ".git" / name)
    usual.write_bytes(kept)


@pytest.mark.parametrize("folder", [".git", "{repository}/.git"])
def test_the_index_git_names_while_it_commits_is_read(
    repository: Path, git: Git, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_index(repository, git, "next-index-1.lock")
    monkeypatch.setenv("GIT_INDEX_FILE", f"{folder}/next-index-1.lock".format(repository=repository))
    monkeypatch.chdir(repository / "policies")  # git means it from the top of the repository
    assert sources(repository)[QUALITY].read() == b"in the other index"
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert sources(repository)[QUALITY].read() == POLICY.encode()


@pytest.mark.parametrize("how", [("--all",), ("--only", QUALITY)], ids=" ".join)
def test_a_hook_of_git_commit_judges_what_is_committed(repository: Path, git: Git, how: tuple[str, ...]) -> None:
    """`git commit --all` and `git commit FILE` name an index of their own to the hook, and no other is right."""
    checked = f"'{sys.executable}' -m isokit check --staged --select DOC101 -f concise"
    hook = written(repository / ".git" / "hooks" / "pre-commit", f"#!/bin/sh\nexec {checked} >&2\n")
    hook.chmod(0o755)
    written(repository / QUALITY, POLICY.replace("owner: quality\n", ""))
    with pytest.raises(subprocess.CalledProcessError) as blocked:
        git(repository, "commit", *how, "--message=Blocked")
    assert b"policies/quality.md:2:1: DOC101" in blocked.value.stderr
    written(repository / QUALITY, POLICY + "more")
    git(repository, "commit", *how, "--message=Fine")


@pytest.mark.parametrize("said", ["nowhere", "isokit.yaml", "policies", "pipe", "/dev/zero", "a\tb"])
def test_what_is_no_index_is_refused_in_a_line(
    repository: Path, isokit: Isokit, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(repository / "pipe")
    done = isokit(repository, "check", "--staged", GIT_INDEX_FILE=said)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "GIT_INDEX_FILE" in done.stderr


def test_an_empty_name_of_an_index_is_none(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_INDEX_FILE", "")
    assert QUALITY in sources(repository)


# What cannot be done


def test_staged_and_at_exclude_each_other(repository: Path, isokit: Isokit) -> None:
    done = isokit(repository, "check", "--staged", "--at", "HEAD")
    assert (done.returncode, done.stderr) == (
        2,
        "isokit: --staged and --at are two different trees; give one of them\n",
    )


def test_outside_of_a_repository_nothing_is_staged(tree: Path, isokit: Isokit) -> None:
    done = isokit(tree, "check", "--staged")
    assert (done.returncode, "is in no git repository" in done.stderr) == (2, True)


def test_a_tree_whose_settings_are_not_staged_is_none(tree: Path, git: Git, isokit: Isokit) -> None:
    git(tree, "init", "--quiet")
    done = isokit(tree, "check", "--staged")
    assert (done.returncode, done.stderr) == (
        2,
        "isokit: there is no isokit.yaml in git's index; git add isokit.yaml\n",
    )


def test_a_damaged_index_is_refused(repository: Path) -> None:
    (repository / ".git" / "index").write_bytes(b"no index")
    with pytest.raises(GitRefused):
        staged(repository)
