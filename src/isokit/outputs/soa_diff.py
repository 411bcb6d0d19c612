"""What changed in the statement of applicability, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.outputs.soa import issue
from isokit.schemas.soa_diff import SoaChange, SoaDiff

SHORT = 10
"""Digits of a commit that are shown."""
NOTHING = "–"


def text(diff: SoaDiff, look: Look) -> str:
    """The controls decided differently, then those with only progress, with the words before and after."""
    return terminal.rendered(_parts(diff), look)


def _parts(diff: SoaDiff) -> Iterator[terminal.Block]:
    commit, changes = diff.before.commit or "", diff.controls
    yield terminal.text((f"{diff.standard}  Statement of applicability, what changed", "bold"))
    yield terminal.fact("before", f"commit {commit[:SHORT]}, {issue(diff.before.state)}")
    yield terminal.fact("after", issue(diff.after.state))
    if not changes:
        yield ""
        yield "no control has changed"
    yield from _section("decided differently", (change for change in changes if change.decides))
    yield from _section("same decision, other changes", (change for change in changes if not change.decides))


def _section(head: str, changes: Iterable[SoaChange]) -> Iterator[terminal.Block]:
    for number, change in enumerate(changes):
        if number == 0:
            yield ""
            yield terminal.text((head, "bold"))
        yield terminal.text(f"{change.name} {change.title}")
        yield from (terminal.indented(words, 2) for words in _words(change))


def _words(change: SoaChange) -> Iterator[terminal.Line]:
    if change.before is None or change.after is None:
        yield terminal.text("is new among the controls" if change.after else "is no longer among the controls")
    for name in change.changed:
        old, new = (_shown(name, getattr(each, name, None)) for each in (change.before, change.after))
        yield terminal.text((f"{name}: ", "dim"), (old, "red"), " → ", (new, "green"))


def _shown(name: str, value: Any) -> str:
    """A value in the words of the register."""
    if name == "applicable":
        return {True: "true", False: "false", None: "undecided"}[value]
    return (", ".join(value) if isinstance(value, tuple | list) else str(value or "")) or NOTHING
