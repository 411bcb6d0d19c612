"""What `isokit log` decides: what a word means, and in which files that stands."""

from __future__ import annotations

from isokit.analysis.log import Log, claiming, log_of
from isokit.check.registry import rules_on_the_unread
from isokit.cli import session
from isokit.cli.legacy import Clock
from isokit.cli.session import Asked
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.model.entity import Entity
from isokit.model.registers.applicability import Applicability
from isokit.text.reference import parse_reference
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import ClauseRef, why_no_clause
from isokit.workspace.workspace import Workspace

Named = tuple[str, str]
"""What a word means, and the title of that."""


def recalled(tree: Tree, clock: Clock, word: str) -> Log:
    """What git tells of what a word means: the id of something in the tree, or a clause."""
    run = session.run_on(tree, clock, Asked(rules_on_the_unread(), assess=False))
    session.configured(run)
    name, entities = _meant(word, run.workspace)
    return log_of(name, entities, run.workspace, run.history)


def _meant(word: str, workspace: Workspace) -> tuple[Named, list[Entity]]:
    """An id comes first; a decision on a clause that goes by its number stands beside what claims the clause."""
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
