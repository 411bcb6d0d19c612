"""The cross-reference graph as text: a tree below each policy, then what is unlinked."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.graph import Branch, Graph, Node

DEEPEST = 8
"""Levels of a tree that are shown; what lies deeper gets a tree of its own."""
GLYPHS = ("├── ", "└── ", "│   ", "    ")
IN_ASCII = ("|-- ", "`-- ", "|   ", "    ")
ABOVE, BELOW = "see above", "see below"
DOCUMENTS, UNKNOWN = "documents", "unknown"
CALLED = {
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
    return terminal.rendered([*lines, *_orphans(graph)], look, wrap=False)


def _forest(graph: Graph, growing: Forest) -> Lines:
    """A tree for each policy that implements no other, and then one for each document that none of these holds."""
    documents = [growing.nodes[key] for key in graph.documents]
    yield from growing.below(node for node in documents if node.on_top)
    if left := [node for node in documents if node.key not in growing.shown]:
        yield terminal.text(("Below no policy", "bold"))
        yield terminal.text("")
        yield from growing.below(sorted(left, key=lambda node: node.implements))
    yield from _others(graph, growing.shown)


@dataclass(frozen=True)
class Forest:
    """Trees drawn one after the other. What one of them has shown, the next ones only name."""

    nodes: dict[str, Node]
    look: Look
    shown: set[str] = field(default_factory=set)

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
            if root.key not in self.shown:
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
            self.shown.add(node.key)
            ends = [(inner, rail)] * (len(node.below) - 1) + [(last, blank)]
            pairs = zip(ends, node.below, strict=False)
            waiting += reversed([(indent + glyph, indent + under, each) for (glyph, under), each in pairs])

    def _why_not_here(self, branch: Branch, too_deep: bool) -> str:
        """Where else to look for what is below a document; empty where it is shown here."""
        if branch.key in self.shown:
            return ABOVE
        return BELOW if too_deep or branch.elsewhere else ""

    def _line(self, lead: str, branch: Branch, note: str = "") -> terminal.Line:
        node, words = self.nodes[branch.key], f"{branch.words} " if branch.words else ""
        status = (node.status or "").replace("-", " ")
        what = ", ".join(filter(None, [node.type.replace("-", " "), status, note]))
        title = f" {node.title}" if node.title else ""
        return terminal.text((lead + words, "dim"), (node.id, "bold"), title, (f" ({what})", "dim"))


def _others(graph: Graph, shown: set[str]) -> Lines:
    """How much else there is that is below no document."""
    left = Counter(node.kind.value for node in graph.nodes if node.key not in shown and node.kind != UNKNOWN)
    for kind, number in left.items():
        what = CALLED[kind][number > 1]
        yield terminal.text((f"Below no document: {number} {what}, see isokit graph --kinds {kind}", "dim"))
    yield from [terminal.text("")] if left else ()


def _orphans(graph: Graph) -> Lines:
    if graph.orphans is None:
        return
    yield terminal.text(("Orphans" if graph.orphans else "No orphans", "bold"))
    for orphan in graph.orphans:
        yield terminal.text(f"{', '.join(orphan.ids)}: ", orphan.what, (f" ({orphan.code})", "dim"))
