"""The past of a tree: one `git log` says which commits changed which of its files.

The log is that of the whole repository, children before parents: limited to a folder, git would leave out the commits
that lead from one to the next. All files of the tree are followed at once, from a commit to its parents. A merge
changes a file where its bytes differ from those in each parent. Where it took them from one parent, the past of the
file is that parent's, as in `git log FILE`: a merge neither hides what was done on a branch nor replaces it, and what
it discarded is not part of the past. Rewritten dates cannot be told from true ones: days are what commits claim.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, groupby, islice, takewhile
from sys import intern
from typing import NamedTuple

from isokit.edge.git.client import Git
from isokit.edge.git.process import GitRefused
from isokit.model.history import Commit, Past
from isokit.text.source import Unreadable, path_of

Names = frozenset[bytes]
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
FIELDS = ("%H", "%T", "%P", "%ad", "%cd", "%ae", "%s")
LOG = (
    "log -z -m --name-only --no-renames --no-ext-diff --no-textconv --no-color --no-notes --no-decorate --no-mailmap "
    f"--no-show-signature --date-order --date=short --encoding=UTF-8 --format=format:{'%x00'.join(FIELDS)} "
    "--end-of-options"
).split()
LONGEST_SUBJECT = 500
"""Characters of a subject that are kept."""
SHALLOW = "the history is cut off here; git fetch --unshallow fetches the rest (in CI: fetch-depth: 0)"

Changes = dict[str, tuple[Commit, ...]]


class Files(NamedTuple):
    """Some files, or all but some."""

    names: Names = frozenset()
    all_but: bool = False

    def within(self, names: Names) -> Names:
        return names - self.names if self.all_but else names & self.names

    def without(self, names: Names) -> Files:
        return Files(self.names | names if self.all_but else self.names - names, self.all_but)

    def joined(self, other: Files) -> Files:
        if NONE in (self, other):
            return other if self == NONE else self
        if self.all_but and other.all_but:
            return Files(self.names & other.names, True)
        if self.all_but or other.all_but:
            broad, narrow = (self, other) if self.all_but else (other, self)
            return Files(broad.names - narrow.names, True)
        return Files(self.names | other.names)


NONE, ALL = Files(), Files(all_but=True)


class Entry(NamedTuple):
    """A commit in a log. `differences` are the files in which it differs from its parents, or, if it has none, all.

    Of a merge, git leaves out the parents from which it does not differ, and does not say which these are. `about` is
    what else the log says.
    """

    id: bytes
    tree: bytes
    parents: list[bytes]
    differences: list[Names]
    about: list[bytes]


@dataclass
class Offer:
    """Files a merge took from one parent: that with the same tree. It is known once that parent comes."""

    tree: bytes
    files: Files

    def taken(self) -> Files:
        """The files, once."""
        files, self.files = self.files, NONE
        return files


class Followed:
    """Which files are still followed at each commit that has not come yet."""

    def __init__(self, head: bytes) -> None:
        self._files: defaultdict[bytes, Files] = defaultdict(lambda: NONE, {head: ALL})
        self._offers: defaultdict[bytes, list[Offer]] = defaultdict(list)

    def changed(self, entry: Entry) -> Names:
        """The files a commit changed, of those followed up to it. Commits come children first."""
        files = self._files.pop(entry.id, NONE)
        for offer in self._offers.pop(entry.id, ()):
            files = files.joined(offer.taken()) if offer.tree == entry.tree else files
        if files == NONE:
            return NONE.names
        differences = [files.within(names) for names in entry.differences]
        if not entry.parents:
            return frozenset().union(*differences)
        if len(differences) < len(entry.parents):
            return self._as_a_parent(entry, files)
        changed = frozenset.intersection(*differences)
        for parent, names in zip(entry.parents, differences, strict=False):
            self._follow(parent, files.without(names - changed) if len(entry.parents) > 1 else files)
            files = Files(files.within(names))
        return changed

    def _as_a_parent(self, entry: Entry, files: Files) -> Names:
        """A commit that left everything as in one of its parents. (Of more than two, another may have it too.)"""
        differing = files.within(frozenset().union(*entry.differences))
        self._follow(entry.parents[0], files.without(differing))
        if differing:
            offer = Offer(entry.tree, Files(differing))
            for parent in entry.parents:
                self._offers[parent].append(offer)
        return NONE.names

    def _follow(self, commit: bytes, files: Files) -> None:
        self._files[commit] = self._files[commit].joined(files)


def past(git: Git, commit: str) -> Past:
    """What commits did to the files a tree has at a commit. Raises nothing: without git's answer it is unknown."""
    try:
        boundary, files = _boundary(git), _files(git, commit)
        changes, commits = _read(_log(git, commit, files), files, boundary)
    except GitRefused as refused:
        return Past(detail=f"git does not show the past: {refused}")
    return Past(changes, not boundary, Content(git), commits=commits, detail=SHALLOW if boundary else "")


def _boundary(git: Git) -> Names:
    """The commits of a shallow clone whose parents are missing, so that what they changed is unknown."""
    folder = (git.repository or git.root) / ".git"
    path = folder / "shallow"
    if not folder.is_dir() or (folder / "commondir").exists():  # a linked worktree, or a submodule
        path = git.root / os.fsdecode(git.answer("rev-parse", "--git-path", "shallow").removesuffix(b"\n"))
    try:
        return frozenset(path.read_bytes().split()) if path.is_file() else frozenset()
    except OSError as error:
        raise GitRefused(f"{path} cannot be read ({error.strerror})") from None


def _files(git: Git, commit: str) -> dict[bytes, str]:
    names = git.answer("ls-tree", "-r", "-z", "--name-only", "--end-of-options", commit)
    prefix = os.fsencode(git.prefix)
    return {prefix + name: path_of(name) for name in names.split(b"\0") if name}


def _log(git: Git, commit: str, files: Collection[bytes]) -> Iterator[tuple[Entry, Names]]:
    """Each commit that changed some of the files, and which; newest first."""
    followed = Followed(commit.encode())
    for entry in _entries(_records(git.records(*LOG, commit), files)):
        if names := followed.changed(entry):
            yield entry, names


def _records(pieces: Iterator[bytes], files: Collection[bytes]) -> Iterator[tuple[list[bytes], Names | None]]:
    """The fields of each record of the log and which of the files it names; None where it names none at all."""
    for piece in pieces:
        fields = [piece, *islice(pieces, len(FIELDS) - 1)]
        if len(fields) < len(FIELDS):
            raise GitRefused("git log ends in the middle")
        fields[-1], names, first = fields[-1].partition(b"\n")
        counted = (name for name in chain([first], takewhile(bool, pieces)) if name in files)
        yield fields, frozenset(counted) if names else None


def _entries(records: Iterable[tuple[list[bytes], Names | None]]) -> Iterator[Entry]:
    for _, group in groupby(records, key=lambda record: record[0][0]):
        of_commit = list(group)
        commit, tree, parents, *about = of_commit[0][0]
        yield Entry(commit, tree, parents.split(), [names for _, names in of_commit if names is not None], about)


def _read(
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
    return {path: tuple(of_file) for path, of_file in changes.items()}, tuple(commits)


def _commit(entry: Entry) -> Commit:
    authored, committed, author, subject = (part.decode("utf-8", "replace") for part in entry.about)
    return Commit(entry.id.decode(), _day(authored), _day(committed), intern(author.lower()), subject[:LONGEST_SUBJECT])


@lru_cache(maxsize=1 << 12)
def _day(text: str) -> date:
    """A day as git writes it; the last day of all for one that is not a valid date, so that it stands out."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max


class Content:
    """The files of a tree at any commit."""

    def __init__(self, git: Git) -> None:
        self._git, self._prefix = git, os.fsencode(git.prefix)

    def __call__(self, commit: str, path: str) -> bytes | None:
        """The bytes of a file; None where it was not there, is too large, or the repository lacks it."""
        if not COMMIT.fullmatch(commit) or path.startswith(("./", "../")):
            return None
        try:
            name = commit.encode() + b":" + self._prefix + path.encode("utf-8", "surrogateescape")
            return self._git.batch.read(self._id(commit, path) if b"\n" in name else name)
        except (Unreadable, GitRefused):
            return None

    def _id(self, commit: str, path: str) -> bytes:
        """The id of a file whose path has a line break, which a request to the batch cannot have."""
        listed = self._git.answer("ls-tree", "-z", "--end-of-options", commit, "--", path)
        return listed.partition(b"\t")[0].rpartition(b" ")[2]
