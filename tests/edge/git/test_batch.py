"""Objects read by one process: typed answers for what is missing, bounded memory, and no wait without end."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from isokit.edge.git import process
from isokit.edge.git.client import Absent, Header
from isokit.edge.git.client import Git as Client
from isokit.edge.git.process import GitRefused
from isokit.text.source import Unreadable
from tests.edge.support import Git, written

LARGE = 9 * 1024 * 1024


def test_an_object_has_a_header_and_what_is_none_is_missing(repository: Path, git: Git) -> None:
    batch = Client(repository).batch
    head = git(repository, "rev-parse", "HEAD")
    found = batch.find(b"HEAD")
    assert isinstance(found, Header)
    assert (found.id, found.kind) == (head, "commit")
    assert batch.find(b"nowhere") is Absent.MISSING
    with pytest.raises(Unreadable, match="it is a tree, not a blob"):
        batch.read(b"HEAD:policies")
    assert batch.read(b"HEAD:isokit.yaml") == (repository / "isokit.yaml").read_bytes()


def test_an_id_that_several_objects_begin_with_is_ambiguous(repository: Path, git: Git) -> None:
    seen: dict[str, str] = {}
    for number in range(500):
        content = f"{number}\n"
        name = hashlib.sha1(f"blob {len(content)}\0{content}".encode(), usedforsecurity=False).hexdigest()
        if name[:4] in seen:
            break
        seen[name[:4]] = content
    for text in (seen[name[:4]], content):
        git(repository, "hash-object", "-w", str(written(repository / "x", text)))
    batch = Client(repository).batch
    assert batch.find(name[:4].encode()) is Absent.AMBIGUOUS
    with pytest.raises(Unreadable, match="several objects"):
        batch.read(name[:4].encode())


def test_a_file_that_is_too_large_is_hashed_and_not_read(repository: Path, git: Git) -> None:
    os.truncate(written(repository / "large", ""), LARGE)
    git(repository, "add", "--all")
    batch = Client(repository).batch
    for _ in range(2):
        with pytest.raises(Unreadable, match=f"it has {LARGE:,} bytes"):
            batch.read(b":large")
        assert batch.sha256(b":large") == hashlib.sha256(bytes(LARGE)).hexdigest()
        assert isinstance(batch.find(b":large"), Header)
        assert batch.read(b":isokit.yaml") == (repository / "isokit.yaml").read_bytes()


def test_a_closed_batch_has_ended_its_process_and_starts_another(repository: Path) -> None:
    processes = []

    def noted(arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        processes.append(process.start(arguments, environment))
        return processes[-1]

    batch = Client(repository, noted).batch
    for _ in range(2):
        assert batch.find(b"HEAD")
        batch.close()
    assert [each.poll() for each in processes] == [-9, -9]
    assert batch.find(b"HEAD")
    del batch
    assert [each.poll() for each in processes] == [-9, -9, -9], "also where nobody closes it"


def test_a_git_that_complains_at_length_is_listened_to(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a pipe holds, on both of them."""
    loud = '#!/bin/sh\nhead -c 300000 /dev/zero | tr "\\0" "x" >&2\nhead -c 300000 /dev/zero\necho no >&2\nexit 3\n'
    written(repository.parent / "bin" / "git", loud).chmod(0o755)
    monkeypatch.setenv("PATH", f"{repository.parent / 'bin'}{os.pathsep}{os.environ['PATH']}")
    client = Client(repository)
    assert len(client.answer("ls-files", may_fail=True)) == 300_000
    with pytest.raises(GitRefused, match=f"^x{{{process.LONGEST_COMPLAINT}}}$"):
        client.answer("ls-files")
