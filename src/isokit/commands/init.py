"""isokit init: write the first files of a tree."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from isokit.catalog.catalog import Catalog
from isokit.changes.init import new_tree
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.model.names import SETTINGS_FILE
from isokit.text.suggestions import nearest, suggestion


def init(context: Context, organization: str, standards: Sequence[str]) -> int:
    """Write a new tree into the folder of -C. Files that exist already are kept."""
    folder = Path(os.path.abspath(context.folder))
    _require_known(standards, context.catalog)
    with context.writing(folder) as changes:
        if (folder / SETTINGS_FILE).exists():
            raise Stop(f"{folder / SETTINGS_FILE} exists already")
        folder.mkdir(parents=True, exist_ok=True)
        files = new_tree(organization or folder.name, standards)
        changes.add(*(file for file in files if not (folder / file.path).exists()))
    context.print("".join(f"{path}\n" for path in changes.written))
    if not context.flags.quiet:
        context.print(f"next: isokit {_folder_option(context.folder)}gap\n")
    return 0


def _folder_option(folder: Path) -> str:
    """What has to be typed before a command so that it works in the folder from the current one."""
    return "" if folder == Path() else f"-C {shlex.quote(str(folder))} "


def _require_known(standards: Sequence[str], known: Catalog) -> None:
    for standard in standards:
        if standard not in known.editions:
            near = nearest(standard, known.editions)
            raise Stop(f"no standard '{standard}'; " + suggestion(near, f"one of {', '.join(known.editions)}"))
