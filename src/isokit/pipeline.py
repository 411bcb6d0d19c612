"""isokit on one page: sources become a workspace, the workspace findings and assessments."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from isokit.assess import assess
from isokit.load import Catalog, load
from isokit.locate import Changed, locate
from isokit.model.history import History
from isokit.model.rule import Rule
from isokit.model.run import Run
from isokit.rules.check import asked, check
from isokit.text.source import Source

PATIENCE = 3
"""How often a tree is read anew that changes while it is read."""


def run(
    sources: Collection[Source], catalog: Catalog, today: date, history: History, rules: Sequence[Rule] | None = None
) -> Run:
    """Read, check and assess a tree. The same sources, day and history give the same run.

    `rules` are the rules to ask; all that the settings leave on, where none are given.
    """
    for patience in reversed(range(PATIENCE)):
        workspace = load(sources, catalog)
        selected = asked(workspace, rules)
        findings = check(workspace, today, history, selected)
        assessments = tuple(assess(standard, workspace, today) for standard in workspace.standards)
        try:
            located = tuple(locate(findings, sources, workspace))
        except Changed:
            if not patience:
                raise
        else:
            return Run(workspace, located, assessments, today, history, selected)
    raise AssertionError("the loop returns or raises")
