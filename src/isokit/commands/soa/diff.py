"""isokit soa diff: the statement compared with an earlier one."""

from __future__ import annotations

from isokit.analysis.soa.approval import approval_of, soa_approval_of
from isokit.commands.context import Context
from isokit.commands.exit import Stop
from isokit.commands.soa.statement import run_soa, statement_of
from isokit.commands.tree import through_library
from isokit.outputs import json
from isokit.outputs import soa_diff as pages
from isokit.run import Run
from isokit.schemas.soa_diff import soa_diff_of

APPROVE = "isokit soa approve --by ROLE seals it"


def diff(context: Context, revision: str | None, standard: str | None) -> int:
    """Show what changed since a revision, else since the commit that brought the sealed approval."""
    show = context.output({"text": pages.text, "json": json.write})
    run = run_soa(context, standard, through_library(context.tree))
    now = statement_of(run, standard)
    before = _run_at(context, revision or _approved_in(run), now.standard.standard)
    show(soa_diff_of(run, now, before, statement_of(before, now.standard.standard)))
    return 0


def _run_at(context: Context, revision: str, standard: str) -> Run:
    tree = context.tree_at(revision)
    try:
        return run_soa(context, standard, through_library(tree))
    except Stop as reason:
        raise Stop(f"at {revision}, {reason}") from None


def _approved_in(run: Run) -> str:
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
