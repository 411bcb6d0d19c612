"""`isokit/soa/1`: the statement of applicability, with the columns that its table and its report have besides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from isokit import __version__
from isokit.analysis.soa.approval import intact, to_come
from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import Statement, counts
from isokit.model.finding import Finding
from isokit.model.registers.applicability import Implementation
from isokit.model.suppression import By
from isokit.run import Run
from isokit.schemas.serialize import INTERNAL

Beside = Mapping[Control, tuple[str, ...]]
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


def soa_of(found: Statement, run: Run) -> Soa:
    """The statement for an edition."""
    codes = _beside(found, run.counting, lambda finding: finding.code)
    wrong = _beside(found, filter(_reported, run.findings), lambda finding: f"{finding.code} {finding.name}")
    rows = {control: _control(control, codes[control], wrong[control]) for control in found.controls}
    return Soa(
        standard=found.standard.standard,
        as_of=run.today,
        controls=tuple(rows.values()),
        organization=run.workspace.settings.organization.name,
        version=version_of(found, run),
        reached_from=found.reached_from,
        carried=any(control.carried for control in found.controls),
        counts=counts(found.controls),
        themes=tuple(
            Theme(title=theme, counts=counts(controls), controls=tuple(rows[control] for control in controls))
            for theme, controls in found.themes
        ),
    )


def _beside(found: Statement, findings: Iterable[Finding], words: Callable[[Finding], str]) -> Beside:
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
    return SoaControl(
        ref=control.ref,
        title=control.clause.title,
        theme=control.theme,
        applicable=control.applicable,
        justification=control.justification,
        drivers=control.drivers,
        status=control.status,
        documents=control.documents,
        evidence=control.evidence,
        findings=tuple(codes),
        wrong=tuple(wrong),
        **_columns(control),
    )


def _columns(control: Control) -> dict[str, Any]:
    carried = [f"decided on {ref}" for ref in _origins(control)]
    return {
        "name": control.name,
        "applies": {True: "yes", False: "no", None: "undecided"}[control.applicable],
        "inclusion": control.justification if control.applicable else None,
        "exclusion": None if control.applicable else control.justification,
        "owner": control.owner,
        "evidenced_by": (*control.evidence, *control.registers),
        "due": control.due,
        "review": control.review,
        "notes": (*carried, *(each.note for each in control.decisions if each.note)),
    }


def _origins(control: Control) -> list[str]:
    """The controls of other editions on which it was decided."""
    return list(dict.fromkeys(each.reference or each.id for each in control.decisions)) if control.carried else []


def version_of(found: Statement, run: Run) -> SoaVersion:
    """Version and approval of a statement."""
    issued = found.approval
    if issued is None:
        return SoaVersion(version=None, approved=SoaSignature(by=None, on=None, digest=None), sealed=None, future=False)
    approval = issued.approved
    return SoaVersion(
        version=issued.version,
        approved=SoaSignature(by=approval.by, on=approval.on, digest=approval.digest),
        sealed=None if approval.digest is None else intact(issued, run.workspace, run.today),
        future=to_come(issued, run.today),
    )
