"""isokit's own standards and templates, wherever it is installed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from isokit.text.source import Source

PACKAGE = Path(__file__).resolve().parent.parent


class DataMissing(FileNotFoundError):
    """The installation lacks its data; it has to be installed again."""


def folder(name: str) -> Path:
    """`standards` or `templates`: inside the package where it is installed, beside `src/` in a checkout.

    Raises `DataMissing` where it is in neither place.
    """
    for candidate in (PACKAGE / name, PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise DataMissing(f"this installation of isokit lacks its {name}; install it again")


def catalog() -> dict[str, Source]:
    """The editions isokit brings along, by id: `standards/iso9001/2015.yaml` is iso9001:2015."""
    files = sorted(path for path in folder("standards").glob("*/*.yaml") if "-to-" not in path.name)
    return {f"{path.parent.name}:{path.stem}": _own(path) for path in files}


def _own(path: Path) -> Source:
    return Source(f"isokit/standards/{path.parent.name}/{path.name}", partial(path.read_bytes))


def templates() -> dict[str, str]:
    """The texts of the report templates, by file name."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder("templates").glob("*.j2"))}
