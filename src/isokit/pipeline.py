"""isokit on one page: sources become a workspace, the workspace becomes findings and assessments."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from isokit.assess import assess, hints_for
from isokit.catalog.catalog import Catalog
from isokit.check.check import check
from isokit.check.locate import Changed
from isokit.load.tree import Reader, load
from isokit.model.history import History
from isokit.request import Request
from isokit.run import Run
from isokit.text.raw import in_turn
from isokit.text.source import Source

ATTEMPTS = 3
"""How often a tree is read that changes while it is read."""


def run(
    sources: Collection[Source], catalog: Catalog, history: History, request: Request, read: Reader = in_turn
) -> Run:
    """Load, check and assess a tree. The same sources, history and request give the same run.

    Raises `Changed` where a file changes again and again while it is read.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return _run(sources, catalog, history, request, read)
        except Changed:
            continue
    return _run(sources, catalog, history, request, read)


def _run(sources: Collection[Source], catalog: Catalog, history: History, request: Request, read: Reader) -> Run:
    workspace = load(sources, catalog, read, request)  # settings and adopted standards are known only now
    checked = check(workspace, sources, history, request)  # by the rules these select
    standards = workspace.assessed(request.against) if request.assess else ()
    assessments = tuple(assess(standard, workspace, request.today) for standard in standards)
    hints = partial(hints_for, workspace, assessments, request.today)
    return Run(workspace, checked.findings, assessments, request.today, history, checked.rules, hints)
