"""What is kept between runs is found again only while nothing it depends on has changed, and is never trusted blindly."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from isokit.edge import cache
from tests import shell
from tests.edge.support import Git, second_commit, written

QUESTION = ("soa", "2026-11-22")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where answers are kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "isokit"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if all files had been written long ago."""
    monkeypatch.setattr(cache, "MARGIN", -(10**18))


def place(root: Path, *question: str) -> Path:
    found = cache.kept(root, question or QUESTION)
    assert found
    return found.path


def test_what_was_kept_is_found_again(tree: Path, folder: Path, settled: None) -> None:
    kept = cache.kept(tree, QUESTION)
    assert kept and kept.text() is None
    kept.keep("A.5.1 ✔\r\n")
    again = cache.kept(tree, QUESTION)
    assert again and again.text() == "A.5.1 ✔\r\n"
    assert [path.parent for path in folder.iterdir()] == [folder]


CHANGES: dict[str, Callable[[Path], object]] = {
    "another text": lambda root: (root / "policies" / "quality.md").write_text("else"),
    "the same text written again": lambda root: os.utime(root / "isokit.yaml"),
    "a new file": lambda root: written(root / "notes.txt"),
    "a file that is gone": lambda root: (root / "policies" / "quality.md").unlink(),
    "another name": lambda root: (root / "policies" / "quality.md").rename(root / "policies" / "quality2.md"),
    "another file in its place": lambda root: (written(root / "x"), (root / "x").rename(root / "isokit.yaml")),
    "a link in its place": lambda root: (root / "policies" / "link.md").symlink_to("quality.md"),
    "other rights": lambda root: (root / "isokit.yaml").chmod(0o600),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_change_asks_anew(change: Callable[[Path], object], tree: Path, folder: Path) -> None:
    before = place(tree)
    assert place(tree) == before
    change(tree)
    assert place(tree) != before


def test_a_change_with_the_old_size_and_the_old_time_asks_anew(tree: Path, folder: Path) -> None:
    policy = tree / "policies" / "quality.md"
    before, about, text = place(tree), policy.stat(), policy.read_text()
    policy.write_text(text.swapcase())
    os.utime(policy, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert place(tree) != before


@pytest.mark.parametrize("inside", [".", "cache", "reports/../cache"])
def test_nothing_is_kept_in_the_tree_itself(inside: str, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tree / inside))
    assert cache.kept(tree, QUESTION) is None


def test_nor_where_a_link_leads_into_it(tree: Path, folder: Path) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.symlink_to(tree)
    assert cache.kept(tree, QUESTION) is None


def test_another_question_another_folder_and_another_commit_ask_anew(repository: Path, folder: Path, git: Git) -> None:
    before = place(repository)
    assert place(repository, "soa", "2026-11-23") != before
    assert place(repository / "policies") != before
    git(repository, "commit", "--quiet", "--allow-empty", "--message=x")
    assert place(repository) != before


def test_what_git_ignores_does_not_matter(repository: Path, folder: Path) -> None:
    written(repository / ".gitignore", "*.tmp\n")
    before = place(repository)
    written(repository / "x.tmp")
    assert place(repository) == before


def test_nothing_is_kept_of_a_file_that_changed_a_moment_ago(tree: Path, folder: Path) -> None:
    kept = cache.kept(tree, QUESTION)
    assert kept and not kept.settled
    kept.keep("too early")
    assert not folder.exists()


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-1], lambda data: data + b"!", lambda data: b"", lambda data: b"\xff"]
)
def test_what_is_not_whole_is_no_answer(
    spoil: Callable[[bytes], bytes], tree: Path, folder: Path, settled: None
) -> None:
    kept = cache.kept(tree, QUESTION)
    assert kept
    kept.keep("answer")
    kept.path.write_bytes(spoil(kept.path.read_bytes()))
    assert kept.text() is None


def test_a_folder_others_may_write_to_is_not_used(tree: Path, folder: Path, settled: None) -> None:
    kept = cache.kept(tree, QUESTION)
    assert kept and kept.keep("answer") is None
    folder.chmod(0o777)
    assert kept.text() is None
    assert "only its owner writes to" in (kept.keep("another") or "")


def test_a_folder_that_is_a_link_is_not_used(tree: Path, folder: Path, tmp_path: Path, settled: None) -> None:
    folder.parent.mkdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    kept = cache.kept(tree, QUESTION)
    assert kept and kept.keep("answer")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_breaks(
    tree: Path, folder: Path, settled: None
) -> None:
    written(folder.parent, "a file where the folder would be")
    kept = cache.kept(tree, QUESTION)
    assert kept and kept.keep("answer")
    assert kept.text() is None


def test_only_the_newest_answers_are_kept(
    tree: Path, folder: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST", 3)
    for number in range(5):
        kept = cache.kept(tree, (*QUESTION, str(number)))
        assert kept
        kept.keep("answer")
        os.utime(kept.path, (number, number))
    assert len(list(folder.iterdir())) == 3


class TestSoa:
    """`isokit soa` is the command that asks."""

    @pytest.fixture(autouse=True)
    def always_settled(self, folder: Path, settled: None) -> None:
        pass

    def soa(self, root: Path, *arguments: str) -> Result:
        words = ["-C", str(root), "soa", "--standard", "iso27001:2022", "--as-of", "2026-11-22", *arguments]
        return shell.isokit(*words)

    def marked(self, folder: Path) -> None:
        """Put a word where answers are kept, so that one sees which answers come from there."""
        for path in folder.iterdir():
            cache.Kept(path, True).keep("kept\n")

    def test_it_shows_what_it_kept_only_to_the_same_question(self, tree: Path, folder: Path) -> None:
        first = self.soa(tree).stdout
        assert self.soa(tree).stdout == first
        self.marked(folder)
        assert self.soa(tree).stdout == "kept\n"
        for other in (("--no-cache",), ("-f", "csv"), ("--as-of", "2026-11-23"), ("--ascii",), ("--color", "always")):
            assert "kept" not in self.soa(tree, *other).stdout

    def test_where_nothing_can_be_kept_it_says_so_and_shows_it_all_the_same(self, tree: Path, folder: Path) -> None:
        written(folder.parent, "a file where the folder would be")
        shown = self.soa(tree)
        assert (shown.exit_code, shown.stdout) == (0, self.soa(tree, "--no-cache").stdout)
        assert shown.stderr.startswith("isokit: the answer is not kept for the next run: ")
        assert self.soa(tree, "-q").stderr == ""

    def test_a_change_is_seen(self, tree: Path, folder: Path) -> None:
        self.soa(tree)
        self.marked(folder)
        written(tree / "registers" / "applicability.yaml", "applicability:\n  - {control: A.5.1, applicable: true}\n")
        assert "unstated" in self.soa(tree).stdout

    def test_without_the_cache_nothing_is_kept(self, tree: Path, folder: Path) -> None:
        self.soa(tree, "--no-cache")
        assert not folder.exists()

    def test_what_was_not_read_is_said_each_time(self, tree: Path, folder: Path) -> None:
        written(tree / "registers" / "risks.yaml", "risks: [\n")
        for _ in range(2):
            assert "1 file is not read" in self.soa(tree).stderr
        written(tree / "registers" / "risks.yaml", "risks: []\n")
        written(tree / "registers" / "applicability.yaml", "applicability: seven\n")
        for _ in range(2):
            assert "is understood; see isokit check" in self.soa(tree).stderr
        assert not folder.exists()

    def test_a_file_beside_it_is_always_written(self, tree: Path, folder: Path, tmp_path: Path) -> None:
        self.soa(tree)
        self.marked(folder)
        self.soa(tree, "--report", f"csv={tmp_path / 'soa.csv'}")
        assert (tmp_path / "soa.csv").read_text().startswith('"Control"')

    def test_another_revision_is_not_mixed_up_with_the_tree(self, repository: Path, folder: Path, git: Git) -> None:
        second_commit(repository, git)
        self.soa(repository)
        self.marked(folder)
        assert "kept" not in self.soa(repository, "--at", "HEAD~1").stdout

    def test_a_kept_answer_is_shown_without_what_it_takes_to_find_it(self, tree: Path, folder: Path) -> None:
        script = (
            "import os, sys\n"
            "from isokit.edge import cache\n"
            "cache.MARGIN = -(10**18)\n"
            "os._exit = lambda code: print(*sys.modules, file=sys.stderr)\n"
            "from isokit.__main__ import main\n"
            "main()\n"
        )
        words = ["-C", str(tree), "soa", "--standard", "iso27001:2022", "--as-of", "2026-11-22"]
        runs = [
            subprocess.run([sys.executable, "-c", script, *words], capture_output=True, encoding="utf-8", check=True)
            for _ in range(2)
        ]
        assert runs[0].stdout == runs[1].stdout != ""
        first, second = ({name.partition(".")[0] for name in run.stderr.split()} for run in runs)
        assert {"pydantic", "yaml", "rich"} <= first
        assert not {"pydantic", "yaml", "rich"} & second
