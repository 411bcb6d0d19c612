"""`isokit/soa/1` and `soa-written/1`: the statement of applicability, and what a command wrote to its register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit import __version__
from isokit.analysis.soa.approval import in_future, intact
from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import Statement, counts, tally
from isokit.model.finding import Finding
from isokit.model.registers import applicability as model
from isokit.model.registers.applicability import Implementation
from isokit.model.suppression import By
from isokit.run import Run
from isokit.schemas.base import fill
from isokit.schemas.serialize import INTERNAL

Words = Mapping[Control, tuple[str, ...]]
FAMILY, UNDECIDED = "SOA", "SOA201"
"""The codes of the rules on the statement, and of the one that reports all undecided controls at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoaControl:
    """A control and what is decided on it."""

    ref: str
    title: str
    theme: str
    applicable: bool | None
    """Null where nothing is decided."""
    justification: str | None
    drivers: tuple[str, ...]
    """What an inclusion is based on: risks, obligations, contracts …"""
    status: Implementation | None
    documents: tuple[str, ...]
    evidence: tuple[str, ...]
    findings: tuple[str, ...]
    """The codes of the findings on its entries."""
    name: str = field(metadata=INTERNAL)
    applies: str = field(metadata=INTERNAL)
    inclusion: str | None = field(metadata=INTERNAL)
    exclusion: str | None = field(metadata=INTERNAL)
    owner: str | None = field(metadata=INTERNAL)
    evidenced_by: tuple[str, ...] = field(metadata=INTERNAL)
    """The evidence and the entries of registers that show it at work."""
    due: date | None = field(metadata=INTERNAL)
    review: date | None = field(metadata=INTERNAL)
    notes: tuple[str, ...] = field(metadata=INTERNAL)
    wrong: tuple[str, ...] = field(metadata=INTERNAL)
    """The findings with their names, also those of the baseline, of which no report is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoaSignature:
    """Who approved the statement, when, and the digest of the decisions approved."""

    by: str | None
    on: date | None
    digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoaVersion:
    """Version and approval of a statement."""

    version: str | None
    approved: SoaSignature
    sealed: bool | None
    """Whether the decisions are those approved; null where the approval has no digest."""
    future: bool = field(metadata=INTERNAL)
    """Whether the approval is still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The controls of a theme or domain."""

    title: str
    counts: Mapping[str, int]
    controls: tuple[SoaControl, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Soa:
    """Output of `isokit soa`."""

    schema: Literal["isokit/soa/1"] = "isokit/soa/1"
    isokit: str = __version__
    standard: str
    as_of: date
    controls: tuple[SoaControl, ...]
    organization: str = field(metadata=INTERNAL)
    version: SoaVersion = field(metadata=INTERNAL)
    reached_from: tuple[str, ...] = field(metadata=INTERNAL)
    """The editions whose decisions stand in for missing ones."""
    carried: bool = field(metadata=INTERNAL)
    """Whether a decision was made on a control of another edition."""
    counts: Mapping[str, int] = field(metadata=INTERNAL)
    themes: tuple[Theme, ...] = field(metadata=INTERNAL)


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


def soa_of(found: Statement, run: Run) -> Soa:
    codes = _on_controls(found, run.counting, lambda finding: finding.code)
    wrong = _on_controls(found, filter(_reported, run.findings), lambda finding: f"{finding.code} {finding.name}")
    rows = {control: _control(control, codes[control], wrong[control]) for control in found.controls}
    return fill(
        Soa,
        found,
        standard=found.standard.standard,
        as_of=run.today,
        controls=tuple(rows.values()),
        organization=run.workspace.settings.organization.name,
        version=version_of(found, run),
        carried=any(control.carried for control in found.controls),
        counts=counts(found.controls),
        themes=tuple(
            Theme(title=theme, counts=counts(controls), controls=tuple(rows[control] for control in controls))
            for theme, controls in found.themes
        ),
    )


def _on_controls(found: Statement, findings: Iterable[Finding], words: Callable[[Finding], str]) -> Words:
    """The findings on the entries of each control; of undecided ones, that they are."""
    at: dict[tuple[str, object], list[str]] = defaultdict(list)
    undecided: list[str] = []
    for finding in findings:
        if finding.code.startswith(FAMILY):
            at[finding.path, finding.place.route[:2]].append(words(finding))
        if finding.code == UNDECIDED:
            undecided = [words(finding)]
    return {control: tuple(_on(control, at, undecided)) for control in found.controls}


def _on(control: Control, at: Mapping[tuple[str, object], list[str]], undecided: list[str]) -> list[str]:
    entries = [word for entry in control.entries for word in at.get((entry.path, entry.place.route), ())]
    return sorted({*entries, *(undecided if control.applicable is None else ())})


def _reported(finding: Finding) -> bool:
    """Whether a report has it: it is not suppressed, or only by the baseline."""
    return finding.suppressed is None or finding.suppressed.by == By.BASELINE


def _control(control: Control, codes: Sequence[str], wrong: Sequence[str]) -> SoaControl:
    carried = [f"decided on {ref}" for ref in _origins(control)]
    return fill(
        SoaControl,
        control,
        title=control.clause.title,
        findings=tuple(codes),
        wrong=tuple(wrong),
        applies={True: "yes", False: "no", None: "undecided"}[control.applicable],
        inclusion=control.justification if control.applicable else None,
        exclusion=None if control.applicable else control.justification,
        evidenced_by=(*control.evidence, *control.registers),
        notes=(*carried, *(each.note for each in control.decisions if each.note)),
    )


def _origins(control: Control) -> list[str]:
    """The controls of other editions on which it was decided."""
    return list(dict.fromkeys(each.reference or each.id for each in control.decisions)) if control.carried else []


def version_of(found: Statement, run: Run) -> SoaVersion:
    approval = found.approval
    if approval is None:
        return SoaVersion(version=None, approved=SoaSignature(by=None, on=None, digest=None), sealed=None, future=False)
    return SoaVersion(
        version=approval.version,
        approved=fill(SoaSignature, approval.approved),
        sealed=None if approval.approved.digest is None else intact(approval, run.workspace, run.today),
        future=in_future(approval, run.today),
    )


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
        approved=fill(SoaApproved, approval.approved, version=approval.version) if approval else None,
        next=tuple(_next(found, path, added, approval)),
        added_words=tally(controls, found.standard.standard) if added else "",
    )


def _next(found: Statement, path: str, added: tuple[str, ...], approval: model.SoaApproval | None) -> Iterator[str]:
    if approval:
        yield "commit it, so that isokit soa diff shows what changes from now on"
    elif added or found.undecided:
        yield f"decide in {path}: applicable: true or false, and why; isokit soa shows how far it is"
