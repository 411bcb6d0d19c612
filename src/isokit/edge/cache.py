"""Answers kept from one run to the next, outside of the tree, under a key made of everything they depend on.

A key is a SHA-256 over the question, isokit's own files, what git has checked out, and of each file of the tree its
name, size, number and times of change. A file that changed a moment ago could change again without another time, so
that nothing is kept while there is one. What is kept is text and nothing else, in a folder only its owner may write
to. Whatever is odd about any of it, there is no cache: it never fails, and never decides what is right.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from isokit.edge import disk
from isokit.edge.git.client import Git
from isokit.edge.git.states import history
from isokit.text.source import Unreadable

MARGIN = 2_000_000_000
"""Nanoseconds after which a file that changes has another time, on every file system."""
MOST = 64
"""Answers that are kept; of more, the oldest go."""
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
PACKAGE = Path(__file__).resolve().parent.parent
FOLDERS = (PACKAGE, *(PACKAGE.parent.parent / name for name in ("standards", "templates")))
"""isokit's own files: the package, and in a checkout what stands beside it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the answer to a question stands, and whether one may be written there."""

    path: Path
    settled: bool

    def text(self) -> str | None:
        """The answer; None where there is none that is whole, or where others may have written it."""
        try:
            if not _private(self.path.parent):
                return None
            digest, _, text = disk.read(os.fsencode(self.path)).partition(b"\n")
            return text.decode("utf-8", "surrogatepass") if digest.decode() == _digest(text) else None
        except (OSError, Unreadable, UnicodeDecodeError):
            return None

    def keep(self, text: str) -> str | None:
        """Keep an answer, whole or not at all; why it could not be kept."""
        if not self.settled:
            return None
        data, folder = text.encode("utf-8", "surrogatepass"), self.path.parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _private(folder):
                return f"{folder} is not a folder that only its owner writes to"
            _write(self.path, f"{_digest(data)}\n".encode() + data)
            _prune(folder)
        except OSError as error:
            return f"{folder}: {(error.strerror or str(error)).lower()}"
        return None


def kept(root: Path, question: Sequence[str]) -> Kept | None:
    """The place of an answer about a tree as it is on disk; None where nothing may be kept."""
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
    """What the answer depends on: the files of the tree, and isokit's own."""
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
    """The folder of the answers; None where the system names none, or does not tell whose a folder is."""
    if os.name != "posix":
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "isokit" if os.path.isabs(base) else None


def _inside(folder: Path, root: Path) -> bool:
    """Whether a folder is the tree or lies in it: there nothing is written that nobody asked for."""
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(root))


def _private(folder: Path) -> bool:
    """Whether a folder is one that nobody else may write to."""
    about = os.lstat(folder)
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and not about.st_mode & OTHERS_WRITE


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise


def _prune(folder: Path) -> None:
    found = sorted(((entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(folder)), reverse=True)
    for _, path in found[MOST:]:
        os.unlink(path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
