"""The past: which commits changed which files, told by one pass over the log, and the same as git tells file by file."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from isokit.edge.git import process
from isokit.model.history import Past
from tests.edge.support import Git, history, past_at, second_commit, written

POLICY = "policies/quality.md"


def told(root: Path, path: str) -> list[str]:
    """The subjects of the commits that changed a file, newest first."""
    return [commit.subject for commit in history(root).past.of(path)]


def commit(folder: Path, git: Git, subject: str, day: str = "2026-01-01", **files: str | None) -> None:
    """Commit files given by name without their ending; None deletes."""
    for name, text in files.items():
        path = folder / f"{name}.md"
        if text is None:
            path.unlink()
        else:
            written(path, text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--date={day}T12:00:00+00:00", f"--message={subject}")


@pytest.fixture
def lines(repository: Path, git: Git) -> Path:
    """A repository whose first commit has three files of ten lines."""
    commit(repository, git, "base", **dict.fromkeys("abc", "".join(f"{n}\n" for n in range(10))))
    return repository


# What a commit changed


def test_the_last_change_of_a_file_is_told_with_author_days_and_subject(repository: Path, git: Git) -> None:
    git(repository, "config", "user.email", "unused@example.org")
    written(repository / POLICY, "changed")
    author = "--author=Grace <Quality@Teapot.Example>"
    git(repository, "commit", "--quiet", "--all", author, "--date=2026-03-02T23:30:00-11:00", "--message=Mend\n\nMore.")
    last = history(repository).past.last(POLICY)
    assert last
    assert (last.id, last.author, last.subject) == (
        git(repository, "rev-parse", "HEAD"),
        "quality@teapot.example",
        "Mend",
    )
    assert last.authored == date(2026, 3, 2), "the day the author's own clock showed"
    assert last.committed == date.fromisoformat(git(repository, "log", "-1", "--format=%cs"))
    assert told(repository, POLICY) == ["Mend", "The first"]
    assert told(repository, "isokit.yaml") == ["The first"]


def test_the_past_is_read_only_when_somebody_asks(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = history(repository)
    monkeypatch.setenv("PATH", "")
    assert known.commit
    assert known.past == Past(detail="git does not show the past: git is not installed")


def test_a_deleted_file_that_comes_back_keeps_its_past(repository: Path, git: Git) -> None:
    commit(repository, git, "made", a="1")
    commit(repository, git, "deleted", a=None)
    assert told(repository, "a.md") == [], "it is no file of the tree"
    commit(repository, git, "back", a="1")
    assert told(repository, "a.md") == ["back", "deleted", "made"]


def test_a_renamed_file_has_the_past_of_its_new_name(repository: Path, git: Git) -> None:
    git(repository, "mv", POLICY, "policies/quality-policy.md")
    git(repository, "commit", "--quiet", "--message=Rename")
    assert told(repository, "policies/quality-policy.md") == ["Rename"]


def test_odd_names_are_those_of_the_sources(repository: Path, git: Git) -> None:
    names = [
        "größe.md",
        "🫖.md",
        "line\nbreak.md",
        'it\'s "so".md',
        "  two.md",
        "tab\t.md",
        "-x.md",
        ":(top).md",
        "a..b",
    ]
    for name in names:
        written(repository / "policies" / name, name)
    Path(os.fsdecode(os.fsencode(repository / "policies") + b"/gr\xf6sse.md")).write_text("text")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Names")
    past = history(repository).past
    expected = {f"policies/{name}" for name in names} | {"policies/gr\\xf6sse.md (not UTF-8)"}
    assert {path for path, commits in past.changes.items() if commits[0].subject == "Names"} == expected
    head = str(history(repository).commit)
    assert {name: past.content(head, f"policies/{name}") for name in names} == {n: n.encode() for n in names}


@pytest.mark.parametrize("subject", ["", "a\x01b", "größe \u202e", "x" * 5000, "HEAD", "\x1b[31mred"])
def test_odd_subjects_and_commits_that_change_nothing_do_not_confuse(repository: Path, git: Git, subject: str) -> None:
    commit(repository, git, "nothing")
    written(repository / POLICY, "changed")
    git(repository, "commit", "--quiet", "--all", "--allow-empty-message", f"--message={subject}")
    commit(repository, git, "nothing")
    assert told(repository, POLICY) == [subject[:500], "The first"]


def test_a_subject_in_latin_1_is_read_as_such(repository: Path, git: Git) -> None:
    message = repository.parent / "message"
    message.write_bytes("Größe".encode("latin-1"))
    written(repository / POLICY, "changed")
    git(repository, "-c", "i18n.commitEncoding=latin1", "commit", "--quiet", "--all", f"--file={message}")
    git(repository, "config", "i18n.logOutputEncoding", "latin1")
    assert told(repository, POLICY)[0] == "Größe"


@pytest.mark.parametrize(
    "config",
    [
        "[log]\n showRoot = false\n showSignature = true\n mailmap = true\n diffMerges = off\n",
        "[diff]\n relative = true\n noprefix = true\n renames = copies\n orderFile = nowhere\n",
        "[format]\n pretty = oneline\n[color]\n ui = always\n[core]\n quotePath = true\n",
        "[log]\n follow = true\n date = relative\n decorate = full\n[i18n]\n logOutputEncoding = utf-16\n",
    ],
)
def test_settings_of_the_repository_do_not_bend_the_log(repository: Path, git: Git, config: str) -> None:
    second_commit(repository, git)
    before = history(repository).past
    with (repository / ".git" / "config").open("a") as file:
        file.write(config)
    written(repository / ".mailmap", "Somebody <else@example.org> <ada@example.org>\n")
    after = history(repository).past
    assert after.changes == before.changes
    assert after.changes[POLICY][0].author == "ada@example.org"


def test_replaced_and_grafted_commits_do_not_tell_another_past(repository: Path, git: Git) -> None:
    second = second_commit(repository, git)
    git(repository, "checkout", "--quiet", "--orphan", "other")
    git(repository, "commit", "--quiet", "--message=Another past")
    other = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "--quiet", "main")
    git(repository, "replace", second, other)
    assert told(repository, "plans/plan.md") == ["The second"]
    git(repository, "replace", "--delete", second)
    written(repository / ".git" / "info" / "grafts", f"{second}\n")
    assert told(repository, POLICY) == ["The first"]


# Merges


def test_a_merge_does_not_stand_for_what_was_done_on_a_branch(lines: Path, git: Git) -> None:
    git(lines, "checkout", "--quiet", "-b", "side")
    commit(lines, git, "on the side", a="1")
    git(lines, "checkout", "--quiet", "main")
    commit(lines, git, "on main", b="1")
    git(lines, "merge", "--quiet", "--message=Merge", "side")
    assert told(lines, "a.md") == ["on the side", "base"]
    assert told(lines, "b.md") == ["on main", "base"]
    assert told(lines, "c.md") == ["base"]


def test_a_merge_that_only_takes_over_a_branch_changes_nothing(lines: Path, git: Git) -> None:
    git(lines, "checkout", "--quiet", "-b", "side")
    commit(lines, git, "on the side", a="1")
    git(lines, "checkout", "--quiet", "main")
    git(lines, "merge", "--quiet", "--no-ff", "--message=Merge", "side")
    commit(lines, git, "later", b="1")
    assert told(lines, "a.md") == ["on the side", "base"]


def test_a_merge_that_joins_two_changes_of_a_file_changed_it(lines: Path, git: Git) -> None:
    old = (lines / "a.md").read_text()
    git(lines, "checkout", "--quiet", "-b", "side")
    commit(lines, git, "on the side", a=old + "end\n")
    git(lines, "checkout", "--quiet", "main")
    commit(lines, git, "on main", a="begin\n" + old)
    git(lines, "merge", "--quiet", "--message=Merge", "side")
    assert told(lines, "a.md")[0] == "Merge"
    assert sorted(told(lines, "a.md")[1:]) == ["base", "on main", "on the side"]


def test_what_a_merge_slips_in_is_told(lines: Path, git: Git) -> None:
    git(lines, "checkout", "--quiet", "-b", "side")
    commit(lines, git, "on the side", a="1")
    git(lines, "checkout", "--quiet", "main")
    git(lines, "merge", "--quiet", "--no-ff", "--no-commit", "side")
    commit(lines, git, "Merge, and more", b="slipped in", new="slipped in")
    assert told(lines, "b.md") == ["Merge, and more", "base"]
    assert told(lines, "new.md") == ["Merge, and more"]
    assert told(lines, "a.md") == ["on the side", "base"]


def test_what_a_merge_threw_away_is_no_past_of_the_file(lines: Path, git: Git) -> None:
    git(lines, "checkout", "--quiet", "-b", "side")
    commit(lines, git, "thrown away", a="side")
    git(lines, "checkout", "--quiet", "main")
    commit(lines, git, "kept", a="main")
    git(lines, "merge", "--quiet", "--strategy=ours", "--message=Merge", "side")
    assert told(lines, "a.md") == ["kept", "base"]


FILES = [f"tree/{name}" for name in "abcd"] + ["beside/x", "beside/y"]
Tree = dict[str, int]


def random_commits(seed: int) -> bytes:
    """Commits with up to two parents, whose files come from any parent, are new, or are gone; one head."""
    chance, trees, heads = random.Random(seed), list[Tree](), set[int]()
    stream = [b"reset refs/heads/main\n"]
    for mark in range(1, 61):
        known = range(max(1, mark - 6), mark)
        parents = chance.sample(known, min(len(known), chance.choice([1, 1, 2])))
        if mark > 40 and len(heads) > 1:
            parents = chance.sample(sorted(heads), 2)
        before = [trees[parent - 1] for parent in parents]
        tree = {f: v for f in FILES if before and (v := chance.choice(before).get(f))}
        if len(parents) == 2 and chance.random() < 0.3:
            tree = dict(chance.choice(before))
        for file in chance.sample(FILES, chance.choice([0, 1, 1, 2]) if parents else len(FILES)):
            tree.pop(file, None)
            tree |= {file: chance.randrange(1, 5)} if chance.random() < 0.8 or not parents else {}
        trees.append(tree)
        heads = (heads - {*parents}) | {mark}
        stream.append(as_commit(mark, parents, tree, chance.randrange(1000)))
    return b"".join(stream)


def as_commit(mark: int, parents: list[int], tree: Tree, skew: int) -> bytes:
    when = 1_767_225_600 + mark * 100 + skew
    lines = ["commit refs/heads/main", f"mark :{mark}", f"committer A <a@example.org> {when} +0000", "data 0"]
    lines += [f"{'merge' if index else 'from'} :{parent}" for index, parent in enumerate(parents)]
    lines += ["deleteall", *(f"M 100644 inline {file}\ndata 1\n{value}" for file, value in tree.items())]
    return ("\n".join(lines) + "\n\n").encode()


@pytest.mark.parametrize("seed", range(12))
def test_the_past_of_each_file_is_what_git_tells_of_it_alone(tmp_path: Path, git: Git, seed: int) -> None:
    """With merges of every kind, clocks that go wrong, and a tree in a folder of its repository or at its top."""
    git(tmp_path, "init", "--quiet", ".")
    given = random_commits(seed)
    subprocess.run(["git", "fast-import", "--quiet", "--force"], cwd=tmp_path, input=given, check=True)
    git(tmp_path, "reset", "--quiet", "--hard", "main")
    order = git(tmp_path, "log", "--format=%H", "--date-order").split()
    for root in (tmp_path, tmp_path / "tree"):
        past = past_at(root, order[0])
        assert past.whole
        paths = git(root, "ls-tree", "-r", "--name-only", "HEAD").split()
        assert past.changes.keys() == set(paths)
        for path in paths:
            found = [commit.id for commit in past.of(path)]
            alone = git(root, "log", "--format=%H", "--", path).split()
            assert found == sorted(alone, key=order.index), path


def test_a_merge_of_many_branches_loses_none_of_them(lines: Path, git: Git) -> None:
    for name in ("a", "b", "c"):
        git(lines, "checkout", "--quiet", "-b", f"side-{name}", "main")
        commit(lines, git, f"on side {name}", **{name: "1"})
    git(lines, "checkout", "--quiet", "main")
    git(lines, "merge", "--quiet", "--message=Merge", "side-a", "side-b", "side-c")
    for name in ("a", "b", "c"):
        assert told(lines, f"{name}.md") == [f"on side {name}", "base"]


# Where the tree stands, and what limits the past


def test_a_tree_in_a_subfolder_has_its_own_paths(tree: Path, git: Git) -> None:
    outer = tree.parent
    git(outer, "init", "--quiet")
    written(outer / "isokit.yaml", "another file of the same name")
    commit(outer, git, "outside first", **{"tree/inside": "1"})
    commit(outer, git, "beside", **{"outside": "1"})
    commit(outer, git, "inside again", **{"tree/inside": "2"})
    past = history(tree).past
    assert past.whole
    assert sorted(past.changes) == ["inside.md", "isokit.yaml", POLICY]
    assert told(tree, "inside.md") == ["inside again", "outside first"]
    assert [past.content(commit.id, "inside.md") for commit in past.of("inside.md")] == [b"2", b"1"]


def test_commits_come_newest_first_over_all_files(repository: Path, git: Git) -> None:
    commit(repository, git, "one", day="2026-05-01", a="1")
    commit(repository, git, "two", day="2026-01-01", b="1")
    assert [commit.subject for commit in history(repository).past.commits] == ["two", "one", "The first"]


def test_of_a_shallow_clone_only_what_is_sure_is_told(repository: Path, git: Git, tmp_path: Path) -> None:
    second_commit(repository, git)
    commit(repository, git, "third", a="1")
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{repository}", "shallow")
    past = history(tmp_path / "shallow").past
    assert not past.whole
    assert "fetch-depth: 0" in past.detail
    assert past.last("a.md"), "that commit has its parent"
    assert past.last("plans/plan.md") is None, "nobody knows what the last commit of a shallow clone changed"


def test_without_a_commit_or_a_repository_nothing_is_told(tree: Path, git: Git) -> None:
    assert history(tree).past == Past()
    git(tree, "init", "--quiet")
    assert history(tree).past == Past(detail="there is no commit yet")


def test_a_detached_commit_and_a_linked_worktree_have_their_past(repository: Path, git: Git, tmp_path: Path) -> None:
    second_commit(repository, git)
    git(repository, "checkout", "--quiet", "--detach", "HEAD~1")
    assert told(repository, POLICY) == ["The first"]
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "linked"), "main")
    assert told(tmp_path / "linked", "plans/plan.md") == ["The second"]
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    git(tmp_path / "shallow", "worktree", "add", "--quiet", "-b", "x", str(tmp_path / "of-shallow"))
    assert not history(tmp_path / "of-shallow").past.whole


def test_the_past_at_a_revision_ends_with_it(repository: Path, git: Git) -> None:
    first = git(repository, "rev-parse", "HEAD")
    written(repository / POLICY, "changed")
    second_commit(repository, git)
    past = past_at(repository, first)
    assert [commit.id for commit in past.of(POLICY)] == [first]
    assert past.last("plans/plan.md") is None


@pytest.mark.parametrize("damage", ["HEAD~1", "HEAD^{tree}", "HEAD~1^{tree}"])
def test_a_repository_that_lacks_a_part_tells_nothing_and_says_so(repository: Path, git: Git, damage: str) -> None:
    second_commit(repository, git)
    name = git(repository, "rev-parse", damage)
    (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()
    past = history(repository).past
    assert (past.changes, past.whole) == ({}, False)
    assert past.detail.startswith("git does not show the past: ")


def test_a_git_that_stops_answering_is_not_waited_for(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.which("git")
    slow = f'#!/bin/sh\ncase " $* " in *" log "*) exec sleep 60;; esac\nexec {real} "$@"\n'
    program = written(repository.parent / "bin" / "git", slow)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(process, "TIMEOUT", 0.5)
    assert history(repository).past == Past(detail="git does not show the past: git does not answer")


# What stood in a file


def test_content_is_what_stood_in_a_file_at_a_commit(repository: Path, git: Git) -> None:
    first = git(repository, "rev-parse", "HEAD")
    old = (repository / POLICY).read_bytes()
    written(repository / POLICY, "new\r\n")
    second = second_commit(repository, git)
    content = history(repository).past.content
    assert [content(first, POLICY), content(second, POLICY)] == [old, b"new\r\n"]
    assert content(first, "plans/plan.md") is None
    assert content(second, "plans") is None, "a folder"
    assert content(first, POLICY) == old, "and again, after the others"


@pytest.mark.parametrize("commit", ["HEAD", "", "--batch-all-objects", "0" * 40, "main\n", "^" + "0" * 40])
def test_content_is_had_only_by_the_id_of_a_commit(repository: Path, commit: str) -> None:
    assert history(repository).past.content(commit, POLICY) is None


@pytest.mark.parametrize(
    "path", ["../tree/isokit.yaml", "./isokit.yaml", "/isokit.yaml", "", "a\nb", "\udcff", "x" * 9999]
)
def test_content_leaves_the_tree_by_no_path(repository: Path, path: str) -> None:
    known = history(repository)
    assert known.commit
    assert known.past.content(known.commit, path) is None
    assert known.past.content(known.commit, POLICY), "and it still answers"


def test_a_file_over_8_mib_has_no_content(repository: Path, git: Git) -> None:
    os.truncate(written(repository / "policies" / "large.md", ""), 8 * 1024 * 1024 + 1)
    os.truncate(written(repository / "policies" / "just.md", ""), 8 * 1024 * 1024)
    head = second_commit(repository, git)
    content = history(repository).past.content
    assert content(head, "policies/large.md") is None
    assert len(content(head, "policies/just.md") or b"") == 8 * 1024 * 1024
    assert content(head, POLICY)
