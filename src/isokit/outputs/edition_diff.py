"""What is different between two editions: what there is to do, and which questions are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.edition_diff import ClauseChange, EditionDiff


def text(diff: EditionDiff, look: Look) -> str:
    """The clauses that require something else, with what there is to do; the others are counted."""
    old, new = diff.names
    parts = [
        terminal.text((f"{old} to {new}", "bold")),
        terminal.text((_counted(diff), "dim")),
        "",
        *(part for change in diff.clauses if not change.relation.keeps for part in _clause(change)),
        *_asks(diff, look),
    ]
    return terminal.rendered(parts, look)


def _counted(diff: EditionDiff) -> str:
    counts = Counter(change.relation.value for change in diff.clauses)
    asks = Counter(change.relation.value for change in diff.asks)
    words = "clauses: " + ", ".join(f"{number} {relation}" for relation, number in counts.items())
    return words + ("; asks: " + ", ".join(f"{number} {relation}" for relation, number in asks.items()) if asks else "")


def _clause(change: ClauseChange) -> Iterator[terminal.Block]:
    ends = " to ".join(number for number in dict.fromkeys((change.from_, change.to)) if number)
    yield terminal.text((f"{change.relation}".ljust(12), "yellow"), (f"{ends} {change.title}", "bold"))
    yield terminal.indented(terminal.text(change.change, (f" (confidence {change.confidence})", "dim")), 12)


def _asks(diff: EditionDiff, look: Look) -> Iterator[terminal.Block]:
    different = [change for change in diff.asks if change.relation != "same"]
    if different:
        yield ""
        yield terminal.text(("new and changed questions", "bold"))
    for change in different:
        words = f"{change.to or change.from_} {change.ask or change.change}"
        yield terminal.listed(terminal.text((f"{change.relation} ", "yellow"), words), look)
