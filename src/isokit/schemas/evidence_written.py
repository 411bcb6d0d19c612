"""`isokit/evidence-new/1` and `isokit/evidence-seal/1`: what `isokit evidence new` and `seal` wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from isokit.model import evidence as model
from isokit.run import Run
from isokit.schemas.evidence import EvidenceHead, Record, evidence_head, record_fields, unread_records
from isokit.schemas.serialize import INTERNAL


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


def new_of(run: Run, record: model.Evidence, written: tuple[str, ...], next: tuple[str, ...]) -> EvidenceNew:
    """A new record, the files written, and what to do next."""
    made = NewRecord(
        **record_fields(record),
        every=str(record.every) if record.every else None,
        clauses=record.clauses,
        files=tuple(NewFile(path=file.path, sha256=file.sealed) for file in record.files),
        documents=record.documents,
    )
    return EvidenceNew(**evidence_head(run), record=made, written=written, next=next)


def sealed_of(run: Run, outcomes: Sequence[Outcome], written: tuple[str, ...]) -> EvidenceSeal:
    """What became of some files, and the records that changed."""
    counted = Counter(each.done for each in outcomes)
    return EvidenceSeal(
        **evidence_head(run),
        summary=SealSummary(**{done.value: counted[done] for done in Done}),
        files=tuple(map(_sealed, outcomes)),
        written=written,
        refused=bool(counted[Done.REFUSED] or unread_records(run)),
    )


def _sealed(each: Outcome) -> SealedFile:
    return SealedFile(
        id=each.record.id,
        path=each.file.path,
        done=each.done,
        sha256=each.sha256 or None,
        reason=each.reason or None,
    )
