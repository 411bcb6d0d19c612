"""The workspace: everything the tree holds, understood or not, and how it is linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Standard
from isokit.model.baseline import Baseline
from isokit.model.criteria import Criteria, identity_of
from isokit.model.document import Document, DocumentType
from isokit.model.entity import Entity
from isokit.model.names import CUSTOM_STANDARDS
from isokit.model.registers.applicability import Applicability
from isokit.model.registers.role import Role
from isokit.model.settings import Settings
from isokit.model.suppression import By, Suppressing
from isokit.model.unread import ControlCharacter, Illegible, Misfit, UnknownKey
from isokit.workspace.claim import Claim, ClauseRef, References
from isokit.workspace.inventory import Inventory

Piece = Entity | Illegible | Misfit | UnknownKey | ControlCharacter | Suppressing
P = TypeVar("P")
T = TypeVar("T")


class Shelved(NamedTuple):
    """A piece and the shelf of the layout its file stands on."""

    piece: Piece
    shelf: str


@dataclass(frozen=True)
class Workspace:
    """What was loaded. `contents` are the content ids of the files read, by path; `unplaced` are on no shelf.

    `trusted` are the criteria of another revision, where these decide instead of the tree's own.
    `memo` holds what `derived` functions computed.
    """

    settings: Settings
    references: References
    shelved: tuple[Shelved, ...]
    inventory: Inventory
    contents: Mapping[str, str]
    unplaced: tuple[str, ...] = ()
    baseline: Baseline | None = None
    trusted: Criteria | None = None
    memo: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def criteria(self) -> Criteria:
        return self.trusted or Criteria(self.settings, self.baseline, roles=tuple(self.of(Role)))

    @cached_property
    def trusted_criteria(self) -> Criteria:
        """The criteria of this tree for judging another one, in which only its comments count."""
        comments = frozenset(identity_of(piece) for piece in self.of(Suppressing) if piece.by is By.COMMENT)
        return replace(self.criteria, comments=comments)

    @property
    def suppressions(self) -> tuple[Suppressing, ...]:
        return self.criteria.suppressions(piece for piece in self.of(Suppressing) if piece.by is By.COMMENT)

    @property
    def standards(self) -> tuple[Standard, ...]:
        return self.references.adopted

    def assessed(self, against: Collection[str]) -> tuple[Standard, ...]:
        """The editions to assess: those named, adopted or not, else the adopted ones."""
        known = (*self.standards, *self.references.against)
        return tuple(s for s in known if s.standard in against) if against else self.standards

    @property
    def catalog(self) -> Catalog:
        return self.references.catalog

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
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
        """Files of which no line is quoted: licensed wording, and files that may be that and cannot be understood."""
        own = [piece for piece, shelf in self.shelved if shelf == CUSTOM_STANDARDS]
        public = {piece.path for piece in own if isinstance(piece, Entity) and not piece.private}
        return frozenset(piece.place.path for piece in own) - public

    @cached_property
    def illegible_ids(self) -> frozenset[str]:
        return frozenset().union(*(piece.ids for piece in self.of(Illegible)))

    def knows(self, name: str) -> bool:
        """Whether the tree has this id, perhaps in a file that cannot be read."""
        return name in self.by_id or name in self.illegible_ids

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        meaning = self.references.meaning
        found: list[Claim] = []
        for entity in self.of(Entity):
            found += [Claim(text, meaning(text), entity, route) for route, text in entity.claimed()]
            found += [Claim(text, meaning(text), entity, route, answers=False) for route, text in entity.cited()]
        return tuple(found)

    @cached_property
    def named(self) -> dict[str, list[Claim]]:
        """The claims on each clause, by its reference; a lettered item counts under its clause."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in (*self.claims, *self._documents_of_controls()):
            if isinstance(claim.meaning, ClauseRef):
                found[f"{claim.meaning.standard}/{claim.meaning.number}"].append(claim)
        return dict(found)

    def _documents_of_controls(self) -> Iterator[Claim]:
        """A document that the statement of applicability names for a control claims the control."""
        for decision in self.of(Applicability):
            if decision.control is None or decision.applicable is not True:
                continue
            meaning = self.references.meaning(decision.control)
            for name in decision.documents:
                for document in self.by_id.get(name, ()):
                    yield Claim(decision.control, meaning, document, ("id",))

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(role.id for role in self.of(Role))

    def documents(self, kind: DocumentType) -> Iterable[Document]:
        return (document for document in self.of(Document) if document.type is kind)


def derived(function: Callable[[Workspace], T]) -> Callable[[Workspace], T]:
    """Make a function of a workspace alone compute its value once and keep it in that workspace."""

    @wraps(function)
    def once(workspace: Workspace) -> T:
        if once not in workspace.memo:
            workspace.memo[once] = function(workspace)
        found: T = workspace.memo[once]
        return found

    return once
