"""What is behind a record: its files as they stand against their seals, or the place elsewhere where it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from isokit.model.evidence import SHA256, AttachedFile, Evidence
from isokit.text.source import Unreadable
from isokit.workspace.inventory import Inventory


class FileState(StrEnum):
    """How an attached file stands; only one that is sealed is known to be what it was."""

    SEALED = "sealed"
    UNSEALED = "unsealed"
    ALTERED = "altered"
    POINTER = "pointer"
    MISSING = "missing"
    UNREADABLE = "unreadable"


WRONG = (FileState.ALTERED, FileState.POINTER, FileState.MISSING, FileState.UNREADABLE)
"""What cannot be shown to be what was collected. A file nobody sealed is not wrong; it is only not known."""


class FileNow(NamedTuple):
    """An attached file, how it stands, its SHA-256 where it could be read, and what is wrong with it."""

    file: AttachedFile
    state: FileState
    now: str | None = None
    reason: str = ""


class Attached(NamedTuple):
    """A record and its files."""

    record: Evidence
    files: tuple[FileNow, ...]

    @property
    def elsewhere(self) -> bool:
        """Whether it is kept outside of the tree."""
        return self.record.location is not None

    @property
    def wrong(self) -> bool:
        """Whether one of its files is."""
        return any(each.state in WRONG for each in self.files)


def attached(record: Evidence, inventory: Inventory) -> Attached:
    """A record with its files as they stand. Nothing is followed: neither links, nor pointers, nor paths outside."""
    return Attached(record, tuple(_now(file, inventory) for file in record.files))


def counted(records: Iterable[Attached]) -> dict[str, int]:
    """How many files stand how, by the words of their states; every state is there."""
    found = Counter(each.state for one in records for each in one.files)
    return {state.value: found[state] for state in FileState}


def _now(file: AttachedFile, inventory: Inventory) -> FileNow:
    if reason := file.absence(inventory):
        return FileNow(file, FileState.MISSING, reason=reason)
    if pointer := file.pointer(inventory):
        return FileNow(file, FileState.POINTER, reason=of_pointer(file, pointer))
    try:
        now = inventory.sha256(file.path)
    except Unreadable as reason:
        return FileNow(file, FileState.UNREADABLE, reason=f"the file {file.path} cannot be read: {reason}")
    if not file.sealed:
        return FileNow(file, FileState.UNSEALED, now)
    if file.sealed == now:
        return FileNow(file, FileState.SEALED, now)
    return FileNow(file, FileState.ALTERED, now, file.alteration(inventory) or "")


def of_pointer(file: AttachedFile, pointer: str) -> str:
    """What can be said of a file that is not here: whether it is the one that was sealed."""
    here = f"the file {file.path} is not here, only a pointer of Git LFS"
    if not SHA256.fullmatch(file.sealed):
        return f"{here}, and no seal says to which file"
    return f"{here} to {'the file that was sealed' if file.sealed == pointer else 'another file than was sealed'}"
