"""Ask the rules: flaws become findings with code, severity and clauses stamped on."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from isokit.model.catalog import Catalog
from isokit.model.entity import Place
from isokit.model.finding import Finding, Severity, fingerprint
from isokit.model.history import History
from isokit.model.inventory import Inventory
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import Rule
from isokit.model.settings import RuleLevel
from isokit.model.workspace import Workspace
from isokit.rules.registry import all_rules, chosen

BUG = "BUG000"
"""The code of findings that a rule made by crashing; it cannot be switched off."""


@dataclass(frozen=True)
class Facts:
    """What rules may ask for beside the piece they look at."""

    workspace: Workspace
    today: date
    history: History

    @property
    def inventory(self) -> Inventory:
        """The paths of the tree."""
        return self.workspace.inventory

    @property
    def catalog(self) -> Catalog:
        """What isokit knows of standards, adopted or not."""
        return self.workspace.catalog

    @cached_property
    def editions(self) -> dict[str, str]:
        """The adopted edition of each family that has just one: `iso9001` to `iso9001:2015`."""
        counted = Counter(standard.family for standard in self.workspace.standards)
        return {s.family: s.standard for s in self.workspace.standards if counted[s.family] == 1}


def asked(workspace: Workspace, rules: Iterable[Rule] | None = None) -> tuple[Rule, ...]:
    """Those of the rules that isokit.yaml does not switch off; of all rules where none are given."""
    levels = levels_of(workspace)
    return tuple(rule for rule in rules or all_rules() if levels.get(rule.code) is not RuleLevel.OFF)


def check(workspace: Workspace, today: date, history: History, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What the rules say of the workspace, still without places in the text."""
    levels = levels_of(workspace)
    facts = Facts(workspace, today, history)
    found = [finding for rule in rules for finding in _ask(rule, facts, levels.get(rule.code))]
    return tuple(_fingerprinted(found))


def levels_of(workspace: Workspace) -> dict[str, RuleLevel]:
    """The level isokit.yaml gives each rule, by code. A name or code wins over a prefix of codes."""
    settings = sorted(workspace.settings.rules.items(), key=lambda item: (len(chosen(item[0])), item[0]), reverse=True)
    return {rule.code: level for word, level in settings for rule in chosen(word)}


def _ask(rule: Rule, facts: Facts, level: RuleLevel | None) -> Iterator[Finding]:
    arguments = [getattr(facts, name) for name in rule.facts]
    subjects = [facts.workspace] if rule.subject is Workspace else facts.workspace.of(rule.subject)
    clauses = tuple(_clauses(rule, facts))
    for subject in subjects:
        try:
            for flaw in rule.check(subject, *arguments):
                severity = Severity(level) if level else flaw.severity or rule.severity
                yield Finding(rule.code, rule.name, severity, flaw.place, flaw.message, flaw.help, clauses)
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


def _fingerprinted(findings: Iterable[Finding]) -> Iterator[Finding]:
    ordinals: Counter[str] = Counter()
    for finding in findings:
        base = fingerprint(finding.code, finding.place, 0)
        yield replace(finding, fingerprint=fingerprint(finding.code, finding.place, ordinals[base]))
        ordinals[base] += 1
