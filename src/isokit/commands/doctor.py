"""isokit doctor: what isokit finds in the tree, and what it cannot use."""

from __future__ import annotations

from isokit.commands.context import Context, understood
from isokit.outputs import doctor as pages
from isokit.outputs import json
from isokit.request import Request
from isokit.schemas.doctor import doctor_of


def doctor(context: Context) -> int:
    """Show the state of the tree, even where isokit.yaml cannot be understood."""
    show = context.output({"text": pages.text, "json": json.write})
    run = context.attempt(Request(context.today, assess=False))
    show(doctor_of(run, context.tree.root))
    understood(run)
    return 0
