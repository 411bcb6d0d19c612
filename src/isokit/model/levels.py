"""The level of each rule: set in isokit.yaml, else by its profile, else by the rule itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from isokit.model.finding import Severity
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import Rule, RuleSet
from isokit.model.settings import ForPaths, Profile, RuleLevel, Settings
from isokit.text.glob import Glob

Shift = Mapping[Severity, RuleLevel]

AS_IT_IS: Shift = {}
ONLY_NOTED: Shift = {Severity.ERROR: RuleLevel.NOTE, Severity.WARNING: RuleLevel.NOTE}
RAISED: Shift = {Severity.WARNING: RuleLevel.ERROR}
"""What an auditor would raise as well. Notes stay: no standard requires what they suggest."""

OTHERS = ""
"""Stands for the families a profile does not name."""

PROFILES: Mapping[Profile, Mapping[str, Shift]] = {
    Profile.STARTER: {
        "TXT": AS_IT_IS,
        "WSP": AS_IT_IS,
        "REF": AS_IT_IS,
        "STD": AS_IT_IS,
        "SUP": AS_IT_IS,
        OTHERS: ONLY_NOTED,
    },
    Profile.INTERNAL: {OTHERS: AS_IT_IS},
    Profile.CERTIFICATION: {
        "WSP": AS_IT_IS,
        "GIT": AS_IT_IS,
        "SUP": AS_IT_IS,
        "EVD203": AS_IT_IS,
        OTHERS: RAISED,
    },
}
"""The starter profile reports only what breaks things: files that cannot be read or placed, unknown names. Before a
certification audit everything counts but isokit's own housekeeping, and what is not due yet."""


def shift_of(profile: Profile, code: str) -> Shift:
    shifts = PROFILES[profile]
    return next(shifts[name] for name in (code, code[:3], OTHERS) if name in shifts)


class Setting(NamedTuple):
    """A level, and the word under `rules:` that sets it: a code, the beginning of one, or a name."""

    level: RuleLevel
    word: str


Table = Mapping[str, Setting]
"""The levels set for rules, by code."""


def set_in(levels: Mapping[str, RuleLevel], rules: RuleSet) -> Table:
    """The level some settings give each rule. A word that means fewer rules wins."""
    words = sorted(levels, key=lambda word: (len(rules.chosen(word)), word), reverse=True)
    return {rule.code: Setting(levels[word], word) for word in words for rule in rules.chosen(word)}


class Scope(NamedTuple):
    """The files that match one of some patterns, and the levels set for them."""

    patterns: tuple[str, ...]
    globs: tuple[Glob, ...]
    levels: Table

    @classmethod
    def of(cls, entry: ForPaths, rules: RuleSet) -> Scope:
        return cls(entry.match, tuple(map(Glob, entry.match)), set_in(entry.rules, rules))

    def holds(self, path: str) -> bool:
        return any(glob.fits(path) for glob in self.globs)


@dataclass(frozen=True)
class Levels:
    """The levels of one tree: what holds everywhere, what only in some files, and the profile behind both."""

    profile: Profile
    everywhere: Table
    scopes: tuple[Scope, ...] = ()

    @classmethod
    def of(cls, settings: Settings, rules: RuleSet) -> Levels:
        scopes = tuple(Scope.of(entry, rules) for entry in settings.paths)
        return cls(settings.profile, set_in(settings.rules, rules), scopes)

    def of_rule(self, rule: Rule) -> RuleLevel:
        """The level of a rule where no entry under `paths` changes it."""
        return self._weighed(rule.code, rule.severity, self.everywhere.get(rule.code))

    def with_origin(self, rule: Rule) -> tuple[str, str]:
        level = self.of_rule(rule)
        if found := self.everywhere.get(rule.code):
            return level, f"{SETTINGS_FILE}, rules: {found.word}"
        by_profile = rule.severity in shift_of(self.profile, rule.code)
        return level, f"profile {self.profile}" if by_profile else "the rule itself"

    def of_flaw(self, rule: Rule, severity: Severity, path: str) -> RuleLevel:
        scopes = (s for s in reversed(self.scopes) if rule.code in s.levels and s.holds(path))
        here = next((scope.levels[rule.code] for scope in scopes), None)
        return self._weighed(rule.code, severity, here or self.everywhere.get(rule.code))

    def silent(self, rule: Rule) -> bool:
        """Whether a rule is off in every file."""
        here = (scope.levels[rule.code].level for scope in self.scopes if rule.code in scope.levels)
        return {RuleLevel.OFF} == {self.of_rule(rule), *here}

    def _weighed(self, code: str, severity: Severity, found: Setting | None) -> RuleLevel:
        if found:
            return found.level
        return shift_of(self.profile, code).get(severity, RuleLevel(severity))
