"""isokit evidence verify: attached files compared with their seals."""

from __future__ import annotations

from collections.abc import Sequence

from isokit.analysis.evidence.attachments import attachments_of
from isokit.commands.context import Context
from isokit.commands.evidence.records import records_of
from isokit.outputs import evidence as pages
from isokit.outputs import json
from isokit.schemas.evidence_verify import verified_of


def verify(context: Context, words: Sequence[str]) -> int:
    """Show whether the files of some records, or of all, are what was sealed; 1 where one is not."""
    writers = {"text": pages.verified_text, "json": json.write}
    show = context.output(writers, everything=context.flags.verbose)
    run = context.run()
    inventory = run.workspace.inventory
    found = verified_of(run, [attachments_of(record, inventory) for record in records_of(words, run.workspace)])
    show(found)
    context.note_unread(run)
    return int(found.wrong)
