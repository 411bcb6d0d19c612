"""The standards and templates that isokit brings along, wherever it is installed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from isokit.text.source import Source

PACKAGE = Path(__file__).resolve().parent.parent


class DataMissing(FileNotFoundError):
    """The installation lacks its data; it has to be installed again."""


@dataclass(frozen=True, slots=True)
class Content:
    """Reads a file. Two of the same file are equal, so that what is made of it can be cached."""

    file: Path

    def __call__(self) -> bytes:
        return self.file.read_bytes()


def folder(name: str) -> Path:
    """`standards` or `templates`: inside the package where it is installed, next to `src/` in a checkout.

    Raises `DataMissing` where it is in neither place.
    """
    for candidate in (PACKAGE / name, PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise DataMissing(f"this installation of isokit lacks its {name}; install it again")


def standards() -> tuple[Source, ...]:
    """The files of `standards/`, by paths like `isokit/standards/iso9001/2015.yaml`."""
    top = folder("standards")
    files = sorted((*top.glob("*.yaml"), *top.glob("*/*.yaml")))
    return tuple(Source(f"isokit/{file.relative_to(top.parent).as_posix()}", Content(file)) for file in files)


def templates() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder("templates").glob("*.j2"))}
