"""What sets findings aside: a comment at the place it is about, an entry of isokit.yaml, or the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from isokit.model.entity import Place
from isokit.model.finding import Finding, Suppression
from isokit.model.scalar import day_in
from isokit.text.glob import Glob
from isokit.text.ignore import Ignore
from isokit.text.span import Span

UNTOUCHABLE = ("SUP", "TXT001", "BUG000")
"""The beginnings of codes that are never suppressed: findings on suppressions and on the gate itself, on files that
cannot be read, and on rules that crashed. What was not checked is never accepted."""


class By(StrEnum):
    """Where a suppression is written."""

    COMMENT = "comment"
    CONFIG = "config"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of the file that contains a comment. `subject` is the text on its line, or below it."""

    first: int
    last: int
    subject: str

    def hold(self, finding: Finding) -> bool:
        return self.first <= finding.span.line <= self.last


@dataclass(frozen=True)
class Files:
    """A finding by its fingerprint, or the files that match a pattern; both where both are given."""

    fingerprint: str | None = None
    patterns: tuple[str, ...] = ()

    def hold(self, finding: Finding) -> bool:
        if self.fingerprint is not None and finding.fingerprint != self.fingerprint:
            return False
        return not self.patterns or any(glob.fits(finding.path) for glob in self._globs)

    @cached_property
    def _globs(self) -> list[Glob]:
        return [Glob(pattern) for pattern in self.patterns]


@dataclass(frozen=True, slots=True)
class Known:
    """The findings of a baseline, by fingerprint."""

    fingerprints: frozenset[str]

    def hold(self, finding: Finding) -> bool:
        return finding.fingerprint in self.fingerprints


@dataclass(frozen=True, slots=True)
class Suppressing:
    """What suppresses findings: of which rules, why, until when, and where.

    `rules` are codes, their beginnings or names, as written; without any, it covers every rule. `until` is as written
    too. `stray` is the part of it that cannot be understood.
    """

    place: Place
    by: By
    reach: Lines | Files | Known
    rules: tuple[str, ...] = ()
    reason: str = ""
    until: str | None = None
    stray: str = ""

    @property
    def end(self) -> date | None:
        """The last day on which it counts; None where there is none, or it is not a valid date."""
        return day_in(self.until or "")

    @property
    def readable(self) -> bool:
        known = bool(self.rules) or self.by is not By.COMMENT
        return known and not self.stray and (self.until is None or self.end is not None)

    def expired(self, today: date) -> bool:
        return self.end is not None and self.end < today

    def counts(self, today: date) -> bool:
        return self.readable and not self.expired(today)

    def words_for(self, finding: Finding) -> Iterator[str]:
        """The words among its rules by which it covers a finding; an empty one where it names no rule."""
        in_its_file = self.by is not By.COMMENT or finding.path == self.place.path
        if in_its_file and self.reach.hold(finding):
            yield from (word for word in self.rules or ("",) if not word or means(word, finding))

    @property
    def about(self) -> tuple[object, ...]:
        """What identifies it in another revision, whatever its reason and its last day are."""
        rules = tuple(sorted(self.rules))
        if isinstance(self.reach, Lines):
            return self.place.path, rules, self.reach.subject
        return rules, self.reach

    @property
    def suppression(self) -> Suppression:
        return Suppression(self.by, self.reason, self.until)


def means(word: str, finding: Finding) -> bool:
    return finding.name == word.lower() or finding.code.startswith(word.upper())


def of_comment(path: str, ignore: Ignore, in_table: bool) -> Suppressing:
    """A comment of a file; one in a register that is a table covers nothing."""
    span = Span(ignore.line, ignore.column, ignore.end_line, ignore.end_column)
    place = Place(path, ("@comment", *ignore.rules), span=span)
    lines = Lines(0, -1, ignore.subject) if in_table else Lines(ignore.first, ignore.last, ignore.subject)
    return Suppressing(place, By.COMMENT, lines, ignore.rules, ignore.reason, ignore.until, ignore.stray)


@dataclass(frozen=True)
class Outcome:
    """The findings after suppression, and which suppressions were used.

    `applied` are those that counted. `used` are the places of suppressions with the words by which they covered
    findings, `occurring` the fingerprints of all findings. `selected` are the codes of the rules of a command; None
    for all.
    """

    findings: tuple[Finding, ...] = ()
    applied: frozenset[Suppressing] = frozenset()
    used: frozenset[tuple[Place, str]] = frozenset()
    occurring: frozenset[str] = frozenset()
    selected: frozenset[str] | None = field(default=None)

    def idle(self, suppressing: Suppressing) -> tuple[str, ...]:
        """The words of a suppression that cover nothing; an empty one where it names no rule."""
        if suppressing not in self.applied:
            return ()
        return tuple(word for word in suppressing.rules or ("",) if (suppressing.place, word) not in self.used)

    def knows(self, codes: Iterable[str]) -> bool:
        """Whether all these rules were run, so that what was not found does not exist."""
        return self.selected is None or self.selected.issuperset(codes)
