"""isokit soa init, approve and diff: the statement of applicability, and the register it is computed from."""

from __future__ import annotations

from collections import Counter

from isokit.analysis.soa.approval import (
    LIST,
    approval_of,
    last_sealed,
    soa_approval_of,
    statement_now,
    unknown_controls,
)
from isokit.analysis.soa.control import overlapping
from isokit.analysis.soa.statement import Statement, adopted, has_annex, statement
from isokit.catalog.standard import Standard
from isokit.changes import soa
from isokit.changes.in_place import InTree
from isokit.check.registry import UNREAD, rules_of
from isokit.commands.arguments import edition, require_approver, standards_of_tree
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.commands.tree import Tree, through_library
from isokit.load.tree import layout_of
from isokit.model.document import Approval
from isokit.model.entity import Place
from isokit.model.registers.applicability import Applicability, SoaApproval
from isokit.model.unread import Illegible, Misfit, UnknownKey
from isokit.outputs import json
from isokit.outputs import soa as pages
from isokit.request import Request
from isokit.run import Run
from isokit.schemas.soa import soa_written_of
from isokit.schemas.soa_diff import soa_diff_of
from isokit.text.escape import visible
from isokit.text.glob import WILDCARDS
from isokit.text.table import is_yaml
from isokit.text.words import few
from isokit.workspace.workspace import Workspace

NOT_UNDERSTOOD = (Misfit, UnknownKey)
"""What is written in a register and not understood."""
MOST_NAMED = 4
"""Controls on one line; of more, only their number is shown."""
NOT_EDITABLE = "it is written in a way that cannot be added to; it has to be plain YAML, each entry on lines of its own"
TABLE = "is a table; isokit soa -f csv shows which controls have no decision, and you add a row for each"
APPROVE = "isokit soa approve --by ROLE seals it"


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
    data = context.tree.bytes_of(path, run.workspace.contents)
    return InTree(path, data, run.workspace.settings.aliases)


def init(context: Context) -> int:
    show = context.output({"text": pages.written_text, "json": json.write})
    with context.writing() as changes:
        run = run_soa(context)
        found = statement_of(run)
        path, exists = register_of(context, run)
        missing = [control for control in found.controls if not control.entries]
        if missing and not is_yaml(path):
            raise Stop(f"{path} {TABLE}")
        if missing:
            file = file_to_edit(context, run, path) if exists else None
            change = soa.add_to(file, missing) if file else soa.new_register(missing, path)
            if change is None:
                raise Stop(f"{path}: {NOT_EDITABLE}")
            _require_understood(run, path)
            changes.add(change)
    show(soa_written_of(found, path, changes.written, tuple(control.ref for control in missing)))
    return 0


def _require_understood(run: Run, path: str) -> None:
    """Stop where a key or a value is not understood: it may be a decision, under a word that is misspelt."""
    unclear = (p.place for p in run.workspace.pieces if isinstance(p, NOT_UNDERSTOOD) and p.place.path == path)
    if key := next((part for place in unclear for part in reversed(place.route) if isinstance(part, str)), None):
        raise Stop(f"{path}: {visible(key)} is not understood, and may be a decision; fix it, see isokit check {path}")


def approve(context: Context, by: str, version: str | None) -> int:
    """Approve the statement, under its version or a new one, and seal its decisions."""
    show = context.output({"text": pages.written_text, "json": json.write})
    with context.writing() as changes:
        run = run_soa(context)
        found = statement_of(run)
        path, exists = register_of(context, run)
        require_approver(by, run.today, run.workspace)
        _require_register(path, exists)
        _require_decided(found, path)
        _require_whole(run)
        signed = _seal(_next_approval(run, path, version, Approval(by=by).model_copy(update={"on": run.today})), run)
        edited = soa.approve(file_to_edit(context, run, path), signed)
        if edited is None:
            raise Stop(f"{path}: {NOT_EDITABLE}")
        changes.add(edited)
    show(soa_written_of(found, path, changes.written, signed))
    return 0


def _require_register(path: str, exists: bool) -> None:
    if not exists:
        raise Stop("nothing is decided yet; isokit soa init starts the register")
    if not is_yaml(path):
        raise Stop(f"{path} is a table, and holds no approval; move the decisions to registers/applicability.yaml")


def _require_decided(found: Statement, path: str) -> None:
    """Stop where a control is not decided, decided twice or without a justification, or in another file."""
    if twice := [each.name for each in found.controls if any(overlapping(each.entries))]:
        raise Stop(f"{few(twice, MOST_NAMED)}: decided by several entries; leave one for each, then approve")
    if found.undecided:
        names = few((control.name for control in found.undecided), MOST_NAMED)
        raise Stop(f"{names}: not decided yet; decide, then approve")
    bare = [control for control in found.controls if not control.justification]
    if excluded := [each.name for each in bare if each.applicable is False]:
        raise Stop(f"{few(excluded, MOST_NAMED)}: excluded without a justification; add one, then approve")
    if included := [each.name for each in bare if each.applicable]:
        raise Stop(f"{few(included, MOST_NAMED)}: included without a justification; add one, then approve")
    decisions = [decision for control in found.controls for decision in control.decisions]
    if flawed := [decision.control or decision.id for decision in decisions if decision.flawed]:
        raise Stop(f"{few(flawed, MOST_NAMED)}: fields that cannot be read; see isokit check {path}")
    if elsewhere := sorted({decision.path for decision in decisions} - {path}):
        others = few(elsewhere, MOST_NAMED)
        raise Stop(f"decisions are in {path} and {others}; an approval seals one file, so move them together")


def _require_whole(run: Run) -> None:
    """Stop where a decision would be sealed that is about no control, and counts for nothing."""
    path = next(entry.path for entry in run.workspace.of(Applicability))
    if lost := unknown_controls(statement_now(SoaApproval(id=path), run.workspace), run.workspace, run.today):
        names = few(lost, MOST_NAMED)
        raise Stop(f"{names}: decided on, but not a control of an adopted standard; see isokit check {path}")


def _next_approval(run: Run, path: str, version: str | None, approval: Approval) -> SoaApproval:
    """The statement to approve. Stops where it has no version, or that was approved with other decisions."""
    before = soa_approval_of(run.workspace)
    number = version or (before.version if before else None)
    if number is None:
        raise Stop("the statement has no version yet; give one, as --version 1.0")
    if _is_taken(run, path, number):
        raise Stop(f"version {number} was approved with other decisions; give a new one with --version")
    return SoaApproval(id=path, version=number, approved=approval).written(Place(path))


def _seal(issued: SoaApproval, run: Run) -> SoaApproval:
    seal = statement_now(issued, run.workspace).digest
    return issued.model_copy(update={"approved": issued.approved.model_copy(update={"digest": seal})})


def _is_taken(run: Run, path: str, version: str) -> bool:
    """Whether a version was approved with other decisions, by its seal, or by git if it has lost the seal."""
    issued = soa_approval_of(run.workspace) or SoaApproval(id=path).written(Place(path))
    now = statement_now(issued, run.workspace)
    if issued.approved.digest:
        return issued.version == version and now.altered
    then = last_sealed(path, run.history.past, run.workspace)
    return then is not None and then.approval.version == version and bool(now.changed(then))


def diff(context: Context, revision: str | None, standard: str | None) -> int:
    """Show what changed since a revision, else since the commit that brought the sealed approval."""
    show = context.output({"text": pages.diff_text, "json": json.write})
    run = run_soa(context, standard, through_library(context.tree))
    now = statement_of(run, standard)
    before = _run_at(context, revision or _approval_commit(run), now.standard.standard)
    show(soa_diff_of(run, now, before, statement_of(before, now.standard.standard)))
    return 0


def _run_at(context: Context, revision: str, standard: str) -> Run:
    tree = context.tree_at(revision)
    try:
        return run_soa(context, standard, through_library(tree))
    except Stop as reason:
        raise Stop(f"at {revision}, {reason}") from None


def _approval_commit(run: Run) -> str:
    """The commit that brought the approval. Stops where the statement is not sealed, or git has no such commit."""
    issued, cure = soa_approval_of(run.workspace), "name a revision: isokit soa diff REV"
    if issued is None or not issued.approved.by:
        raise Stop(f"the statement of applicability is not approved; {APPROVE}, or {cure}")
    if issued.approved.digest is None:
        raise Stop(f"the approval of the statement of applicability is not sealed; {APPROVE}, or {cure}")
    past = run.history.past
    if found := approval_of(issued, past, run.workspace):
        return found[0].id
    why = f"; {past.detail}" if past.detail else ""
    raise Stop(f"git has no commit with this approval of {issued.path}{why}; commit it, or {cure}")
