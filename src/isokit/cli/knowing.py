"""What isokit knows of standards where a command is run: what it brings along, and the editions of the tree."""

from __future__ import annotations

import sys
from collections.abc import Collection

from isokit.catalog.catalog import Catalog
from isokit.cli import session
from isokit.cli.legacy import Root, Voice
from isokit.edge import disk
from isokit.load.tree import about_standards, load
from isokit.model.names import CUSTOM_STANDARDS
from isokit.model.unread import Illegible, Misfit
from isokit.text.escape import visible
from isokit.text.source import Source
from isokit.workspace.workspace import Workspace


def catalog_here(root: Root, voice: Voice) -> Catalog:
    """The catalog of the tree the folder lies in, or of none. Says on stderr which files of it have mistakes."""
    workspace = here(root, voice)
    return workspace.catalog if workspace else session.catalog()


def here(root: Root, voice: Voice) -> Workspace | None:
    """What the tree the folder lies in knows of standards and which it adopts; None where there is no tree."""
    try:
        sources = disk.sources(disk.find_root(root.folder))
    except (disk.NoTree, OSError):
        return None
    workspace = load(about_standards(sources), session.catalog())
    if not voice.quiet:
        for path in _mistaken(workspace):
            print(
                f"isokit: {visible(path)} has mistakes and may not be used in full; see isokit check", file=sys.stderr
            )
    return workspace


def catalog_of(sources: Collection[Source]) -> Catalog:
    """The catalog of a tree."""
    return load(about_standards(sources), session.catalog()).catalog


def _mistaken(workspace: Workspace) -> list[str]:
    wrong = (p for p, shelf in workspace.shelved if shelf == CUSTOM_STANDARDS and isinstance(p, Illegible | Misfit))
    return sorted({piece.place.path for piece in wrong})
