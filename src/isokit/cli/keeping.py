"""Answers that are not worked out again while nothing they depend on has changed. Imports next to nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import astuple

from isokit.cli.legacy import Clock, Keeping, Root
from isokit.cli.speaking import look_of, say
from isokit.edge import cache, disk
from isokit.edge.clock import today
from isokit.text.escape import visible


def answered(words: Sequence[str], root: Root, clock: Clock, view: Keeping, fresh: Callable[[], str | None]) -> None:
    """Show the answer that was kept for these words, or have a fresh one shown and keep what of it is to be kept.

    Only answers about the tree on disk are kept; with files beside them (--report), all is made anew.
    """
    place = _place(words, root, clock, view) if clock.at is None and not (view.report or view.no_cache) else None
    text = place.text() if place else None
    if text is not None:
        say(text, view)
        return
    shown = fresh()
    failed = place.keep(shown) if place and shown is not None else None
    if failed and not view.quiet:
        print(f"isokit: nothing is kept for the next run: {visible(failed)}", file=sys.stderr)


def _place(words: Sequence[str], root: Root, clock: Clock, view: Keeping) -> cache.Kept | None:
    try:
        folder = disk.find_root(root.folder)
    except (disk.NoTree, OSError):
        return None
    look = map(str, astuple(look_of(view)))
    return cache.kept(folder, [*words, clock.as_of or today().isoformat(), view.format or "", *look])
