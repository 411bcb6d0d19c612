"""What isokit reports: findings, and the fixes they bring along."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from isokit.model.entity import Place
from isokit.text.span import START, Span


class Severity(StrEnum):
    """The weight of a finding: an error fails the check, a warning should be reviewed, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """3 for an error down to 1 for a note."""
        return 3 - list(Severity).index(self)


class Reword(NamedTuple):
    """Replace the text `old`, keeping its quotes. A place with a span is the target of a link."""

    place: Place
    old: str
    new: str


class Rename(NamedTuple):
    """Rename a key, or the header of a column; refused where the new name is already in use."""

    place: Place
    old: str
    new: str


class Quote(NamedTuple):
    """Quote a text, so that every program reads it as a text."""

    place: Place
    text: str


class Add(NamedTuple):
    """Add a missing key with its value, after the last one that precedes it in `order`."""

    place: Place
    value: str
    order: tuple[str, ...] = ()


Step = Reword | Rename | Quote | Add


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair of a flaw; `label` is its imperative, `write iso9001:2015/8.4.1`.

    It is safe where only one repair is possible; a guess or a decision is unsafe.
    """

    step: Step
    safe: bool
    label: str


def reword(place: Place, old: str, new: str, safe: bool = False) -> Fix:
    return Fix(Reword(place, old, new), safe, f"write {new}")


def rename(place: Place, old: str, new: str, safe: bool = False) -> Fix:
    return Fix(Rename(place, old, new), safe, f"rename the key to {new}")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is set aside: by a comment, the settings or the baseline, for a reason, until a day."""

    by: str
    reason: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw with the name, code and severity of its rule, the clauses behind it, and its place in the text."""

    code: str
    name: str
    severity: Severity
    place: Place
    message: str
    help: str
    clauses: tuple[str, ...]
    fingerprint: str = ""
    span: Span = START
    excerpt: str = ""
    suppressed: Suppression | None = None
    fix: Fix | None = None

    @property
    def path(self) -> str:
        return self.place.path

    @property
    def order(self) -> tuple[str, Span, str, str]:
        return self.path, self.span, self.code, self.message


def fingerprint(code: str, place: Place, ordinal: int) -> str:
    """The identity of a finding when lines move: code, subject, route without list indexes, ordinal."""
    route = "/".join(part for part in place.route if isinstance(part, str))
    identity = "\0".join([code, place.subject or place.path, route, str(ordinal)])
    return hashlib.sha256(identity.encode()).hexdigest()[:16]
