"""What all documents on evidence have in common: how they begin, and a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from isokit.model import evidence as model
from isokit.model.unread import Illegible
from isokit.run import Run
from isokit.schemas.head import Head, Plain, head_of

SHELF = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceHead(Head):
    """How documents on evidence begin."""

    unread: tuple[str, ...]
    """Files that cannot be read and are not considered here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time a record covers."""

    from_: date | None
    to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of evidence."""

    id: str
    title: str
    type: str | None
    owner: str | None
    collected: date | None
    period: Period
    path: str


def evidence_head(run: Run) -> Plain:
    """The fields of `EvidenceHead`."""
    unread = sorted({piece.place.path for piece in run.workspace.of(Illegible)})
    return {**head_of(run), "unread": tuple(unread)}


def unread_records(run: Run) -> tuple[str, ...]:
    """The files of records that cannot be read."""
    pieces = (piece for piece, shelf in run.workspace.shelved if shelf == SHELF)
    return tuple(sorted({piece.place.path for piece in pieces if isinstance(piece, Illegible)}))


def record_fields(record: model.Evidence) -> dict[str, Any]:
    """The fields of `Record`."""
    return {
        "id": record.id,
        "title": record.title,
        "type": record.type,
        "owner": record.owner,
        "collected": record.collected,
        "period": Period(from_=record.period.start, to=record.period.end),
        "path": record.path,
    }
