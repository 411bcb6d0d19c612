"""What a command wants to write: values, applied whole or not at all by one writer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewFile:
    """The whole text of a file. `replace` is true for what isokit renders and may render again."""

    path: str
    text: str
    replace: bool = False
