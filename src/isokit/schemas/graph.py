"""`isokit/graph/1`: what leads to what, and how a terminal arranges it below the policies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from isokit import __version__
from isokit.analysis import graph as model
from isokit.analysis import subgraph
from isokit.analysis.graph import Group
from isokit.analysis.relations import Relation
from isokit.analysis.subgraph import Subgraph, tier, unlinked
from isokit.schemas.base import fill
from isokit.schemas.serialize import INTERNAL, Deferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A node as it is linked to another one, and in which words."""

    words: str
    key: str
    elsewhere: bool = False
    """Whether it has a place of its own below another node."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something of the tree."""

    key: str
    """Identifies it in `edges`."""
    kind: Group
    id: str
    """Its id, or the reference of a clause."""
    type: str
    title: str
    status: str | None
    path: str | None
    on_top: bool = field(metadata=INTERNAL)
    """Whether it is a policy that implements nothing else."""
    implements: bool = field(metadata=INTERNAL)
    below: Sequence[Branch] = field(metadata=INTERNAL)
    """What is shown below a document."""
    around: Sequence[Branch] = field(metadata=INTERNAL)
    """All that it leads to and that leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One thing leads to another, in the direction in which it is written."""

    from_: str
    relation: Relation
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlinked:
    """Something that nothing leads to, or that leads to nothing."""

    code: str
    """The rule that reports it."""
    kind: Group
    ids: tuple[str, ...]
    what: str = field(metadata=INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Output of `isokit graph`."""

    schema: Literal["isokit/graph/1"] = "isokit/graph/1"
    isokit: str = __version__
    commit: str | None
    of: tuple[str, ...]
    """The keys of what the graph is around; empty where it is all of the tree."""
    kinds: tuple[Group, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    orphans: tuple[Unlinked, ...] | None
    """What is unlinked; null where only a part of the tree is shown."""
    focus: tuple[Node, ...] = field(metadata=INTERNAL)
    documents: tuple[str, ...] = field(metadata=INTERNAL)
    """The keys of the documents, policies first."""


def graph_of(part: Subgraph) -> Graph:
    documents = (node for node in part.graph.nodes if node.group is Group.DOCUMENTS)
    return Graph(
        commit=part.commit,
        of=tuple(node.key for node in part.focus),
        kinds=part.groups,
        nodes=tuple(_node(node, part) for node in part.graph.nodes),
        edges=tuple(
            Edge(from_=edge.origin.key, relation=edge.relation, to=edge.target.key) for edge in part.graph.edges
        ),
        orphans=None if part.orphans is None else tuple(map(_unlinked, unlinked(part))),
        focus=tuple(_node(node, part) for node in part.focus),
        documents=tuple(node.key for node in sorted(documents, key=lambda node: (tier(node), node.order))),
    )


def _node(node: model.Node, part: Subgraph) -> Node:
    return fill(
        Node,
        node,
        kind=node.group,
        id=node.name,
        status=node.status or None,
        path=node.path or None,
        on_top=part.on_top(node),
        implements=part.stands_below(node),
        below=Deferred(partial(_below, node, part)),
        around=Deferred(partial(_around, node, part)),
    )


def _below(node: model.Node, part: Subgraph) -> list[Branch]:
    branches = part.below(node) if node.group is Group.DOCUMENTS else []
    return [_branch(branch, part) for branch in branches]


def _around(node: model.Node, part: Subgraph) -> list[Branch]:
    return [_branch(branch, part) for branch in part.neighbours(node)]


def _branch(branch: subgraph.Branch, part: Subgraph) -> Branch:
    return Branch(words=branch.words, key=branch.node.key, elsewhere=part.elsewhere(branch))


def _unlinked(found: subgraph.Unlinked) -> Unlinked:
    return fill(Unlinked, found, kind=found.group, ids=found.names)
