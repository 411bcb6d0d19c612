"""The catalog of the bundled `standards/`."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from isokit.catalog.catalog import Catalog
from isokit.text.source import Source


@cache
def catalog_of(files: tuple[Source, ...]) -> Catalog:
    """`iso9001/2015.yaml` is the edition iso9001:2015, `iso9001/2015-to-2026.yaml` the map between two.

    The same files give the same catalog, so that a process reads each edition once.
    """
    by_name = {_name(file): file for file in files}
    return Catalog(
        editions={":".join(name): file for name, file in by_name.items() if name[0] and "-to-" not in name[1]},
        maps={_ends(*name): file for name, file in by_name.items() if "-to-" in name[1]},
        types=by_name.get(("", "types")),
        topics=by_name.get(("", "crosswalk")),
    )


def _name(file: Source) -> tuple[str, str]:
    """The standard a file is about, empty where it is about all of them, and the name of the file."""
    path = PurePosixPath(file.path)
    return "" if path.parent.name == "standards" else path.parent.name, path.stem


def _ends(standard: str, name: str) -> tuple[str, str]:
    old, _, new = name.partition("-to-")
    return f"{standard}:{old}", f"{standard}:{new}"
