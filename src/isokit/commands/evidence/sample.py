"""isokit evidence sample: records drawn so that anybody can draw them again."""

from __future__ import annotations

from isokit.analysis.evidence import sample as samples
from isokit.commands.context import Context
from isokit.commands.evidence.records import records_of
from isokit.commands.exit import Stop
from isokit.outputs import evidence as pages
from isokit.outputs import json
from isokit.schemas.evidence_sample import sample_of


def sample(context: Context, word: str, size: int, seed: str) -> int:
    """Show a sample of the records a word stands for."""
    show = context.output({"text": pages.sample_text, "json": json.write})
    if size < 1:
        raise Stop(f"--size {size}: write how many records, 1 or more")
    if not seed:
        raise Stop("--seed needs a text; the same text draws the same records again")
    run = context.run()
    show(sample_of(run, samples.sample(word, records_of([word], run.workspace), size, seed)))
    context.note_unread(run)
    return 0
