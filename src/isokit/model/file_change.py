"""What a command wants to write: values, applied whole or not at all by one writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from isokit.text.decode import BOM, decode
from isokit.text.edits import Edit, applied


@dataclass(frozen=True, slots=True)
class NewFile:
    """The whole text of a file. `replace` is true for what isokit rendered and may render again."""

    path: str
    text: str
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """A file of which some stretches change; every other byte stays.

    `content` is the content id of the bytes the edits were made for; other bytes are not touched. `expected` is the
    content the edited file must have, as `text.raw.content_of` reads it; a file with any other is not written.
    """

    path: str
    content: str
    edits: tuple[Edit, ...]
    expected: list[Any]

    def applied(self, data: bytes) -> bytes:
        """The new bytes, line ends and byte-order mark kept. Raises `ValueError` where edits overlap."""
        mark = BOM if data.startswith(BOM.encode()) else ""
        return (mark + applied(decode(data), self.edits)).encode()


Change = NewFile | Edited
