"""Licensed wording for a terminal. No other output knows of it."""

from __future__ import annotations

from collections.abc import Sequence

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.text.words import many

HEADING = "your licensed wording (private; never rendered)"
Entries = Sequence[tuple[str, str]]
"""Texts, each with the clause or ask it belongs to: `8.4.1`, `8.4.1/c`."""


def text(entries: Entries, look: Look) -> str:
    """The texts under their heading, each with its number; nothing where there is none."""
    if not entries:
        return ""
    points = [terminal.text((f"{name} ", "dim"), " ".join(words.split())) for name, words in entries]
    return terminal.rendered(["", terminal.text((HEADING, "bold")), *(terminal.listed(p, look) for p in points)], look)


def withheld(entries: Entries, look: Look) -> str:
    """That there are such texts, where what is shown may end up in a file."""
    if not entries:
        return ""
    texts = many(len(entries), "text")
    return terminal.rendered(["", terminal.text((f"{HEADING}: {texts}, shown on a terminal only", "dim"))], look)
