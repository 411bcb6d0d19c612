"""The files attached to a record, compared with their seals. Nothing out of the tree is followed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from isokit.model.document import Document
from isokit.model.entity import Shortfall
from isokit.model.evidence import AttachedFile, Evidence
from isokit.text.source import Unreadable
from isokit.text.treepath import why_refused
from isokit.workspace.inventory import Inventory
from isokit.workspace.workspace import Workspace, derived

SHA256 = re.compile("[0-9a-f]{64}")
POINTER = re.compile(
    rb"version https://(?:git-lfs\.github|hawser\.github)\.com/spec/v1\r?\n(?:ext-[^\n]*\n)*"
    rb"oid sha256:([0-9a-f]{64})\r?\nsize \d+\r?\n?"
)
"""A pointer file: Git LFS keeps the content elsewhere; only its SHA-256 is known."""


class FileState(StrEnum):
    """How an attached file compares with its seal; only a sealed file is known to be what was collected."""

    SEALED = "sealed"
    UNSEALED = "unsealed"
    ALTERED = "altered"
    POINTER = "pointer"
    MISSING = "missing"
    UNREADABLE = "unreadable"


WRONG = (FileState.ALTERED, FileState.POINTER, FileState.MISSING, FileState.UNREADABLE)
"""The states of files that are not known to be what was collected."""


class FileCheck(NamedTuple):
    """An attached file, its state, its SHA-256 where it could be read, and what is wrong with it."""

    file: AttachedFile
    state: FileState
    sha256: str | None = None
    reason: str = ""


class Attachments(NamedTuple):
    """A record and its files."""

    record: Evidence
    files: tuple[FileCheck, ...]

    @property
    def elsewhere(self) -> bool:
        return self.record.location is not None

    @property
    def wrong(self) -> bool:
        return any(each.state in WRONG for each in self.files)


def attachments_of(record: Evidence, inventory: Inventory) -> Attachments:
    return Attachments(record, tuple(_checked(file, inventory) for file in record.files))


def counted(records: Iterable[Attachments]) -> dict[str, int]:
    found = Counter(each.state for one in records for each in one.files)
    return {state.value: found[state] for state in FileState}


def _checked(file: AttachedFile, inventory: Inventory) -> FileCheck:
    if reason := absence(file, inventory):
        return FileCheck(file, FileState.MISSING, reason=reason)
    if oid := pointer(file, inventory):
        return FileCheck(file, FileState.POINTER, reason=about_pointer(file, oid))
    try:
        now = inventory.sha256(file.path)
    except Unreadable as reason:
        return FileCheck(file, FileState.UNREADABLE, reason=f"the file {file.path} cannot be read: {reason}")
    if not file.sealed:
        return FileCheck(file, FileState.UNSEALED, now)
    if file.sealed == now:
        return FileCheck(file, FileState.SEALED, now)
    return FileCheck(file, FileState.ALTERED, now, alteration(file, inventory) or "")


def absence(file: AttachedFile, inventory: Inventory) -> str | None:
    """Why a file is not available: its path is refused, or there is no such file. None if it is."""
    if reason := why_refused(file.path):
        return f"the path '{file.path}' is refused: {reason}"
    if obstacle := inventory.obstacle(file.path):
        return f"the file {file.path} is {obstacle}"
    return None if inventory.has_file(file.path) else f"the file {file.path} is not in the tree"


def alteration(file: AttachedFile, inventory: Inventory) -> str | None:
    """Why a file is not known to be what was sealed; None if it is, was never sealed, or is absent."""
    if not file.sealed or absence(file, inventory):
        return None
    if not SHA256.fullmatch(file.sealed):
        return f"'{file.sha256}' is not a SHA-256 in 64 hexadecimal digits"
    try:
        now = pointer(file, inventory) or inventory.sha256(file.path)
    except Unreadable as reason:
        return f"the file {file.path} cannot be compared with its SHA-256: {reason}"
    return (
        None
        if now == file.sealed
        else f"the file {file.path} has changed since it was sealed; its SHA-256 is now {now}"
    )


def pointer(file: AttachedFile, inventory: Inventory) -> str | None:
    """The SHA-256 of a file that Git LFS keeps elsewhere; None for a file that is here."""
    if absence(file, inventory):
        return None
    found = POINTER.fullmatch(inventory.small(file.path))
    return found[1].decode() if found else None


def about_pointer(file: AttachedFile, oid: str) -> str:
    what = f"the file {file.path} is only a Git LFS pointer"
    if not SHA256.fullmatch(file.sealed):
        return f"{what}, and it was never sealed"
    return f"{what} to {'the file that was sealed' if file.sealed == oid else 'another file than the sealed one'}"


def attachment_shortfalls(record: Evidence, inventory: Inventory) -> Iterator[Shortfall]:
    name = record.id
    if not record.files and not (record.location and record.location.named):
        yield Shortfall(f"{name} has neither a file nor a location", f"add files or a location to {name}")
    for file in record.files:
        if reason := absence(file, inventory):
            yield Shortfall(f"{name}: {reason}", f"add the file of {name} to the tree")
    for file in record.files:
        if pointer(file, inventory):
            yield Shortfall(f"{name}: {file.path} is only a Git LFS pointer", "fetch it with git lfs pull")
    for file in record.files:
        if reason := alteration(file, inventory):
            yield Shortfall(f"{name}: {reason}", f"restore the file of {name}, or collect the record anew")


@derived
def documents_and_records(workspace: Workspace) -> dict[str, str]:
    return {entity.path: entity.id for kind in (Document, Evidence) for entity in workspace.of(kind)}


def only_documents(record: Evidence, workspace: Workspace) -> tuple[str, ...]:
    """The documents and records that are all a record has attached; none where there is anything else."""
    names = [documents_and_records(workspace).get(file.path) for file in record.files]
    elsewhere = record.location is not None and record.location.named
    return () if elsewhere or None in names else tuple(dict.fromkeys(map(str, names)))


def hollow(record: Evidence, workspace: Workspace) -> bool:
    return any(attachment_shortfalls(record, workspace.inventory)) or bool(only_documents(record, workspace))
