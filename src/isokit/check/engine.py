"""Run the rules: flaws become findings with code, severity and clauses."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from isokit.catalog.catalog import Catalog
from isokit.check.registry import RULES, all_rules
from isokit.model.entity import Place
from isokit.model.finding import Finding, Severity, fingerprint
from isokit.model.history import History
from isokit.model.levels import Levels
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import Rule, RuleSet
from isokit.model.settings import RuleLevel
from isokit.model.suppression import Outcome
from isokit.request import Request
from isokit.workspace.inventory import Inventory
from isokit.workspace.workspace import Workspace

BUG = "BUG000"
"""The code of a crashed rule; it cannot be switched off."""
BEFORE = "before"
"""A rule that needs this fact runs only where a tree is compared with its earlier state."""
OUTCOME = "outcome"
"""A rule that needs this fact runs last: the findings of all others and their suppression."""


@dataclass(frozen=True)
class Facts:
    """What rules may need besides the piece they check; `before` is the tree as it was, where a change is checked."""

    workspace: Workspace
    today: date
    history: History
    before: Workspace | None = None
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def inventory(self) -> Inventory:
        return self.workspace.inventory

    @property
    def catalog(self) -> Catalog:
        return self.workspace.catalog

    @property
    def rules(self) -> RuleSet:
        return RULES

    @cached_property
    def editions(self) -> dict[str, str]:
        """The adopted edition of each family that has just one: `iso9001` to `iso9001:2015`."""
        counted = Counter(standard.family for standard in self.workspace.standards)
        return {s.family: s.standard for s in self.workspace.standards if counted[s.family] == 1}

    @cached_property
    def levels(self) -> Levels:
        return Levels.of(self.workspace.criteria.settings, RULES)

    @cached_property
    def levels_before(self) -> Levels:
        """The levels in the tree as it was, so that no change decides how it is judged itself."""
        trusted = self.before if self.before and self.workspace.trusted is None else self.workspace
        return Levels.of(trusted.criteria.settings, RULES)

    def levels_for(self, rule: Rule) -> Levels:
        return self.levels_before if BEFORE in rule.facts else self.levels


def selected(facts: Facts, request: Request) -> tuple[Rule, ...]:
    """The requested rules that isokit.yaml does not switch off and that apply to this tree."""
    wanted = all_rules() if request.rules is None else request.rules
    known = (rule for rule in wanted if facts.before or BEFORE not in rule.facts)
    return tuple(rule for rule in known if not facts.levels_for(rule).silent(rule))


def ask(facts: Facts, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """The findings of some rules, still without places in the text."""
    return tuple(_with_fingerprints(finding for rule in rules for finding in _findings(rule, facts)))


def runs_last(rule: Rule) -> bool:
    return OUTCOME in rule.facts


def _findings(rule: Rule, facts: Facts) -> Iterator[Finding]:
    arguments = [getattr(facts, name) for name in rule.facts]
    subjects = [facts.workspace] if rule.subject is Workspace else facts.workspace.of(rule.subject)
    clauses, levels = tuple(_clauses(rule, facts)), facts.levels_for(rule)
    for subject in subjects:
        try:
            for flaw in rule.check(subject, *arguments):
                level = levels.of_flaw(rule, flaw.severity or rule.severity, flaw.place.path)
                if level is not RuleLevel.OFF:
                    weight = Severity(level)
                    yield Finding(
                        rule.code, rule.name, weight, flaw.place, flaw.message, flaw.help, clauses, fix=flaw.fix
                    )
        except Exception:
            yield _bug(rule, subject)


def _clauses(rule: Rule, facts: Facts) -> Iterator[str]:
    """The clauses behind a rule, in the editions adopted; those of other standards are left out."""
    for reference in rule.clauses:
        family, _, number = reference.partition("/")
        if edition := facts.editions.get(family):
            yield f"{edition}/{number}"


def _bug(rule: Rule, subject: Any) -> Finding:
    place = subject.at() if hasattr(subject, "at") else getattr(subject, "place", Place(SETTINGS_FILE))
    where = traceback.format_exc(limit=-1).strip().splitlines()
    message = f"bug in {rule.code}, please report: {where[-1]} ({where[1].strip()})"
    return Finding(BUG, "bug-in-rule", Severity.ERROR, place, message, "", ())


def _with_fingerprints(findings: Iterable[Finding]) -> Iterator[Finding]:
    ordinals: Counter[str] = Counter()
    for finding in findings:
        base = fingerprint(finding.code, finding.place, 0)
        yield replace(finding, fingerprint=fingerprint(finding.code, finding.place, ordinals[base]))
        ordinals[base] += 1
