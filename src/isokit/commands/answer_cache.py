"""Answers of earlier runs, shown again while nothing they depend on has changed. Imports little."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple

from isokit.commands.context import Context
from isokit.commands.output import look_of
from isokit.edge import cache, disk


def answered(context: Context, question: Sequence[str], compute: Callable[[], str | None]) -> None:
    """Show the answer kept for a question, or have it computed and shown, and keep the text that gives.

    Only answers about the tree on disk are kept; with --report, all is computed anew.
    """
    flags = context.flags
    place = _place(context, question) if flags.at is None and not (flags.report or flags.no_cache) else None
    text = place.text() if place else None
    if text is not None:
        context.print(text)
        return
    shown = compute()
    failed = place.keep(shown) if place and shown is not None else None
    if failed:
        context.note(f"the answer is not kept for the next run: {failed}")


def _place(context: Context, question: Sequence[str]) -> cache.Kept | None:
    try:
        folder = disk.find_root(context.folder)
    except (disk.NoTree, OSError):
        return None
    look = map(str, astuple(look_of(context.flags)))
    return cache.kept(folder, [*question, context.today.isoformat(), context.flags.format or "", *look])
