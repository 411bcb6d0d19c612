"""isokit graph: what implements, supports and claims what."""

from __future__ import annotations

from collections.abc import Iterable

from isokit.analysis.documents.orphans import orphans_of
from isokit.analysis.graph import Graph, Group, Node, clause_node, graph_of
from isokit.analysis.subgraph import Subgraph
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.commands.output import Writers
from isokit.outputs import graph as pages
from isokit.outputs import json
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas import graph as schema
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import ClauseRef
from isokit.workspace.workspace import Workspace

WRITERS: Writers[schema.Graph] = {
    "text": pages.text,
    "mermaid": pages.mermaid,
    "dot": pages.dot,
    "json": json.write,
}
DEFAULT_GROUPS = (Group.DOCUMENTS, Group.EVIDENCE, Group.REGISTERS)
ALL_GROUPS = tuple(group for group in Group if group is not Group.UNKNOWN)
MOST_EDGES, MOST_CHARACTERS = 500, 50_000
"""What Mermaid draws unless it is configured otherwise (maxEdges, maxTextSize)."""


def graph(context: Context, of: str | None, kinds: Iterable[str]) -> int:
    show, groups = context.output(WRITERS), _groups(kinds)
    run = context.run()
    picture = schema.graph_of(_picture(run, groups, of))
    _note_too_large(context, picture)
    show(picture)
    context.note_unread(run)
    return 0


def _groups(kinds: Iterable[str]) -> tuple[Group, ...]:
    """The groups that words of --kinds name, in the usual order."""
    choices = [group.value for group in ALL_GROUPS]
    words = [word.strip() for each in kinds for word in each.split(",")]
    for word in words:
        if word not in choices:
            raise Stop(f"--kinds {word}: " + suggestion(nearest(word, choices), f"write some of {','.join(choices)}"))
    return tuple(group for group in ALL_GROUPS if group.value in words)


def _picture(run: Run, chosen: tuple[Group, ...], of: str | None) -> Subgraph:
    workspace = run.workspace
    whole = graph_of(workspace)
    if of is None:
        groups = chosen or DEFAULT_GROUPS
        return Subgraph(whole.only(groups), groups, orphans=orphans_of(workspace), commit=run.history.commit)
    focus = _focus(of, whole, workspace)
    groups = chosen or ALL_GROUPS
    return Subgraph(whole.around(focus).only(groups, focus), groups, focus, commit=run.history.commit)


def _focus(of: str, whole: Graph, workspace: Workspace) -> tuple[Node, ...]:
    """The node of an id, and those of a clause and its subclauses. Stops where it is neither."""
    found, meaning = whole.named(of), workspace.references.meaning(of)
    if isinstance(meaning, ClauseRef):
        clauses = whole.within(f"{meaning.standard}/{meaning.number}") or [clause_node(meaning, workspace)]
        found = [*found, *clauses]
    if found:
        return tuple(found)
    if of in workspace.illegible_ids:
        raise Stop(f"{of} seems to be in a file that cannot be read; see isokit check")
    near = nearest(of, [*workspace.by_id])
    hint = f"; {suggestion(near)}" if near else ""
    raise Stop(f"--of {of}: nothing has this id, and it is not a clause of an adopted edition{hint}")


def _note_too_large(context: Context, picture: schema.Graph) -> None:
    """Note that Mermaid will not draw a diagram: it would show an error in its place, or nothing."""
    formats = (context.flags.format or "", *(context.flags.report or ()))
    if context.flags.quiet or not any(name.startswith("mermaid") for name in formats):
        return
    text = pages.mermaid(picture, Look())
    if (edges := text.count("-->")) > MOST_EDGES or len(text) > MOST_CHARACTERS:
        size = f"{edges} edges and {len(text)} characters"
        limit = f"Mermaid draws up to {MOST_EDGES} and {MOST_CHARACTERS} unless maxEdges and maxTextSize are set higher"
        context.note(f"{size}; {limit}; --of ID or --kinds documents shows less")
