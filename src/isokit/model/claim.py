"""Claims: what an entity says it answers, and which clause of which adopted edition that means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from isokit.model.entity import Entity, Place
from isokit.model.standard import Clause, Standard
from isokit.text.reference import Reference, parse_reference
from isokit.text.span import Route


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause of an adopted edition, and the lettered item of it where only that was named."""

    standard: str
    number: str
    item: str | None = None

    @property
    def local(self) -> str:
        """The reference without the standard: `8.5.1/f`."""
        return f"{self.number}/{self.item}" if self.item else self.number

    def __str__(self) -> str:
        return f"{self.standard}/{self.local}"


@dataclass(frozen=True, slots=True)
class Unadopted:
    """A reference into an edition isokit knows and the organization does not adopt: no error, and no answer."""

    standard: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference that means no clause, or more than one: why, and what to write instead."""

    message: str
    help: str = ""


Meaning = ClauseRef | Unadopted | Unresolved


class Claim(NamedTuple):
    """What an entity says of a clause. `confirmed` is false for links proposed and not yet accepted.

    `answers` is false where the entity only names the clause, as a nonconformity does.
    """

    text: str
    meaning: Meaning
    origin: Entity
    route: Route
    answers: bool = True
    confirmed: bool = True

    @property
    def place(self) -> Place:
        """Where the claim is written."""
        return self.origin.at(*self.route)


@dataclass(frozen=True)
class References:
    """How the references of one tree are understood: the editions it adopts, and those isokit knows."""

    adopted: tuple[Standard, ...]
    known: frozenset[str]
    _understood: dict[str, Meaning] = field(default_factory=dict, repr=False, compare=False)

    def meaning(self, text: str) -> Meaning:
        """The clause a text means. Never a guess: what could mean two things is unresolved."""
        if text not in self._understood:
            self._understood[text] = self._understand(text)
        return self._understood[text]

    def _understand(self, text: str) -> Meaning:
        reference = parse_reference(text)
        if reference is None:
            return Unresolved(f"'{text}' is no reference to a clause", "write it like iso9001:2015/8.4.1")
        editions = self._editions(reference)
        if not editions:
            return self._unadopted(reference)
        found = [s for s in editions if reference.number in s.by_number]
        if len(found) > 1:
            names = " and ".join(s.ref(reference.number) for s in found)
            return Unresolved(f"'{text}' could mean {names}", "name the standard and its edition")
        if not found:
            return _no_clause(editions, reference.number)
        return ClauseRef(found[0].standard, reference.number, reference.item)

    def _editions(self, reference: Reference) -> list[Standard]:
        if reference.edition:
            return [s for s in self.adopted if s.standard == f"{reference.family}:{reference.edition}"]
        return [s for s in self.adopted if reference.family in (None, s.family)]

    def _unadopted(self, reference: Reference) -> Meaning:
        if not reference.family:
            return Unresolved("no standard is adopted in isokit.yaml", "add one under standards:")
        name = f"{reference.family}:{reference.edition}" if reference.edition else reference.family
        if name in self.known or any(known.startswith(f"{name}:") for known in self.known):
            return Unadopted(name)
        near = nearest(name, (*(s.standard for s in self.adopted), *sorted(self.known)))
        return Unresolved(f"isokit knows no standard {name}", suggestion(near))


def _no_clause(editions: Iterable[Standard], number: str) -> Unresolved:
    names = " and ".join(s.standard for s in editions)
    near = nearest_number(number, [clause for s in editions for clause in s.by_number])
    kind = "control" if number.startswith("A.") else "clause"
    return Unresolved(f"{names} has no {kind} {number}", suggestion(near))


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice a mistyped word was probably meant to be; None if there is none like it."""
    return next(iter(difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)), None)


def suggestion(near: str | None, otherwise: str = "") -> str:
    """The question after a mistyped word; what else to say where nothing resembles it."""
    return f"did you mean {near}?" if near else otherwise


def nearest_number(number: str, choices: Iterable[str]) -> str | None:
    """The clause a number was probably meant to be: the one that shares most of its beginning."""
    known, above = list(choices), number.rpartition(".")[0]
    beside = [choice for choice in known if above and choice.startswith(above + ".")]
    return nearest(number, beside or known)


def too_broad(ref: ClauseRef) -> bool:
    """Whether a reference names a whole main clause, theme or domain (8, A.5), which says nothing."""
    return ref.item is None and ref.number.removeprefix("A.").isdigit()


def main_clause(clause: Clause) -> str:
    """The number of the main clause, theme or domain a clause stands in."""
    parts = clause.clause.split(".")
    return ".".join(parts[: 2 if clause.control else 1])
