"""How much a rule weighs, and where: what isokit.yaml says of it, else its profile, else the rule itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from isokit.check.profiles import shift_of
from isokit.check.registry import chosen
from isokit.model.finding import Severity
from isokit.model.names import SETTINGS_FILE
from isokit.model.rule import Rule
from isokit.model.settings import ForPaths, Profile, RuleLevel, Settings
from isokit.text.glob import Glob


class Said(NamedTuple):
    """A level, and the word under `rules:` that says so: a code, the beginning of one, or a name."""

    level: RuleLevel
    word: str


Table = Mapping[str, Said]
"""What is said of rules, by code."""


def said_in(rules: Mapping[str, RuleLevel]) -> Table:
    """What some settings say of each rule. A word that means fewer rules wins."""
    words = sorted(rules, key=lambda word: (len(chosen(word)), word), reverse=True)
    return {rule.code: Said(rules[word], word) for word in words for rule in chosen(word)}


class Stretch(NamedTuple):
    """The files that fit one of some patterns, and what is said of rules there."""

    patterns: tuple[str, ...]
    globs: tuple[Glob, ...]
    said: Table

    @classmethod
    def of(cls, entry: ForPaths) -> Stretch:
        """An entry under `paths`."""
        return cls(entry.match, tuple(map(Glob, entry.match)), said_in(entry.rules))

    def holds(self, path: str) -> bool:
        """Whether a file is among them."""
        return any(glob.fits(path) for glob in self.globs)


@dataclass(frozen=True)
class Levels:
    """The levels of one tree: what holds everywhere, what only in some files, and the profile behind both."""

    profile: Profile
    everywhere: Table
    stretches: tuple[Stretch, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> Levels:
        """The levels some settings give."""
        return cls(settings.profile, said_in(settings.rules), tuple(map(Stretch.of, settings.paths)))

    def of_rule(self, rule: Rule) -> RuleLevel:
        """The level of a rule where no entry under `paths` says another one."""
        return self._weighed(rule.code, rule.severity, self.everywhere.get(rule.code))

    def told(self, rule: Rule) -> tuple[str, str]:
        """The level of a rule, and what gives it that."""
        level = self.of_rule(rule)
        if said := self.everywhere.get(rule.code):
            return level, f"{SETTINGS_FILE}, rules: {said.word}"
        by_profile = rule.severity in shift_of(self.profile, rule.code)
        return level, f"profile {self.profile}" if by_profile else "the rule itself"

    def of_flaw(self, rule: Rule, severity: Severity, path: str) -> RuleLevel:
        """The level of something a rule says with a severity, in a file."""
        here = (stretch.said[rule.code] for stretch in reversed(self.stretches) if self._speaks(stretch, rule, path))
        return self._weighed(rule.code, severity, next(here, None) or self.everywhere.get(rule.code))

    def silent(self, rule: Rule) -> bool:
        """Whether a rule is off in every file."""
        here = (stretch.said[rule.code].level for stretch in self.stretches if rule.code in stretch.said)
        return {RuleLevel.OFF} == {self.of_rule(rule), *here}

    def _speaks(self, stretch: Stretch, rule: Rule, path: str) -> bool:
        return rule.code in stretch.said and stretch.holds(path)

    def _weighed(self, code: str, severity: Severity, said: Said | None) -> RuleLevel:
        if said:
            return said.level
        return shift_of(self.profile, code).get(severity, RuleLevel(severity))
