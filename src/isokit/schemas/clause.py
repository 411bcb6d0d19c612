"""`isokit/clause/1`: one clause with those below it, as in `isokit/gap/1`, and the page a terminal shows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit.assess.assessment import Assessment
from isokit.catalog import standard as model
from isokit.catalog.catalog import Catalog
from isokit.catalog.edition_map import Relation
from isokit.catalog.standard import name_of
from isokit.run import Run
from isokit.schemas import gap, standards
from isokit.schemas.serialize import INTERNAL
from isokit.workspace.claim import ClauseRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """What a requirement is in the edition before or after."""

    place: str
    """Where it is in the other edition, or that it is not in it."""
    relation: Relation
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausePage:
    """Output of `isokit clause`."""

    schema: Literal["isokit/clause/1"] = "isokit/clause/1"
    ref: str
    as_of: date
    clauses: tuple[gap.Clause, ...]
    """The clause and those below it."""
    standard_name: str = field(metadata=INTERNAL)
    heading: str = field(metadata=INTERNAL)
    titled: bool = field(metadata=INTERNAL)
    """Whether the standard itself gives the clause a heading."""
    clause: standards.Clause = field(metadata=INTERNAL)
    checklists: Mapping[str, standards.Clause] = field(metadata=INTERNAL)
    """The requirements at or below the clause as the edition has them, by reference."""
    observed: tuple[str, ...] = field(metadata=INTERNAL)
    """The questions an internal audit has looked at: `8.4.1/a`."""
    counterparts: tuple[Counterpart, ...] = field(metadata=INTERNAL)


def clause_page_of(run: Run, ref: ClauseRef) -> ClausePage:
    assessment = next(a for a in run.assessments if a.standard.standard == ref.standard)
    standard, top = assessment.standard, f"{ref.standard}/{ref.number}"
    clause, leaves = standard.by_number[ref.number], assessment.below(ref.number)
    return ClausePage(
        ref=str(ref),
        as_of=run.today,
        clauses=tuple(c for c in gap.assessed(assessment, lambda: run.hints).clauses if model.covers(top, c.ref)),
        standard_name=standard.name,
        heading=standard.heading(clause),
        titled=clause.titled,
        clause=standards.clause_of(clause, standard),
        checklists={leaf.ref: standards.clause_of(leaf.clause, standard) for leaf in leaves},
        observed=tuple(sorted(name for leaf in leaves for name in leaf.observed)),
        counterparts=tuple(_counterparts(assessment, clause, run.workspace.catalog)),
    )


def _counterparts(assessment: Assessment, clause: model.Clause, catalog: Catalog) -> Iterator[Counterpart]:
    edition = assessment.standard.standard
    for found in catalog.neighbours(edition, catalog.editions) if assessment.standard.leaf(clause) else ():
        other = found.old if found.new == edition else found.new
        for arrival in found.onto(edition, clause.clause):
            place = f"{name_of(other)} {arrival.origin}" if arrival.origin else f"not in {name_of(other)}"
            yield Counterpart(place=place, relation=arrival.link.relation, change=arrival.link.change)
