"""What `isokit evidence new` and `seal` wrote, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.evidence_written import EvidenceNew, EvidenceSeal


def new_text(found: EvidenceNew, look: Look) -> str:
    """The file written, and what to do next."""
    lines = (*found.written, *(f"next: {step}" for step in found.next))
    return terminal.rendered([terminal.text(line) for line in lines], look, wrap=False)


def sealed_text(found: EvidenceSeal, look: Look) -> str:
    """The records that changed, the files that were refused, and the counts; with `look.all` each file."""
    return terminal.rendered(_sealed(found, look), look, wrap=False)


def _sealed(found: EvidenceSeal, look: Look) -> Iterator[terminal.Block]:
    yield from (terminal.text(path) for path in found.written)
    for each in found.files:
        if each.done == "refused":
            yield terminal.text((each.id, "bold"), "  ", ("refused", "red"), f"  {each.reason}")
        elif look.all:
            yield terminal.text((each.id, "bold"), f"  {each.done}  {each.path}")
    counts = found.summary
    words = f"{counts.sealed} sealed, {counts.unchanged} were sealed already"
    yield terminal.text(words + (f", {counts.refused} refused" if counts.refused else ""))
