"""The writer: every change whole or not at all, whatever fails and whenever."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from isokit.edge.writer import NotWritten, apply
from isokit.model.file_change import Change, Edited, NewFile
from isokit.text.edits import Edit
from isokit.text.raw import content_of
from isokit.text.source import content_id
from tests.edge.faults import MOVING, NEEDING_SPACE, REMOVING, Faults, faulty
from tests.edge.support import written

Snapshot = dict[str, tuple[int, bytes]]


def snapshot(root: Path) -> Snapshot:
    """Every path below the root with its mode and bytes."""
    return {
        path.relative_to(root).as_posix(): (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in sorted(root.rglob("*"))
    }


def disk_full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupted() -> None:
    raise KeyboardInterrupt


NEW = NewFile("reports/gap.md", "new gap\n")
NESTED = NewFile("reports/deep/er/soa.md", "new soa\n")
REPLACED = NewFile("registers/roles.yaml", "new roles\n" * 1000, replace=True)
ALSO_REPLACED = NewFile("isokit.yaml", "", replace=True)
EDITED = Edited(
    "registers/roles.yaml",
    content_id(b"old roles\n"),
    (Edit(0, 3, "the old"),),
    content_of("roles.yaml", b"the old roles\n"),
)
UNCHANGED = NewFile("policies/quality.md", "as it was\n", replace=True)

CASES: dict[str, Sequence[Change]] = {
    "one new file": [NEW],
    "one replaced file": [REPLACED],
    "new folders": [NESTED],
    "one edited file": [EDITED],
    "an edited file among new ones": [NEW, EDITED, NESTED],
    "several files": [NEW, REPLACED, NESTED, UNCHANGED, ALSO_REPLACED],
    "a file twice": [NEW, NewFile(NEW.path, "newer gap\n", replace=True), REPLACED, ALSO_REPLACED],
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A tree before it is written to."""
    root = tmp_path / "tree"
    written(root / "registers" / "roles.yaml", "old roles\n").chmod(0o640)
    written(root / "isokit.yaml", "old settings\n").chmod(0o755)
    written(root / "policies" / "quality.md", "as it was\n")
    return root


def expected(old: Path, changes: Sequence[Change], beside: Path) -> Snapshot:
    """The tree as it is once the changes are written."""
    new = shutil.copytree(old, beside)
    apply(new, changes)
    return snapshot(new)


def outcomes(old: Path, changes: Sequence[Change], names: tuple[str, ...], last: int, fail: Callable[[], None]) -> int:
    """Fail at the n-th call for every n until a run succeeds; the number of runs. Each leaves old or new."""
    before, after = snapshot(old), expected(old, changes, old.parent / "expected")
    for n in range(1, 1000):
        root = shutil.copytree(old, old.parent / f"run-{n}")
        faults = Faults(n, max(n, last), fail)
        with faulty(faults, names), suppress(NotWritten, KeyboardInterrupt):
            apply(root, changes)
        now = snapshot(root)
        assert now == (before if faults.count >= n else after), f"after a fault in call {n}"
        if faults.count < n:
            return n
    raise AssertionError("no run succeeds")


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES)
def test_a_fault_in_any_one_call_leaves_the_old_tree(old: Path, changes: Sequence[Change]) -> None:
    assert outcomes(old, changes, NEEDING_SPACE + MOVING, 0, disk_full) > 5


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES)
def test_a_disk_that_stays_full_leaves_the_old_tree(old: Path, changes: Sequence[Change]) -> None:
    """Files can still be removed, and renamed to names that are there: that needs no space."""
    assert outcomes(old, changes, NEEDING_SPACE, 10_000, disk_full) > 5


def test_an_interrupt_in_any_one_call_leaves_the_old_tree(old: Path) -> None:
    assert outcomes(old, CASES["several files"], NEEDING_SPACE + MOVING, 0, interrupted) > 5


def test_temporary_files_that_cannot_be_removed_do_not_undo_what_is_written(old: Path) -> None:
    with faulty(Faults(1, 10_000, disk_full), REMOVING):
        assert apply(old, [REPLACED]) == ["registers/roles.yaml"]
    assert (old / "registers" / "roles.yaml").read_text() == REPLACED.text


def test_what_cannot_be_put_back_is_said_and_its_old_text_is_kept(old: Path) -> None:
    """A disk that becomes read-only between two files: nothing can be moved or removed any more."""
    with faulty(Faults(2, 10_000, disk_full), MOVING + REMOVING), pytest.raises(NotWritten, match="cannot be restored"):
        apply(old, [REPLACED, ALSO_REPLACED])
    assert b"old roles\n" in {data for _, data in snapshot(old).values()}


def test_a_writer_killed_in_any_call_leaves_every_file_whole(old: Path) -> None:
    changes = [REPLACED, ALSO_REPLACED]
    before, after = snapshot(old), expected(old, changes, old.parent / "expected")
    for n in range(1, 1000):
        root = shutil.copytree(old, old.parent / f"run-{n}")
        ended = killed_in_call(n, root, changes)
        now = {path: file for path, file in snapshot(root).items() if ".isokit-" not in path}
        assert now.keys() == before.keys()
        assert all(file in (before[path], after[path]) for path, file in now.items()), f"killed in call {n}"
        if ended:
            break
    assert n > 10


def killed_in_call(n: int, root: Path, changes: Sequence[Change]) -> bool:
    """Write in a second process that is killed in its n-th call; whether it came to its end before."""
    child = os.fork()
    if child == 0:
        faults = Faults(n, n, lambda: os.kill(os.getpid(), signal.SIGKILL))
        with faulty(faults, NEEDING_SPACE + MOVING + REMOVING):
            apply(root, changes)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_limit_of_the_system_on_the_size_of_files_leaves_the_old_tree(old: Path) -> None:
    """A real write that fails in the middle, in place of an injected one."""
    before = snapshot(old)
    program = (
        "import resource, sys; from pathlib import Path; from isokit.edge.writer import apply; "
        "from isokit.model.file_change import NewFile; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
        "apply(Path(sys.argv[1]), [NewFile('reports/small.md', 'x'), NewFile('reports/large.md', 'x' * 9999)])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(old)], capture_output=True, text=True, check=False)
    assert "NotWritten: cannot write" in done.stderr
    assert "File too large" in done.stderr
    assert snapshot(old) == before


# What is written, and how


def test_what_is_equal_is_not_written_again(old: Path) -> None:
    target = old / "policies" / "quality.md"
    before = target.stat()
    assert apply(old, [UNCHANGED, NEW]) == ["reports/gap.md"]
    assert target.stat() == before


def test_nothing_at_all_is_written_where_all_is_equal(old: Path) -> None:
    before = {path: path.stat() for path in old.rglob("*")}
    assert apply(old, [UNCHANGED]) == []
    assert {path: path.stat() for path in old.rglob("*")} == before


def test_a_replaced_file_keeps_its_mode(old: Path) -> None:
    apply(old, [REPLACED, ALSO_REPLACED])
    assert (old / "registers" / "roles.yaml").stat().st_mode & 0o777 == 0o640
    assert (old / "isokit.yaml").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_new_file_has_the_mode_the_user_wants_for_new_files(old: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        apply(old, [NEW])
        assert (old / "reports" / "gap.md").stat().st_mode & 0o777 == mode
        assert os.umask(umask) == umask
    finally:
        os.umask(before)


def test_line_ends_and_characters_are_written_as_they_are(old: Path) -> None:
    apply(old, [NewFile("reports/gap.md", "größe\r\n🫖\n")])
    assert (old / "reports" / "gap.md").read_bytes() == "größe\r\n🫖\n".encode()


def test_a_name_as_long_as_the_system_allows_is_written(old: Path) -> None:
    name = "n" * 252 + ".md"
    assert apply(old, [NewFile(name, "text")]) == [name]


def test_a_file_that_is_open_elsewhere_keeps_its_old_text_there(old: Path) -> None:
    with (old / "registers" / "roles.yaml").open() as reader:
        apply(old, [REPLACED])
        assert reader.read() == "old roles\n"


# What is refused; nothing is written then, the good files beside it neither


def refused(root: Path, change: NewFile, because: str) -> None:
    before = snapshot(root)
    with pytest.raises(NotWritten, match=because):
        apply(root, [NEW, change])
    assert snapshot(root) == before


def test_a_file_that_is_there_and_may_not_be_replaced_is_refused(old: Path) -> None:
    refused(old, NewFile("isokit.yaml", "new"), "already exists; nothing was written")


@pytest.mark.parametrize(
    "path", ["../x.md", "reports/../../x.md", "reports/../x.md", "..", "", ".", "reports/a\0b.md", "a\\..\\x.md", "C:x"]
)
def test_a_path_that_could_leave_the_root_is_refused(old: Path, path: str) -> None:
    outside = set(old.parent.iterdir())
    refused(old, NewFile(path, "new", replace=True), "is not a (valid path|regular file)")
    assert set(old.parent.iterdir()) == outside


def test_an_absolute_path_is_refused(old: Path, tmp_path: Path) -> None:
    refused(old, NewFile(str(tmp_path / "x.md"), "new"), "is not a valid path in")
    assert not (tmp_path / "x.md").exists()


def test_a_linked_file_is_not_written_through(old: Path, tmp_path: Path) -> None:
    outside = written(tmp_path / "outside.md", "theirs")
    (old / "reports").mkdir()
    (old / "reports" / "gap.md").symlink_to(outside)
    refused(old, NewFile("reports/gap.md", "new", replace=True), "is a symbolic link")
    assert outside.read_text() == "theirs"


def test_a_link_to_nowhere_is_not_written_through(old: Path, tmp_path: Path) -> None:
    (old / "link.md").symlink_to(tmp_path / "nowhere.md")
    refused(old, NewFile("link.md", "new", replace=True), "is a symbolic link")
    assert not (tmp_path / "nowhere.md").exists()


def test_a_link_with_the_same_text_behind_it_is_refused_too(old: Path, tmp_path: Path) -> None:
    (old / "link.md").symlink_to(written(tmp_path / "outside.md", "same"))
    refused(old, NewFile("link.md", "same", replace=True), "is a symbolic link")


def test_a_linked_folder_is_not_written_through(old: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (old / "linked").symlink_to(tmp_path / "outside")
    refused(old, NewFile("linked/deep/gap.md", "new"), "linked is a symbolic link")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_root_behind_a_link_the_user_names_is_written_to(old: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(old)
    assert apply(tmp_path / "link", [NEW]) == ["reports/gap.md"]


def test_a_folder_in_the_place_of_a_file_is_refused(old: Path) -> None:
    refused(old, NewFile("policies", "new", replace=True), "is not a regular file")


def test_a_file_in_the_place_of_a_folder_is_refused(old: Path) -> None:
    refused(old, NewFile("isokit.yaml/gap.md", "new", replace=True), "cannot write")


def test_a_pipe_in_the_place_of_a_file_is_refused(old: Path) -> None:
    os.mkfifo(old / "pipe.md")
    with pytest.raises(NotWritten, match="is not a regular file"):
        apply(old, [NewFile("pipe.md", "new", replace=True)])
    assert (old / "pipe.md").is_fifo()


def test_text_that_no_file_can_hold_is_refused(old: Path) -> None:
    refused(old, NewFile("reports/soa.md", "half \udcff"), "not valid text")


# Edited files


def test_an_edited_file_keeps_every_other_byte(old: Path) -> None:
    text = "\ufeff# Rollen\r\nroles: [a,  b]\r\n".encode()
    (old / "registers/roles.yaml").write_bytes(text)
    after = text.replace(b"  b", b"  b, c")
    at = text.decode().removeprefix("\ufeff").index("]")
    edit = Edited("registers/roles.yaml", content_id(text), (Edit(at, at, ", c"),), content_of("roles.yaml", after))
    assert apply(old, [edit]) == ["registers/roles.yaml"]
    assert (old / "registers/roles.yaml").read_bytes() == after


def test_a_file_that_changed_since_it_was_read_is_refused_with_all_others(old: Path) -> None:
    written(old / "registers/roles.yaml", "roles of somebody else\n")
    before = snapshot(old)
    with pytest.raises(NotWritten, match=r"registers/roles.yaml has changed since it was read; nothing was written"):
        apply(old, [NEW, EDITED])
    assert snapshot(old) == before


def test_a_file_that_was_removed_since_it_was_read_is_refused(old: Path) -> None:
    (old / "registers/roles.yaml").unlink()
    with pytest.raises(NotWritten, match="has changed since it was read"):
        apply(old, [EDITED])
    assert not (old / "registers/roles.yaml").exists()


@pytest.mark.parametrize("text", ["the new", "the: [", "{"])
def test_an_edit_that_would_say_something_else_than_meant_is_refused(old: Path, text: str) -> None:
    before = snapshot(old)
    wrong = Edited(EDITED.path, EDITED.content, (Edit(0, 3, text),), EDITED.expected)
    with pytest.raises(NotWritten, match="would not read as intended"):
        apply(old, [NEW, wrong])
    assert snapshot(old) == before


def test_an_edited_file_is_not_written_through_a_link(old: Path, tmp_path: Path) -> None:
    outside = written(tmp_path / "outside.yaml", "old roles\n")
    (old / "registers/roles.yaml").unlink()
    (old / "registers/roles.yaml").symlink_to(outside)
    with pytest.raises(NotWritten, match="is a symbolic link"):
        apply(old, [EDITED])
    assert outside.read_text() == "old roles\n"
