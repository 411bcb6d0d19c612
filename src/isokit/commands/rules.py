"""isokit rules: every rule on one line."""

from __future__ import annotations

from isokit.check.registry import all_rules
from isokit.commands.context import Context
from isokit.outputs import json
from isokit.outputs import rules as pages
from isokit.schemas.rules import rules_of


def rules(context: Context) -> int:
    """List the rules."""
    context.show(rules_of(all_rules()), {"table": pages.table, "json": json.write})
    return 0
