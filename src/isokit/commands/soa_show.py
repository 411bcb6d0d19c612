"""isokit soa: the statement of applicability, from the answer of an earlier run if nothing has changed since.

Imports little, so that such an answer is shown at once.
"""

from __future__ import annotations

from dataclasses import astuple

from isokit.commands.context import Context
from isokit.commands.output import look_of
from isokit.edge import cache, disk


def show(context: Context, standard: str | None) -> int:
    """Show the statement for an edition, else for the newest one adopted.

    Only answers about the tree on disk are kept; with --report, all is computed anew.
    """
    flags = context.flags
    place = _place(context, standard or "") if flags.at is None and not (flags.report or flags.no_cache) else None
    text = place.text() if place else None
    if text is not None:
        context.print(text)
        return 0
    text = _compute(context, standard)
    failed = place.keep(text) if place and text is not None else None
    if failed:
        context.note(f"the answer is not kept for the next run: {failed}")
    return 0


def _place(context: Context, standard: str) -> cache.Kept | None:
    try:
        folder = disk.find_root(context.folder)
    except (disk.NoTree, OSError):
        return None
    look = map(str, astuple(look_of(context.flags)))
    return cache.kept(folder, ["soa", standard, context.today.isoformat(), context.flags.format or "", *look])


def _compute(context: Context, word: str | None) -> str | None:
    """Show the statement, and note what of the tree is not in it; the text if nothing had to be noted."""
    from isokit.analysis.soa.approval import LIST
    from isokit.commands.soa import NOT_UNDERSTOOD, run_soa, statement_of
    from isokit.model.unread import Illegible
    from isokit.outputs import json
    from isokit.outputs import soa as pages
    from isokit.schemas.soa import soa_of

    show = context.output({"text": pages.text, "json": json.write, "csv": pages.as_csv})
    run = run_soa(context, word)
    text = show(soa_of(statement_of(run, word), run))
    context.note_unread(run)
    shelved = run.workspace.shelved
    unclear = sorted({p.place.path for p, shelf in shelved if shelf == LIST and isinstance(p, NOT_UNDERSTOOD)})
    if unclear:
        context.note(f"not everything in {' and '.join(unclear)} is understood; see isokit check")
    complete = not unclear and not run.workspace.of(Illegible)
    return text if complete else None
