"""isokit report: documents rendered from templates into the folder reports/."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from isokit.commands.context import Context
from isokit.commands.editions import standards_of_tree
from isokit.commands.exit import Stop
from isokit.commands.gap import only
from isokit.commands.templates import rendered, reports_of, rules_for
from isokit.model.audit import Audit
from isokit.model.edit import NewFile
from isokit.reports.render import Report, Reports
from isokit.request import Request
from isokit.run import Run
from isokit.schemas.tree.checklist import Selection
from isokit.text.source import Source
from isokit.text.suggestions import nearest, suggestion


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
        kinds, standards = _sorted_out(words, reports.library.reports, context)
        request = Request(context.today, rules_for(map(reports.named, kinds)))
        run = only(context.run(request), [*standards, *part.standards])
        files = _rendered(kinds, run, reports, part)
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


def _rendered(kinds: Sequence[str], run: Run, reports: Reports, part: Part) -> list[Report]:
    selection = _selection(run, part)
    files = [file for kind in kinds for file in rendered(kind, run, reports, selection)]
    if not files:
        raise Stop(f"the standards chosen have no report {' or '.join(kinds)}")
    return files


def _sorted_out(words: Sequence[str], known: Sequence[str], context: Context) -> tuple[list[str], list[str]]:
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
