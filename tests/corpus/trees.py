"""The trees of the corpus, run once each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from isokit.commands.report import render_report, reports_of
from isokit.edge import data, disk
from isokit.load.catalog import catalog_of
from isokit.load.tree import load
from isokit.model.history import History
from isokit.pipeline import run
from isokit.request import Request, Terms
from isokit.run import Run
from isokit.schemas.tree.checklist import Selection
from isokit.schemas.tree.members import EVERYTHING
from isokit.text.source import Source
from tests.support import TODAY

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
NO_HISTORY = History()


@cache
def run_over(
    tree: Path,
    *more: Source,
    against: tuple[str, ...] = (),
    history: History = NO_HISTORY,
    before: tuple[Source, ...] = (),
) -> Run:
    """The pipeline over a folder, as of the day all golden files are about, and perhaps more files and a history.

    `before` are the files that were otherwise before a change, where one is looked at.
    """
    sources = sorted([*more, *disk.sources(tree)], key=lambda source: source.path)
    then = {source.path: source for source in (*sources, *before)}
    terms = Terms(before=load(then.values(), catalog_of(data.standards()))) if before else Terms()
    return run(sources, catalog_of(data.standards()), history, Request(TODAY, against=against, terms=terms))


def report(kind: str, run: Run, number: int = 0, part: Selection = EVERYTHING) -> str:
    """A bundled report on a run; one on one standard each is the one of a number among them."""
    with reports_of(()) as reports:
        return render_report(kind, run, reports, part)[number].text
