"""`tree`, which every template gets: its members by name, of which only those a template names are built.

Most are on the whole tree. A report that names a member of `ON_A_STANDARD` is on one standard at a time. Nothing is
from git, so that the same files give the same report.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from isokit import __version__
from isokit.analysis.soa.statement import has_annex
from isokit.assess.assessment import Assessment
from isokit.run import Run
from isokit.schemas.calendar import calendar_plain
from isokit.schemas.check import finding_of
from isokit.schemas.checklist import Selection, checklist_plain
from isokit.schemas.documents import documents_report_plain
from isokit.schemas.entries import entries_plain, part_plain
from isokit.schemas.head import Plain, head_plain
from isokit.schemas.risks import risks_report_plain, treatment_plan_plain
from isokit.schemas.run import report_plain
from isokit.schemas.serialize import plain
from isokit.schemas.statement import statement_report_plain

OF_A_STANDARD = ("standard", "name", "title", "revision")
EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What reports are made of: a run, the content ids of own templates, and perhaps only a part of a checklist."""

    run: Run
    templates: Mapping[str, str] = field(default_factory=dict)
    selection: Selection = EVERYTHING


def standard_plain(wanted: Wanted, assessment: Assessment) -> Plain:
    """The standard a report is on."""
    standard = assessment.standard
    return {
        "standard": standard.standard,
        "name": standard.name,
        "title": standard.title,
        "revision": standard.revision,
        "digest": wanted.run.workspace.catalog.digest(standard.standard),
    }


def _without_head(plain: Plain, run: Run, *others: str) -> Plain:
    left_out = {*head_plain(run), *others}
    return {key: value for key, value in plain.items() if key not in left_out}


def _gap(wanted: Wanted, assessment: Assessment) -> Plain:
    return _without_head(report_plain(wanted.run, assessment), wanted.run, *OF_A_STANDARD)


def _checklist(wanted: Wanted, assessment: Assessment) -> Plain:
    plain = checklist_plain(wanted.run, assessment, wanted.selection)
    return {key: plain[key] for key in ("numbers", "audit", "groups")}


def _statement(wanted: Wanted, assessment: Assessment) -> Plain:
    return _without_head(statement_report_plain(wanted.run, assessment.standard), wanted.run, *OF_A_STANDARD)


def _organization(wanted: Wanted) -> Plain:
    return part_plain(wanted.run.workspace.settings.organization)


def _standards(wanted: Wanted) -> list[Plain]:
    return [{**standard_plain(wanted, each), **_gap(wanted, each)} for each in wanted.run.assessments]


def _findings(wanted: Wanted) -> list[Plain]:
    return [plain(finding_of(finding)) for finding in wanted.run.counting]


WHOLE: Mapping[str, Callable[[Wanted], Any]] = {
    "isokit": lambda _: __version__,
    "as_of": lambda wanted: wanted.run.today.isoformat(),
    "digest": lambda wanted: wanted.run.digest_with(wanted.templates),
    "organization": _organization,
    "standards": _standards,
    "findings": _findings,
    "documents": lambda wanted: documents_report_plain(wanted.run)["documents"],
    "calendar": lambda wanted: _without_head(calendar_plain(wanted.run), wanted.run),
    "rating": lambda wanted: risks_report_plain(wanted.run)["rating"],
    "risks": lambda wanted: risks_report_plain(wanted.run)["risks"],
    "heat_maps": lambda wanted: risks_report_plain(wanted.run)["maps"],
    "treatment_plan": lambda wanted: _without_head(treatment_plan_plain(wanted.run), wanted.run, "rating"),
}
ON_A_STANDARD: Mapping[str, Callable[[Wanted, Assessment], Plain]] = {
    "standard": standard_plain,
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
            **{name: ON_A_STANDARD[name](wanted, each) for name in needed},
        }
        for each in wanted.run.assessments
        if _has(needed, wanted, each)
    }


def _built(name: str, wanted: Wanted, known: Mapping[str, str]) -> Any:
    return WHOLE[name](wanted) if name in WHOLE else entries_plain(wanted.run.workspace, known[name])


def _has(needed: Collection[str], wanted: Wanted, assessment: Assessment) -> bool:
    if "soa" in needed and not has_annex(assessment.standard):
        return False
    return "checklist" not in needed or wanted.selection.speaks_of(assessment, wanted.run)
