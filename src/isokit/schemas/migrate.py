"""`isokit/migrate/1`: the move to a newer edition: each reference, what to review, and what is new or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from isokit import __version__
from isokit.analysis import migration as model
from isokit.analysis.migration import Migration, Outcome
from isokit.catalog.edition_map import AskRelation, Relation
from isokit.catalog.standard import Confidence
from isokit.schemas.base import fill
from isokit.schemas.serialize import INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A reference to the newer edition; its relation is null for the edition as a whole."""

    ref: str
    relation: Relation | None
    change: str
    confidence: Confidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a reference to the older edition is written."""

    subject: str | None
    path: str
    line: int
    column: int
    reference: str
    targets: tuple[Target, ...]

    @property
    def where(self) -> str:
        """The place as editors understand it."""
        return f"{self.path}:{self.line}:{self.column}"


P = TypeVar("P", bound=Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Place):
    """A reference to the older edition, and what becomes of it."""

    outcome: Outcome
    becomes: tuple[str, ...]
    """What is written in its place."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How a clause follows from one of the older edition."""

    from_: str | None
    relation: Relation
    change: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A clause of the newer edition that is new or has changed."""

    ref: str
    title: str
    links: tuple[Link, ...]
    heading: str = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAsk:
    """A question of the newer edition that is new or has changed."""

    id: str
    relation: AskRelation
    ask: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """Until when certificates to the older edition can be valid."""

    end: date | None
    days_left: int | None
    source: str
    confidence: Confidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrate:
    """Output of `isokit migrate`."""

    schema: Literal["isokit/migrate/1"] = "isokit/migrate/1"
    isokit: str = __version__
    as_of: date
    from_: str
    to: str
    replace: bool
    """Whether old references are replaced."""
    reviewed: tuple[str, ...]
    transition: Transition | None
    summary: Mapping[str, int]
    """How many references there are, and how many have each outcome."""
    references: tuple[Reference, ...]
    review: tuple[Place, ...]
    """What has to be reviewed, since the requirement changed."""
    requirements: tuple[Requirement, ...]
    asks: tuple[NewAsk, ...]
    files: tuple[str, ...]
    """The files that change."""
    written: tuple[str, ...] | None
    """The files written; null for a plan."""
    unread: tuple[str, ...]
    """Files that cannot be read and are left out."""
    organization: str = field(metadata=INTERNAL)
    names: tuple[str, str] = field(metadata=INTERNAL)
    to_review: Mapping[str, str] = field(metadata=INTERNAL)
    """The headings of the clauses to review by reference, in the order of the newer edition."""


def migrate_of(
    migration: Migration, organization: str, written: tuple[str, ...] | None, unread: tuple[str, ...] = ()
) -> Migrate:
    """A migration, and the files that were written; None for a plan. `unread` are the files that cannot be read."""
    counts = {outcome.value: len(migration.having(outcome)) for outcome in Outcome}
    moved = migration.transition
    return fill(
        Migrate,
        migration,
        as_of=migration.today,
        from_=migration.old.standard,
        to=migration.new.standard,
        transition=fill(Transition, moved, days_left=migration.days_left) if moved else None,
        summary={"references": len(migration.steps), **counts},
        references=tuple(_reference(step, Reference, step.targets) for step in migration.steps),
        review=tuple(_reference(step, Place, step.review) for step in migration.to_review),
        requirements=tuple(map(_requirement, migration.requirements())),
        asks=tuple(fill(NewAsk, link, id=name, ask=ask.ask) for name, ask, link in migration.changed_asks()),
        files=tuple(edited.path for edited in migration.files),
        written=written,
        unread=unread,
        organization=organization,
        names=(migration.old.name, migration.new.name),
        to_review=_to_review(migration),
    )


def _reference(step: model.Step, kind: type[P], targets: tuple[model.Target, ...]) -> P:
    found = tuple(fill(Target, target, ref=target.reference) for target in targets)
    where, text = step.place, step.text
    return fill(kind, step, subject=where.subject, path=where.path, reference=text, targets=found)


def _requirement(found: model.Requirement) -> Requirement:
    heading = found.standard.heading(found.clause)
    links = tuple(fill(Link, link, from_=link.old) for link in found.links)
    return Requirement(ref=found.reference, title=found.clause.title, links=links, heading=heading)


def _to_review(migration: Migration) -> dict[str, str]:
    order = {clause.clause: index for index, clause in enumerate(migration.new.clauses)}
    numbers = {target.reference: target.reference.partition("/")[2] for s in migration.to_review for target in s.review}
    ordered = sorted(numbers, key=lambda reference: (order.get(numbers[reference], len(order)), reference))
    return {reference: _heading(migration, numbers[reference]) for reference in ordered}


def _heading(migration: Migration, number: str) -> str:
    clause = migration.new.by_number.get(number)
    return migration.new.heading(clause) if clause else ""
