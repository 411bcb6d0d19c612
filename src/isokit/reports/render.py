"""Templates to text: sandboxed, strict about what is undefined, and fed with plain data only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from isokit.edge.data import templates
from isokit.model.assessment import Assessment
from isokit.model.edit import NewFile
from isokit.model.plain import report_plain
from isokit.model.run import Run
from isokit.text.escape import markdown

SUFFIX = ".md.j2"


def kinds() -> list[str]:
    """The reports there are: one template, one report."""
    return sorted(name.removesuffix(SUFFIX) for name in templates() if name.endswith(SUFFIX))


def render(kind: str, run: Run, assessment: Assessment) -> str:
    """One report on one standard, ending in one line break."""
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        finalize=_escaped,
    )
    text = environment.get_template(kind + SUFFIX).render(report_plain(run, assessment))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _escaped(value: object) -> object:
    """Every text a template prints is escaped for Markdown, whatever the template forgot."""
    return markdown(value) if isinstance(value, str) else value


def files(kind: str, run: Run) -> Iterator[NewFile]:
    """The files of a report, one a standard: `reports/gap-iso9001-2015.md`."""
    for assessment in run.assessments:
        standard = assessment.standard
        path = f"reports/{kind}-{standard.family}-{standard.edition}.md"
        yield NewFile(path, render(kind, run, assessment), replace=True)
