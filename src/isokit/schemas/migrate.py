"""`isokit/migrate/1`: the move to a newer edition: each reference, what to review, and what is new or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from isokit import __version__
from isokit.analysis import migration as model
from isokit.analysis.migration import Migration, Outcome
from isokit.catalog import edition_map
from isokit.catalog.edition_map import AskRelation, Relation
from isokit.catalog.standard import Confidence
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
    """A migration, and the files that were written; None for a plan. `unread` could not be looked at."""
    counts = {outcome.value: len(migration.having(outcome)) for outcome in Outcome}
    return Migrate(
        as_of=migration.today,
        from_=migration.old.standard,
        to=migration.new.standard,
        replace=migration.replace,
        reviewed=migration.reviewed,
        transition=_transition(migration),
        summary={"references": len(migration.steps), **counts},
        references=tuple(map(_reference, migration.steps)),
        review=tuple(Place(**_place(step, step.review)) for step in migration.to_review),
        requirements=tuple(map(_requirement, migration.requirements())),
        asks=tuple(
            NewAsk(id=reference, relation=link.relation, ask=ask.ask, change=link.change)
            for reference, ask, link in migration.changed_asks()
        ),
        files=tuple(edited.path for edited in migration.files),
        written=written,
        unread=unread,
        organization=organization,
        names=(migration.old.name, migration.new.name),
        to_review=_to_review(migration),
    )


def _transition(migration: Migration) -> Transition | None:
    found = migration.transition
    if found is None:
        return None
    return Transition(end=found.end, days_left=migration.days_left, source=found.source, confidence=found.confidence)


def _place(step: model.Step, targets: tuple[model.Target, ...]) -> dict[str, Any]:
    return {
        "subject": step.place.subject,
        "path": step.place.path,
        "line": step.line,
        "column": step.column,
        "reference": step.text,
        "targets": tuple(map(_target, targets)),
    }


def _reference(step: model.Step) -> Reference:
    return Reference(**_place(step, step.targets), outcome=step.outcome, becomes=step.becomes, note=step.note)


def _target(target: model.Target) -> Target:
    return Target(ref=target.reference, relation=target.relation, change=target.change, confidence=target.confidence)


def _requirement(found: model.Requirement) -> Requirement:
    return Requirement(
        ref=found.reference,
        title=found.clause.title,
        links=tuple(map(_link, found.links)),
        heading=found.standard.heading(found.clause),
    )


def _link(link: edition_map.Link) -> Link:
    return Link(from_=link.old, relation=link.relation, change=link.change, confidence=link.confidence)


def _to_review(migration: Migration) -> dict[str, str]:
    order = {clause.clause: index for index, clause in enumerate(migration.new.clauses)}
    numbers = {target.reference: target.reference.partition("/")[2] for s in migration.to_review for target in s.review}
    ordered = sorted(numbers, key=lambda reference: (order.get(numbers[reference], len(order)), reference))
    return {reference: _heading(migration, numbers[reference]) for reference in ordered}


def _heading(migration: Migration, number: str) -> str:
    clause = migration.new.by_number.get(number)
    return migration.new.heading(clause) if clause else ""
