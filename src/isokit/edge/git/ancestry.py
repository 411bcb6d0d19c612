"""Which commits changed which files: all files of a tree are followed at once, from a commit to its parents.

A merge changes a file where its bytes differ from those in each parent. Where it took them from one parent, the past
of the file is that parent's, as in `git log FILE`: a merge neither hides what was done on a branch nor replaces it,
and what it discarded is not part of the past.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

Names = frozenset[bytes]


class Files(NamedTuple):
    """Some files, or all but some."""

    names: Names = frozenset()
    all_but: bool = False

    def within(self, names: Names) -> Names:
        """Which of these are among them."""
        return names - self.names if self.all_but else names & self.names

    def without(self, names: Names) -> Files:
        """The others."""
        return Files(self.names | names if self.all_but else self.names - names, self.all_but)

    def joined(self, other: Files) -> Files:
        """These and the others."""
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


def changed_by(entries: Iterable[Entry], head: bytes) -> Iterator[tuple[Entry, Names]]:
    """Each commit of a log with the files it changed; those that changed none are left out."""
    followed = Followed(head)
    for entry in entries:
        if names := followed.changed(entry):
            yield entry, names
