"""The history of some files for a terminal: who changed them, and what was approved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.log import Approval, Change, Log

SHORT = 10
"""Digits of a commit that are shown."""


def text(log: Log, look: Look) -> str:
    return terminal.render(_parts(log, look), look)


def _parts(log: Log, look: Look) -> Iterator[terminal.Block]:
    yield terminal.text((log.name, "bold"), f" {log.title}")
    yield terminal.fact("files", ", ".join(log.files) or "none: nothing in the tree claims it")
    for note in log.notes:
        yield terminal.fact("note", note)
    yield ""
    rows = [row for change in log.changes for row in _rows(change, several=len(log.files) > 1)]
    if rows:
        yield terminal.table(("day", "commit", "who", "what"), rows, look)
    else:
        yield "no known commit changed it"


def _rows(change: Change, several: bool) -> Iterator[Sequence[terminal.Line | str]]:
    who = ", ".join(change.roles) or change.author
    yield change.authored.isoformat(), change.commit[:SHORT], who, change.subject
    for approval in change.approvals:
        yield "", "", "", terminal.text((_approval(approval), "bold"))
    if several:
        yield "", "", "", terminal.text((", ".join(change.files), "dim"))


def _approval(approval: Approval) -> str:
    if approval.by is None:
        return f"{approval.document} is no longer approved"
    return f"{approval.document} approved: by {approval.by}" + (f" on {approval.on}" if approval.on else "")
