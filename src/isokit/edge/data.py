"""isokit's own standards and templates, wherever it is installed."""

from __future__ import annotations

from pathlib import Path

from isokit.catalog.catalog import Catalog
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


def catalog() -> Catalog:
    """What isokit brings along: `standards/iso9001/2015.yaml` is iso9001:2015, `2015-to-2026.yaml` a map."""
    standards = folder("standards")
    files = sorted(standards.glob("*/*.yaml"))
    return Catalog(
        editions={f"{file.parent.name}:{file.stem}": _own(file) for file in files if "-to-" not in file.stem},
        maps={_joined(file): _own(file) for file in files if "-to-" in file.stem},
        types=_own(standards / "types.yaml"),
        topics=_own(standards / "crosswalk.yaml"),
    )


def _joined(file: Path) -> tuple[str, str]:
    old, _, new = file.stem.partition("-to-")
    return f"{file.parent.name}:{old}", f"{file.parent.name}:{new}"


def _own(file: Path) -> Source:
    return Source(f"isokit/{file.relative_to(folder('standards').parent).as_posix()}", file.read_bytes)


def templates() -> dict[str, str]:
    """The texts of the report templates, by file name."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder("templates").glob("*.j2"))}
