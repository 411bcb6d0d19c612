"""isokit doctor: what isokit finds in the tree, and what it cannot use."""

from __future__ import annotations

from isokit.commands.context import Context, understood
from isokit.commands.output import spread
from isokit.outputs import doctor as pages
from isokit.request import Request


def doctor(context: Context) -> int:
    """Show the state of the tree, even where isokit.yaml cannot be understood."""
    show = context.output({"text": spread(pages.text), "json": spread(pages.as_json)})
    run = context.attempt(Request(context.today, assess=False))
    show((run, context.tree.root))
    understood(run)
    return 0
