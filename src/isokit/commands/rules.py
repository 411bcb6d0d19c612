"""isokit rules: every rule on one line."""

from __future__ import annotations

from isokit.check.registry import all_rules
from isokit.commands.context import Context
from isokit.outputs import rules as pages


def rules(context: Context) -> int:
    """List the rules."""
    context.show(all_rules(), {"table": pages.table, "json": pages.as_json})
    return 0
