"""`isokit/evidence-due/1`, `evidence-verify/1` and `evidence-sample/1`: what is due, what is sealed, what was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from isokit.analysis.evidence import sample as samples
from isokit.analysis.evidence.attachments import WRONG, Attachments, FileCheck, FileState, counted
from isokit.analysis.evidence.calendar import Due, DueState
from isokit.analysis.evidence.periods import CalendarPeriod
from isokit.analysis.evidence.provenance import known_since
from isokit.analysis.evidence.series import Series
from isokit.model import evidence as model
from isokit.model.unread import Illegible
from isokit.run import Run
from isokit.schemas.head import Head, Plain, head_of
from isokit.schemas.serialize import INTERNAL

SHELF = "evidence"
METHOD = "the lowest SHA-256 of seed, a byte of zero and id"
OVERDUE = (DueState.MISSING, DueState.EXPIRED)


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
class NamedPeriod:
    """A part of the organization's year."""

    name: str
    from_: date
    to: date
    words: str = field(metadata=INTERNAL)
    """The name with its dates."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRecord:
    """A record that is missing, expired or due."""

    state: DueState
    due: date
    days: int
    """Days left; negative where it is overdue."""
    title: str
    type: str | None
    owner: str | None
    period: NamedPeriod | None
    clauses: tuple[str, ...]
    follows: str
    """The latest record of the series."""
    path: str
    command: str
    """What to type once it is collected."""
    overdue: bool = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeterminedSeries:
    """A series of which a record cannot be read in full."""

    title: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceDue(EvidenceHead):
    """Output of `isokit evidence due`."""

    schema: Literal["isokit/evidence-due/1"] = "isokit/evidence-due/1"
    until: date
    due: tuple[DueRecord, ...]
    unknown: tuple[UndeterminedSeries, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRecord(Record):
    """A record of a sample."""

    number: str
    """The SHA-256 that decides whether it is drawn."""
    committed: date | None
    """When git first knew the record as it is; null where that is unknown."""
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSample(EvidenceHead):
    """Output of `isokit evidence sample`."""

    schema: Literal["isokit/evidence-sample/1"] = "isokit/evidence-sample/1"
    of: str
    commit: str | None
    population: int
    digest: str
    size: int
    asked: int
    """The size asked for."""
    seed: str
    method: str = METHOD
    records: tuple[DrawnRecord, ...]


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


def due_of(run: Run, until: date, items: Iterable[Due], unknown: Iterable[Series]) -> EvidenceDue:
    """What is due until a day. `unknown` are the series of which a record cannot be read in full."""
    return EvidenceDue(
        **evidence_head(run),
        until=until,
        due=tuple(due_record(each, run.today) for each in items),
        unknown=tuple(UndeterminedSeries(title=series.name, record=series.newest.id) for series in unknown),
    )


def due_record(found: Due, today: date) -> DueRecord:
    """One record that is due."""
    return DueRecord(
        state=found.state,
        due=found.day,
        days=(found.day - today).days,
        title=found.name,
        type=found.record.type,
        owner=found.record.owner,
        period=named_period(found.period) if found.period else None,
        clauses=found.record.clauses,
        follows=found.record.id,
        path=found.record.path,
        command=found.command,
        overdue=found.state in OVERDUE,
    )


def named_period(period: CalendarPeriod) -> NamedPeriod:
    """A part of the year, with its name."""
    return NamedPeriod(name=period.name, from_=period.start, to=period.end, words=str(period))


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


def sample_of(run: Run, found: samples.Sample) -> EvidenceSample:
    """A sample of the records of a tree."""
    return EvidenceSample(
        **evidence_head(run),
        of=found.word,
        commit=run.history.commit,
        population=len(found.population),
        digest=found.digest,
        size=len(found.drawn),
        asked=found.size,
        seed=found.seed,
        records=tuple(_drawn(each, run) for each in found.drawn),
    )


def _drawn(drawn: samples.Drawn, run: Run) -> DrawnRecord:
    return DrawnRecord(
        **record_fields(drawn.record),
        number=drawn.number,
        committed=known_since(drawn.record, run.history.past, run.workspace.settings),
        files=tuple(file.path for file in drawn.record.files),
    )
