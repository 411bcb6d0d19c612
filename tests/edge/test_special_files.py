"""What lies in a tree and is never followed, opened or entered: said, and not read."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from isokit.edge import disk
from isokit.text.source import Unreadable
from tests import shell
from tests.edge.support import Git, Isokit, Unread, paths, source_at, written


@pytest.mark.parametrize("target", ["quality.md", "/etc/passwd", "../../outside.md", "loop.md", "nowhere.md", "."])
@pytest.mark.parametrize("with_git", [False, True])
def test_a_symbolic_link_is_said_and_never_followed(
    tree: Path, git: Git, unread: Unread, target: str, with_git: bool
) -> None:
    written(tree.parent / "outside.md", "secret")
    (tree / "policies" / "loop.md").symlink_to(target)
    if with_git:
        git(tree, "init", "--quiet")
    assert paths(tree) == ["isokit.yaml", "policies/loop.md", "policies/quality.md"]
    assert "a symbolic link, which isokit does not follow" in unread(tree)["policies/loop.md"]
    with pytest.raises(Unreadable):
        source_at(tree, "policies/loop.md").read()


def test_a_linked_folder_inside_a_layout_folder_is_said_and_never_entered(tree: Path, unread: Unread) -> None:
    written(tree.parent / "outside" / "secret.md")
    (tree / "policies" / "more").symlink_to(tree.parent / "outside")
    assert paths(tree) == ["isokit.yaml", "policies/more", "policies/quality.md"]
    assert list(unread(tree)) == ["policies/more"]


@pytest.mark.parametrize("kind", ["link", "link to nowhere", "repository", "pipe"])
def test_a_layout_folder_that_cannot_be_entered_is_said(tree: Path, unread: Unread, kind: str) -> None:
    outside = written(tree.parent / "outside" / "plan.md").parent
    match kind:
        case "link":
            (tree / "plans").symlink_to(outside)
        case "link to nowhere":
            (tree / "plans").symlink_to(tree / "nowhere")
        case "repository":
            (tree / "plans" / ".git").mkdir(parents=True)
        case "pipe":
            os.mkfifo(tree / "plans")
    assert list(unread(tree)) == ["plans"]


def test_settings_behind_a_link_are_not_read(tree: Path, isokit: Isokit) -> None:
    (tree / "isokit.yaml").rename(tree.parent / "outside.yaml")
    (tree / "isokit.yaml").symlink_to("../outside.yaml")
    assert isokit(tree, "gap").returncode == 2
    done = isokit(tree, "check")
    assert done.returncode == 2
    assert "isokit.yaml:1:1: this file cannot be read: a symbolic link" in done.stderr


def test_a_link_outside_of_the_layout_is_nobodys_business(tree: Path, unread: Unread) -> None:
    (tree / "README.md").symlink_to("policies/quality.md")
    assert unread(tree) == {}


def test_an_ignored_link_is_not_there(repository: Path) -> None:
    written(repository / ".gitignore", "latest\n")
    (repository / "policies" / "latest").symlink_to("quality.md")
    assert "policies/latest" not in paths(repository)


@pytest.mark.parametrize("with_git", [False, True])
def test_a_pipe_is_said_and_never_opened(tree: Path, git: Git, unread: Unread, with_git: bool) -> None:
    if with_git:
        git(tree, "init", "--quiet")
    os.mkfifo(tree / "policies" / "pipe.md")
    assert unread(tree) == {"policies/pipe.md": "this file cannot be read: a named pipe"}


def test_a_socket_is_said_and_never_opened(tree: Path, unread: Unread, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "evidence").mkdir()
    monkeypatch.chdir(tree / "evidence")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("EVD-1.yaml")
        assert unread(tree) == {"evidence/EVD-1.yaml": "this file cannot be read: a socket"}


def test_a_pipe_that_takes_the_place_of_a_file_does_not_hang(tree: Path) -> None:
    source = source_at(tree, "policies/quality.md")
    (tree / "policies" / "quality.md").unlink()
    os.mkfifo(tree / "policies" / "quality.md")
    with pytest.raises(Unreadable, match="not a regular file"):
        source.read()


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(tree: Path) -> None:
    source = source_at(tree, "policies/quality.md")
    (tree / "policies" / "quality.md").unlink()
    (tree / "policies" / "quality.md").symlink_to("/etc/passwd")
    with pytest.raises(Unreadable, match="cannot be opened"):
        source.read()


def test_a_file_that_goes_while_it_is_read_is_said(tree: Path) -> None:
    source = source_at(tree, "policies/quality.md")
    (tree / "policies" / "quality.md").unlink()
    with pytest.raises(Unreadable, match="No such file"):
        source.read()


def test_a_device_is_never_opened_as_a_file() -> None:
    with pytest.raises(Unreadable, match="not a regular file"):
        disk.read(b"/dev/zero")


def test_a_file_of_8_mib_is_read_and_one_byte_more_is_said(tree: Path, unread: Unread) -> None:
    large = written(tree / "evidence" / "EVD-1.yaml", "")
    os.truncate(large, 8 * 1024 * 1024)
    assert len(source_at(tree, "evidence/EVD-1.yaml").read()) == 8_388_608
    os.truncate(large, 8 * 1024 * 1024 + 1)
    assert "it has 8,388,609 bytes; isokit reads at most 8,388,608" in unread(tree)["evidence/EVD-1.yaml"]


def test_a_file_of_2_gib_costs_no_memory(tree: Path, unread: Unread) -> None:
    os.truncate(written(tree / "evidence" / "EVD-1.yaml", ""), 2 * 1024**3)
    assert "2,147,483,648 bytes" in unread(tree)["evidence/EVD-1.yaml"]


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growing = written(tree / "evidence" / "EVD-1.yaml", "four")
    about = os.stat(growing)
    growing.write_text("four and more")
    monkeypatch.setattr(os, "fstat", lambda _: about)
    assert disk.read(os.fsencode(growing)) == b"four and more"


def test_a_folder_that_cannot_be_opened_is_said(tree: Path, unread: Unread, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "policies" / "secret").mkdir()
    scan = os.scandir

    def refusing(folder: str | bytes) -> object:
        if os.fsencode(folder).endswith(b"/secret"):
            raise PermissionError(13, "Permission denied", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    assert unread(tree) == {
        "policies/secret": "this file cannot be read: a folder that cannot be opened (Permission denied)"
    }


def test_a_root_that_cannot_be_opened_is_said_in_a_line(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(folder: bytes) -> object:
        raise PermissionError(13, "Permission denied", os.fsdecode(folder))

    monkeypatch.setattr(os, "scandir", refusing)
    done = shell.isokit("-C", tree, "check")
    assert done.exit_code == 2
    assert done.stderr == f"isokit: permission denied {tree}\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="no mode keeps root out; the test above injects the error")
def test_files_and_folders_without_a_right_to_read_are_said(tree: Path, unread: Unread) -> None:
    written(tree / "policies" / "secret.md").chmod(0)
    written(tree / "policies" / "closed" / "x.md").parent.chmod(0)
    assert sorted(unread(tree)) == ["policies/closed", "policies/secret.md"]
    (tree / "policies" / "closed").chmod(stat.S_IRWXU)


def test_a_file_that_cannot_be_opened_is_said(tree: Path, unread: Unread, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refusing(path: bytes, flags: int, mode: int = 0o777) -> int:
        if os.fspath(path) == os.fsencode(tree / "policies" / "quality.md"):
            raise PermissionError(13, "Permission denied", path)
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refusing)
    assert "it cannot be opened (Permission denied)" in unread(tree)["policies/quality.md"]


def test_a_nested_repository_is_said_and_never_entered(repository: Path, git: Git, unread: Unread) -> None:
    inner = written(repository / "policies" / "vendor" / "x.md").parent
    git(inner, "init", "--quiet")
    assert "policies/vendor/x.md" not in paths(repository)
    assert "another repository" in unread(repository)["policies/vendor"]


def test_a_submodule_is_said_and_never_entered(repository: Path, git: Git, unread: Unread, tmp_path: Path) -> None:
    other = written(tmp_path / "other" / "x.md").parent
    git(other, "init", "--quiet")
    git(other, "add", "--all")
    git(other, "commit", "--quiet", "--message=Other")
    git(repository, "submodule", "--quiet", "add", str(other), "policies/vendor")
    assert "policies/vendor/x.md" not in paths(repository)
    assert list(unread(repository)) == ["policies/vendor"]


def test_a_nested_repository_is_not_entered_without_git_either(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    written(tree / "policies" / "vendor" / ".git", "gitdir: elsewhere\n")
    written(tree / "policies" / "vendor" / "x.md")
    assert "policies/vendor/x.md" not in paths(tree)
