"""isokit config: the settings in force, and where each comes from."""

from __future__ import annotations

from isokit.check.registry import RULES
from isokit.commands.context import Context
from isokit.commands.output import spread
from isokit.model.levels import Levels
from isokit.outputs import config as pages


def config(context: Context) -> int:
    """Show the settings."""
    show = context.output({"text": spread(pages.text), "json": spread(pages.as_json)})
    run = context.run()
    levels = Levels.of(run.workspace.settings, RULES)
    show((run, tuple(pages.Shown(rule, *levels.with_origin(rule)) for rule in RULES)))
    return 0
