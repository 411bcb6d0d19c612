"""`isokit/soa-diff/1`: what changed in the statement of applicability."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit import __version__
from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import ControlChange, Statement, changes
from isokit.model.registers.applicability import Implementation
from isokit.run import Run
from isokit.schemas.base import fill
from isokit.schemas.serialize import INTERNAL
from isokit.schemas.soa import SoaSignature, SoaVersion, version_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedControl:
    """What is stated of a control."""

    applicable: bool | None
    justification: str | None
    drivers: tuple[str, ...]
    status: Implementation | None
    owner: str | None
    documents: tuple[str, ...]
    due: date | None
    review: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoaChange:
    """A control that is not stated as it was."""

    ref: str
    title: str
    changed: tuple[str, ...]
    """The keys that differ."""
    decides: bool
    """Whether another decision is made; otherwise it is progress, and needs no new approval."""
    before: StatedControl | None
    """Null where the control is new."""
    after: StatedControl | None
    """Null where the control is gone."""
    name: str = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoaState:
    """A statement at a commit."""

    commit: str | None
    version: str | None
    approved: SoaSignature
    sealed: bool | None
    state: SoaVersion = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoaDiff:
    """Output of `isokit soa diff`."""

    schema: Literal["isokit/soa-diff/1"] = "isokit/soa-diff/1"
    isokit: str = __version__
    standard: str
    as_of: date
    before: SoaState
    after: SoaState
    controls: tuple[SoaChange, ...]


def soa_diff_of(run: Run, now: Statement, before: Run, then: Statement) -> SoaDiff:
    return SoaDiff(
        standard=now.standard.standard,
        as_of=run.today,
        before=_state(then, before),
        after=_state(now, run),
        controls=tuple(map(_change, changes(then, now))),
    )


def _state(statement: Statement, run: Run) -> SoaState:
    state = version_of(statement, run)
    return fill(SoaState, state, commit=run.history.commit, state=state)


def _change(change: ControlChange) -> SoaChange:
    control = change.control
    return fill(
        SoaChange,
        change,
        ref=control.ref,
        title=control.clause.title,
        changed=change.fields,
        before=_stated(change.before),
        after=_stated(change.after),
        name=control.name,
    )


def _stated(control: Control | None) -> StatedControl | None:
    if control is None:
        return None
    drivers, documents = tuple(sorted(control.drivers)), tuple(sorted(control.documents))
    return fill(StatedControl, control, drivers=drivers, documents=documents)
