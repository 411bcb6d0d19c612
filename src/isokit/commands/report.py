"""isokit report: documents rendered from templates into the folder reports/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from isokit.check.registry import UNREAD, rules_of
from isokit.commands.arguments import only, standards_of_tree
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.edge import data
from isokit.layout import Layout
from isokit.model.audit import Audit
from isokit.model.file_change import NewFile
from isokit.model.rule import Rule
from isokit.reports.engine import Named
from isokit.reports.library import Library, TemplateError
from isokit.reports.render import Report, Reports
from isokit.request import Request
from isokit.run import Run
from isokit.schemas.tree import members as schema
from isokit.schemas.tree.checklist import Selection
from isokit.text.source import Source
from isokit.text.suggestions import nearest, suggestion

MEMBERS = schema.members(Layout().names)
"""The members of `tree`, which every template gets."""


class Part(NamedTuple):
    """What limits the reports: standards, and for a checklist the clauses (`8,9.2`) or an audit."""

    standards: Sequence[str]
    clauses: str | None
    audit: str | None


def report(context: Context, words: Sequence[str], part: Part) -> int:
    """Write the reports some words name, or list all kinds where there is no word."""
    if not words:
        return _list(context)
    with context.writing() as changes, reports_of(context.tree.sources) as reports:
        kinds, standards = _kinds_and_standards(words, reports.library.reports, context)
        request = Request(context.today, rules_for(map(reports.named, kinds)))
        run = only(context.run(request), [*standards, *part.standards])
        files = _files(kinds, run, reports, part)
        changes.add(*(NewFile(file.path, file.text, replace=True) for file in files))
    for file in files:
        context.print(file.path + ("\n" if file.path in changes.written else " (unchanged)\n"))
    context.note_unread(run)
    return 0


def _list(context: Context) -> int:
    """Outside of a tree, isokit's own reports are listed."""
    try:
        sources: Sequence[Source] = context.tree.sources
    except Stop:
        sources = ()
    with reports_of(sources) as reports:
        context.print(reports.library.listing())
    return 0


def _files(kinds: Sequence[str], run: Run, reports: Reports, part: Part) -> list[Report]:
    selection = _selection(run, part)
    files = [file for kind in kinds for file in render_report(kind, run, reports, selection)]
    if not files:
        raise Stop(f"the standards chosen have no report {' or '.join(kinds)}")
    return files


def _kinds_and_standards(words: Sequence[str], known: Sequence[str], context: Context) -> tuple[list[str], list[str]]:
    """The reports and the standards among some words. Stops where a word is neither."""
    kinds, others = [word for word in words if word in known], [word for word in words if word not in known]
    for word in others:
        if not kinds or not standards_of_tree(context).catalog.named(word):
            raise Stop(f"no report '{word}'; " + suggestion(nearest(word, known), f"one of {', '.join(known)}"))
    return list(dict.fromkeys(kinds)), others


def _selection(run: Run, part: Part) -> Selection:
    """The part of a checklist that is wanted. Stops where there is no such clause or audit."""
    numbers = tuple(number for text in (part.clauses or "").split(",") if (number := text.strip()))
    known = {number for assessment in run.assessments for number in assessment.standard.by_number}
    for number in numbers:
        if number not in known:
            raise Stop(f"--clauses {number}: there is no such clause in the standards chosen")
    audits = run.workspace.of(Audit)
    found = next((audit for audit in audits if audit.id == part.audit), None)
    if part.audit and not found:
        near = nearest(part.audit, [audit.id for audit in audits])
        raise Stop(f"--audit {part.audit}: there is no such audit; " + suggestion(near, "audits are kept in audits/"))
    return Selection(numbers, found)


@contextmanager
def reports_of(sources: Iterable[Source]) -> Iterator[Reports]:
    """The reports that can be rendered of a tree. Stops where a template is wrong."""
    try:
        with Reports(Library.of(data.templates(), sources), tuple(MEMBERS)) as reports:
            yield reports
    except (TemplateError, data.DataMissing) as reason:
        raise Stop(str(reason)) from None


def rules_for(reports: Iterable[Named]) -> tuple[Rule, ...]:
    """The rules whose findings some reports show, without those that ask git."""
    members = [member for named in reports for member in named.members]
    return tuple(rule for rule in rules_of(*schema.rules_of(members), *UNREAD) if "history" not in rule.facts)


def render_report(kind: str, run: Run, reports: Reports, part: Selection = schema.EVERYTHING) -> list[Report]:
    """The files of a report; of some, one for each standard."""
    named = reports.named(kind)
    wanted = schema.Wanted(run, reports.library.own_contents(named.templates), part)
    return list(reports.rendered(kind, schema.views(wanted, named.members, MEMBERS)))


def gap_report(run: Run) -> str:
    with reports_of(run.workspace.inventory.sources.values()) as reports:
        return "\n".join(each.text for each in render_report("gap", run, reports))
