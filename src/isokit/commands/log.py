"""isokit log: who changed and approved something, from git."""

from __future__ import annotations

from isokit.analysis.log import claiming, log_of
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.commands.tree import through_library
from isokit.model.entity import Entity
from isokit.model.registers.applicability import Applicability
from isokit.outputs import json
from isokit.outputs import log as pages
from isokit.schemas import log as schema
from isokit.text.reference import parse_reference
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import ClauseRef, why_no_clause
from isokit.workspace.workspace import Workspace

Named = tuple[str, str]
"""What a word means, and its title."""


def log(context: Context, word: str) -> int:
    """Show the commits of everything a word means: the id of something in the tree, or a clause."""
    show = context.output({"text": pages.text, "json": json.write})
    run = context.run(tree=through_library(context.tree))
    name, entities = _meaning(word, run.workspace)
    show(schema.log_of(log_of(name, entities, run.workspace, run.history)))
    return 0


def _meaning(word: str, workspace: Workspace) -> tuple[Named, list[Entity]]:
    """An id comes first. A decision whose id is the number of its clause does not hide what claims that clause."""
    entities = workspace.by_id.get(word, [])
    meaning = workspace.references.meaning(word)
    if isinstance(meaning, ClauseRef) and all(isinstance(entity, Applicability) for entity in entities):
        return _clause(meaning, workspace), claiming(meaning, workspace)
    if entities:
        return (word, entities[0].title), entities
    if parse_reference(word) and not isinstance(meaning, ClauseRef):
        raise Stop(why_no_clause(meaning))
    raise Stop(_unknown(word, workspace))


def _clause(ref: ClauseRef, workspace: Workspace) -> Named:
    standard = next(s for s in workspace.assessed(()) if s.standard == ref.standard)
    return str(ref), standard.heading(standard.by_number[ref.number])


def _unknown(word: str, workspace: Workspace) -> str:
    if word in workspace.illegible_ids:
        return f"the file that holds {word} cannot be read; see isokit check"
    near = nearest(word, workspace.by_id)
    return f"nothing here has the id '{word}'; " + suggestion(near, "give an id, or a clause like iso9001:2015/8.4.1")
