"""Licensed wording beside a clause: from overlays in the tree, also those git ignores, and for a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from isokit.catalog.overlay import Overlay
from isokit.check.registry import rules_on_the_unread
from isokit.cli import session
from isokit.cli.legacy import Clock
from isokit.commands.tree import Tree
from isokit.edge import disk
from isokit.load.tree import about_standards, layout_of
from isokit.model.finding import Finding
from isokit.model.history import History
from isokit.outputs import wording as pages
from isokit.outputs.look import Look
from isokit.pipeline import run
from isokit.request import Request
from isokit.text.escape import visible
from isokit.text.source import Source
from isokit.workspace.claim import ClauseRef


def beside(tree: Tree, clock: Clock, ref: ClauseRef, look: Look) -> str:
    """The wording of a clause; where the output is no terminal, only that there is some.

    An overlay git ignores is no part of the tree, so `isokit check` does not see it: what is wrong with it is said
    here, on stderr.
    """
    hidden = [] if clock.at else list(_hidden(tree))
    sources = about_standards([*tree.sources, *hidden])
    request = Request(session.day_of(clock), rules_on_the_unread(), assess=False)
    found = run(sources, session.catalog(), History(), request)
    _complain(found.findings, {source.path for source in hidden})
    standard = found.workspace.catalog.edition(ref.standard)
    entries = [e for o in found.workspace.of(Overlay) for e in (o.on(standard, ref.number) if standard else ())]
    return pages.text(entries, look) if sys.stdout.isatty() else pages.withheld(entries, look)


def _hidden(tree: Tree) -> Iterator[Source]:
    """The files git ignores where standards of the tree's own stand."""
    known = {source.path for source in tree.sources}
    for folder in layout_of(tree.sources).folders_of_standards:
        yield from (source for source in disk.below(tree.root, folder) if source.path not in known)


def _complain(findings: Iterable[Finding], paths: set[str]) -> None:
    for finding in findings:
        if finding.path in paths:
            where = f"{finding.path}:{finding.span.line}:{finding.span.column}"
            help_text = f"; {finding.help}" if finding.help else ""
            print(f"isokit: {visible(f'{where}: {finding.message}{help_text}')}", file=sys.stderr)
