"""The past of a tree: one `git log` tells which commits changed which of its files; see `ancestry` for merges.

The log is that of the whole repository, children before parents: limited to a folder, git would leave out the commits
that lead from one to the next. Only the files the tree has are kept of it. Rewritten dates cannot be told from true
ones: days are what commits claim.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain, groupby, islice, takewhile
from pathlib import Path
from sys import intern

from isokit.edge.git import command as git
from isokit.edge.git.ancestry import Entry, Names, changed_by
from isokit.edge.git.blobs import Blobs
from isokit.edge.git.pipe import Pipe
from isokit.edge.named import shown
from isokit.model.history import Commit, Past
from isokit.text.source import Unreadable

COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
FIELDS = ("%H", "%T", "%P", "%ad", "%cd", "%ae", "%s")
LOG = (
    "log",
    "-z",
    "-m",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-notes",
    "--no-decorate",
    "--no-mailmap",
    "--no-show-signature",
    "--date-order",
    "--date=short",
    "--encoding=UTF-8",
    "--format=format:" + "%x00".join(FIELDS),
    "--end-of-options",
)
LONGEST_SUBJECT = 500
"""Characters of a subject that are kept."""
CUT_OFF = "the history is cut off here; git fetch --unshallow brings the rest (in CI: fetch-depth: 0)"

Changes = dict[str, tuple[Commit, ...]]


def past(root: Path, commit: str) -> Past:
    """What commits did to the files a tree has at a commit. Raises nothing: what git does not tell is unknown."""
    try:
        boundary, files = _boundary(root), _files(root, commit)
        changes, commits = _told(_log(root, commit, files), files, boundary)
    except git.GitRefused as refused:
        return Past(detail=f"git does not show the past: {refused}")
    return Past(changes, not boundary, Content(root), commits=commits, detail=CUT_OFF if boundary else "")


def _boundary(root: Path) -> Names:
    """The commits of a shallow clone whose parents are lacking: nobody knows what they changed."""
    path = root / os.fsdecode(git.call(root, "rev-parse", "--git-path", "shallow").removesuffix(b"\n"))
    try:
        return frozenset(path.read_bytes().split()) if path.is_file() else frozenset()
    except OSError as error:
        raise git.GitRefused(f"{path} cannot be read ({error.strerror})") from None


def _files(root: Path, commit: str) -> dict[bytes, str]:
    """The files of the tree, by their names in the repository."""
    names = git.call(root, "ls-tree", "-r", "-z", "--name-only", "--end-of-options", commit)
    prefix = os.fsencode(git.prefix_of(root))
    return {prefix + name: shown(name) for name in names.split(b"\0") if name}


def _log(root: Path, commit: str, files: Collection[bytes]) -> Iterator[tuple[Entry, Names]]:
    """Each commit that changed some of the files, and which; newest first."""
    records = _records(Pipe(root, *LOG, commit).pieces(), files)
    return changed_by(_entries(records), commit.encode())


def _records(pieces: Iterator[bytes], files: Collection[bytes]) -> Iterator[tuple[list[bytes], Names | None]]:
    """The fields of each record of the log and the files it names, of those that count; None where it names none."""
    for piece in pieces:
        fields = [piece, *islice(pieces, len(FIELDS) - 1)]
        if len(fields) < len(FIELDS):
            raise git.GitRefused("git log ends in the middle")
        fields[-1], names, first = fields[-1].partition(b"\n")
        counted = (name for name in chain([first], takewhile(bool, pieces)) if name in files)
        yield fields, frozenset(counted) if names else None


def _entries(records: Iterable[tuple[list[bytes], Names | None]]) -> Iterator[Entry]:
    for _, group in groupby(records, key=lambda record: record[0][0]):
        told = list(group)
        commit, tree, parents, *about = told[0][0]
        yield Entry(commit, tree, parents.split(), [names for _, names in told if names is not None], about)


def _told(
    log: Iterable[tuple[Entry, Names]], files: Mapping[bytes, str], boundary: Names
) -> tuple[Changes, tuple[Commit, ...]]:
    """The commits by file, and all of them."""
    changes: dict[str, list[Commit]] = defaultdict(list)
    commits = []
    for entry, names in log:
        if entry.id in boundary:
            continue
        commit = _commit(entry)
        commits.append(commit)
        for name in names:
            changes[files[name]].append(commit)
    return {path: tuple(told) for path, told in changes.items()}, tuple(commits)


def _commit(entry: Entry) -> Commit:
    authored, committed, author, subject = (part.decode("utf-8", "replace") for part in entry.about)
    return Commit(entry.id.decode(), _day(authored), _day(committed), intern(author.lower()), subject[:LONGEST_SUBJECT])


@lru_cache(maxsize=1 << 12)
def _day(text: str) -> date:
    """A day as git writes it; one that no calendar has is the last there is, so that it is seen to be none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max


class Content:
    """The files of a tree at any commit."""

    def __init__(self, root: Path) -> None:
        self._root, self._blobs = root, Blobs(root)
        self._prefix = os.fsencode(git.prefix_of(root))

    def __call__(self, commit: str, path: str) -> bytes | None:
        """The bytes of a file; None where it was not there, is too large, or the repository lacks it."""
        if not COMMIT.fullmatch(commit) or path.startswith(("./", "../")):
            return None
        try:
            name = commit.encode() + b":" + self._prefix + path.encode("utf-8", "surrogateescape")
            return self._blobs.read(self._id(commit, path) if b"\n" in name else name)
        except (Unreadable, git.GitRefused):
            return None

    def _id(self, commit: str, path: str) -> bytes:
        """What a file has for a name that has no line break in it; its path does."""
        listed = git.call(self._root, "ls-tree", "-z", "--end-of-options", commit, "--", path)
        return listed.partition(b"\t")[0].rpartition(b" ")[2]
