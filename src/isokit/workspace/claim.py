"""Claims: the references of entities, and which clause of which adopted edition each means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Clause, Standard
from isokit.model.entity import Entity, Place
from isokit.model.names import by_age
from isokit.text.reference import Reference, parse_reference
from isokit.text.span import Route
from isokit.text.suggestions import nearest, nearest_number, suggestion


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause of an adopted edition, and its lettered item where only that is named."""

    standard: str
    number: str
    item: str | None = None

    @property
    def local(self) -> str:
        return f"{self.number}/{self.item}" if self.item else self.number

    def __str__(self) -> str:
        return f"{self.standard}/{self.local}"


@dataclass(frozen=True, slots=True)
class Unadopted:
    """A reference to a known edition that the organization does not adopt: no error, and no answer.

    `standard` is a family where no edition is named.
    """

    standard: str
    number: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference that means no clause, or more than one, and what to write instead."""

    message: str
    help: str = ""


Meaning = ClauseRef | Unadopted | Unresolved


def why_no_clause(meaning: Unadopted | Unresolved) -> str:
    if isinstance(meaning, Unadopted):
        name = meaning.standard
        return f"{name} is not adopted in isokit.yaml; see isokit standards show {name}, or gap --against {name}"
    return meaning.message + (f"; {meaning.help}" if meaning.help else "")


class Claim(NamedTuple):
    """A reference of an entity to a clause. `confirmed` is false for links proposed and not yet accepted.

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
        return self.origin.at(*self.route)


@dataclass(frozen=True)
class References:
    """The meaning of references in a tree, by the editions it adopts.

    `against` are editions it is assessed against without adopting them: references that name them count.
    """

    adopted: tuple[Standard, ...]
    catalog: Catalog = field(default_factory=Catalog)
    against: tuple[Standard, ...] = ()
    _understood: dict[str, Meaning] = field(default_factory=dict, repr=False, compare=False)

    def meaning(self, text: str) -> Meaning:
        """The clause a text means. Never a guess: what could mean two things is unresolved."""
        if text not in self._understood:
            self._understood[text] = self._understand(text)
        return self._understood[text]

    def _understand(self, text: str) -> Meaning:
        reference = parse_reference(text)
        if reference is None:
            return Unresolved(f"'{text}' is not a reference to a clause", "write it like iso9001:2015/8.4.1")
        editions = self._editions(reference)
        if not editions:
            return self._unadopted(reference)
        found = [s for s in editions if reference.number in s.by_number]
        if not found:
            return _no_clause(editions, reference.number)
        families = {s.family for s in found}
        if len(families) > 1:
            return _ambiguous(text, reference.number, found, "name the standard and its edition")
        if not self._same_in_all([s for s in editions if s.family in families], reference.number):
            return _ambiguous(text, reference.number, found, "the editions differ there: name the one you mean")
        newest = max(found, key=lambda s: by_age(s.standard))
        return ClauseRef(newest.standard, reference.number, reference.item)

    def _editions(self, reference: Reference) -> list[Standard]:
        if reference.edition:
            named = f"{reference.family}:{reference.edition}"
            return [s for s in (*self.adopted, *self.against) if s.standard == named]
        return [s for s in self.adopted if reference.family in (None, s.family)]

    def _same_in_all(self, editions: list[Standard], number: str) -> bool:
        maps = [
            self.catalog.between(one.standard, other.standard)
            for one, other in pairwise(sorted(editions, key=lambda s: by_age(s.standard)))
        ]
        return all(found and found.keeps(number) for found in maps)

    def _unadopted(self, reference: Reference) -> Meaning:
        if not reference.family:
            return Unresolved("no standard is adopted in isokit.yaml", "add one under standards:")
        name = f"{reference.family}:{reference.edition}" if reference.edition else reference.family
        known = self.catalog.editions
        if name in known or any(edition.startswith(f"{name}:") for edition in known):
            return Unadopted(name, reference.number)
        near = nearest(name, (*(s.standard for s in self.adopted), *sorted(known)))
        return Unresolved(f"isokit does not know the standard {name}", suggestion(near))


def _ambiguous(text: str, number: str, found: Iterable[Standard], cure: str) -> Unresolved:
    names = " and ".join(s.ref(number) for s in found)
    return Unresolved(f"'{text}' could mean {names}", cure)


def _no_clause(editions: Iterable[Standard], number: str) -> Unresolved:
    searched = tuple(editions)
    near = nearest_number(number, [clause for s in searched for clause in s.by_number])
    names, kind = " and ".join(s.standard for s in searched), "control" if number.startswith("A.") else "clause"
    return Unresolved(f"{names} {'has' if len(searched) == 1 else 'have'} no {kind} {number}", suggestion(near))


def too_broad(ref: ClauseRef) -> bool:
    """Whether a reference names a whole main clause, theme or domain (8, A.5), which is not specific."""
    return ref.item is None and ref.number.removeprefix("A.").isdigit()


def main_clause(clause: Clause) -> str:
    parts = clause.clause.split(".")
    return ".".join(parts[: 2 if clause.control else 1])
