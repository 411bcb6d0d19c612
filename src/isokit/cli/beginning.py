"""What `isokit init` does: refuse where a tree is already, and write a new one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from isokit.changes.init import new_tree
from isokit.commands.exit import Stop
from isokit.edge import data, writer
from isokit.load.catalog import catalog_of
from isokit.model.names import SETTINGS_FILE
from isokit.text.suggestions import nearest, suggestion


def begin(folder: Path, organization: str, standards: Sequence[str]) -> list[str]:
    """Write a new tree into a folder; the paths written. Files that are there already stay as they are."""
    folder = Path(os.path.abspath(folder))
    catalog = catalog_of(data.standards()).editions
    for standard in standards:
        if standard not in catalog:
            near = nearest(standard, catalog)
            raise Stop(f"no standard '{standard}'; " + suggestion(near, f"one of {', '.join(catalog)}"))
    if (folder / SETTINGS_FILE).exists():
        raise Stop(f"{folder / SETTINGS_FILE} is there already")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = [file for file in new_tree(organization or folder.name, standards) if not (folder / file.path).exists()]
        return writer.apply(folder, files)
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None
