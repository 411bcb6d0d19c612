"""git: what isokit knows of the past, the tree of a revision, and a repository that would run programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from isokit.edge.git import process
from isokit.edge.git.process import GitRefused
from isokit.model.history import GitState
from isokit.text.source import Unreadable
from tests.edge.support import Git, Isokit, Unread, history, paths, second_commit, staged, tree_at, written


def contents(root: Path, revision: str) -> dict[str, bytes]:
    return {source.path: source.read() for source in tree_at(root, revision)[1] if source.obstacle is None}


# The states of a tree towards git


def test_a_clean_clone_has_a_commit_a_branch_and_no_state(repository: Path, git: Git) -> None:
    known = history(repository)
    assert (known.commit, known.branch, known.states) == (git(repository, "rev-parse", "HEAD"), "main", frozenset())


def test_a_folder_in_no_repository_says_so(tree: Path) -> None:
    assert history(tree).states == {GitState.NO_REPOSITORY}


def test_without_a_git_binary_the_check_works_on_all_files(
    repository: Path, unread: Unread, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(repository / ".gitignore", "build/\n")
    written(repository / "build" / "x.md")
    monkeypatch.setenv("PATH", "")
    assert history(repository).states == {GitState.NO_GIT}
    assert "build/x.md" in paths(repository)
    assert unread(repository) == {}


def test_a_revision_cannot_be_read_without_a_git_binary(repository: Path, isokit: Isokit) -> None:
    done = isokit(repository, "check", "--at", "HEAD", PATH="")
    assert (done.returncode, done.stderr) == (2, "isokit: git cannot show revision HEAD: git is not installed\n")


def test_a_repository_without_commits_is_unborn(tree: Path, git: Git) -> None:
    git(tree, "init", "--quiet")
    known = history(tree)
    assert (known.commit, known.branch) == (None, None)
    assert known.states == {GitState.UNBORN}
    assert paths(tree) == ["isokit.yaml", "policies/quality.md"]


def test_a_checked_out_commit_is_detached(repository: Path, git: Git) -> None:
    git(repository, "checkout", "--quiet", "--detach")
    known = history(repository)
    assert (known.commit, known.branch) == (git(repository, "rev-parse", "HEAD"), None)
    assert known.states == {GitState.DETACHED}


def test_a_shallow_clone_says_that_its_history_is_cut_off(repository: Path, git: Git, tmp_path: Path) -> None:
    second_commit(repository, git)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    assert history(tmp_path / "shallow").states == {GitState.SHALLOW}
    assert "fetch-depth: 0" in GitState.SHALLOW.meaning
    assert "plans/plan.md" in contents(tmp_path / "shallow", "HEAD")
    with pytest.raises(GitRefused):
        tree_at(tmp_path / "shallow", "HEAD~1")


def test_a_shallow_clone_that_git_refuses_is_not_blamed_on_its_history(
    repository: Path, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "commit", "--quiet", "--allow-empty", "--message=x")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    monkeypatch.setitem(process.ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setitem(process.ENVIRONMENT, "GIT_CONFIG_NOSYSTEM", "1")
    with pytest.raises(GitRefused, match="dubious ownership"):
        tree_at(tmp_path / "shallow", "HEAD")


def test_a_linked_worktree_has_its_own_branch(repository: Path, git: Git, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "--quiet", "-b", "audit", str(tmp_path / "linked"))
    known = history(tmp_path / "linked")
    assert known.branch == "audit"
    assert known.states == {GitState.WORKTREE}
    assert paths(tmp_path / "linked") == ["isokit.yaml", "policies/quality.md"]
    assert sorted(contents(tmp_path / "linked", "HEAD")) == ["isokit.yaml", "policies/quality.md"]


def test_a_submodule_is_known_as_one(repository: Path, git: Git, tmp_path: Path) -> None:
    shutil.copytree(repository, tmp_path / "other")
    git(repository, "submodule", "--quiet", "add", str(tmp_path / "other"), "vendor")
    assert history(repository / "vendor").states == {GitState.SUBMODULE}
    assert sorted(contents(repository / "vendor", "HEAD")) == ["isokit.yaml", "policies/quality.md"]


def test_a_repository_below_a_folder_named_modules_is_no_submodule(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    repository.rename(tmp_path / "modules" / "tree")
    assert history(tmp_path / "modules" / "tree").states == frozenset()


def test_a_sparse_checkout_is_known_as_one_and_shows_what_is_checked_out(repository: Path, git: Git) -> None:
    second_commit(repository, git)
    git(repository, "sparse-checkout", "set", "--cone", "policies")
    assert history(repository).states == {GitState.SPARSE}
    assert paths(repository) == ["isokit.yaml", "policies/quality.md"]


def test_a_sparse_checkout_that_was_ended_is_none(repository: Path, git: Git) -> None:
    second_commit(repository, git)
    git(repository, "sparse-checkout", "set", "--cone", "policies")
    git(repository, "sparse-checkout", "disable")
    assert history(repository).states == frozenset()


@pytest.mark.parametrize("name", ["two\nlines", "one\u2028name", "größe", "a b"])
def test_the_name_of_a_folder_does_not_confuse_the_states(repository: Path, git: Git, name: str) -> None:
    moved = repository.rename(repository.with_name(name))
    assert history(moved).commit == git(moved, "rev-parse", "HEAD")
    assert history(moved).branch == "main"
    git(moved, "checkout", "--quiet", "--detach")
    assert history(moved).states == {GitState.DETACHED}
    git(moved, "gc", "--quiet")
    assert "isokit.yaml" in contents(moved, "HEAD")


def test_packed_files_below_a_folder_with_brackets_in_its_name_are_read(repository: Path, git: Git) -> None:
    moved = repository.rename(repository.with_name("[archive]"))
    git(moved, "gc", "--quiet")
    assert sorted(contents(moved, "HEAD")) == ["isokit.yaml", "policies/quality.md"]


@pytest.mark.parametrize("name", ["[a]", "*", ":(top)", "a:b", "größe", "two\nlines"])
def test_a_tree_in_a_subfolder_of_an_odd_name_is_read_at_a_revision(tree: Path, git: Git, name: str) -> None:
    moved = tree.rename(tree.with_name(name))
    git(moved.parent, "init", "--quiet")
    git(moved.parent, "add", "--all")
    git(moved.parent, "commit", "--quiet", "--message=One")
    assert sorted(contents(moved, "HEAD")) == ["isokit.yaml", "policies/quality.md"]


def test_a_tree_in_a_subfolder_has_the_commit_of_its_repository(tree: Path, git: Git) -> None:
    git(tree.parent, "init", "--quiet")
    git(tree.parent, "add", "--all")
    git(tree.parent, "commit", "--quiet", "--message=One")
    assert history(tree).commit == git(tree.parent, "rev-parse", "HEAD")
    assert paths(tree) == ["isokit.yaml", "policies/quality.md"]


@pytest.mark.parametrize("content", ["", "nonsense", "gitdir: nowhere\n"])
def test_a_git_file_that_leads_nowhere_is_refused_and_all_files_count(
    tree: Path, unread: Unread, isokit: Isokit, content: str
) -> None:
    written(tree / ".git", content)
    assert history(tree).states == {GitState.REFUSED}
    assert history(tree).detail
    assert paths(tree) == ["isokit.yaml", "policies/quality.md"]
    assert unread(tree) == {}
    assert "git refuses this repository" in isokit(tree, "doctor").stdout


@pytest.mark.parametrize(
    "config",
    ["[core", "[core]\nrepositoryFormatVersion = 99\n", "[core]\nrepositoryFormatVersion = 0\nworktree = /nowhere\n"],
)
def test_a_config_git_does_not_accept_is_refused_and_all_files_count(repository: Path, config: str) -> None:
    written(repository / ".git" / "config", config)
    assert paths(repository) == ["isokit.yaml", "policies/quality.md"]
    assert GitState.REFUSED in history(repository).states


def test_a_repository_of_another_user_is_refused_and_all_files_count(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(repository / ".gitignore", "build/\n")
    written(repository / "build" / "x.md")
    monkeypatch.setitem(process.ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setitem(process.ENVIRONMENT, "GIT_CONFIG_NOSYSTEM", "1")
    assert history(repository).states == {GitState.REFUSED}
    assert "dubious ownership" in history(repository).detail
    assert history(repository).detail.endswith(f"; git config --global --add safe.directory {repository}")
    assert "build/x.md" in paths(repository)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away; the test above has git assume it")
def test_a_repository_given_away_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(process.ENVIRONMENT, "GIT_CONFIG_NOSYSTEM", "1")
    for path in (repository, repository / ".git"):
        os.chown(path, 12345, 12345)
    assert history(repository).states == {GitState.REFUSED}


def test_a_git_that_does_not_answer_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = written(repository.parent / "bin" / "git", "#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(process, "TIMEOUT", 0.1)
    assert history(repository).states == {GitState.REFUSED}
    assert "git does not answer" in history(repository).detail


@pytest.mark.parametrize(
    "name", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"]
)
def test_variables_of_git_are_not_obeyed(
    repository: Path, git: Git, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commit = git(repository, "rev-parse", "HEAD")
    other = written(tmp_path / "other" / "secret.md").parent
    git(other, "init", "--quiet")
    git(other, "add", "--all")
    git(other, "commit", "--quiet", "--message=Other")
    inside = {"GIT_INDEX_FILE": ".git/index", "GIT_WORK_TREE": ".", "GIT_OBJECT_DIRECTORY": ".git/objects"}
    monkeypatch.setenv(name, str(other / inside.get(name, ".git")))
    assert history(repository).commit == commit
    assert paths(repository) == ["isokit.yaml", "policies/quality.md"]
    assert tree_at(repository, "HEAD")[0] == commit
    assert sorted(contents(repository, "HEAD")) == ["isokit.yaml", "policies/quality.md"]
    assert os.environ[name], "the variables of the caller stay as they were"


# The tree of a revision


def test_the_tree_of_a_revision_has_its_own_bytes_not_those_on_disk(repository: Path, git: Git) -> None:
    (repository / "isokit.yaml").write_text("changed")
    commit, sources = tree_at(repository, "HEAD")
    assert commit == git(repository, "rev-parse", "HEAD")
    assert b"Blue Teapot" in {source.path: source.read() for source in sources}["isokit.yaml"]


@pytest.mark.parametrize(
    "spelling",
    [
        "HEAD~1",
        "HEAD^",
        "main~1",
        "@~1",
        "light",
        "heavy",
        "tags/heavy",
        "refs/tags/light",
        "heavy^0",
        "a/b",
        "größe#1",
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_revision_is_found_by_any_of_its_names(repository: Path, git: Git, spelling: str, packed: bool) -> None:
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "light")
    git(repository, "tag", "--annotate", "--message=Heavy", "heavy")
    git(repository, "branch", "a/b")
    git(repository, "branch", "größe#1")
    second_commit(repository, git)
    if packed:
        git(repository, "gc", "--quiet")
        assert not (repository / ".git" / "refs" / "tags" / "light").exists()
    assert tree_at(repository, spelling)[0] == first
    assert sorted(contents(repository, spelling)) == ["isokit.yaml", "policies/quality.md"]


@pytest.mark.parametrize("length", [7, 12, 40])
@pytest.mark.parametrize("packed", [False, True])
def test_a_revision_is_found_by_its_id(repository: Path, git: Git, length: int, packed: bool) -> None:
    first = git(repository, "rev-parse", "HEAD")
    second_commit(repository, git)
    if packed:
        git(repository, "gc", "--quiet")
    assert tree_at(repository, first[:length])[0] == first


def test_a_revision_of_a_subfolder_holds_only_the_files_below_it(tree: Path, git: Git) -> None:
    git(tree.parent, "init", "--quiet")
    written(tree.parent / "other.md")
    git(tree.parent, "add", "--all")
    git(tree.parent, "commit", "--quiet", "--message=One")
    assert sorted(contents(tree, "HEAD")) == ["isokit.yaml", "policies/quality.md"]


def test_names_in_a_revision_are_read_like_those_on_disk(repository: Path, git: Git, unread: Unread) -> None:
    for name in ("größe.md", "🫖.md", "line\nbreak.md", 'it\'s "so".md'):
        written(repository / "policies" / name, name)
    Path(os.fsdecode(os.fsencode(repository / "policies") + b"/gr\xf6sse.md")).write_text("text")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Names")
    sources = {source.path: source for source in tree_at(repository, "HEAD")[1]}
    assert sorted(sources) == paths(repository)
    assert sources["policies/line\nbreak.md"].read() == b"line\nbreak.md"
    assert sources["policies/gr\\xf6sse.md (not UTF-8)"].obstacle == "a file whose name is not UTF-8"


def test_a_link_and_a_submodule_in_a_revision_are_said_and_not_read(repository: Path, git: Git, tmp_path: Path) -> None:
    shutil.copytree(repository, tmp_path / "other")
    git(repository, "submodule", "--quiet", "add", str(tmp_path / "other"), "policies/vendor")
    (repository / "policies" / "link.md").symlink_to("quality.md")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Both")
    sources = {source.path: source for source in tree_at(repository, "HEAD")[1]}
    for path, kind in {"policies/vendor": "submodule", "policies/link.md": "symbolic link"}.items():
        assert kind in str(sources[path].obstacle)
        with pytest.raises(Unreadable):
            sources[path].read()


def test_a_file_over_8_mib_in_a_revision_is_said_and_not_read(repository: Path, git: Git) -> None:
    os.truncate(written(repository / "policies" / "large.md", ""), 8 * 1024 * 1024 + 1)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Large")
    large = next(source for source in tree_at(repository, "HEAD")[1] if source.path == "policies/large.md")
    with pytest.raises(Unreadable, match="it has 8,388,609 bytes; isokit reads at most 8,388,608"):
        large.read()


def test_a_file_whose_bytes_the_repository_lacks_is_said(repository: Path, git: Git, isokit: Isokit) -> None:
    blob = git(repository, "rev-parse", "HEAD:policies/quality.md")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    done = isokit(repository, "check", "--at", "HEAD", "-f", "concise")
    assert done.returncode == 1
    assert "policies/quality.md:1:1: TXT001 [error]" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("damage", [b"", b"no zlib", bytes(40)])
def test_a_damaged_repository_is_refused_in_a_line(repository: Path, git: Git, isokit: Isokit, damage: bytes) -> None:
    commit = git(repository, "rev-parse", "HEAD")
    damaged = repository / ".git" / "objects" / commit[:2] / commit[2:]
    damaged.chmod(0o644)
    damaged.write_bytes(damage)
    done = isokit(repository, "check", "--at", "HEAD")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "git cannot show revision HEAD" in done.stderr


def test_files_are_read_although_git_packs_them_in_the_meantime(repository: Path, git: Git) -> None:
    sources = tree_at(repository, "HEAD")[1]
    sources[0].read()
    git(repository, "gc", "--quiet", "--prune=now")
    assert b"Blue Teapot" in sources[0].read()
    assert sources[1].read() == (repository / "policies" / "quality.md").read_bytes()


def test_a_tree_that_was_not_there_yet_at_a_revision_is_refused(tree: Path, git: Git) -> None:
    git(tree.parent, "init", "--quiet")
    written(tree.parent / "other.md")
    git(tree.parent, "add", "other.md")
    git(tree.parent, "commit", "--quiet", "--message=One")
    with pytest.raises(GitRefused, match="git cannot show revision HEAD"):
        tree_at(tree, "HEAD")


def test_a_tree_that_was_a_file_at_a_revision_is_refused(repository: Path, git: Git) -> None:
    inner = written(repository / "inner", "a file")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=A file")
    inner.unlink()
    written(inner / "isokit.yaml")
    with pytest.raises(GitRefused, match="git cannot show revision HEAD"):
        tree_at(inner, "HEAD")


BAD = [
    "--output=x",
    "-x",
    "a..b",
    "a...b",
    "nowhere",
    "HEAD~99",
    "HEAD^9",
    "HEAD@{yesterday}",
    "HEAD@{9}",
    "HEAD@{u}",
    "HEAD^{tree}",
    "HEAD^{nonsense}",
    "HEAD^{/first}",
    "HEAD^{/(}",
    "HEAD:isokit.yaml",
    ":/first",
    ":0:isokit.yaml",
    "0000000000000000000000000000000000000000",
    "deadbeef",
    "HEAD" + "^" * 99,
    "HEAD~" + "9" * 5000,
    "../../etc/passwd",
    "/etc/passwd",
    "config",
    "a b",
    "a\nb",
    "a\x1b[31m",
    "",
]


@pytest.mark.parametrize("revision", BAD)
def test_what_is_no_revision_is_refused_in_one_line(repository: Path, revision: str) -> None:
    before = sorted(repository.rglob("*"))
    with pytest.raises(GitRefused) as refused:
        tree_at(repository, revision)
    assert len(str(refused.value).splitlines()) == 1
    assert sorted(repository.rglob("*")) == before


def test_a_revision_of_no_repository_is_refused(tree: Path) -> None:
    with pytest.raises(GitRefused, match="in no git repository"):
        tree_at(tree, "HEAD")


def test_a_revision_of_a_repository_without_commits_is_refused(tree: Path, git: Git) -> None:
    git(tree, "init", "--quiet")
    with pytest.raises(GitRefused):
        tree_at(tree, "HEAD")


def test_a_repository_of_sha256_is_read_like_any_other(tree: Path, git: Git) -> None:
    git(tree, "init", "--quiet", "--object-format=sha256")
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--message=One")
    second_commit(tree, git)
    head = str(history(tree).commit)
    assert len(head) == 64
    assert tree_at(tree, head[:12])[0] == head
    assert sorted(contents(tree, "HEAD~1")) == ["isokit.yaml", "policies/quality.md"]
    assert {source.path: source.read() for source in staged(tree)}["plans/plan.md"] == b"second"
    past = history(tree).past
    assert [commit.subject for commit in past.commits] == ["The second", "One"]
    assert past.content(head, "plans/plan.md") == b"second"


def test_a_repository_of_reftables_is_read_or_refused_in_a_line(tree: Path, git: Git, isokit: Isokit) -> None:
    """A git before 2.45 knows no reftables and says so."""
    git(tree, "init", "--quiet")
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--message=One")
    try:
        git(tree, "refs", "migrate", "--ref-format=reftable")
    except subprocess.CalledProcessError:
        config = tree / ".git" / "config"
        text = config.read_text().replace("repositoryformatversion = 0", "repositoryformatversion = 1")
        config.write_text(text + "[extensions]\n\trefStorage = reftable\n")
        assert history(tree).states == {GitState.REFUSED}
        assert "refstorage" in history(tree).detail
        done = isokit(tree, "check", "--at", "HEAD")
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert "refstorage" in done.stderr
    else:
        assert sorted(contents(tree, "HEAD")) == ["isokit.yaml", "policies/quality.md"]


def test_a_damaged_index_is_refused_and_all_files_count(repository: Path) -> None:
    (repository / ".git" / "index").write_bytes(b"no index")
    assert history(repository).states == {GitState.REFUSED}
    assert paths(repository) == ["isokit.yaml", "policies/quality.md"]
