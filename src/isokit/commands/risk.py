"""isokit risk: the risks and how they are rated."""

from __future__ import annotations

from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.outputs import json
from isokit.outputs import risks as pages
from isokit.schemas.risks import by_score, risks_of


def list_(context: Context, above: bool) -> int:
    show = context.output({"text": pages.text, "json": json.write})
    run = context.run()
    rating, found = run.workspace.settings.risk, by_score(run)
    if above and rating.acceptance is None:
        raise Stop("--above needs an acceptance level; add risk: {acceptance: 9} to isokit.yaml, with your own score")
    show(risks_of(run, found, [each for each in found if rating.above(each.standing)] if above else found))
    context.note_unread(run)
    return 0
