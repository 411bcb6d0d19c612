"""The members of `tree`, of which only those a template names are built.

Most are on the whole tree. A report that names a member of `ON_A_STANDARD` is on one standard at a time. Nothing is
from git, so that the same files give the same report.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from isokit import __version__
from isokit.analysis.soa.statement import has_annex, statement
from isokit.assess.assessment import Assessment
from isokit.model.entity import Entity, Part
from isokit.model.nonconformity import Nonconformity
from isokit.model.scalar import TimeSpan
from isokit.run import Run
from isokit.schemas.base import Plain, fill
from isokit.schemas.check import Finding, finding_of
from isokit.schemas.documents import Document, master_list
from isokit.schemas.gap import AssessedStandard, assessed
from isokit.schemas.risks import HeatMap, Rating, Risk, by_score, maps_of, rating_of, risk_of
from isokit.schemas.serialize import all_members, plain
from isokit.schemas.soa import Soa, soa_of
from isokit.schemas.tree.calendar import Calendar, calendar_of
from isokit.schemas.tree.checklist import Checklist, Selection, checklist_of
from isokit.schemas.tree.treatment_plan import TreatmentPlan, treatment_plan_of

EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What reports are made of: a run, the content ids of own templates, and perhaps only a part of a checklist."""

    run: Run
    templates: Mapping[str, str] = field(default_factory=dict)
    selection: Selection = EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedStandard:
    """The standard a report is on, in the edition that was assessed."""

    standard: str
    """As isokit.yaml names it: `iso9001:2015`."""
    name: str
    """As people write it: ISO 9001:2015."""
    title: str
    revision: int
    """The revision of isokit's checklist."""
    digest: str
    """The SHA-256 of isokit's checklist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedEdition:
    """An adopted standard with its assessment."""

    standard: ReportedStandard
    gap: AssessedStandard


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site of the organization."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """What isokit.yaml says about the organization."""

    name: str
    scope: str
    sites: tuple[Site, ...]


def _standard(wanted: Wanted, assessment: Assessment) -> ReportedStandard:
    standard = assessment.standard
    return fill(ReportedStandard, standard, digest=wanted.run.workspace.catalog.digest(standard.standard))


def _gap(wanted: Wanted, assessment: Assessment) -> AssessedStandard:
    return assessed(assessment, lambda: wanted.run.hints)


def _standards(wanted: Wanted) -> list[AssessedEdition]:
    return [
        AssessedEdition(standard=_standard(wanted, each), gap=_gap(wanted, each)) for each in wanted.run.assessments
    ]


def _checklist(wanted: Wanted, assessment: Assessment) -> Checklist:
    return checklist_of(wanted.run, assessment, wanted.selection)


def _statement(wanted: Wanted, assessment: Assessment) -> Soa:
    return soa_of(statement(assessment.standard, wanted.run.workspace, wanted.run.today), wanted.run)


def _organization(wanted: Wanted) -> Organization:
    about = wanted.run.workspace.settings.organization
    return fill(Organization, about, sites=tuple(fill(Site, site) for site in about.sites))


def _findings(wanted: Wanted) -> list[Finding]:
    return [finding_of(finding) for finding in wanted.run.counting]


def _isokit(wanted: Wanted) -> str:  # noqa: ARG001
    """The version of isokit."""
    return __version__


def _as_of(wanted: Wanted) -> date:
    """The date the report is about."""
    return wanted.run.today


def _digest(wanted: Wanted) -> str:
    """The SHA-256 of the files the report is made from, with own templates."""
    return wanted.run.digest_with(wanted.templates)


def _documents(wanted: Wanted) -> tuple[Document, ...]:
    return master_list(wanted.run)


def _calendar(wanted: Wanted) -> Calendar:
    return calendar_of(wanted.run)


def _rating(wanted: Wanted) -> Rating:
    return rating_of(wanted.run.workspace.settings.risk)


def _risks(wanted: Wanted) -> list[Risk]:
    return [risk_of(each) for each in by_score(wanted.run)]


def _heat_maps(wanted: Wanted) -> tuple[HeatMap, HeatMap]:
    return maps_of(by_score(wanted.run), wanted.run.workspace.settings.risk)


def _treatment_plan(wanted: Wanted) -> TreatmentPlan:
    return treatment_plan_of(wanted.run)


WHOLE: Mapping[str, Callable[[Wanted], Any]] = {
    "isokit": _isokit,
    "as_of": _as_of,
    "digest": _digest,
    "organization": _organization,
    "standards": _standards,
    "findings": _findings,
    "documents": _documents,
    "calendar": _calendar,
    "rating": _rating,
    "risks": _risks,
    "heat_maps": _heat_maps,
    "treatment_plan": _treatment_plan,
}
ON_A_STANDARD: Mapping[str, Callable[[Wanted, Assessment], Any]] = {
    "standard": _standard,
    "gap": _gap,
    "checklist": _checklist,
    "soa": _statement,
}
RULES: Mapping[str, tuple[str, ...]] = {"soa": ("SOA",), "findings": ("",)}
"""The rules, by the beginnings of their codes, whose findings a member holds."""


def members(shelves: Iterable[str]) -> dict[str, str]:
    """The members of `tree`; those that hold the entries of a shelf of the layout are mapped to it."""
    own = {shelf.replace("-", "_"): shelf for shelf in shelves}
    return {**own, **dict.fromkeys((*WHOLE, *ON_A_STANDARD), "")}


def rules_of(names: Iterable[str]) -> tuple[str, ...]:
    """The beginnings of the codes of rules that have to be asked for some members."""
    return tuple(dict.fromkeys(code for name in names for code in RULES.get(name, ())))


def views(wanted: Wanted, names: Collection[str], known: Mapping[str, str]) -> dict[str, Plain]:
    """The trees a report is rendered from, with what its file name ends with: one, or one for each standard.

    A standard is left out where it has no such member: controls to decide on, or what a selection is about.
    """
    whole = {name: _built(name, wanted, known) for name in names if name not in ON_A_STANDARD}
    if not (needed := [name for name in names if name in ON_A_STANDARD]):
        return {"": whole}
    part = wanted.selection.name if "checklist" in needed else ""
    return {
        f"-{each.standard.family}-{each.standard.edition}{part}": {
            **whole,
            **{name: plain(ON_A_STANDARD[name](wanted, each), all_members) for name in needed},
        }
        for each in wanted.run.assessments
        if _has(needed, wanted, each)
    }


def _built(name: str, wanted: Wanted, known: Mapping[str, str]) -> Any:
    if name in WHOLE:
        return plain(WHOLE[name](wanted), all_members)
    return [_entry(entity) for entity in wanted.run.workspace.register(known[name]) if not entity.private]


def _entry(entity: Entity) -> Plain:
    """An entry as it is written, with its file; a nonconformity also says whether it is open, and its next step."""
    found = {**_fields(entity), "path": entity.path}
    if isinstance(entity, Nonconformity):
        found |= {"open": entity.open, "next_step": entity.next_step}
    return found


def _fields(part: Part) -> Plain:
    return {name: _value(getattr(part, name)) for name in type(part).model_fields}


def _value(value: object) -> Any:
    if isinstance(value, Part):
        return _fields(value)
    if isinstance(value, TimeSpan):
        return str(value)
    return [_value(each) for each in value] if isinstance(value, tuple) else plain(value)


def _has(needed: Collection[str], wanted: Wanted, assessment: Assessment) -> bool:
    if "soa" in needed and not has_annex(assessment.standard):
        return False
    return "checklist" not in needed or wanted.selection.concerns(assessment, wanted.run)
