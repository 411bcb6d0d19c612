"""The first promise: commands that read write nothing, neither in the tree nor beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import shell
from tests.edge.support import Git

TINY = Path(__file__).parents[2] / "examples" / "tiny"

READING = [
    ("check",),
    ("check", "-f", "full", "policies"),
    ("check", "-f", "json"),
    ("check", "--at", "HEAD"),
    ("gap",),
    ("gap", "--all"),
    ("gap", "-f", "json"),
    ("gap", "-f", "markdown"),
    ("gap", "--at", "HEAD"),
    ("check", "--staged"),
    ("log", "POL-001"),
    ("log", "iso9001:2015/8.4.1", "-f", "json"),
    ("log", "POL-001", "--at", "HEAD"),
    ("clause", "iso9001:2015/8.4.1"),
    ("doctor",),
    ("doctor", "-f", "json"),
    ("rules",),
    ("explain", "DOC204"),
    ("report",),
    ("evidence", "due", "--within", "1y"),
    ("evidence", "verify", "-v"),
    ("soa", "--standard", "iso27001:2022"),
    ("soa", "--standard", "iso27001:2022", "--at", "HEAD", "-f", "csv"),
    ("soa", "diff", "HEAD", "--standard", "iso27001:2022"),
]

State = dict[str, tuple[int, int, bytes]]


def state(folder: Path) -> State:
    """Every path below a folder, git's own included, with its mode, its time of last change and its bytes."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        about = path.lstat()
        found[str(path)] = (about.st_mode, about.st_mtime_ns, path.read_bytes() if path.is_file() else b"")
    return found


@pytest.fixture
def tiny(tmp_path: Path, git: Git) -> Path:
    """The small example in a repository whose index is out of date, which plain git would write anew."""
    root = shutil.copytree(TINY, tmp_path / "tiny")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Tiny")
    for path in root.rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return root


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_command_that_reads_writes_nothing(
    tiny: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny)
    home = Path(os.environ["HOME"])
    before, before_home = state(tiny.parent), state(home)
    done = shell.isokit(*command)
    assert done.exit_code in (0, 1), done.output
    assert done.output
    assert state(tiny.parent) == before
    assert state(home) == before_home


def test_a_command_that_writes_is_seen_by_this_measure(tiny: Path) -> None:
    before = state(tiny)
    assert shell.isokit("-C", tiny, "report", "gap").exit_code == 0
    assert state(tiny).keys() - before.keys() == {
        str(tiny / "reports"),
        str(tiny / "reports" / "gap-iso9001-2015.md"),
    }


def test_a_report_that_is_there_already_is_not_written_again(tiny: Path) -> None:
    report = ["-C", str(tiny), "report", "gap", "--as-of", "2026-11-22"]
    shell.isokit(*report)
    before = state(tiny)
    assert "(unchanged)" in shell.isokit(*report).output
    assert state(tiny) == before


def read_only(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run isokit where the tree is mounted read-only, in a name space of its own that needs no rights."""
    script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && cd "$1" && shift && exec "$@"'
    inside = ["sh", "-c", script, "sh", str(root), *command]
    called = ["unshare", "--user", "--map-root-user", "--mount", *inside]
    return subprocess.run(called, capture_output=True, text=True, check=False, timeout=30)


@pytest.fixture
def read_only_tiny(tiny: Path) -> Path:
    if not shutil.which("unshare") or read_only(tiny, "true").returncode != 0:
        pytest.skip("this system lets nobody mount in a name space of their own, and chmod does not stop root")
    assert read_only(tiny, "touch", "x").returncode != 0
    return tiny


@pytest.mark.parametrize(
    "command", [("check", "--fail-on", "never"), ("gap",), ("doctor",), ("gap", "--at", "HEAD"), ("log", "POL-001")]
)
def test_a_tree_on_a_read_only_disk_can_be_read(read_only_tiny: Path, command: tuple[str, ...]) -> None:
    done = read_only(read_only_tiny, sys.executable, "-m", "isokit", *command)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_a_report_into_a_read_only_disk_is_refused_in_a_line(read_only_tiny: Path) -> None:
    done = read_only(read_only_tiny, sys.executable, "-m", "isokit", "report", "gap")
    assert done.returncode == 2
    assert done.stderr.startswith("isokit: cannot write ")
    assert done.stderr.endswith(": Read-only file system\n")
    assert len(done.stderr.splitlines()) == 1
