"""Findings that are set aside: they stay, with who says so, why and until when, and count no longer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from isokit.model.finding import Finding
from isokit.model.rule import Rule
from isokit.model.suppression import UNTOUCHABLE, By, Outcome, Suppressing
from isokit.workspace.workspace import Workspace

ANYWHERE = ""
"""Stands for the files of suppressions that do not say which one they are about."""


def suppress(findings: Iterable[Finding], workspace: Workspace, today: date, asked: Sequence[Rule] | None) -> Outcome:
    """The findings, with those set aside that a suppression covers. `asked` are the rules a command chose, if it did.

    Of several suppressions the first counts: a comment before the settings, the settings before the baseline. All of
    them were of use.
    """
    applied = [each for each in workspace.suppressions if each.counts(today)]
    by_path, used = _by_path(applied), set()
    marked = []
    for finding in findings:
        covering = list(_covering(finding, by_path))
        used |= {(each.place, word) for each, word in covering}
        marked.append(replace(finding, suppressed=covering[0][0].said) if covering else finding)
    return Outcome(
        findings=tuple(marked),
        applied=frozenset(applied),
        used=frozenset(used),
        occurring=frozenset(finding.fingerprint for finding in marked),
        asked=None if asked is None else frozenset(rule.code for rule in asked),
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
