"""The cross-reference graph as text: a tree below each policy, then what hangs in the air."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from isokit.analysis.graph import Group, Node
from isokit.analysis.subgraph import Branch, Subgraph, tier, unlinked
from isokit.outputs import terminal
from isokit.outputs.look import Look

DEEPEST = 8
"""Levels of a tree that are shown; what lies deeper gets a tree of its own."""
GLYPHS = ("├── ", "└── ", "│   ", "    ")
IN_ASCII = ("|-- ", "`-- ", "|   ", "    ")
ABOVE, BELOW = "see above", "see below"
CALLED = {
    Group.EVIDENCE: ("record", "records"),
    Group.REGISTERS: ("register entry", "register entries"),
    Group.AUDITS: ("audit or review", "audits and reviews"),
    Group.NONCONFORMITIES: ("nonconformity", "nonconformities"),
    Group.ROLES: ("role", "roles"),
    Group.CLAUSES: ("clause", "clauses"),
}
"""One thing of a group, and several."""
Lines = Iterator[terminal.Line]


def text(picture: Subgraph, look: Look) -> str:
    """What hangs below each policy, then all other documents, then what nothing leads to."""
    if picture.focus:
        lines = _each(picture, picture.focus, look)
    elif Group.DOCUMENTS in picture.groups:
        lines = _forest(picture, look)
    else:
        lines = _each(picture, picture.graph.nodes, look)
    return terminal.rendered([*lines, *_orphans(picture)], look, wrap=False)


def _each(picture: Subgraph, nodes: Iterable[Node], look: Look) -> Lines:
    """Every node with all that it leads to and that leads to it."""
    inner, last, _, _ = IN_ASCII if look.ascii else GLYPHS
    for node in nodes:
        yield _line("", Branch("", node))
        branches = picture.beside(node)
        for place, branch in enumerate(branches, 1):
            yield _line(last if place == len(branches) else inner, branch)
        if picture.focus and not branches:
            yield terminal.text(("nothing of these kinds leads to it, and it leads to none of them", "dim"))
        yield from [terminal.text("")] if branches else ()


def _forest(picture: Subgraph, look: Look) -> Lines:
    """A tree for each policy that implements no other, and then one for each document that none of these holds."""
    growing = Forest(picture, look)
    documents = sorted((n for n in picture.graph.nodes if n.group is Group.DOCUMENTS), key=_top_first)
    yield from growing.below(filter(picture.on_top, documents))
    if left := [node for node in documents if node.key not in growing.shown]:
        yield terminal.text(("Below no policy", "bold"))
        yield terminal.text("")
        yield from growing.below(sorted(left, key=picture.stands_below))
    yield from _others(picture, growing.shown)


def _top_first(node: Node) -> tuple[object, ...]:
    return tier(node), node.order


@dataclass(frozen=True)
class Forest:
    """Trees that grow one after the other. What one of them has shown, the next ones only name."""

    picture: Subgraph
    look: Look
    shown: set[str] = field(default_factory=set)

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
        waiting = [("", "", Branch("", root))]
        while waiting:
            lead, indent, branch = waiting.pop()
            branches = self._branches(branch.node)
            too_deep = len(indent) >= DEEPEST * len(rail)
            note = self._why_not_here(branch, too_deep) if branches else ""
            yield _line(lead, branch, note)
            if note:
                deep += [branch.node] if too_deep else []
                continue
            self.shown.add(branch.node.key)
            ends = [(inner, rail)] * (len(branches) - 1) + [(last, blank)]
            hung = zip(ends, branches, strict=False)
            waiting += reversed([(indent + glyph, indent + under, each) for (glyph, under), each in hung])

    def _branches(self, node: Node) -> list[Branch]:
        return self.picture.below(node) if node.group is Group.DOCUMENTS else []

    def _why_not_here(self, branch: Branch, too_deep: bool) -> str:
        """Where else to look for what hangs below a document; empty where it is shown here."""
        if branch.node.key in self.shown:
            return ABOVE
        return BELOW if too_deep or self.picture.elsewhere(branch) else ""


def _line(lead: str, branch: Branch, note: str = "") -> terminal.Line:
    node, words = branch.node, f"{branch.words} " if branch.words else ""
    what = ", ".join(filter(None, [node.type.replace("-", " "), node.status.replace("-", " "), note]))
    title = f" {node.title}" if node.title else ""
    return terminal.text((lead + words, "dim"), (node.name, "bold"), title, (f" ({what})", "dim"))


def _others(picture: Subgraph, shown: set[str]) -> Lines:
    """How much else there is that hangs below no document."""
    left = Counter(n.group for n in picture.graph.nodes if n.key not in shown and n.group is not Group.UNKNOWN)
    for group, number in left.items():
        what = CALLED[group][number > 1]
        yield terminal.text((f"Below no document: {number} {what}, see isokit graph --kinds {group}", "dim"))
    yield from [terminal.text("")] if left else ()


def _orphans(picture: Subgraph) -> Lines:
    if picture.orphans is None:
        return
    found = unlinked(picture)
    yield terminal.text(("Orphans" if found else "No orphans", "bold"))
    for orphan in found:
        yield terminal.text(f"{', '.join(orphan.names)}: ", orphan.what, (f" ({orphan.code})", "dim"))
