"""The findings of a tree: run the rules, locate their flaws, apply suppressions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from isokit.check.engine import Facts, ask, runs_last, selected
from isokit.check.locate import locate
from isokit.model.finding import Finding
from isokit.model.history import History
from isokit.model.rule import Rule
from isokit.model.suppression import UNTOUCHABLE, By, Outcome, Suppressing
from isokit.request import Request
from isokit.text.source import Source
from isokit.workspace.workspace import Workspace

ANYWHERE = ""
"""The key of suppressions that are not comments of one file."""


class Checked(NamedTuple):
    """The findings of a tree, in the order of the files, and the rules that were run."""

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]


def check(workspace: Workspace, sources: Collection[Source], history: History, request: Request) -> Checked:
    """Run the rules a request selects, those about suppressions last. Raises `Changed` where a file was modified."""
    terms = request.terms
    known = (*sources, terms.baseline) if terms.baseline else sources
    facts = Facts(workspace, request.today, history, terms.before)
    rules = selected(facts, request)
    found = locate(ask(facts, (rule for rule in rules if not runs_last(rule))), known, workspace)
    outcome = suppress(found, workspace, request)
    last = ask(replace(facts, outcome=outcome), (rule for rule in rules if runs_last(rule)))
    findings = (*outcome.findings, *locate(last, known, workspace))
    return Checked(tuple(sorted(findings, key=lambda finding: finding.order)), rules)


def suppress(findings: Iterable[Finding], workspace: Workspace, request: Request) -> Outcome:
    """Mark the findings that a suppression covers.

    Of several suppressions the first counts: a comment before the settings, the settings before the baseline. All of
    them count as used.
    """
    applied = [each for each in workspace.suppressions if each.counts(request.today)]
    by_path, used = _by_path(applied), set()
    marked = []
    for finding in findings:
        covering = list(_covering(finding, by_path))
        used |= {(each.place, word) for each, word in covering}
        marked.append(replace(finding, suppressed=covering[0][0].suppression) if covering else finding)
    return Outcome(
        findings=tuple(marked),
        applied=frozenset(applied),
        used=frozenset(used),
        occurring=frozenset(finding.fingerprint for finding in marked),
        selected=None if request.rules is None else frozenset(rule.code for rule in request.rules),
    )


def _by_path(suppressions: Iterable[Suppressing]) -> Mapping[str, list[Suppressing]]:
    found: dict[str, list[Suppressing]] = defaultdict(list)
    for each in suppressions:
        found[each.place.path if each.by is By.COMMENT else ANYWHERE].append(each)
    return found


def _covering(finding: Finding, by_path: Mapping[str, list[Suppressing]]) -> Iterable[tuple[Suppressing, str]]:
    if finding.code.startswith(UNTOUCHABLE):
        return ()
    near = (*by_path.get(finding.path, ()), *by_path.get(ANYWHERE, ()))
    return ((each, word) for each in near for word in each.words_for(finding))
