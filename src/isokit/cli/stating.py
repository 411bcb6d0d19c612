"""What `isokit soa` and `isokit soa diff` decide: which statement of applicability, and what it is compared with."""

from __future__ import annotations

import sys
from functools import partial
from typing import NamedTuple

from isokit.analysis.soa.approval import LIST, approval_of, soa_approval_of
from isokit.analysis.soa.statement import Statement, adopted, has_annex, statement
from isokit.catalog.standard import Standard
from isokit.check.registry import UNREAD, rules_of
from isokit.cli import session
from isokit.cli.assessing import say_what_is_unread
from isokit.cli.legacy import AsOf, Clock, Outputs, Root
from isokit.cli.session import Asked, Writers
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree, through_library
from isokit.load.tree import about_standards, load
from isokit.model.unread import Illegible, Misfit, UnknownKey
from isokit.outputs import soa as pages
from isokit.run import Run
from isokit.schemas.soa_diff import Compared
from isokit.text.escape import visible
from isokit.workspace.workspace import Workspace

UNFIT = (Misfit, UnknownKey)
"""What stands in a register and is not understood."""
FAMILY = "SOA"
"""The rules whose findings stand beside the controls."""
APPROVE = "isokit soa approve --by ROLE seals it"


class Wish(NamedTuple):
    """What was typed: a revision to compare with, and an edition."""

    revision: str | None = None
    standard: str | None = None


def run_on(tree: Tree, clock: Clock, standard: str | None = None) -> Run:
    """The run with what the rules on the statement say, perhaps for an edition that is not adopted."""
    against = (meant(standard, load(about_standards(tree.sources), session.catalog())).standard,) if standard else ()
    run = session.run_on(tree, clock, Asked(rules_of(FAMILY, *UNREAD), assess=False, against=against))
    session.configured(run)
    return run


def meant(word: str, workspace: Workspace) -> Standard:
    """The edition a word means: of a standard without edition, the adopted one where there is only one."""
    named = workspace.catalog.named(word)
    here = [standard for standard in workspace.standards if standard.standard in named]
    return here[0] if len(here) == 1 else session.edition(word, workspace.catalog)


def stated(run: Run, standard: str | None = None) -> Statement:
    """The statement for an edition, else for the newest one adopted. Stops where there are no controls to decide on."""
    found = _edition(run, standard)
    return statement(found, run.workspace, run.today)


def _edition(run: Run, word: str | None) -> Standard:
    if word:
        found = meant(word, run.workspace)
        if not has_annex(found):
            raise Stop(f"{found.standard} has no controls to decide on; isokit soa --standard iso27001:2022 has")
        return found
    if choices := adopted(run.workspace):
        return choices[-1]
    raise Stop("no adopted edition has controls to decide on; give one, as --standard iso27001:2022")


def shown(tree: Tree, clock: Clock, view: Outputs, standard: str | None) -> str | None:
    """Show the statement, and say what of the tree is not in it; the text where nothing had to be said."""
    run = run_on(tree, clock, standard)
    text = session.show(run, view, formats(stated(run, standard)), default="text")
    say_what_is_unread(run, view)
    unfit = sorted({p.place.path for p, shelf in run.workspace.shelved if shelf == LIST and isinstance(p, UNFIT)})
    if unfit and not view.quiet:
        paths = " and ".join(map(visible, unfit))
        print(f"isokit: not all of {paths} is understood; see isokit check", file=sys.stderr)
    complete = not unfit and not run.workspace.of(Illegible)
    return text if complete else None


def formats(found: Statement) -> Writers[Run]:
    """The formats of `isokit soa`, by name."""
    return {
        "text": partial(pages.text, found),
        "json": partial(pages.as_json, found),
        "csv": partial(pages.as_csv, found),
    }


def compared(tree: Tree, root: Root, clock: AsOf, wish: Wish) -> Compared:
    """The statement as it is and as it was at a revision, else in the commit that brought its sealed approval."""
    day = Clock(as_of=clock.as_of)
    run = run_on(through_library(tree), day, wish.standard)
    now = stated(run, wish.standard)
    revision = wish.revision or _approved_in(run)
    then = root.tree(revision)
    try:
        before = run_on(through_library(then), day, now.standard.standard)
    except Stop as reason:
        raise Stop(f"at {revision}, {reason}") from None
    return Compared(run, now, before, stated(before, now.standard.standard))


def _approved_in(run: Run) -> str:
    """The commit that brought the approval. Stops where the statement is not sealed, or git knows of none."""
    issued, cure = soa_approval_of(run.workspace), "name a revision: isokit soa diff REV"
    if issued is None or not issued.approved.by:
        raise Stop(f"the statement of applicability is not approved; {APPROVE}, or {cure}")
    if issued.approved.digest is None:
        raise Stop(f"the approval of the statement of applicability is not sealed; {APPROVE}, or {cure}")
    past = run.history.past
    if found := approval_of(issued, past, run.workspace):
        return found[0].id
    why = f"; {past.detail}" if past.detail else ""
    raise Stop(f"git knows no commit that holds this approval of {issued.path}{why}; commit it, or {cure}")
