"""What `isokit report` does: look the templates up, render, and hand the files to the writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from isokit.cli import knowing
from isokit.cli.legacy import Clock, Root
from isokit.commands.exit import Stop
from isokit.commands.templates import reports_of
from isokit.commands.tree import Tree
from isokit.edge import writer
from isokit.model.audit import Audit
from isokit.model.edit import NewFile
from isokit.reports.render import Report
from isokit.run import Run
from isokit.schemas.checklist import Selection
from isokit.text.source import Source
from isokit.text.suggestions import nearest, suggestion


def listing(root: Root, clock: Clock) -> str:
    """The reports there are, a line each; outside a tree, isokit's own."""
    try:
        sources: Sequence[Source] = root.tree(clock.at).sources
    except Stop:
        sources = ()
    with reports_of(sources) as reports:
        return reports.library.listing()


def sorted_out(words: Iterable[str], known: Sequence[str], tree: Tree) -> tuple[list[str], list[str]]:
    """The reports and the standards, bundled or of the tree, among some words. Stops where a word is neither."""
    words = list(words)
    kinds, others = [word for word in words if word in known], [word for word in words if word not in known]
    for word in others:
        if not kinds or not knowing.catalog_of(tree.sources).named(word):
            raise Stop(f"no report '{word}'; " + suggestion(nearest(word, known), f"one of {', '.join(known)}"))
    return list(dict.fromkeys(kinds)), others


def selection(run: Run, clauses: str | None, audit: str | None) -> Selection:
    """The part of a checklist that is asked for. Stops where there is no such clause or audit."""
    numbers = tuple(part.strip() for part in (clauses or "").split(",") if part.strip())
    known = {number for assessment in run.assessments for number in assessment.standard.by_number}
    for number in numbers:
        if number not in known:
            raise Stop(f"--clauses {number}: there is no such clause in the standards chosen")
    found = [found for found in run.workspace.of(Audit) if found.id == audit]
    if audit and not found:
        near = nearest(audit, [found.id for found in run.workspace.of(Audit)])
        raise Stop(f"--audit {audit}: there is no such audit; " + suggestion(near, "audits are kept in audits/"))
    return Selection(numbers, found[0] if found else None)


def write(files: Sequence[Report], root: Path) -> Iterator[str]:
    """Write the reports; yields each path, and whether it changed."""
    try:
        written = writer.apply(root, [NewFile(file.path, file.text, replace=True) for file in files])
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None
    return (file.path + ("" if file.path in written else " (unchanged)") for file in files)
