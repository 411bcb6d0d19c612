"""isokit soa approve: the statement as it stands, approved and sealed."""

from __future__ import annotations

from isokit.analysis.soa.approval import last_sealed, soa_approval_of, statement_now, strays
from isokit.analysis.soa.control import overlapping
from isokit.analysis.soa.statement import Statement
from isokit.changes import soa
from isokit.commands.context import Context
from isokit.commands.exit import Stop
from isokit.commands.roles import require_approver
from isokit.commands.soa.statement import (
    MOST_NAMED,
    NOT_EDITABLE,
    file_to_edit,
    register_of,
    run_soa,
    statement_of,
)
from isokit.model.document import Approval
from isokit.model.entity import Place
from isokit.model.registers.applicability import Applicability, SoaApproval
from isokit.outputs import json
from isokit.outputs import soa_written as pages
from isokit.run import Run
from isokit.schemas.soa_written import soa_written_of
from isokit.text.table import is_yaml
from isokit.text.words import few


def approve(context: Context, by: str, version: str | None) -> int:
    """Approve the statement, under its version or a new one, and seal its decisions."""
    show = context.output({"text": pages.text, "json": json.write})
    with context.writing() as changes:
        run = run_soa(context)
        found = statement_of(run)
        path, exists = register_of(context, run)
        require_approver(by, run.today, run.workspace)
        _require_register(path, exists)
        _require_decided(found, path)
        _require_whole(run)
        signed = _sealed(_issued(run, path, version, Approval(by=by).model_copy(update={"on": run.today})), run)
        edited = soa.approved(file_to_edit(context, run, path), signed)
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
    if lost := strays(statement_now(SoaApproval(id=path), run.workspace), run.workspace, run.today):
        names = few(lost, MOST_NAMED)
        raise Stop(f"{names}: decided on, but not a control of an adopted standard; see isokit check {path}")


def _issued(run: Run, path: str, version: str | None, approval: Approval) -> SoaApproval:
    """The statement to approve. Stops where it has no version, or that was approved with other decisions."""
    before = soa_approval_of(run.workspace)
    number = version or (before.version if before else None)
    if number is None:
        raise Stop("the statement has no version yet; give one, as --version 1.0")
    if _taken(run, path, number):
        raise Stop(f"version {number} was approved with other decisions; give a new one with --version")
    return SoaApproval(id=path, version=number, approved=approval).written(Place(path))


def _sealed(issued: SoaApproval, run: Run) -> SoaApproval:
    seal = statement_now(issued, run.workspace).digest
    return issued.model_copy(update={"approved": issued.approved.model_copy(update={"digest": seal})})


def _taken(run: Run, path: str, version: str) -> bool:
    """Whether a version was approved with other decisions, by its seal, or by git if it has lost the seal."""
    issued = soa_approval_of(run.workspace) or SoaApproval(id=path).written(Place(path))
    now = statement_now(issued, run.workspace)
    if issued.approved.digest:
        return issued.version == version and now.altered
    then = last_sealed(path, run.history.past, run.workspace)
    return then is not None and then.approval.version == version and bool(now.changed(then))
