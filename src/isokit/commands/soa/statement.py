"""The statement of applicability a command is about, and the register it is computed from."""

from __future__ import annotations

from collections import Counter

from isokit.analysis.soa.approval import LIST
from isokit.analysis.soa.statement import Statement, adopted, has_annex, statement
from isokit.catalog.standard import Standard
from isokit.changes.edited import InTree
from isokit.check.registry import UNREAD, rules_of
from isokit.commands.context import Context
from isokit.commands.editions import edition, standards_of_tree
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.load.tree import layout_of
from isokit.model.registers.applicability import Applicability
from isokit.model.unread import Illegible, Misfit, UnknownKey
from isokit.request import Request
from isokit.run import Run
from isokit.text.glob import WILDCARDS
from isokit.text.table import is_yaml
from isokit.workspace.workspace import Workspace

NOT_UNDERSTOOD = (Misfit, UnknownKey)
"""What is written in a register and not understood."""
MOST_NAMED = 4
"""Controls on one line; of more, only their number is shown."""
NOT_EDITABLE = "it is written in a way that cannot be added to; it has to be plain YAML, each entry on lines of its own"


def run_soa(context: Context, word: str | None = None, tree: Tree | None = None) -> Run:
    """The run with the findings on the statement, perhaps for an edition that is not adopted."""
    against = (_edition(word, standards_of_tree(context, tree)).standard,) if word else ()
    return context.run(Request(context.today, rules_of("SOA", *UNREAD), assess=False, against=against), tree)


def statement_of(run: Run, word: str | None = None) -> Statement:
    """The statement for an edition, else for the newest one adopted. Stops where there are no controls to decide on."""
    return statement(_edition_with_controls(run, word), run.workspace, run.today)


def _edition_with_controls(run: Run, word: str | None) -> Standard:
    if word:
        found = _edition(word, run.workspace)
        if not has_annex(found):
            raise Stop(f"{found.standard} has no controls to decide on; isokit soa --standard iso27001:2022 has")
        return found
    if choices := adopted(run.workspace):
        return choices[-1]
    raise Stop("no adopted edition has controls to decide on; name one, as --standard iso27001:2022")


def _edition(word: str, workspace: Workspace) -> Standard:
    """The edition a word means: of a standard without edition, the adopted one if there is only one."""
    named = workspace.catalog.named(word)
    here = [standard for standard in workspace.standards if standard.standard in named]
    return here[0] if len(here) == 1 else edition(word, workspace.catalog)


def register_of(context: Context, run: Run) -> tuple[str, bool]:
    """The file of the register, and whether it exists. Of several, the one with most decisions."""
    layout = layout_of(context.tree.sources)
    shelf = next(shelf for shelf in layout.shelves if shelf.name == LIST)
    there = [s.path for s in context.tree.sources if (found := layout.shelf_of(s.path)) and found.name == LIST]
    if not there:
        plain = [pattern for pattern in shelf.patterns if not WILDCARDS.search(pattern)]
        if not plain:
            raise Stop(f"the layout in isokit.yaml names no single file for {LIST}; make one with {LIST}: [] in it")
        return plain[0], False
    used = Counter(entry.path for entry in run.workspace.of(Applicability) if entry.control)
    path = max(there, key=lambda each: (used[each], is_yaml(each)))
    if any(piece.place.path == path for piece in run.workspace.of(Illegible)):
        raise Stop(f"{path} cannot be read; see isokit check {path}")
    return path, True


def file_to_edit(context: Context, run: Run, path: str) -> InTree:
    """A register as it was read, for an edit."""
    data = context.tree.bytes_of(path, run.workspace.contents)
    return InTree(path, data, run.workspace.settings.aliases)
