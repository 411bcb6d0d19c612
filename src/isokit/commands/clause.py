"""isokit clause: one clause, and what answers it in the tree."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

from isokit.catalog.overlay import Overlay
from isokit.commands.context import Context, in_a_line
from isokit.commands.flags import Stop
from isokit.commands.output import Writers, look_of
from isokit.edge import disk
from isokit.load.tree import about_standards, layout_of
from isokit.model.finding import Finding
from isokit.model.history import History
from isokit.outputs import clause as pages
from isokit.outputs import json
from isokit.schemas.clause import ClausePage, clause_page_of
from isokit.text.raw import in_turn
from isokit.text.source import Source
from isokit.workspace.claim import ClauseRef, why_no_clause

WRITERS: Writers[ClausePage] = {"text": pages.text, "json": json.write}


def clause(context: Context, reference: str) -> int:
    """Show a clause. On a terminal, the organization's licensed wording follows."""
    show = context.output(WRITERS)
    run = context.run(replace(context.reading, assess=True))
    meaning = run.workspace.references.meaning(reference)
    if not isinstance(meaning, ClauseRef):
        raise Stop(why_no_clause(meaning))
    show(clause_page_of(run, meaning))
    if context.flags.format in (None, "text"):
        context.print(_wording(context, meaning))
    return 0


def _wording(context: Context, ref: ClauseRef) -> str:
    """The licensed wording of a clause; where the output is no terminal, only that there is some.

    It stands in overlays, also in those git ignores, which `isokit check` does not see: what is wrong with such a
    file is noted here.
    """
    hidden = [] if context.flags.at else list(_hidden(context))
    sources = about_standards([*context.tree.sources, *hidden])
    found = context.attempt(tree=replace(context.tree, sources=sources, history=History(), read=in_turn))
    _note_mistakes(context, found.findings, {source.path for source in hidden})
    standard = found.workspace.catalog.edition(ref.standard)
    entries = [e for o in found.workspace.of(Overlay) for e in (o.on(standard, ref.number) if standard else ())]
    write = pages.wording_text if sys.stdout.isatty() else pages.wording_withheld
    return write(entries, look_of(context.flags))


def _hidden(context: Context) -> Iterator[Source]:
    known = {source.path for source in context.tree.sources}
    for folder in layout_of(context.tree.sources).folders_of_standards:
        yield from (source for source in disk.below(context.tree.root, folder) if source.path not in known)


def _note_mistakes(context: Context, findings: Iterable[Finding], paths: set[str]) -> None:
    for finding in findings:
        if finding.path in paths:
            context.note(in_a_line(finding))
