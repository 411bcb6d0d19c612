"""`isokit/evidence-verify/1`, `evidence-seal/1` and `evidence-new/1`: records with their attached files and seals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from isokit.analysis.evidence.attachments import WRONG, Attachments, FileCheck, FileState, counted
from isokit.model import evidence as model
from isokit.run import Run
from isokit.schemas.base import fill
from isokit.schemas.evidence import EvidenceHead, Record, evidence_head, record, unread_records
from isokit.schemas.serialize import INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSeal:
    """An attached file compared with its seal."""

    path: str
    state: FileState
    sealed: str | None
    """The SHA-256 it was sealed with."""
    now: str | None
    """Its SHA-256 today; null where it could not be read."""
    reason: str | None
    wrong: bool = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a record is kept outside the tree, and who checked it there."""

    system: str | None
    reference: str | None
    checked_by: str | None
    checked_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedRecord(Record):
    """A record with its files as they compare with their seals."""

    files: tuple[FileSeal, ...]
    location: Location | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifySummary:
    """How many files are in which state."""

    records: int
    files: int
    sealed: int
    unsealed: int
    altered: int
    pointer: int
    """Pointers of Git LFS, whose files are not here."""
    missing: int
    unreadable: int
    elsewhere: int
    """Records kept outside the tree."""
    unchecked: int
    """Those of them without a recorded check."""
    nothing: int
    """Records with neither a file nor a location."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceVerify(EvidenceHead):
    """Output of `isokit evidence verify`."""

    schema: Literal["isokit/evidence-verify/1"] = "isokit/evidence-verify/1"
    summary: VerifySummary
    records: tuple[VerifiedRecord, ...]
    wrong: bool = field(metadata=INTERNAL)
    """Whether a file cannot be shown to be what was sealed, or a record cannot be read at all."""


class Done(StrEnum):
    """What became of a file."""

    SEALED = "sealed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Outcome(NamedTuple):
    """An attached file of a record, what became of it, its SHA-256 and, where it was refused, why."""

    record: model.Evidence
    file: model.AttachedFile
    done: Done
    sha256: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """An attached file and its SHA-256."""

    path: str
    sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord(Record):
    """A new record."""

    every: str | None
    """How often a record of its series is due."""
    clauses: tuple[str, ...]
    files: tuple[NewFile, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNew(EvidenceHead):
    """Output of `isokit evidence new`."""

    schema: Literal["isokit/evidence-new/1"] = "isokit/evidence-new/1"
    record: NewRecord
    written: tuple[str, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealSummary:
    """How many files were sealed, were sealed already, or were refused."""

    sealed: int
    unchanged: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """What became of an attached file."""

    id: str
    """The record."""
    path: str
    done: Done
    sha256: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSeal(EvidenceHead):
    """Output of `isokit evidence seal`."""

    schema: Literal["isokit/evidence-seal/1"] = "isokit/evidence-seal/1"
    summary: SealSummary
    files: tuple[SealedFile, ...]
    written: tuple[str, ...]
    refused: bool = field(metadata=INTERNAL)
    """Whether a file was not sealed, or a record cannot be read at all."""


def verified_of(run: Run, records: Sequence[Attachments]) -> EvidenceVerify:
    return EvidenceVerify(
        **evidence_head(run),
        summary=_summary(records),
        records=tuple(map(_verified, records)),
        wrong=any(each.wrong for each in records) or bool(unread_records(run)),
    )


def _summary(records: Sequence[Attachments]) -> VerifySummary:
    states = counted(records)
    elsewhere = [each for each in records if each.elsewhere]
    return VerifySummary(
        records=len(records),
        files=sum(states.values()),
        **states,
        elsewhere=len(elsewhere),
        unchecked=sum(not (each.record.location and each.record.location.checked) for each in elsewhere),
        nothing=sum(not each.files and not each.elsewhere for each in records),
    )


def _verified(found: Attachments) -> VerifiedRecord:
    place = found.record.location
    location = fill(Location, place) if place else None
    return record(VerifiedRecord, found.record, files=tuple(map(_seal, found.files)), location=location)


def _seal(found: FileCheck) -> FileSeal:
    return fill(
        FileSeal,
        found,
        path=found.file.path,
        sealed=found.file.sealed or None,
        now=found.sha256,
        reason=found.reason or None,
        wrong=found.state in WRONG,
    )


def new_of(run: Run, found: model.Evidence, written: tuple[str, ...], next: tuple[str, ...]) -> EvidenceNew:
    every = str(found.every) if found.every else None
    files = tuple(NewFile(path=file.path, sha256=file.sealed) for file in found.files)
    made = record(NewRecord, found, every=every, files=files)
    return EvidenceNew(**evidence_head(run), record=made, written=written, next=next)


def sealed_of(run: Run, outcomes: Sequence[Outcome], written: tuple[str, ...]) -> EvidenceSeal:
    done = Counter(each.done for each in outcomes)
    return EvidenceSeal(
        **evidence_head(run),
        summary=SealSummary(**{each.value: done[each] for each in Done}),
        files=tuple(map(_sealed, outcomes)),
        written=written,
        refused=bool(done[Done.REFUSED] or unread_records(run)),
    )


def _sealed(each: Outcome) -> SealedFile:
    sha256, reason = each.sha256 or None, each.reason or None
    return fill(SealedFile, each, id=each.record.id, path=each.file.path, sha256=sha256, reason=reason)
