"""`isokit/standards/1` and `isokit/standard/1`: the editions isokit knows, and one of them clause by clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from isokit import __version__
from isokit.catalog import standard as model
from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Basis, Confidence, Kind, Practice, name_of
from isokit.schemas.serialize import INTERNAL, WHERE_GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A revision of a checklist."""

    revision: int
    on: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """An amendment of an edition."""

    id: str
    published: date
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """How certificates move from the edition before to this one."""

    from_: str
    """The earlier edition."""
    end: date | None
    """The last day on which certificates to the earlier edition can be valid."""
    only_new_certificates_from: date | None
    no_old_certificates_after: date | None
    bodies_ready_by: date | None
    """When certification bodies have to be ready for the new edition."""
    source: str
    confidence: Confidence | None
    old: str = field(metadata=INTERNAL)
    new: str = field(metadata=INTERNAL)
    """The names of both editions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition of a standard as a whole, with the source of its dates."""

    standard: str
    own: bool
    """Whether it is defined in the organization's own files."""
    title: str
    published: date | None
    published_source: str
    published_confidence: Confidence | None
    revision: int
    """The revision of isokit's checklist."""
    changelog: tuple[Revision, ...]
    digest: str
    """The SHA-256 of the checklist."""
    amendments: tuple[Amendment, ...]
    transition: Transition | None
    superseded_by: str | None
    leaves: int
    """How many requirements it has: clauses without subclauses, and controls."""
    asks_total: int
    name: str = field(metadata=INTERNAL)
    status: str = field(metadata=INTERNAL)
    """Whether it is current, in transition or withdrawn, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question of the checklist, and what would answer it."""

    id: str
    ask: str
    look_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What isokit looks for in the files, on whose word, and how old it may be."""

    kind: Kind
    type: str | None
    within: str | None
    basis: Basis
    window_basis: Basis | None
    asked: str = field(metadata=INTERNAL)
    """The expectation in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """The attributes ISO/IEC 27002:2022 gives a control."""

    theme: str
    control_type: tuple[str, ...]
    security_properties: tuple[str, ...]
    cybersecurity_concepts: tuple[str, ...]
    operational_capabilities: tuple[str, ...]
    security_domains: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause or control."""

    ref: str
    title: str
    leaf: bool
    """Whether it has no subclauses."""
    intent: str
    minimum: str
    """What is usual in a small company."""
    pitfalls: tuple[str, ...]
    asks: tuple[Ask, ...]
    expects: tuple[Expectation, ...]
    documented_information: tuple[str, ...]
    not_applicable: Practice | None
    """How often organizations declare it not applicable; null where it always applies."""
    amended: tuple[str, ...]
    new: bool
    attributes: Attributes | None = field(default=None, metadata=WHERE_GIVEN)
    """Only controls have some."""
    number: str = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """Output of `isokit standards list`."""

    schema: Literal["isokit/standards/1"] = "isokit/standards/1"
    isokit: str = __version__
    standards: tuple[Edition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard(Edition):
    """Output of `isokit standards show`."""

    schema: Literal["isokit/standard/1"] = "isokit/standard/1"
    clauses: tuple[Clause, ...]
    successor: Transition | None = field(metadata=INTERNAL)
    """How certificates move to the next edition."""


def standards_of(catalog: Catalog, today: date) -> Standards:
    """Every edition isokit knows."""
    return Standards(standards=tuple(Edition(**_head(each, catalog, today)) for each in catalog.all()))


def standard_of(standard: model.Standard, catalog: Catalog, today: date) -> Standard:
    """One edition with its clauses."""
    newer = catalog.successor(standard.standard)
    return Standard(
        **_head(standard, catalog, today),
        clauses=tuple(clause_of(clause, standard) for clause in standard.clauses),
        successor=_transition(newer) if newer else None,
    )


def _head(standard: model.Standard, catalog: Catalog, today: date) -> dict[str, Any]:
    newer = catalog.successor(standard.standard)
    return {
        "standard": standard.standard,
        "own": standard.standard in catalog.custom,
        "title": standard.title,
        "published": standard.published,
        "published_source": standard.published_source,
        "published_confidence": standard.published_confidence,
        "revision": standard.revision,
        "changelog": tuple(Revision(revision=e.revision, on=e.on, what=e.what) for e in standard.changelog),
        "digest": catalog.digest(standard.standard),
        "amendments": tuple(Amendment(id=a.id, published=a.published, topic=a.topic) for a in standard.amendments),
        "transition": _transition(standard),
        "superseded_by": newer.standard if newer else None,
        "leaves": sum(standard.leaf(clause) for clause in standard.clauses),
        "asks_total": sum(len(clause.asks) for clause in standard.clauses),
        "name": standard.name,
        "status": _status(standard, catalog, today),
    }


def _transition(standard: model.Standard) -> Transition | None:
    moved = standard.transition
    if moved is None:
        return None
    return Transition(
        from_=moved.old,
        end=moved.end,
        only_new_certificates_from=moved.only_new_certificates_from,
        no_old_certificates_after=moved.no_old_certificates_after,
        bodies_ready_by=moved.bodies_ready_by,
        source=moved.source,
        confidence=moved.confidence,
        old=name_of(moved.old),
        new=standard.name,
    )


def _status(standard: model.Standard, catalog: Catalog, today: date) -> str:
    """Whether an edition is current, in transition or withdrawn; of an own one, where it is defined."""
    newer = catalog.successor(standard.standard)
    if newer is None or newer.transition is None:
        return "current" if standard.standard not in catalog.custom else f"own: {standard.path}"
    if standard.standard in catalog.custom:
        return f"own: {standard.path}; superseded by {newer.standard}"
    end = newer.transition.end
    if end and end < today:
        return f"withdrawn; certificates ended {end}"
    return f"superseded; certificates until {end} at the latest"


def clause_of(clause: model.Clause, standard: model.Standard) -> Clause:
    """A clause or control."""
    return Clause(
        ref=standard.ref(clause.clause),
        title=clause.title,
        leaf=standard.leaf(clause),
        intent=clause.intent,
        minimum=clause.minimum,
        pitfalls=clause.pitfalls,
        asks=tuple(Ask(id=standard.ask_id(clause, a), ask=a.ask, look_for=a.look_for) for a in clause.asks),
        expects=tuple(map(_expectation, clause.expects)),
        documented_information=tuple(map(str, clause.documented)),
        not_applicable=clause.not_applicable,
        amended=clause.amended,
        new=clause.new,
        attributes=Attributes(**clause.attributes.model_dump()) if clause.attributes else None,
        number=clause.clause,
    )


def _expectation(expected: model.Expectation) -> Expectation:
    return Expectation(
        kind=expected.kind,
        type=expected.type,
        within=str(expected.within) if expected.within else None,
        basis=expected.basis,
        window_basis=expected.window_basis,
        asked=expected.asked,
    )
