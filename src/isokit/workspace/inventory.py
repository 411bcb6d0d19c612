"""The paths of the tree, for references by path."""

from __future__ import annotations

import hashlib
import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from isokit.text.decode import Refused, decode
from isokit.text.source import Source, Unreadable
from isokit.text.treepath import canonical, why_refused

SMALL = 1024
"""Bytes of a file that is kept in memory after reading; a pointer of Git LFS has fewer."""


@dataclass(frozen=True)
class Inventory:
    """The paths of all files of the tree: what git tracks and what it does not ignore.

    `sources` are the files by path, to read one that is not part of the workspace.
    """

    paths: frozenset[str]
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False, compare=False)
    _seen: dict[str, tuple[str, bytes]] = field(default_factory=dict, repr=False, compare=False)

    def sha256(self, path: str) -> str:
        """The SHA-256 of a file of the tree, in hexadecimal. Raises `Unreadable` where it cannot be read."""
        return self._hash_and_bytes_of(path)[0]

    def small(self, path: str) -> bytes:
        """The bytes of a file; empty where it cannot be read or has more than `SMALL`."""
        try:
            return self._hash_and_bytes_of(path)[1]
        except Unreadable:
            return b""

    def _hash_and_bytes_of(self, path: str) -> tuple[str, bytes]:
        """The SHA-256 of a file and, of a small one, its bytes. A file is read once for both."""
        if path not in self._seen:
            source = self._source(path)
            if source is None or source.obstacle:
                raise Unreadable(source.obstacle or "" if source else "it is not in the tree")
            self._seen[path] = _hash_and_bytes(source)
        return self._seen[path]

    def text(self, path: str) -> str:
        """The text of a file; empty where it cannot be read."""
        source = self._source(path)
        try:
            return decode(source.read()) if source and not source.obstacle else ""
        except (Unreadable, Refused):
            return ""

    def obstacle(self, path: str) -> str | None:
        """Why a file cannot be opened, such as a link or a pipe; None where nothing is known."""
        source = self._source(path)
        return source.obstacle if source else None

    def _source(self, path: str) -> Source | None:
        return self.sources.get(path) or self.sources.get(self._spelled.get(canonical(path), ""))

    @cached_property
    def _spelled(self) -> dict[str, str]:
        return {canonical(path): path for path in self.paths}

    @cached_property
    def twins(self) -> tuple[tuple[str, str], ...]:
        """Paths that are equal where case or the form of accents does not count: the later, the first."""
        first: dict[str, str] = {}
        found = [(path, first.setdefault(_folded(path), path)) for path in sorted(self.paths)]
        return tuple((path, other) for path, other in (*found, *self._in_the_way(first)) if path != other)

    def _in_the_way(self, first: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Files where, elsewhere, the folder of another file would have to be."""
        for path in sorted(self.paths):
            names = _folded(path).split("/")
            folders = ("/".join(names[:depth]) for depth in range(1, len(names)))
            yield from ((path, first[folder]) for folder in folders if folder in first)

    @cached_property
    def _canonical(self) -> frozenset[str]:
        return frozenset(path if path.isascii() else canonical(path) for path in self.paths)

    @cached_property
    def _folders(self) -> frozenset[str]:
        folders = {"."}
        for path in self._canonical:
            while (path := posixpath.dirname(path)) and path not in folders:
                folders.add(path)
        return frozenset(folders)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.paths):
            found[posixpath.basename(path)].append(path)
        return found

    def moved(self, path: str) -> str | None:
        """The new path of a file that is not in the tree: the only one of its name; None where unknown."""
        found = self._by_name.get(posixpath.basename(path), [])
        return found[0] if len(found) == 1 and not why_refused(found[0]) else None

    def has_file(self, path: str) -> bool:
        return path in self._canonical or canonical(path) in self._canonical

    def has(self, path: str) -> bool:
        return self.has_file(path) or path in self._folders or canonical(path) in self._folders


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _hash_and_bytes(source: Source) -> tuple[str, bytes]:
    try:
        data = source.read()
    except Unreadable:
        if source.digest is None:
            raise
        return source.digest(), b""
    return hashlib.sha256(data).hexdigest(), data if len(data) <= SMALL else b""
