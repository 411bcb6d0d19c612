"""The tree on disk: its root, its files, their bytes. Links are never followed, special files never opened.

A file is written under a temporary name and then put in its place, so it is complete or not there at all.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from isokit.edge.git.client import Git, repository_of
from isokit.edge.git.states import Visible, visible
from isokit.model.names import SETTINGS_FILE
from isokit.text.decode import LARGEST_FILE
from isokit.text.source import CHUNK, Source, Unreadable, hashed, require_hashable, source_named

TEMPORARY = ".isokit-"
"""What temporary names begin with; only a process that is killed leaves such a file behind."""
KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFLNK: "a symbolic link, which isokit does not follow",
}


class NoTree(Exception):
    """There is no tree of isokit here; the message says what to do."""


def find_root(start: Path) -> Path:
    """The folder of isokit.yaml, here or above, never past the root of the git work tree.

    Raises `NoTree` where there is none.
    """
    start = Path(os.path.abspath(start))
    if not start.is_dir():
        raise NoTree(f"{start} is not a folder")
    last = repository_of(start)
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
        if folder == last:
            break
    raise NoTree(f"no {SETTINGS_FILE} in {start} or above; run isokit init to create a tree")


def sources(root: Path) -> list[Source]:
    """The files of the tree: what git tracks and what it does not ignore; all files where there is no git.

    Raises `OSError` where the root itself cannot be opened.
    """
    found = _walk(os.fsencode(root), b"", visible(Git(root)))
    return sorted(found, key=lambda source: source.path)


def below(root: Path, folder: str) -> list[Source]:
    """The files of one folder of the tree, including those git ignores; empty where it is a link or does not exist."""
    full = os.fsencode(root)
    for name in os.fsencode(folder).split(b"/"):
        full = os.path.join(full, name)
        if not stat.S_ISDIR(_mode(full)):
            return []
    return sorted(_walk(full, os.fsencode(folder) + b"/", None), key=lambda source: source.path)


def _mode(path: bytes) -> int:
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0


def _walk(folder: bytes, prefix: bytes, seen: Visible | None) -> Iterator[Source]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        if not prefix:
            raise
        yield _source(folder, prefix.rstrip(b"/"), f"a folder that cannot be opened ({error.strerror})")
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.name == b".git" or (seen and path in seen.ignored_folders):
            continue
        if entry.is_dir(follow_symlinks=False):
            if os.path.lexists(os.path.join(entry.path, b".git")):
                yield _source(entry.path, path, "another repository, which isokit does not enter")
            else:
                yield from _walk(entry.path, path + b"/", seen)
        elif entry.is_file(follow_symlinks=False):
            if seen is None or path in seen.files:
                yield _source(entry.path, path)
        elif not (entry.is_symlink() and seen and path not in seen.files):
            kind = KINDS.get(stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode), "a special file")
            yield _source(entry.path, path, kind)


def _source(full_path: bytes, path: bytes, obstacle: str | None = None) -> Source:
    return source_named(path, partial(read, full_path), obstacle, partial(sha256, full_path))


def read(path: bytes) -> bytes:
    """The bytes of a regular file of at most 8 MiB. Raises `Unreadable` for everything else."""
    with _opened(path) as handle:
        size = os.fstat(handle).st_size
        if size > LARGEST_FILE:
            raise Unreadable(f"it has {size:,} bytes; isokit reads at most {LARGEST_FILE:,}")
        return _whole(handle, size)


def sha256(path: bytes) -> str:
    """The SHA-256 of a regular file, in hexadecimal. Raises `Unreadable` for everything else."""
    with _opened(path) as handle:
        require_hashable(os.fstat(handle).st_size)  # before a gigabyte is read in vain
        return hashed(iter(partial(os.read, handle, CHUNK), b""))


@contextmanager
def _opened(path: bytes) -> Iterator[int]:
    """A regular file to read from; no link is followed, and nothing waits for a pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise Unreadable(f"it cannot be opened ({error.strerror})") from None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Unreadable("it is not a regular file")
        yield handle
    except OSError as error:
        raise Unreadable(f"it cannot be read ({error.strerror})") from None
    finally:
        os.close(handle)


def _whole(handle: int, size: int) -> bytes:
    """All bytes of an open file, even if it has grown since its size was read, up to a little over the limit."""
    data = os.read(handle, size + 1)
    while len(data) > size and len(data) <= LARGEST_FILE:
        more = os.read(handle, LARGEST_FILE)
        if not more:
            break
        data += more
    return data


@contextmanager
def temporary(folder: Path) -> Iterator[Path]:
    """An empty file in a folder, to be filled and then put in its place; deleted at the end if it was not."""
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=folder)
    try:
        os.close(handle)
        yield Path(name)
    finally:
        with suppress(OSError):
            os.unlink(name)


def put(file: Path, target: Path) -> None:
    """Move a file of the same folder to its place, over the one that is there."""
    os.replace(file, target)
