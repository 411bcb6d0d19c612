"""`isokit/evidence-due/1` and `evidence-sample/1`: records that are due, records drawn, and what a record is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from isokit.analysis.evidence import sample as samples
from isokit.analysis.evidence.calendar import Due, DueState
from isokit.analysis.evidence.periods import CalendarPeriod
from isokit.analysis.evidence.series import Series
from isokit.analysis.revisions import known_since
from isokit.model import evidence as model
from isokit.model.unread import Illegible
from isokit.run import Run
from isokit.schemas.base import Head, Plain, fill, head_of
from isokit.schemas.serialize import INTERNAL

SHELF = "evidence"
OVERDUE = (DueState.MISSING, DueState.EXPIRED)
METHOD = "the lowest SHA-256 of seed, a byte of zero and id"


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


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPeriod:
    """A part of the organization's year."""

    name: str
    from_: date
    to: date
    words: str = field(metadata=INTERNAL)
    """The name with its dates."""


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
    unread = sorted({piece.place.path for piece in run.workspace.of(Illegible)})
    return {**head_of(run), "unread": tuple(unread)}


def unread_records(run: Run) -> tuple[str, ...]:
    pieces = (piece for piece, shelf in run.workspace.shelved if shelf == SHELF)
    return tuple(sorted({piece.place.path for piece in pieces if isinstance(piece, Illegible)}))


def record(kind: type[R], found: model.Evidence, **given: object) -> R:
    return fill(kind, found, period=Period(from_=found.period.start, to=found.period.end), **given)


def due_of(run: Run, until: date, items: Iterable[Due], unknown: Iterable[Series]) -> EvidenceDue:
    """What is due until a day. `unknown` are the series of which a record cannot be read in full."""
    return EvidenceDue(
        **evidence_head(run),
        until=until,
        due=tuple(due_record(each, run.today) for each in items),
        unknown=tuple(UndeterminedSeries(title=series.name, record=series.newest.id) for series in unknown),
    )


def due_record(found: Due, today: date) -> DueRecord:
    return fill(
        DueRecord,
        found.record,
        state=found.state,
        due=found.day,
        days=(found.day - today).days,
        title=found.name,
        period=named_period(found.period) if found.period else None,
        follows=found.record.id,
        command=found.command,
        overdue=found.state in OVERDUE,
    )


def named_period(period: CalendarPeriod) -> NamedPeriod:
    return NamedPeriod(name=period.name, from_=period.start, to=period.end, words=str(period))


def sample_of(run: Run, found: samples.Sample) -> EvidenceSample:
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
    committed = known_since(drawn.record, run.history.past, run.workspace.settings)
    files = tuple(file.path for file in drawn.record.files)
    return record(DrawnRecord, drawn.record, number=drawn.number, committed=committed, files=files)
