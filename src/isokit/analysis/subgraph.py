"""A part of the cross-reference graph: some of its groups, or the surroundings of one node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from isokit.analysis.documents.orphans import Orphans
from isokit.analysis.graph import Edge, Graph, Group, Node
from isokit.analysis.relations import Relation
from isokit.model.document import DocumentType

TIERS = {
    DocumentType.SCOPE_STATEMENT: 0,
    DocumentType.POLICY: 0,
    DocumentType.MANUAL: 1,
    DocumentType.PROCEDURE: 2,
    DocumentType.PLAN: 3,
    DocumentType.INSTRUCTION: 3,
    DocumentType.FORM: 4,
    DocumentType.OTHER: 4,
}
"""The tier of each type of document: what is wanted is above how it is done."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A node listed below another one, and how the two are related."""

    words: str
    node: Node


@dataclass(frozen=True)
class Subgraph:
    """A part of the graph. With a `focus`, what is around that; `orphans` only where all of a tree is listed."""

    graph: Graph
    groups: tuple[Group, ...]
    focus: tuple[Node, ...] = ()
    orphans: Orphans | None = None
    commit: str | None = None

    def on_top(self, node: Node) -> bool:
        return node.type == DocumentType.POLICY and not self.stands_below(node)

    def elsewhere(self, branch: Branch) -> bool:
        """Whether a branch is listed in full below what it implements, and only mentioned here."""
        here = branch.words in ("", Relation.IMPLEMENTS.backwards)
        return not here and self.stands_below(branch.node)

    def stands_below(self, node: Node) -> bool:
        own = (e for e in self.graph.touching(node) if e.origin == node and e.target != node)
        return any(edge.relation is Relation.IMPLEMENTS for edge in own)

    def below(self, node: Node) -> list[Branch]:
        """What is listed below a document: what implements it, documents of lower tiers, and all other things."""
        closest: dict[str, Edge] = {}
        for edge in self.graph.touching(node):
            other = edge.other(node)
            if other != node and (other.group is not Group.DOCUMENTS or _hangs(edge, node)):
                known = closest.setdefault(other.key, edge)
                closest[other.key] = min(known, edge, key=lambda e: e.relation.distance)
        branches = [Branch(edge.words(node), edge.other(node)) for edge in closest.values()]
        return sorted(branches, key=lambda branch: (tier(branch.node), branch.node.order))

    def neighbours(self, node: Node) -> list[Branch]:
        together: dict[tuple[bool, str], list[Edge]] = {}
        for edge in sorted(self.graph.touching(node), key=lambda e: (e.origin != node, e.relation.distance)):
            together.setdefault((edge.origin == node, edge.other(node).key), []).append(edge)
        every = together.values()
        return [Branch(", ".join(e.words(node) for e in edges), edges[0].other(node)) for edges in every]


def tier(node: Node) -> int:
    """Everything that is no document is below all documents."""
    return TIERS[DocumentType(node.type)] if node.group is Group.DOCUMENTS else len(TIERS)


def _hangs(edge: Edge, node: Node) -> bool:
    if edge.relation is Relation.IMPLEMENTS:
        return edge.target == node
    return tier(edge.other(node)) > tier(node)


class Unlinked(NamedTuple):
    """Something unlinked: the rule that reports it, its ids, and what is missing."""

    code: str
    group: Group
    names: tuple[str, ...]
    what: str


def unlinked(subgraph: Subgraph) -> list[Unlinked]:
    orphans = subgraph.orphans
    if orphans is None:
        return []
    documents = [("DOC204", d.id, "no policy, document or register leads to it") for d in orphans.procedures]
    documents += [("REF101", d.id, "nothing puts it into practice") for d in orphans.policies]
    records = [("EVD108", record.id, "it claims no clause, and nothing names it") for record in orphans.evidence]
    roles = [("ROL103", role.id, "it has no responsibility, and nothing names it") for role in orphans.roles]
    each = ((Group.DOCUMENTS, documents), (Group.EVIDENCE, records), (Group.ROLES, roles))
    single = [Unlinked(code, group, (name,), what) for group, found in each for code, name, what in found]
    circles = [Unlinked("REF102", Group.DOCUMENTS, names, "a circle of implements") for names in orphans.circles]
    return [orphan for orphan in (*single, *circles) if orphan.group in subgraph.groups]
