"""isokit on one page: sources become a workspace, the workspace findings and assessments."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from isokit.assess import assess, hints_for
from isokit.load import Reader, load
from isokit.locate import Changed, locate
from isokit.model.catalog import Catalog
from isokit.model.history import History
from isokit.model.run import Request, Run
from isokit.rules.check import asked, check
from isokit.text.raw import in_turn
from isokit.text.source import Source

PATIENCE = 3
"""How often a tree is read that changes while it is read."""


def run(
    sources: Collection[Source], catalog: Catalog, history: History, request: Request, read: Reader = in_turn
) -> Run:
    """Read, check and assess a tree. The same sources, history and request give the same run.

    Raises `Changed` where a file changes again and again while it is read.
    """
    for _ in range(PATIENCE - 1):
        try:
            return _run(sources, catalog, history, request, read)
        except Changed:
            continue
    return _run(sources, catalog, history, request, read)


def _run(sources: Collection[Source], catalog: Catalog, history: History, request: Request, read: Reader) -> Run:
    workspace = load(sources, catalog, read, request.against)
    rules = asked(workspace, request.rules)
    findings = tuple(locate(check(workspace, request.today, history, rules), sources, workspace))
    standards = workspace.assessed(request.against) if request.assess else ()
    assessments = tuple(assess(standard, workspace, request.today) for standard in standards)
    hinting = partial(hints_for, workspace, assessments, request.today)
    return Run(workspace, findings, assessments, request.today, history, rules, hinting)
