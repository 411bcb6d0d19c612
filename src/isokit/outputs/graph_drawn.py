"""The cross-reference graph for programs that draw it: Mermaid and DOT. Words of the tree stay words in both.

Of both languages only the plainest part is used: nodes are called n1, n2 …, and all words stand in quotes, in which
every character that could mean something is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isokit.outputs.look import Look
from isokit.schemas.graph import Graph, Node
from isokit.text.escape import visible

LONGEST = 60
"""Characters of a label; a diagram is no place for more."""
NOT_PLAIN = re.compile(r"[^\w ,/.-]|_|\.(?!\d)|^[^a-zA-Z]")
"""What is written as `#35;` in Mermaid: all but letters, digits, blanks and a few signs; the first sign always.

So no label holds a quote, a bracket, Markdown, a comment, a directive, an address or the beginning of a list.
"""
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
MERMAID = {
    "documents": '["{}"]',
    "evidence": '(["{}"])',
    "registers": '[("{}")]',
    "audits": '[["{}"]]',
    "nonconformities": '>"{}"]',
    "roles": '(("{}"))',
    "clauses": '{{{{"{}"}}}}',
    "unknown": '{{"{}"}}',
}
DOT = {
    "documents": "note",
    "evidence": "ellipse",
    "registers": "cylinder",
    "audits": "component",
    "nonconformities": "octagon",
    "roles": "house",
    "clauses": "hexagon",
    "unknown": "diamond",
}
"""The shape of each group, so that nothing depends on colours."""


def mermaid(graph: Graph, look: Look) -> str:
    """A flowchart from left to right."""
    nodes = (f"  {name}{MERMAID[node.kind].format(_in_mermaid(_label(node), look))}" for name, node in _named(graph))
    edges = (f"  {origin} -->|{words}| {target}" for origin, words, target in _edges(graph))
    return _lines("flowchart LR", *nodes, *edges)


def dot(graph: Graph, look: Look) -> str:
    """A directed graph in the language of Graphviz, drawn from left to right."""
    nodes = (
        f'  {name} [label="{_in_dot(_label(node), look)}", shape={DOT[node.kind]}];' for name, node in _named(graph)
    )
    edges = (f'  {origin} -> {target} [label="{words}"];' for origin, words, target in _edges(graph))
    return _lines("digraph isokit {", "  rankdir=LR;", *nodes, *edges, "}")


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def _named(graph: Graph) -> Iterator[tuple[str, Node]]:
    return ((f"n{number}", node) for number, node in enumerate(graph.nodes, 1))


def _edges(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """One line from a node to another, with all its relations."""
    names = {node.key: name for name, node in _named(graph)}
    together: dict[tuple[str, str], list[str]] = {}
    for edge in graph.edges:
        together.setdefault((names[edge.from_], names[edge.to]), []).append(edge.relation.words)
    return ((origin, ", ".join(words), target) for (origin, target), words in together.items())


def _label(node: Node) -> str:
    words = visible(" ".join(f"{node.id} {node.title or node.type}".split()))
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _in_mermaid(words: str, look: Look) -> str:
    escaped = NOT_PLAIN.sub(lambda found: f"#{ord(found[0])};", words)
    return NOT_ASCII.sub(lambda found: f"#{ord(found[0])};", escaped) if look.ascii else escaped


def _in_dot(words: str, look: Look) -> str:
    escaped = re.sub("[&#]", lambda found: f"&#{ord(found[0])};", words)
    escaped = escaped.replace("\\", "\\\\").replace('"', '\\"')
    return NOT_ASCII.sub(lambda found: f"&#{ord(found[0])};", escaped) if look.ascii else escaped
