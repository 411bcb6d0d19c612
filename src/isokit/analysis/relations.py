"""The relations between entities, named after the field in which a reference is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Self

from isokit.analysis.documents.mentions import Keys, Names, fields_of, text_of
from isokit.model.document import Document
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.registers.applicability import Applicability
from isokit.model.registers.process import Process
from isokit.model.registers.risk import Risk
from isokit.workspace.claim import Claim
from isokit.workspace.workspace import Workspace


class Relation(StrEnum):
    """How one thing leads to another, as it is written; the closest relation comes first."""

    IMPLEMENTS = "implements", "implemented by"
    SUPPORTS = "supports", "supported by"
    DESCRIBED = "described-by", "describes"
    EVIDENCED = "evidenced-by", "evidence of"
    RAISED = "raised-from", "led to"
    REFERENCES = "references", "referenced by"
    LINKS = "links-to", "linked from"
    DRIVEN = "driven-by", "drives"
    HANDS = "hands-to", "takes over from"
    BELONGS = "belongs-to", "has"
    POINTS = "points-to", "pointed to by"
    NAMES = "names", "named by"
    CLAIMS = "claims", "claimed by"
    EXCLUDES = "excludes", "excluded by"
    TREATED = "treated-by", "treats"
    CITES = "cites", "cited by"
    OWNED = "owned-by", "owns"
    APPROVED = "approved-by", "approved"
    INVOLVES = "involves", "involved in"

    backwards: str

    def __new__(cls, value: str, backwards: str) -> Self:
        """Its value, and how it reads from the target to the origin."""
        relation = str.__new__(cls, value)
        relation._value_, relation.backwards = value, backwards
        return relation

    @property
    def distance(self) -> int:
        """How loose it is: 0 for the closest."""
        return list(Relation).index(self)

    @property
    def words(self) -> str:
        return self.replace("-", " ")


BY_KEY = {
    "implements": Relation.IMPLEMENTS,
    "references": Relation.REFERENCES,
    "documents": Relation.DESCRIBED,
    "evidence": Relation.EVIDENCED,
    "drivers": Relation.DRIVEN,
    "hands_to": Relation.HANDS,
    "role": Relation.INVOLVES,
}
"""The relations of fields that hold ids; all other fields point there."""
DOING = frozenset({"by", "who", "collected_by", "checked_by", "auditors", "auditees", "attendees"})
"""The keys of fields that name a role because it does something."""
Mention = tuple[Relation, str]


def mentions(entity: Entity, workspace: Workspace, look: Names, at: Mapping[str, str]) -> Iterator[Mention]:
    """The ids an entity leads to, perhaps repeatedly; `at` are ids by the path of their file."""
    yield from _references(entity)
    yield from _ids_in_fields(entity, workspace)
    if isinstance(entity, Document):
        yield from _links_in_text(entity, at)
    yield from ((Relation.NAMES, at.get(name, name)) for name in sorted(look.within(text_of(entity))))


def _references(entity: Entity) -> Iterator[Mention]:
    """The ids in fields made for ids, known or not."""
    for route, name in entity.linked():
        key = next(part for part in reversed(route) if isinstance(part, str))
        supports = key == "documents" and isinstance(entity, Evidence)
        yield Relation.SUPPORTS if supports else BY_KEY.get(key, Relation.POINTS), name


def _ids_in_fields(entity: Entity, workspace: Workspace) -> Iterator[Mention]:
    """The ids in other fields: roles that own, approve or do something, processes, sources and evidence."""
    for keys, text in fields_of(entity):
        if text in workspace.by_id and (relation := _relation(keys, text, workspace)):
            yield relation, text


def _relation(keys: Keys, name: str, workspace: Workspace) -> Relation | None:
    last = keys[-1]
    if name in workspace.roles:
        if last == "by" and keys[0] in ("approved", "accepted"):
            return Relation.APPROVED
        return Relation.OWNED if last == "owner" else Relation.INVOLVES if last in DOING else None
    if last == "processes":
        return Relation.BELONGS if any(isinstance(e, Process) for e in workspace.by_id[name]) else None
    return {"source": Relation.RAISED, "evidence": Relation.EVIDENCED}.get(last)


def _links_in_text(document: Document, at: Mapping[str, str]) -> Iterator[Mention]:
    if not at.keys().isdisjoint(document.possible_paths()):
        found = (at.get(path or "") for _, path in document.local_links())
        yield from ((Relation.LINKS, name) for name in found if name)


def relation_to_clause(claim: Claim) -> Relation:
    if isinstance(claim.origin, Applicability) and claim.origin.applicable is False:
        return Relation.EXCLUDES
    if claim.answers:
        return Relation.CLAIMS
    return Relation.TREATED if isinstance(claim.origin, Risk) else Relation.CITES
