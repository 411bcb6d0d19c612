"""The workspace: everything the tree holds, understood or not, and how it hangs together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from isokit.analysis.documents.mentions import Mentions
from isokit.analysis.evidence.series import Series, Times, series_of
from isokit.analysis.soa.exclusion import Exclusion
from isokit.catalog.catalog import Catalog
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.overlay import Overlay
from isokit.catalog.standard import Standard
from isokit.model.baseline import Baseline
from isokit.model.document import Document, DocumentStatus, DocumentType
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.gate import Gate, standing
from isokit.model.held import Held
from isokit.model.names import OWN_STANDARDS
from isokit.model.nonconformity import Nonconformity
from isokit.model.registers.applicability import Applicability
from isokit.model.registers.role import Role
from isokit.model.settings import Settings
from isokit.model.suppression import By, Suppressing
from isokit.model.unread import ControlCharacter, Illegible, Misfit, UnknownKey
from isokit.workspace.claim import Claim, ClauseRef, References
from isokit.workspace.inventory import Inventory

Piece = Entity | Illegible | Misfit | UnknownKey | ControlCharacter | Suppressing
P = TypeVar("P")


class Shelved(NamedTuple):
    """A piece and the shelf of the layout its file stands on."""

    piece: Piece
    shelf: str


@dataclass(frozen=True)
class Workspace:
    """What was loaded. `contents` are the content ids of the files read, by path; `unplaced` fit no shelf.

    `trusted` is the gate of another revision, where that decides instead of the tree's own.
    """

    settings: Settings
    references: References
    shelved: tuple[Shelved, ...]
    inventory: Inventory
    contents: Mapping[str, str]
    unplaced: tuple[str, ...] = ()
    baseline: Baseline | None = None
    trusted: Gate | None = None

    @cached_property
    def gate(self) -> Gate:
        """What decides which findings count."""
        return self.trusted or Gate(self.settings, self.baseline, roles=tuple(self.of(Role)))

    @cached_property
    def as_trusted(self) -> Gate:
        """The gate of this tree for another one: only its comments count there."""
        comments = frozenset(standing(piece) for piece in self.of(Suppressing) if piece.by is By.COMMENT)
        return replace(self.gate, comments=comments)

    @property
    def suppressions(self) -> tuple[Suppressing, ...]:
        """What may set findings aside, comments first."""
        return self.gate.suppressions(piece for piece in self.of(Suppressing) if piece.by is By.COMMENT)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The adopted editions."""
        return self.references.adopted

    def assessed(self, against: Collection[str]) -> tuple[Standard, ...]:
        """The editions to assess: those named, adopted or not, else the adopted ones."""
        known = (*self.standards, *self.references.against)
        return tuple(s for s in known if s.standard in against) if against else self.standards

    @cached_property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The decisions that a clause or a control does not apply, where it is clear which one is meant."""
        known = {standard.standard: standard for standard in self.standards}
        decided = [(d, d.reference) for d in self.of(Applicability) if d.applicable is False]
        meant = [(d, self.references.meaning(reference)) for d, reference in decided if reference]
        return tuple(Exclusion(d, ref, known[ref.standard]) for d, ref in meant if isinstance(ref, ClauseRef))

    def translations(self, name: str) -> list[Document]:
        """The documents of one id in different languages; none where an id names anything else."""
        found = self.by_id.get(name, [])
        documents = [entity for entity in found if isinstance(entity, Document)]
        several = len(documents) > 1 and len({document.tongue for document in documents}) == len(found)
        return documents if several else []

    @property
    def catalog(self) -> Catalog:
        """What isokit knows beside the adopted editions."""
        return self.references.catalog

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Entities and what could not be understood, in the order of their files."""
        return tuple(shelved.piece for shelved in self.shelved)

    @cached_property
    def _by_type(self) -> dict[type[Any], list[Any]]:
        found: dict[type[Any], list[Any]] = defaultdict(list)
        for piece in self.pieces:
            for kind in type(piece).__mro__[:-1]:
                found[kind].append(piece)
        return found

    def of(self, kind: type[P]) -> list[P]:
        """All pieces of a type, subtypes included."""
        return self._by_type.get(kind, [])

    @cached_property
    def _by_shelf(self) -> dict[str, list[Entity]]:
        found: dict[str, list[Entity]] = defaultdict(list)
        for piece, shelf in self.shelved:
            if isinstance(piece, Entity):
                found[shelf].append(piece)
        return found

    def register(self, name: str) -> list[Entity]:
        """The entries of a register."""
        return self._by_shelf.get(name, [])

    @cached_property
    def by_id(self) -> dict[str, list[Entity]]:
        """Entities by id. More than one under an id is a finding elsewhere."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.of(Entity):
            found[entity.id].append(entity)
        return dict(found)

    @cached_property
    def private(self) -> frozenset[str]:
        """The files of which no line is shown: licensed wording, and what may be that and cannot be understood."""
        own = [piece for piece, shelf in self.shelved if shelf == OWN_STANDARDS]
        public = {piece.path for piece in own if isinstance(piece, Entity) and not piece.private}
        return frozenset(piece.place.path for piece in own) - public

    @cached_property
    def illegible_ids(self) -> frozenset[str]:
        """Ids that files which cannot be read seem to hold."""
        return frozenset().union(*(piece.ids for piece in self.of(Illegible)))

    def knows(self, name: str) -> bool:
        """Whether something of this id is written in the tree, if perhaps illegibly."""
        return name in self.by_id or name in self.illegible_ids

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Everything the entities say of clauses, answered or only named."""
        meaning = self.references.meaning
        found: list[Claim] = []
        for entity in self.of(Entity):
            found += [Claim(text, meaning(text), entity, route) for route, text in entity.claimed()]
            found += [Claim(text, meaning(text), entity, route, answers=False) for route, text in entity.cited()]
        return tuple(found)

    @cached_property
    def named(self) -> dict[str, list[Claim]]:
        """What is said of each clause, by its reference; what names a lettered item counts under its clause."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in (*self.claims, *self._documents_of_controls()):
            if isinstance(claim.meaning, ClauseRef):
                found[f"{claim.meaning.standard}/{claim.meaning.number}"].append(claim)
        return dict(found)

    def _documents_of_controls(self) -> Iterator[Claim]:
        """A document the statement of applicability names for a control claims that control."""
        for decision in self.of(Applicability):
            if decision.control is None or decision.applicable is not True:
                continue
            meaning = self.references.meaning(decision.control)
            for name in decision.documents:
                for document in self.by_id.get(name, ()):
                    yield Claim(decision.control, meaning, document, ("id",))

    @cached_property
    def mentions(self) -> Mentions:
        """Who leads to a document: other documents and register entries; evidence, records and standards do not."""
        records = (Document, Evidence, Nonconformity, Held, Standard, EditionMap, Overlay)
        entries = (entity for entity in self.of(Entity) if not isinstance(entity, records))
        return Mentions(self.of(Document), entries, self.illegible_ids)

    @cached_property
    def _records_by_series(self) -> dict[tuple[object, ...], list[Evidence]]:
        found: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
        for record in self.of(Evidence):
            found[record.series].append(record)
        return found

    @cached_property
    def series(self) -> dict[tuple[object, ...], Series]:
        """The series of dated records, by what the records of each have in common."""
        grouped = self._records_by_series.items()
        return {key: series for key, members in grouped if (series := series_of(members, self._hollow))}

    def _hollow(self, record: Evidence) -> bool:
        """Whether there is nothing behind a record that could be shown."""
        return any(record.nothing_behind(self.inventory)) or bool(self.only_documents(record))

    @cached_property
    def speaks_itself(self) -> dict[str, str]:
        """The documents and records of the tree by path: what they say is no evidence of what was done."""
        return {entity.path: entity.id for kind in (Document, Evidence) for entity in self.of(kind)}

    def only_documents(self, record: Evidence) -> tuple[str, ...]:
        """The documents and records that are all there is behind a record; none where there is something else."""
        names = [self.speaks_itself.get(file.path) for file in record.files]
        elsewhere = record.location is not None and record.location.named
        return () if elsewhere or None in names else tuple(dict.fromkeys(map(str, names)))

    def times(self, today: date) -> Times:
        """What the slots of series are judged by on a day."""
        return Times(today, self.gate.settings.evidence.grace, self.settings.organization.year_begins)

    def replaced(self, record: Evidence, today: date) -> bool:
        """Whether a newer record of the same series takes the place of this one; not one that is still to come."""
        dates = (newer.dated for newer in self._records_by_series[record.series] if newer is not record)
        return record.dated is not None and any(newer and record.dated < newer <= today for newer in dates)

    def raised_from(self, record: Evidence) -> bool:
        """Whether a nonconformity names a record as its source or as what was seen."""
        return any(nonconformity.speaks_of(record.id) for nonconformity in self.of(Nonconformity))

    @cached_property
    def roles(self) -> frozenset[str]:
        """The ids of the roles."""
        return frozenset(role.id for role in self.of(Role))

    @cached_property
    def obsolete(self) -> Mapping[str, Document]:
        """Obsolete documents by id and by path; not those of which another file with the same id is in use."""
        retired = [d for d in self.of(Document) if d.status is DocumentStatus.OBSOLETE]
        used = {d.id for d in self.of(Document) if d.status is not DocumentStatus.OBSOLETE}
        return {name: d for d in retired for name in (d.id, d.path) if d.id not in used or name == d.path}

    def documents(self, kind: DocumentType) -> Iterable[Document]:
        """The documents of a type."""
        return (document for document in self.of(Document) if document.type is kind)
