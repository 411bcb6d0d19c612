"""The cross-reference graph: a tree below each policy for a terminal, Mermaid and DOT for programs that draw it.

Of both languages only the plainest part is used: nodes are called n1, n2 …, and all words are quoted, with every
character escaped that could mean something.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.graph import Branch, Graph, Node
from isokit.text.escape import visible

DEEPEST = 8
"""Levels of a tree that are shown; what lies deeper gets a tree of its own."""
GLYPHS = ("├── ", "└── ", "│   ", "    ")
IN_ASCII = ("|-- ", "`-- ", "|   ", "    ")
ABOVE, BELOW = "see above", "see below"
DOCUMENTS, UNKNOWN = "documents", "unknown"
KINDS = {
    "evidence": ("record", "records"),
    "registers": ("register entry", "register entries"),
    "audits": ("audit or review", "audits and reviews"),
    "nonconformities": ("nonconformity", "nonconformities"),
    "roles": ("role", "roles"),
    "clauses": ("clause", "clauses"),
}
"""One thing of a kind, and several."""
Lines = Iterator[terminal.Line]


def text(graph: Graph, look: Look) -> str:
    """What is below each policy, then all other documents, then what is unlinked."""
    forest = Forest({node.key: node for node in (*graph.nodes, *graph.focus)}, look)
    if graph.focus:
        lines = forest.each(graph.focus, focused=True)
    elif DOCUMENTS in graph.kinds:
        lines = _forest(graph, forest)
    else:
        lines = forest.each(graph.nodes)
    return terminal.render([*lines, *_orphans(graph)], look, wrap=False)


def _forest(graph: Graph, forest: Forest) -> Lines:
    """A tree for each policy that implements no other, and then one for each document that none of these holds."""
    documents = [forest.nodes[key] for key in graph.documents]
    yield from forest.below(node for node in documents if node.on_top)
    if left := [node for node in documents if node.key not in forest.drawn]:
        yield terminal.text(("Below no policy", "bold"))
        yield terminal.text("")
        yield from forest.below(sorted(left, key=lambda node: node.implements))
    yield from _others(graph, forest.drawn)


@dataclass(frozen=True)
class Forest:
    """Trees drawn one after the other. What one of them has shown, the next ones only name."""

    nodes: dict[str, Node]
    look: Look
    drawn: set[str] = field(default_factory=set)

    def each(self, roots: Iterable[Node], focused: bool = False) -> Lines:
        """Every node with all that it leads to and that leads to it."""
        inner, last, _, _ = IN_ASCII if self.look.ascii else GLYPHS
        for node in roots:
            yield self._line("", Branch(words="", key=node.key))
            for place, branch in enumerate(node.around, 1):
                yield self._line(last if place == len(node.around) else inner, branch)
            if focused and not node.around:
                yield terminal.text(("it has no links of these kinds", "dim"))
            yield from [terminal.text("")] if node.around else ()

    def below(self, roots: Iterable[Node]) -> Lines:
        """A tree for each of some documents, and one for each that lies too deep in another."""
        waiting = deque(roots)
        while waiting:
            root = waiting.popleft()
            if root.key not in self.drawn:
                deep: list[Node] = []
                yield from (*self._tree(root, deep), terminal.text(""))
                waiting.extendleft(reversed(deep))

    def _tree(self, root: Node, deep: list[Node]) -> Lines:
        inner, last, rail, blank = IN_ASCII if self.look.ascii else GLYPHS
        waiting = [("", "", Branch(words="", key=root.key))]
        while waiting:
            lead, indent, branch = waiting.pop()
            node = self.nodes[branch.key]
            too_deep = len(indent) >= DEEPEST * len(rail)
            note = self._why_not_here(branch, too_deep) if node.below else ""
            yield self._line(lead, branch, note)
            if note:
                deep += [node] if too_deep else []
                continue
            self.drawn.add(node.key)
            ends = [(inner, rail)] * (len(node.below) - 1) + [(last, blank)]
            pairs = zip(ends, node.below, strict=False)
            waiting += reversed([(indent + glyph, indent + under, each) for (glyph, under), each in pairs])

    def _why_not_here(self, branch: Branch, too_deep: bool) -> str:
        """Where else to look for what is below a document; empty where it is shown here."""
        if branch.key in self.drawn:
            return ABOVE
        return BELOW if too_deep or branch.elsewhere else ""

    def _line(self, lead: str, branch: Branch, note: str = "") -> terminal.Line:
        node, words = self.nodes[branch.key], f"{branch.words} " if branch.words else ""
        status = (node.status or "").replace("-", " ")
        what = ", ".join(filter(None, [node.type.replace("-", " "), status, note]))
        title = f" {node.title}" if node.title else ""
        return terminal.text((lead + words, "dim"), (node.id, "bold"), title, (f" ({what})", "dim"))


def _others(graph: Graph, drawn: set[str]) -> Lines:
    """How much else there is that is below no document."""
    left = Counter(node.kind.value for node in graph.nodes if node.key not in drawn and node.kind != UNKNOWN)
    for kind, number in left.items():
        what = KINDS[kind][number > 1]
        yield terminal.text((f"Below no document: {number} {what}, see isokit graph --kinds {kind}", "dim"))
    yield from [terminal.text("")] if left else ()


def _orphans(graph: Graph) -> Lines:
    if graph.orphans is None:
        return
    yield terminal.text(("Orphans" if graph.orphans else "No orphans", "bold"))
    for orphan in graph.orphans:
        yield terminal.text(f"{', '.join(orphan.ids)}: ", orphan.what, (f" ({orphan.code})", "dim"))


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
SHAPES = {
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
    nodes = (f"  {name}{MERMAID[node.kind].format(_in_mermaid(_label(node), look))}" for name, node in _named(graph))
    edges = (f"  {origin} -->|{words}| {target}" for origin, words, target in _edges(graph))
    return _joined("flowchart LR", *nodes, *edges)


def dot(graph: Graph, look: Look) -> str:
    nodes = (
        f'  {name} [label="{_in_dot(_label(node), look)}", shape={SHAPES[node.kind]}];' for name, node in _named(graph)
    )
    edges = (f'  {origin} -> {target} [label="{words}"];' for origin, words, target in _edges(graph))
    return _joined("digraph isokit {", "  rankdir=LR;", *nodes, *edges, "}")


def _joined(*lines: str) -> str:
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
