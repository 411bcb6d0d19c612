"""`isokit/evidence-sample/1`: records drawn so that anybody can draw them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from isokit.analysis.evidence import sample as samples
from isokit.analysis.evidence.provenance import known_since
from isokit.run import Run
from isokit.schemas.evidence import EvidenceHead, Record, evidence_head, record_fields

METHOD = "the lowest SHA-256 of seed, a byte of zero and id"


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
