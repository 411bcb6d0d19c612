"""`isokit/soa-written/1`: what a command wrote into the register of decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit import __version__
from isokit.analysis.soa.statement import Statement, tally
from isokit.model.registers import applicability as model
from isokit.schemas.serialize import INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class SoaApproved:
    """The approval that was given."""

    version: str | None
    by: str | None
    on: date | None
    digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoaWritten:
    """Output of `isokit soa init` and `isokit soa approve`."""

    schema: Literal["isokit/soa-written/1"] = "isokit/soa-written/1"
    isokit: str = __version__
    standard: str
    path: str
    """The register."""
    written: tuple[str, ...]
    """The files that changed."""
    added: tuple[str, ...]
    """The references of the controls added."""
    approved: SoaApproved | None
    next: tuple[str, ...]
    """What to do next."""
    added_words: str = field(metadata=INTERNAL)
    """How many controls of what were added."""


def soa_written_of(
    found: Statement, path: str, written: tuple[str, ...], result: tuple[str, ...] | model.SoaApproval
) -> SoaWritten:
    """The register that was written, with the controls added or the approval given."""
    added, approval = (result, None) if isinstance(result, tuple) else ((), result)
    controls = [control for control in found.controls if control.ref in added]
    return SoaWritten(
        standard=found.standard.standard,
        path=path,
        written=written,
        added=added,
        approved=_approved(approval) if approval else None,
        next=tuple(_next(found, path, added, approval)),
        added_words=tally(controls, found.standard.standard) if added else "",
    )


def _approved(issued: model.SoaApproval) -> SoaApproved:
    approval = issued.approved
    return SoaApproved(version=issued.version, by=approval.by, on=approval.on, digest=approval.digest)


def _next(found: Statement, path: str, added: tuple[str, ...], approval: model.SoaApproval | None) -> Iterator[str]:
    if approval:
        yield "commit it, so that isokit soa diff shows what changes from now on"
    elif added or found.undecided:
        yield f"decide in {path}: applicable: true or false, and why; isokit soa shows how far it is"
