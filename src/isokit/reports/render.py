"""Templates to text: sandboxed, strict about what is undefined, and fed with plain data only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from isokit.analysis.soa.statement import has_annex
from isokit.assess.assessment import Assessment
from isokit.edge.data import templates
from isokit.model.edit import NewFile
from isokit.run import Run
from isokit.schemas.calendar import calendar_plain
from isokit.schemas.checklist import Selection, checklist_plain
from isokit.schemas.documents import documents_report_plain
from isokit.schemas.head import Plain
from isokit.schemas.risks import risks_report_plain, treatment_plan_plain
from isokit.schemas.run import report_plain
from isokit.schemas.statement import statement_report_plain
from isokit.text.escape import markdown

SUFFIX = ".md.j2"
CHECKLIST, STATEMENT = "checklist", "soa"
EVERYTHING = Selection()
WHOLE: Mapping[str, Callable[[Run], Plain]] = {
    "documents": documents_report_plain,
    "evidence": calendar_plain,
    "risks": risks_report_plain,
    "risk-treatment-plan": treatment_plan_plain,
}
"""The reports on the whole tree, with what their templates may use; the others are on one standard each."""


def kinds() -> list[str]:
    """The reports there are: one template, one report."""
    return sorted(name.removesuffix(SUFFIX) for name in templates() if name.endswith(SUFFIX))


def render(kind: str, run: Run, assessment: Assessment, selection: Selection = EVERYTHING) -> str:
    """One report on one standard, ending in one line break. The checklist may be of some clauses or of an audit."""
    if kind == STATEMENT:
        return _rendered(kind, statement_report_plain(run, assessment.standard))
    plain = checklist_plain(run, assessment, selection) if kind == CHECKLIST else report_plain(run, assessment)
    return _rendered(kind, plain)


def render_whole(kind: str, run: Run) -> str:
    """One report on the whole tree, whatever standards it adopts."""
    return _rendered(kind, WHOLE[kind](run))


def _rendered(kind: str, plain: Plain) -> str:
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        finalize=_escaped,
    )
    text = environment.get_template(kind + SUFFIX).render(plain)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _escaped(value: object) -> object:
    """Every text a template prints is escaped for Markdown, whatever the template forgot."""
    return markdown(value) if isinstance(value, str) else value


def files(kind: str, run: Run, selection: Selection = EVERYTHING) -> Iterator[NewFile]:
    """The files of a report, one a standard: `reports/gap-iso9001-2015.md`; or the only one, `reports/documents.md`.

    The statement of applicability is rendered of standards with controls to decide on.
    """
    if kind in WHOLE:
        yield NewFile(f"reports/{kind}.md", render_whole(kind, run), replace=True)
        return
    for assessment in (a for a in run.assessments if selection.speaks_of(a, run)):
        standard = assessment.standard
        if kind == STATEMENT and not has_annex(standard):
            continue
        path = f"reports/{kind}-{standard.family}-{standard.edition}{selection.name}.md"
        yield NewFile(path, render(kind, run, assessment, selection), replace=True)
