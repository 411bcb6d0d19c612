"""What `isokit graph` decides: which part of the graph is shown, and in which form."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial

from isokit.analysis.documents.orphans import orphans_of
from isokit.analysis.graph import Graph, Group, Node, clause_node, graph_of
from isokit.analysis.subgraph import Subgraph
from isokit.check.registry import rules_on_the_unread
from isokit.cli.legacy import Outputs
from isokit.cli.session import Asked, Writers
from isokit.commands.exit import Stop
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace

USUAL = (Group.DOCUMENTS, Group.EVIDENCE, Group.REGISTERS)
CHOICES = tuple(group.value for group in Group if group is not Group.UNKNOWN)
MOST_EDGES, MOST_CHARACTERS = 500, 50_000
"""What Mermaid draws unless it is configured otherwise (maxEdges, maxTextSize)."""


def asked() -> Asked:
    """What a graph asks of a tree: whether it could be read."""
    return Asked(rules_on_the_unread(), assess=False)


def groups(kinds: Iterable[str] | None) -> tuple[Group, ...]:
    """The groups some words of --kinds mean, in the usual order; none where nothing was said."""
    words = [word.strip() for each in kinds or () for word in each.split(",")]
    for word in words:
        if word not in CHOICES:
            raise Stop(f"--kinds {word}: " + suggestion(nearest(word, CHOICES), f"write some of {','.join(CHOICES)}"))
    return tuple(group for group in Group if group.value in words)


def picture(run: Run, chosen: tuple[Group, ...], of: str | None) -> Subgraph:
    """The part of the graph that was asked for: all of some groups, or what is around one thing."""
    workspace = run.workspace
    whole = graph_of(workspace)
    if of is None:
        shown = chosen or USUAL
        return Subgraph(whole.only(shown), shown, orphans=orphans_of(workspace), commit=run.history.commit)
    focus = _focus(of, whole, workspace)
    shown = chosen or tuple(group for group in Group if group is not Group.UNKNOWN)
    return Subgraph(whole.around(focus).only(shown, focus), shown, focus, commit=run.history.commit)


def _focus(of: str, whole: Graph, workspace: Workspace) -> tuple[Node, ...]:
    """The node of an id, and those of a clause and its subclauses. Stops where it is neither."""
    found, meaning = whole.named(of), workspace.references.meaning(of)
    if isinstance(meaning, ClauseRef):
        clauses = whole.within(f"{meaning.standard}/{meaning.number}") or [clause_node(meaning, workspace)]
        found = [*found, *clauses]
    if found:
        return tuple(found)
    if of in workspace.illegible_ids:
        raise Stop(f"{of} seems to stand in a file that cannot be read; see isokit check")
    near = nearest(of, [*workspace.by_id])
    raise Stop(f"--of {of}: nothing has this id, and it means no clause of an adopted edition" + _perhaps(near))


def _perhaps(near: str | None) -> str:
    return f"; {suggestion(near)}" if near else ""


def formats(shown: Subgraph) -> Writers[Run]:
    """The formats of a graph, by name."""
    from isokit.outputs import graph, graph_drawn, graph_tree

    writers = {"text": graph_tree.text, "mermaid": graph_drawn.mermaid, "dot": graph_drawn.dot, "json": graph.as_json}
    return {name: partial(_written, write, shown) for name, write in writers.items()}


def _written(write: Callable[[Subgraph, Look], str], shown: Subgraph, run: Run, look: Look) -> str:
    return write(shown, look)


def say_what_is_too_large(shown: Subgraph, view: Outputs) -> None:
    """Say on stderr that Mermaid will not draw a diagram: it would show an error in its place, or nothing."""
    if view.quiet or not any(name.startswith("mermaid") for name in (view.format or "", *(view.report or ()))):
        return
    from isokit.outputs.graph_drawn import mermaid

    text = mermaid(shown, Look())
    if (edges := text.count("-->")) > MOST_EDGES or len(text) > MOST_CHARACTERS:
        size = f"{edges} edges and {len(text)} characters"
        usual = f"Mermaid draws up to {MOST_EDGES} and {MOST_CHARACTERS} unless maxEdges and maxTextSize say otherwise"
        print(f"isokit: {size}; {usual}; --of ID or --kinds documents shows less", file=sys.stderr)
