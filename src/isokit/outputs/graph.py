"""The cross-reference graph as JSON, for other programs."""

from __future__ import annotations

import json

from isokit import __version__
from isokit.analysis.graph import Edge, Node
from isokit.analysis.subgraph import Subgraph, unlinked
from isokit.outputs.look import Look

Plain = dict[str, object]


def as_json(picture: Subgraph, look: Look) -> str:
    """`isokit/graph/1`. Edges name their ends by key; `orphans` is null where only what is around a node is shown."""
    document = {
        "schema": "isokit/graph/1",
        "isokit": __version__,
        "commit": picture.commit,
        "of": [node.key for node in picture.focus],
        "kinds": [group.value for group in picture.groups],
        "nodes": [_node(node) for node in picture.graph.nodes],
        "edges": [_edge(edge) for edge in picture.graph.edges],
        "orphans": None if picture.orphans is None else _orphans(picture),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _node(node: Node) -> Plain:
    return {
        "key": node.key,
        "kind": node.group.value,
        "id": node.name,
        "type": node.type,
        "title": node.title,
        "status": node.status or None,
        "path": node.path or None,
    }


def _edge(edge: Edge) -> Plain:
    return {"from": edge.origin.key, "relation": edge.relation.value, "to": edge.target.key}


def _orphans(picture: Subgraph) -> list[Plain]:
    return [
        {"code": orphan.code, "kind": orphan.group.value, "ids": list(orphan.names)} for orphan in unlinked(picture)
    ]
