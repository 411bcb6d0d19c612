"""The migration of a tree from one edition of a standard to the next: what becomes of each reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from isokit.catalog.edition_map import AskLink, AskRelation, EditionMap, Link, Relation
from isokit.catalog.standard import Ask, Clause, Confidence, Standard, Transition
from isokit.model.entity import Place
from isokit.model.file_change import Edited


class Outcome(StrEnum):
    """What becomes of a reference to the older edition; what needs most work comes first."""

    REVIEW = "review", "the requirement changed: the old reference stays until the change is reviewed"
    BY_HAND = "by-hand", "to be done by hand"
    ADD = "add", "the requirement is kept, or reviewed: the new reference is added alongside the old one"
    REPLACE = "replace", "the requirement is kept, or reviewed: the new reference takes the place of the old one"
    NAME = "name", "without edition it would mean two things: the old edition is named"
    LATER = "later", "a single value, which holds one reference: left until --replace"
    WITHDRAWN = "withdrawn", "the new edition does not ask for it: kept"
    RECORD = "record", "a record of what was done under the old edition: kept as it is"
    FOLLOWS = "follows", "without edition: it follows isokit.yaml"
    THERE = "there", "the new reference is there already"

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        outcome = str.__new__(cls, value)
        outcome._value_, outcome.meaning = value, meaning
        return outcome


@dataclass(frozen=True, slots=True)
class Target:
    """A reference to the newer edition. `relation` is None for the edition as a whole."""

    reference: str
    relation: Relation | None = None
    change: str = ""
    confidence: Confidence | None = None

    @property
    def kept(self) -> bool:
        """Whether what answers the old reference also answers this one."""
        return self.relation is None or self.relation.keeps


@dataclass(frozen=True, slots=True)
class Step:
    """A reference to the older edition as it is written, and what becomes of it.

    `becomes` are the texts that take its place; `review` are the targets to be reviewed by a person.
    """

    place: Place
    line: int
    column: int
    text: str
    targets: tuple[Target, ...]
    outcome: Outcome
    becomes: tuple[str, ...]
    review: tuple[Target, ...] = ()
    note: str = ""

    @property
    def where(self) -> str:
        return f"{self.place.path}:{self.line}:{self.column}"


class ChangedAsk(NamedTuple):
    """A question that is new in the newer edition, or has changed."""

    reference: str
    ask: Ask
    link: AskLink


class Requirement(NamedTuple):
    """A clause of the newer edition that is new or has changed, and how."""

    standard: Standard
    clause: Clause
    links: tuple[Link, ...]

    @property
    def reference(self) -> str:
        return self.standard.ref(self.clause.clause)


@dataclass(frozen=True)
class Migration:
    """What becomes of every reference to the older edition, the files to write, and what the newer edition asks.

    `reviewed` are the references already reviewed, as in `changes.references.Move`.
    """

    old: Standard
    new: Standard
    between: EditionMap
    today: date
    replace: bool
    reviewed: tuple[str, ...]
    steps: tuple[Step, ...]
    files: tuple[Edited, ...]

    @property
    def transition(self) -> Transition | None:
        found = self.new.transition
        return found if found and found.old == self.old.standard else None

    @property
    def days_left(self) -> int | None:
        """Until certificates to the older edition expire; negative afterwards."""
        end = self.transition and self.transition.end
        return (end - self.today).days if end else None

    def having(self, outcome: Outcome) -> list[Step]:
        return [step for step in self.steps if step.outcome is outcome]

    @property
    def to_review(self) -> list[Step]:
        return [step for step in self.steps if step.review]

    def requirements(self) -> Iterator[Requirement]:
        for clause in self.new.clauses:
            arrivals = self.between.onto(self.new.standard, clause.clause)
            changed = tuple(arrival.link for arrival in arrivals if not arrival.link.relation.keeps)
            if changed:
                yield Requirement(self.new, clause, changed)

    def changed_asks(self) -> Iterator[ChangedAsk]:
        anew = (AskRelation.NEW, AskRelation.CHANGED)
        links = {link.new: link for link in self.between.asks if link.relation in anew}
        for clause in self.new.clauses:
            for ask in clause.asks:
                if link := links.get(f"{clause.clause}/{ask.id}"):
                    yield ChangedAsk(self.new.ask_id(clause, ask), ask, link)
