"""The tree as it is staged: what a commit made now would hold, out of git's index and not off the disk."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from isokit.edge.git import command as git
from isokit.edge.git.blobs import Blobs
from isokit.edge.named import named
from isokit.text.source import Source, Unreadable

ENTRY = re.compile(rb"(?P<mode>\d{6}) (?P<id>[0-9a-f]{40,64}) (?P<stage>[0-3])\t(?P<path>.+)", re.DOTALL)
INTENDED = re.compile(rb"([^\0]+)\0(?:  [^\n]*\n){4}  size: \d+\tflags: ([0-9a-f]+)\n")
TO_BE_ADDED = 1 << 29
"""The flag of `git add --intent-to-add`: the name is known to git, and a commit leaves the file out."""
BEGINNING = b"DIRC"
OBSTACLES = {
    b"120000": "a symbolic link, which isokit does not follow",
    b"160000": "a submodule, which isokit does not enter",
}
UNMERGED = "a file two branches changed and nobody has merged yet; resolve it and git add it"


class Entry(NamedTuple):
    """An entry of the index; `stage` is 0 unless a merge left it undecided."""

    mode: bytes
    id: bytes
    stage: bytes
    path: bytes


def staged(root: Path) -> list[Source]:
    """The files of a tree as they are staged. Raises `GitRefused`."""
    repository = git.repository_of(root)
    if repository is None:
        raise git.GitRefused(f"{root} is in no git repository, so nothing is staged")
    index = _index(repository)
    listed = git.call(root, "ls-files", "--stage", "-z", "--cached", index=index)
    entries = [_entry(line) for line in listed.split(b"\0") if line]
    left_out = _intended(root, index)
    sources = _sources((entry for entry in entries if entry.path not in left_out), Blobs(root))
    return sorted(sources, key=lambda source: source.path)


def _index(repository: Path) -> str | None:
    """The index git told us to read: while it commits, that is another one than usual. None for the usual one."""
    said = os.environ.get("GIT_INDEX_FILE")
    if not said:
        return None
    path = repository / said  # git means it from the top of the repository
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
        sound = regular and path.open("rb").read(len(BEGINNING)) == BEGINNING
    except (OSError, ValueError):
        sound = False
    if not sound:
        raise git.GitRefused(f"GIT_INDEX_FILE names {said}, which is no index of git; unset it")
    return str(path)


def _entry(line: bytes) -> Entry:
    found = ENTRY.fullmatch(line)
    if found is None:
        raise git.GitRefused("git lists its index in a way isokit does not know")
    return Entry(*found.group("mode", "id", "stage", "path"))


def _intended(root: Path, index: str | None) -> frozenset[bytes]:
    """The files git is only told of, and that are not staged."""
    listed = git.call(root, "ls-files", "-z", "--cached", "--debug", index=index)
    return frozenset(path for path, flags in INTENDED.findall(listed) if int(flags, 16) & TO_BE_ADDED)


def _sources(entries: Iterator[Entry], blobs: Blobs) -> Iterator[Source]:
    for path, group in groupby(entries, key=lambda entry: entry.path):
        entry = next(group)
        obstacle = UNMERGED if entry.stage != b"0" else OBSTACLES.get(entry.mode)
        digest = None if obstacle else partial(blobs.sha256, entry.id)
        yield named(path, _nothing if obstacle else partial(blobs.read, entry.id), obstacle, digest)


def _nothing() -> bytes:
    raise Unreadable("it is no regular file")
