"""isokit soa: the statement of applicability, from the answer of an earlier run if nothing has changed since.

Imports little, so that such an answer is shown at once.
"""

from __future__ import annotations

from isokit.commands import answer_cache
from isokit.commands.context import Context


def show(context: Context, standard: str | None) -> int:
    """Show the statement for an edition, else for the newest one adopted."""
    answer_cache.answered(context, ("soa", standard or ""), lambda: _computed(context, standard))
    return 0


def _computed(context: Context, word: str | None) -> str | None:
    """Show the statement, and note what of the tree is not in it; the text if nothing had to be noted."""
    from isokit.analysis.soa.approval import LIST
    from isokit.commands.soa.statement import NOT_UNDERSTOOD, run_soa, statement_of
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
