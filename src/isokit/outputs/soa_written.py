"""What a command wrote into the register of decisions, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.soa import SoaWritten


def text(done: SoaWritten, look: Look) -> str:
    """The file, what was added to it, and what to do next."""
    return terminal.rendered([terminal.text(line) for line in _lines(done)], look, wrap=False)


def _lines(done: SoaWritten) -> Iterator[str]:
    yield done.path if done.written else f"{done.path} (unchanged)"
    if done.added:
        yield f"{done.added_words} added, undecided"
    yield from (f"next: {step}" for step in done.next)
