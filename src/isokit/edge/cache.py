"""The output of earlier runs, cached outside of the tree under a key made of everything it depends on.

A key is a SHA-256 over the command, isokit's own files, the commit git has checked out, and of each file of the tree
its name, size, inode and times of change. A file that changed a moment ago could change again within the resolution
of its time, so nothing is cached while there is one. Only text is cached, in a folder that only its owner may write
to. Where anything is out of order there is no cache; it never makes a command fail.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from isokit.edge import disk
from isokit.edge.git.client import Git
from isokit.edge.git.states import history
from isokit.text.source import Unreadable

MARGIN = 2_000_000_000
"""Nanoseconds after which a changed file has another time, on every file system."""
MOST = 64
"""Answers in the cache; beyond that, the oldest are deleted."""
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
PACKAGE = Path(__file__).resolve().parent.parent
FOLDERS = (PACKAGE, *(PACKAGE.parent.parent / name for name in ("standards", "templates")))
"""isokit's own files: the package, and in a checkout the folders next to `src`."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The place of an answer in the cache, and whether the tree has been unchanged for long enough to write one."""

    path: Path
    settled: bool

    def text(self) -> str | None:
        """The answer; None where there is no complete one, or where others may have written it."""
        try:
            if not _private(self.path.parent):
                return None
            digest, _, text = disk.read(os.fsencode(self.path)).partition(b"\n")
            return text.decode("utf-8", "surrogatepass") if digest.decode() == _digest(text) else None
        except (OSError, Unreadable, UnicodeDecodeError):
            return None

    def keep(self, text: str) -> str | None:
        """Write an answer; returns why it could not be written."""
        if not self.settled:
            return None
        data, folder = text.encode("utf-8", "surrogatepass"), self.path.parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _private(folder):
                return f"{folder} is not a folder that only its owner writes to"
            with disk.temporary(folder) as file:
                file.write_bytes(f"{_digest(data)}\n".encode() + data)
                disk.put(file, self.path)
            _prune(folder)
        except OSError as error:
            return f"{folder}: {(error.strerror or str(error)).lower()}"
        return None


def kept(root: Path, question: Sequence[str]) -> Kept | None:
    """The place of an answer about a tree as it is on disk; None where there is no cache."""
    folder = _folder()
    try:
        if folder is None or _inside(folder, root):
            return None
        facts = list(_facts(root))
    except OSError:
        return None
    known = history(Git(root))
    words = [*question, str(root), str(known.commit), *sorted(known.states)]
    lines = "\0".join([*map(repr, words), *(repr(fact) for fact in facts)])
    youngest = max((max(times) for _, _, times in facts), default=0)
    settled = youngest < time.time_ns() - MARGIN
    return Kept(folder / hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest(), settled)


Fact = tuple[str, tuple[int, ...], tuple[int, int]]
"""A file: its name, what else tells it from another, and the times at which it changed."""


def _facts(root: Path) -> Iterator[Fact]:
    for source in disk.sources(root):
        yield _fact(f"{source.path}\0{source.obstacle}", os.lstat(os.path.join(root, source.path)))
    for folder in filter(os.path.isdir, FOLDERS):
        yield from _below(str(folder))


def _below(folder: str) -> Iterator[Fact]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path) if entry.name != "__pycache__" else ()
        else:
            yield _fact(entry.path, entry.stat(follow_symlinks=False))


def _fact(name: str, about: os.stat_result) -> Fact:
    return name, (about.st_mode, about.st_size, about.st_ino), (about.st_mtime_ns, about.st_ctime_ns)


def _folder() -> Path | None:
    """The folder of the cache; None where the system has none, or no owners of folders."""
    if os.name != "posix":
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "isokit" if os.path.isabs(base) else None


def _inside(folder: Path, root: Path) -> bool:
    """Whether a folder is the tree or in it, where nothing is to be written unasked."""
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(root))


def _private(folder: Path) -> bool:
    about = os.lstat(folder)
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and not about.st_mode & OTHERS_WRITE


def _prune(folder: Path) -> None:
    found = sorted(((entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(folder)), reverse=True)
    for _, path in found[MOST:]:
        os.unlink(path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
