"""`isokit/evidence-due/1`: the records that are missing, expired or due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit.analysis.evidence.calendar import Due, DueState
from isokit.analysis.evidence.periods import CalendarPeriod
from isokit.analysis.evidence.series import Series
from isokit.run import Run
from isokit.schemas.evidence import EvidenceHead, evidence_head
from isokit.schemas.serialize import INTERNAL

OVERDUE = (DueState.MISSING, DueState.EXPIRED)


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
