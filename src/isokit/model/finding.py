"""What isokit reports: findings, and the fixes they bring along."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from isokit.model.entity import Place
from isokit.text.span import START, Span


class Severity(StrEnum):
    """How much a finding weighs: an error fails the check, a warning wants a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """3 for an error down to 1 for a note."""
        return 3 - list(Severity).index(self)


class Reword(NamedTuple):
    """A text takes the place of another one, in the quotes that one has; not where `old` is not what is written.

    A place with a span is the target of a link in a text.
    """

    place: Place
    old: str
    new: str


class Rename(NamedTuple):
    """A key, or the header of a column, gets another name; not where something has that name already."""

    place: Place
    old: str
    new: str


class Quote(NamedTuple):
    """A text without quotes gets them, so that every program takes it for a text."""

    place: Place
    text: str


class Add(NamedTuple):
    """A key that is missing is added with its value, behind the last one of those that precede it in `order`."""

    place: Place
    value: str
    order: tuple[str, ...] = ()


Step = Reword | Rename | Quote | Add


@dataclass(frozen=True, slots=True)
class Fix:
    """How a flaw is mended; `says` tells it as a request, `write iso9001:2015/8.4.1`.

    It is safe where nothing can have been meant but that; what is a guess, or a decision, is unsafe.
    """

    step: Step
    safe: bool
    says: str


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
    """What a finding is known by when lines move: code, subject, route without list indexes, ordinal."""
    route = "/".join(part for part in place.route if isinstance(part, str))
    identity = "\0".join([code, place.subject or place.path, route, str(ordinal)])
    return hashlib.sha256(identity.encode()).hexdigest()[:16]
