"""`isokit/evidence-verify/1`: attached files compared with their seals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit.analysis.evidence.attachments import WRONG, Attachments, FileCheck, FileState, counted
from isokit.model import evidence as model
from isokit.run import Run
from isokit.schemas.evidence import EvidenceHead, Record, evidence_head, record_fields, unread_records
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
    """Those of them that nobody is recorded to have checked."""
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


def verified_of(run: Run, records: Sequence[Attachments]) -> EvidenceVerify:
    """Records with their files as they compare with their seals."""
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
    return VerifiedRecord(
        **record_fields(found.record),
        files=tuple(map(_seal, found.files)),
        location=_location(place) if place else None,
    )


def _location(place: model.Location) -> Location:
    return Location(
        system=place.system, reference=place.reference, checked_by=place.checked_by, checked_on=place.checked_on
    )


def _seal(found: FileCheck) -> FileSeal:
    return FileSeal(
        path=found.file.path,
        state=found.state,
        sealed=found.file.sealed or None,
        now=found.sha256,
        reason=found.reason or None,
        wrong=found.state in WRONG,
    )
