"""isokit rules and explain: every rule on one line, or the page of some."""

from __future__ import annotations

from isokit.check.registry import all_rules, chosen, resembling
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.outputs import json
from isokit.outputs import rules as pages
from isokit.schemas.rules import rules_of
from isokit.text.suggestions import suggestion


def rules(context: Context) -> int:
    context.show(rules_of(all_rules()), {"table": pages.table, "json": json.write})
    return 0


def explain(context: Context, word: str) -> int:
    show = context.output({"markdown": pages.page, "json": json.write})
    found = chosen(word)
    if not found:
        raise Stop(f"there is no rule '{word}'; " + suggestion(resembling(word), "see isokit rules"))
    show(rules_of(found))
    return 0
