"""isokit on one page: sources become a workspace, the workspace findings and assessments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from isokit.assess import assess, hints_for
from isokit.catalog.catalog import Catalog
from isokit.check.engine import Facts, asked, check, comes_last
from isokit.check.locate import Changed, locate
from isokit.check.suppress import suppress
from isokit.load.tree import Reader, load
from isokit.model.finding import Finding
from isokit.model.history import History
from isokit.model.rule import Rule
from isokit.request import Request
from isokit.run import Run
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
    workspace = load(sources, catalog, read, request)
    facts = Facts(workspace, request.today, history, request.terms.before)
    rules = asked(facts, request)
    known = (*sources, request.terms.baseline) if request.terms.baseline else sources
    findings = _findings(facts, rules, request, known)
    standards = workspace.assessed(request.against) if request.assess else ()
    assessments = tuple(assess(standard, workspace, request.today) for standard in standards)
    hinting = partial(hints_for, workspace, assessments, request.today)
    return Run(workspace, findings, assessments, request.today, history, rules, hinting)


def _findings(
    facts: Facts, rules: tuple[Rule, ...], request: Request, sources: Collection[Source]
) -> tuple[Finding, ...]:
    """What the rules say, what of it is set aside, and what is to be said of that."""
    found = locate(check(facts, (r for r in rules if not comes_last(r))), sources, facts.workspace)
    outcome = suppress(found, facts.workspace, facts.today, request.rules)
    last = check(replace(facts, outcome=outcome), (r for r in rules if comes_last(r)))
    said = locate(last, sources, facts.workspace)
    return tuple(sorted((*outcome.findings, *said), key=lambda finding: finding.order))
