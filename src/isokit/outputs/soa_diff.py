"""What changed in the statement of applicability: for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from isokit import __version__
from isokit.analysis.soa.diff import ControlChange, stated
from isokit.analysis.soa.statement import Statement
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.outputs.soa import issue
from isokit.run import Run
from isokit.schemas.soa_diff import Compared
from isokit.schemas.statement import issued_plain

SHORT = 10
"""Digits of a commit that are shown."""
NOTHING = "–"


def as_json(found: Compared, look: Look) -> str:
    """`isokit/soa-diff/1`."""
    plain = {
        "schema": "isokit/soa-diff/1",
        "isokit": __version__,
        "standard": found.now.standard.standard,
        "as_of": found.run.today.isoformat(),
        "before": _state(found.then, found.before),
        "after": _state(found.now, found.run),
        "controls": [_change(change) for change in found.changes],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _state(statement: Statement, run: Run) -> dict[str, Any]:
    return {"commit": run.history.commit, **issued_plain(statement, run)}


def _change(change: ControlChange) -> dict[str, Any]:
    return {
        "ref": change.control.ref,
        "title": change.control.clause.title,
        "changed": list(change.fields),
        "decides": change.decides,
        "before": stated(change.before) if change.before else None,
        "after": stated(change.after) if change.after else None,
    }


def text(found: Compared, look: Look) -> str:
    """What is decided otherwise, then what is only progress, with the words before and after."""
    return terminal.rendered(_parts(found), look)


def _parts(found: Compared) -> Iterator[terminal.Block]:
    commit, changes = found.before.history.commit or "", found.changes
    yield terminal.text((f"{found.now.standard.standard}  Statement of applicability, what changed", "bold"))
    yield terminal.fact("before", f"commit {commit[:SHORT]}, {issue(found.then, found.before)}")
    yield terminal.fact("after", issue(found.now, found.run))
    if not changes:
        yield ""
        yield "no control is stated otherwise"
    yield from _section("decided otherwise", (change for change in changes if change.decides))
    yield from _section("as decided, and stated otherwise", (change for change in changes if not change.decides))


def _section(head: str, changes: Iterable[ControlChange]) -> Iterator[terminal.Block]:
    for number, change in enumerate(changes):
        if number == 0:
            yield ""
            yield terminal.text((head, "bold"))
        yield terminal.text(f"{change.control.name} {change.control.clause.title}")
        yield from (terminal.indented(words, 2) for words in _words(change))


def _words(change: ControlChange) -> Iterator[terminal.Line]:
    if change.before is None or change.after is None:
        yield terminal.text("is new among the controls" if change.after else "is no longer among the controls")
    before, after = stated(change.before), stated(change.after)
    for name in change.fields:
        old, new = _shown(name, before[name]), _shown(name, after[name])
        yield terminal.text((f"{name}: ", "dim"), (old, "red"), " → ", (new, "green"))


def _shown(name: str, value: Any) -> str:
    """A value in the words of the register."""
    if name == "applicable":
        return {True: "true", False: "false", None: "undecided"}[value]
    return (", ".join(value) if isinstance(value, list) else value) or NOTHING
