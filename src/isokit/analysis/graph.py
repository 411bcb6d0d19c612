"""The cross-reference graph of a tree. Files that share an id, such as translations, are one node."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from isokit.analysis.documents.mentions import Names, system
from isokit.analysis.relations import Relation, mentions, relation_to_clause
from isokit.model.document import Document
from isokit.model.entity import Entity
from isokit.model.evidence import Evidence
from isokit.model.nonconformity import Nonconformity
from isokit.model.recurring import ScheduledActivity
from isokit.model.registers.applicability import Applicability
from isokit.model.registers.process import Process
from isokit.model.registers.role import Role
from isokit.model.self_assessment import SelfAssessment
from isokit.text.reference import within
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace

DIGITS = re.compile(r"(\d+)", re.ASCII)
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
BY_OTHER_MEANS = (Role, Process, Applicability, SelfAssessment)
"""Entities not searched for by id in texts: their ids are everyday words, or no words at all."""


class Group(StrEnum):
    """The groups of things a graph may be limited to; `unknown` is what is referred to but missing or not legible."""

    DOCUMENTS = "documents"
    EVIDENCE = "evidence"
    REGISTERS = "registers"
    AUDITS = "audits"
    NONCONFORMITIES = "nonconformities"
    ROLES = "roles"
    CLAUSES = "clauses"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its group, its id or reference, its type (`policy`, `risk`), its title, status and file."""

    group: Group
    name: str
    type: str
    title: str = ""
    status: str = ""
    path: str = ""

    @property
    def key(self) -> str:
        """Unique in a graph: a decision on a clause may have the reference of that clause as its id."""
        return f"{self.group}/{self.name}"

    @property
    def order(self) -> tuple[int, list[tuple[int, int, str]], str]:
        parts = DIGITS.split(self.name)
        natural = [(len(p.lstrip("0")), 1, p.lstrip("0")) if p.isdecimal() else (0, 0, p.casefold()) for p in parts]
        return list(Group).index(self.group), natural, self.name


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two things, in the direction in which it is written."""

    origin: Node
    relation: Relation
    target: Node

    def other(self, node: Node) -> Node:
        return self.target if self.origin == node else self.origin

    def words(self, node: Node) -> str:
        return self.relation.words if self.origin == node else self.relation.backwards


@dataclass(frozen=True)
class Graph:
    """Nodes and edges, each once and always in the same order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def _touching(self) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = {node.key: [] for node in self.nodes}
        for edge in self.edges:
            for key in {edge.origin.key, edge.target.key}:
                found[key].append(edge)
        return found

    def touching(self, node: Node) -> list[Edge]:
        return self._touching.get(node.key, [])

    def named(self, name: str) -> list[Node]:
        return [node for node in self.nodes if node.name == name and node.group is not Group.CLAUSES]

    def within(self, reference: str) -> list[Node]:
        return [n for n in self.nodes if n.group is Group.CLAUSES and within(n.name, reference)]

    def only(self, groups: Collection[Group], also: Collection[Node] = ()) -> Graph:
        """The part with these groups and nodes, and the unknown things they refer to."""
        kept = {node.key for node in self.nodes if node.group in groups or node in also}
        unknown = {e.target.key for e in self.edges if e.target.group is Group.UNKNOWN and e.origin.key in kept}
        return self._part(kept | unknown)

    def around(self, focus: Iterable[Node]) -> Graph:
        """Some nodes with their neighbours, and all edges between these."""
        chosen = list(focus)
        near = {n.key for node in chosen for e in self.touching(node) for n in (e.origin, e.target)}
        part = self._part(near)
        return Graph(tuple(dict.fromkeys((*part.nodes, *chosen))), part.edges)

    def _part(self, keys: Collection[str]) -> Graph:
        edges = (e for e in self.edges if e.origin.key in keys and e.target.key in keys)
        return Graph(tuple(n for n in self.nodes if n.key in keys), tuple(edges))


def graph_of(workspace: Workspace) -> Graph:
    """The whole graph of a tree. It holds only clauses that something refers to."""
    entities = system(workspace)
    files = _ids_by_path(entities)
    look = Names([*files, *(entity.id for entity in entities if not isinstance(entity, BY_OTHER_MEANS))])
    found = [(entity.id, each) for entity in entities for each in mentions(entity, workspace, look, files)]
    nodes = {name: _unknown(name, workspace) for _, (_, name) in found}
    nodes |= {entity.id: _node(entity) for entity in sorted(entities, key=_original, reverse=True)}
    edges = [Edge(nodes[origin], relation, nodes[name]) for origin, (relation, name) in found]
    edges += _to_clauses(workspace, nodes)
    clauses = {edge.target for edge in edges if edge.target.group is Group.CLAUSES}
    ordered = sorted([*nodes.values(), *clauses], key=lambda node: node.order)
    return Graph(tuple(ordered), tuple(_once(edges, ordered)))


def _once(edges: Iterable[Edge], ordered: Iterable[Node]) -> list[Edge]:
    """Each edge once and no loops, but for `implements`; a mention only where no other relation joins the two."""
    rank = {node.key: place for place, node in enumerate(ordered)}
    every = {e for e in edges if e.origin != e.target or e.relation is Relation.IMPLEMENTS}
    closer = {(e.origin, e.target) for e in every if e.relation is not Relation.NAMES}
    kept = (e for e in every if e.relation is not Relation.NAMES or (e.origin, e.target) not in closer)
    return sorted(kept, key=lambda e: (rank[e.origin.key], e.relation.distance, rank[e.target.key]))


def _ids_by_path(entities: Iterable[Entity]) -> dict[str, str]:
    """The id a link to a file stands for: the only entity in it, or the record it is attached to."""
    found: dict[str, str] = {}
    for entity in entities:
        if not entity.place.route:
            found[entity.path] = entity.id
        if isinstance(entity, Evidence):
            found |= {file.path: entity.id for file in entity.files if file.path not in found}
    return found


def _original(entity: Entity) -> tuple[int, str]:
    """Of several files with one id, the shortest path gives the title: `policy.md` before `policy.de.md`."""
    return len(entity.path), entity.path


def _node(entity: Entity) -> Node:
    status = str(getattr(entity, "status", None) or "")
    return Node(_group(entity), entity.id, _type(entity), entity.title, status, entity.path)


def _group(entity: Entity) -> Group:
    of_type: dict[type[Entity], Group] = {
        Document: Group.DOCUMENTS,
        Evidence: Group.EVIDENCE,
        Role: Group.ROLES,
        ScheduledActivity: Group.AUDITS,
        SelfAssessment: Group.AUDITS,
        Nonconformity: Group.NONCONFORMITIES,
    }
    return next((group for kind, group in of_type.items() if isinstance(entity, kind)), Group.REGISTERS)


def _type(entity: Entity) -> str:
    """Its own type where it has one (`policy`, `waste-record`), else its class (`interested-party`)."""
    own = entity.type if isinstance(entity, Document | Evidence | ScheduledActivity) else None
    return str(own or CAPITAL.sub("-", type(entity).__name__).lower())


def _unknown(name: str, workspace: Workspace) -> Node:
    return Node(Group.UNKNOWN, name, "illegible" if name in workspace.illegible_ids else "not there")


def _to_clauses(workspace: Workspace, nodes: Mapping[str, Node]) -> Iterator[Edge]:
    for claim in workspace.claims:
        if isinstance(claim.meaning, ClauseRef) and claim.origin.id in nodes:
            clause = clause_node(claim.meaning, workspace)
            yield Edge(nodes[claim.origin.id], relation_to_clause(claim), clause)


def clause_node(ref: ClauseRef, workspace: Workspace) -> Node:
    """A lettered item counts as its clause."""
    edition = workspace.catalog.edition(ref.standard)
    clause = edition.by_number.get(ref.number) if edition else None
    title = edition.heading(clause) if edition and clause else ""
    kind = "control" if clause and clause.control else "clause"
    return Node(Group.CLAUSES, f"{ref.standard}/{ref.number}", kind, title)
