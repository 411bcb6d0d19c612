"""What `isokit soa init` and `isokit soa approve` do: find the register, refuse what makes no sense, and write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from isokit.analysis.soa.approval import LIST, last_sealed, soa_approval_of, statement_now, strays
from isokit.analysis.soa.control import overlapping
from isokit.analysis.soa.statement import Statement
from isokit.changes import soa
from isokit.changes.setting import InTree
from isokit.cli import session, stating
from isokit.cli.documenting import able, apply, bytes_of
from isokit.cli.legacy import AsOf, Clock, View
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.load.tree import layout_of
from isokit.model.document import Approval
from isokit.model.entity import Place
from isokit.model.registers.applicability import Applicability, SoaApproval
from isokit.model.unread import Illegible
from isokit.outputs import soa_written as pages
from isokit.outputs.look import Look
from isokit.outputs.soa_written import Written
from isokit.run import Run
from isokit.text.escape import visible
from isokit.text.glob import WILDCARDS
from isokit.text.raw import is_yaml
from isokit.text.words import few

MOST_NAMED = 4
"""Controls one line names; of more, only their number is said."""
IN_PLACE = "it is written in a way that cannot be added to; see that it is plain YAML, each entry in lines of its own"
TABLE = "is a table; isokit soa -f csv shows which controls have no decision, and a row for each is yours to add"


def told(view: View) -> tuple[Callable[[Written, Look], str], Look]:
    """The writer of the format asked for, and how it may look; stops before anything is read or written."""
    return session.chosen(view, {"text": pages.text, "json": pages.as_json}), session.look_of(view)


def begun(tree: Tree, clock: AsOf) -> Written:
    """Add an undecided entry for each control that has none."""
    run = stating.run_on(tree, Clock(as_of=clock.as_of))
    found = stating.stated(run)
    path, new = _register(tree, run)
    missing = [control for control in found.controls if not control.entries]
    if not missing:
        return Written(found, path, (), ())
    if not is_yaml(path):
        raise Stop(f"{path} {TABLE}")
    change = soa.begun(missing, path) if new else soa.added_to(_file(tree, run, path), missing)
    if change is None:
        raise Stop(f"{path}: {IN_PLACE}")
    _understood(run, path)
    return Written(found, path, apply(tree, [change]), tuple(control.ref for control in missing))


def _register(tree: Tree, run: Run) -> tuple[str, bool]:
    """The file of the register, and whether it is still to be made. Of several, the one with most decisions."""
    layout = layout_of(tree.sources)
    shelf = next(shelf for shelf in layout.shelves if shelf.name == LIST)
    there = [s.path for s in tree.sources if (found := layout.shelf_of(s.path)) and found.name == LIST]
    if not there:
        plain = [pattern for pattern in shelf.patterns if not WILDCARDS.search(pattern)]
        if not plain:
            raise Stop(f"the layout in isokit.yaml names no single file for {LIST}; make one with {LIST}: [] in it")
        return plain[0], True
    used = Counter(entry.path for entry in run.workspace.of(Applicability) if entry.control)
    path = max(there, key=lambda each: (used[each], is_yaml(each)))
    _readable(run, path)
    return path, False


def _readable(run: Run, path: str) -> None:
    """Stop where a file cannot be read."""
    if any(piece.place.path == path for piece in run.workspace.of(Illegible)):
        raise Stop(f"{path} cannot be read; see isokit check {path}")


def _understood(run: Run, path: str) -> None:
    """Stop where a key or a value is not understood: it may be a decision, under a word that is misspelt."""
    unfit = (p.place for p in run.workspace.pieces if isinstance(p, stating.UNFIT) and p.place.path == path)
    if key := next((part for place in unfit for part in reversed(place.route) if isinstance(part, str)), None):
        raise Stop(f"{path}: {visible(key)} is not understood, and may be a decision; mend it, see isokit check {path}")


def _file(tree: Tree, run: Run, path: str) -> InTree:
    return InTree(path, bytes_of(tree, run, path), run.workspace.settings.aliases)


def approved(tree: Tree, clock: AsOf, by: str, version: str | None) -> Written:
    """Approve the statement as it stands, under its version or another one, and seal its decisions."""
    run = stating.run_on(tree, Clock(as_of=clock.as_of))
    found = stating.stated(run)
    path, new = _register(tree, run)
    able(by, run.today, run.workspace)
    _approvable(found, path, new)
    _whole(run)
    approval = Approval(by=by).model_copy(update={"on": run.today})
    issued = _issued(run, path, version, approval)
    seal = statement_now(issued, run.workspace).digest
    signed = issued.model_copy(update={"approved": approval.model_copy(update={"digest": seal})})
    edited = soa.approved(_file(tree, run, path), signed)
    if edited is None:
        raise Stop(f"{path}: {IN_PLACE}")
    return Written(found, path, apply(tree, [edited]), approval=signed)


def _approvable(found: Statement, path: str, new: bool) -> None:
    """Stop where the statement cannot be approved as it stands."""
    if new:
        raise Stop("nothing is decided yet; isokit soa init begins the register")
    if not is_yaml(path):
        raise Stop(f"{path} is a table, and holds no approval; move the decisions to registers/applicability.yaml")
    if twice := [each.name for each in found.controls if any(overlapping(each.entries))]:
        raise Stop(f"{few(twice, MOST_NAMED)}: decided by several entries; leave one for each, then approve")
    if found.undecided:
        raise Stop(
            f"{few((control.name for control in found.undecided), MOST_NAMED)}: not decided yet; decide, then approve"
        )
    if bare := [each.name for each in found.controls if each.applicable is False and not each.justification]:
        raise Stop(f"{few(bare, MOST_NAMED)}: excluded without a justification; say why, then approve")
    if bare := [each.name for each in found.controls if each.applicable and not each.justification]:
        raise Stop(f"{few(bare, MOST_NAMED)}: included without a justification; say why, then approve")
    decisions = [decision for control in found.controls for decision in control.decisions]
    if flawed := [decision.control or decision.id for decision in decisions if decision.flawed]:
        raise Stop(f"{few(flawed, MOST_NAMED)}: fields that cannot be read; see isokit check {path}")
    if elsewhere := sorted({decision.path for decision in decisions} - {path}):
        raise Stop(
            f"decisions stand in {path} and {few(elsewhere, MOST_NAMED)}; an approval seals one file, so join them"
        )


def _whole(run: Run) -> None:
    """Stop where a decision would be sealed that is on no control, and counts for nothing."""
    path = next(entry.path for entry in run.workspace.of(Applicability))
    if lost := strays(statement_now(SoaApproval(id=path), run.workspace), run.workspace, run.today):
        raise Stop(
            f"{few(lost, MOST_NAMED)}: decided on, and no control of an adopted standard; see isokit check {path}"
        )


def _issued(run: Run, path: str, version: str | None, approval: Approval) -> SoaApproval:
    """The statement with its approval to be. Stops where a version was approved with other decisions, or is lacking."""
    before = soa_approval_of(run.workspace)
    number = version or (before.version if before else None)
    if number is None:
        raise Stop("the statement has no version yet; give one, as --version 1.0")
    if _taken(run, path, number):
        raise Stop(f"version {number} was approved with other decisions; give a new one with --version")
    return SoaApproval(id=path, version=number, approved=approval).written(Place(path))


def _taken(run: Run, path: str, version: str) -> bool:
    """Whether a version was approved with other decisions, as its seal shows, or git where the seal is gone."""
    issued = soa_approval_of(run.workspace) or SoaApproval(id=path).written(Place(path))
    now = statement_now(issued, run.workspace)
    if issued.approved.digest:
        return issued.version == version and now.altered
    then = last_sealed(path, run.history.past, run.workspace)
    return then is not None and then.approval.version == version and bool(now.changed(then))
