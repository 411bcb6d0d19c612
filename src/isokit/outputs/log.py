"""The past of some files, for a terminal and as JSON: who changed them, and what was approved."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from isokit import __version__
from isokit.analysis.log import Change, Log, Statement
from isokit.outputs import terminal
from isokit.outputs.look import Look

SHORT = 10
"""Digits of a commit that are shown."""


def as_json(log: Log, look: Look) -> str:
    """`isokit/log/1`."""
    plain = {
        "schema": "isokit/log/1",
        "isokit": __version__,
        "name": log.name,
        "title": log.title,
        "files": list(log.paths),
        "whole": log.whole,
        "notes": list(log.notes),
        "changes": [_change(change) for change in log.changes],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _change(change: Change) -> dict[str, Any]:
    commit = change.commit
    return {
        "commit": commit.id,
        "authored": commit.authored.isoformat(),
        "committed": commit.committed.isoformat(),
        "author": commit.author,
        "roles": list(change.roles),
        "subject": commit.subject,
        "files": list(change.paths),
        "approvals": [
            {"document": said.document, "by": said.by, "on": said.on.isoformat() if said.on else None}
            for said in change.statements
        ],
    }


def text(log: Log, look: Look) -> str:
    """The same for a terminal."""
    return terminal.rendered(_parts(log, look), look)


def _parts(log: Log, look: Look) -> Iterator[terminal.Block]:
    yield terminal.text((log.name, "bold"), f" {log.title}")
    yield terminal.fact("files", ", ".join(log.paths) or "none: nothing here claims it")
    for note in log.notes:
        yield terminal.fact("note", note)
    yield ""
    rows = [row for change in log.changes for row in _rows(change, several=len(log.paths) > 1)]
    if rows:
        yield terminal.table(("day", "commit", "who", "what"), rows, look)
    else:
        yield "no commit that changed it is known"


def _rows(change: Change, several: bool) -> Iterator[Sequence[terminal.Line | str]]:
    commit = change.commit
    who = ", ".join(change.roles) or commit.author
    yield commit.authored.isoformat(), commit.id[:SHORT], who, commit.subject
    for said in change.statements:
        yield "", "", "", terminal.text((_said(said), "bold"))
    if several:
        yield "", "", "", terminal.text((", ".join(change.paths), "dim"))


def _said(said: Statement) -> str:
    if said.by is None:
        return f"{said.document} is no longer approved"
    return f"{said.document} approved: by {said.by}" + (f" on {said.on}" if said.on else "")
