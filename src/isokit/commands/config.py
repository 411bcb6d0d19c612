"""isokit config: the settings in force, and where each comes from."""

from __future__ import annotations

from isokit.check.registry import RULES
from isokit.commands.context import Context
from isokit.model.levels import Levels
from isokit.outputs import config as pages
from isokit.outputs import json
from isokit.schemas.config import Level, config_of


def config(context: Context) -> int:
    show = context.output({"text": pages.text, "json": json.write})
    run = context.run()
    levels = Levels.of(run.workspace.settings, RULES)
    show(config_of(run, (Level(rule, *levels.with_origin(rule)) for rule in RULES)))
    return 0
