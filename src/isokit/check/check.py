"""The findings of a tree: the rules are asked, their flaws located, and suppressions applied."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from isokit.check.engine import Facts, ask, runs_last, selected
from isokit.check.locate import locate
from isokit.check.suppress import suppress
from isokit.model.finding import Finding
from isokit.model.history import History
from isokit.model.rule import Rule
from isokit.request import Request
from isokit.text.source import Source
from isokit.workspace.workspace import Workspace


class Checked(NamedTuple):
    """The findings of a tree, in the order of the files, and the rules that were asked."""

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]


def check(workspace: Workspace, sources: Collection[Source], history: History, request: Request) -> Checked:
    """Ask the rules a request selects; those about suppressions come last.

    Raises `Changed` where a file is not what it was when it was loaded.
    """
    terms = request.terms
    known = (*sources, terms.baseline) if terms.baseline else sources
    facts = Facts(workspace, request.today, history, terms.before)
    rules = selected(facts, request)
    found = locate(ask(facts, (rule for rule in rules if not runs_last(rule))), known, workspace)
    outcome = suppress(found, workspace, request.today, request.rules)
    last = ask(replace(facts, outcome=outcome), (rule for rule in rules if runs_last(rule)))
    findings = (*outcome.findings, *locate(last, known, workspace))
    return Checked(tuple(sorted(findings, key=lambda finding: finding.order)), rules)
