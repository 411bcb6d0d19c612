"""What is there: the paths of the tree, for what other files name by path."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property

from isokit.text.treepath import canonical


@dataclass(frozen=True)
class Inventory:
    """The paths of all files of the tree: what git tracks and what it does not ignore."""

    paths: frozenset[str]

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

    def has_file(self, path: str) -> bool:
        """Whether a file of this path stands in the tree."""
        return path in self._canonical or canonical(path) in self._canonical

    def has(self, path: str) -> bool:
        """Whether a file or a folder of this path stands in the tree."""
        return self.has_file(path) or path in self._folders or canonical(path) in self._folders
