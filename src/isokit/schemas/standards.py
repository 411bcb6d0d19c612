"""`isokit/standards/1`, `standard/1` and `types/1`: the editions isokit knows, one of them, and the types."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit import __version__
from isokit.catalog import standard as model
from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Basis, Confidence, Kind, Practice, name_of
from isokit.catalog.vocabulary import Vocabulary
from isokit.schemas.base import Plain, fill
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedType:
    """A type and what it stands for."""

    type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """Output of `isokit standards types`."""

    schema: Literal["isokit/types/1"] = "isokit/types/1"
    isokit: str = __version__
    documents: tuple[NamedType, ...]
    registers: tuple[NamedType, ...]
    evidence: tuple[NamedType, ...]
    audits: tuple[NamedType, ...]
    reviews: tuple[NamedType, ...]

    @property
    def by_kind(self) -> dict[str, tuple[NamedType, ...]]:
        """The types under the names of their kinds."""
        return {
            "documents": self.documents,
            "registers": self.registers,
            "evidence": self.evidence,
            "audits": self.audits,
            "reviews": self.reviews,
        }


def standards_of(catalog: Catalog, today: date) -> Standards:
    return Standards(standards=tuple(fill(Edition, each, **_facts(each, catalog, today)) for each in catalog.all()))


def standard_of(standard: model.Standard, catalog: Catalog, today: date) -> Standard:
    newer = catalog.successor(standard.standard)
    return fill(
        Standard,
        standard,
        **_facts(standard, catalog, today),
        clauses=tuple(clause_of(clause, standard) for clause in standard.clauses),
        successor=_transition(newer) if newer else None,
    )


def _facts(standard: model.Standard, catalog: Catalog, today: date) -> Plain:
    """The fields of `Edition` that are not attributes of the standard."""
    newer = catalog.successor(standard.standard)
    return {
        "own": standard.standard in catalog.custom,
        "changelog": tuple(fill(Revision, each) for each in standard.changelog),
        "digest": catalog.digest(standard.standard),
        "amendments": tuple(fill(Amendment, each) for each in standard.amendments),
        "transition": _transition(standard),
        "superseded_by": newer.standard if newer else None,
        "leaves": sum(standard.leaf(clause) for clause in standard.clauses),
        "asks_total": sum(len(clause.asks) for clause in standard.clauses),
        "status": _status(standard, catalog, today),
    }


def _transition(standard: model.Standard) -> Transition | None:
    moved = standard.transition
    return fill(Transition, moved, from_=moved.old, old=name_of(moved.old), new=standard.name) if moved else None


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
    return fill(
        Clause,
        clause,
        ref=standard.ref(clause.clause),
        leaf=standard.leaf(clause),
        asks=tuple(fill(Ask, ask, id=standard.ask_id(clause, ask)) for ask in clause.asks),
        expects=tuple(fill(Expectation, each, within=_words(each), asked=each.description) for each in clause.expects),
        documented_information=tuple(map(str, clause.documented)),
        attributes=fill(Attributes, clause.attributes) if clause.attributes else None,
        number=clause.clause,
    )


def _words(expected: model.Expectation) -> str | None:
    return str(expected.within) if expected.within else None


def types_of(vocabulary: Vocabulary) -> Types:
    def of(kind: Kind) -> tuple[NamedType, ...]:
        return tuple(fill(NamedType, named) for named in vocabulary.of(kind))

    return Types(
        documents=of(Kind.DOCUMENT),
        registers=of(Kind.REGISTER),
        evidence=of(Kind.EVIDENCE),
        audits=of(Kind.AUDIT),
        reviews=of(Kind.REVIEW),
    )
