"""isokit evidence due: the records that are missing, expired or due."""

from __future__ import annotations

import re

from isokit.analysis.evidence import calendar
from isokit.commands.context import Context
from isokit.commands.exit import Stop
from isokit.model.scalar import TimeSpan, span_in
from isokit.outputs import evidence as pages
from isokit.outputs import json
from isokit.schemas.evidence_due import due_of

SHORT = re.compile(r"(\d{1,3}) ?(d|w|m|y)", re.ASCII)
UNITS = {"d": TimeSpan(days=1), "w": TimeSpan(days=7), "m": TimeSpan(months=1), "y": TimeSpan(months=12)}
FARTHEST = TimeSpan(months=60)
"""How far ahead the calendar goes; for a daily series, that is 1,800 records."""


def due(context: Context, within: str | None) -> int:
    """Show what is overdue, and what is due within a time."""
    show = context.output({"text": pages.due_text, "json": json.write})
    span = None if within is None else _span(within)
    if span and span.after(context.today) > FARTHEST.after(context.today):
        raise Stop(f"--within {within} is too far ahead; write at most 5y")
    run = context.run()
    until = (span or run.workspace.settings.evidence.warn).after(run.today)
    items = calendar.due(run.workspace, run.today, until)
    show(due_of(run, until, items, calendar.undetermined(run.workspace)))
    context.note_unread(run)
    return 0


def _span(text: str) -> TimeSpan:
    """A span of time: `30d`, `6w`, `3m`, `1y`, or as it is written in files."""
    if short := SHORT.fullmatch(text.strip()):
        unit, many = UNITS[short[2]], int(short[1])
        return TimeSpan(unit.months * many, unit.days * many)
    if span := span_in(text.strip()):
        return span
    raise Stop(f"--within {text} is not a duration; write it like 30d, 6w, 3m or 1y")
