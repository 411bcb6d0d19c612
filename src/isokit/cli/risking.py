"""What `isokit risk list` decides: which risks are shown, and in which form."""

from __future__ import annotations

from collections.abc import Callable

from isokit.check.registry import rules_on_the_unread
from isokit.cli import session
from isokit.cli.legacy import Clock, View
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.outputs import risks as pages
from isokit.outputs.look import Look
from isokit.outputs.risks import Listed
from isokit.schemas.risks import by_score


def shown(view: View) -> tuple[Callable[[Listed, Look], str], Look]:
    """The writer of the format asked for, and how it may look; stops before anything is read."""
    return session.chosen(view, {"text": pages.text, "json": pages.as_json}), session.look_of(view)


def listed(tree: Tree, clock: Clock, above: bool) -> Listed:
    """The risks of a tree, or those above the acceptance level. Stops where there is no such level."""
    run = session.run_on(tree, clock, session.Asked(rules_on_the_unread(), assess=False))
    session.configured(run)
    rating, found = run.workspace.settings.risk, by_score(run)
    if above and rating.acceptance is None:
        raise Stop("--above needs an acceptance level; add risk: {acceptance: 9} to isokit.yaml, with a score of yours")
    chosen = [each for each in found if rating.above(each.standing)] if above else found
    return Listed(run, found, chosen)
