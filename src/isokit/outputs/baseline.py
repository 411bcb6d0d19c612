"""What became of a baseline: how many findings it holds, which were added and which dropped."""

from __future__ import annotations

import json
from typing import NamedTuple

from isokit.model.baseline import KnownFinding
from isokit.outputs.look import Look
from isokit.text.escape import visible
from isokit.text.words import many


class Told(NamedTuple):
    """The file of a baseline, whether it was written, and its findings."""

    path: str
    written: bool
    total: int
    added: tuple[KnownFinding, ...]
    dropped: tuple[KnownFinding, ...]


def text(told: Told, look: Look) -> str:
    """A line for the file, and one for each finding added or dropped."""
    counts = f"{many(told.total, 'finding')}, {len(told.added)} added, {len(told.dropped)} dropped"
    head = f"{told.path}: {counts}" + ("" if told.written else " (unchanged)")
    lines = [head, *(_line("+", known) for known in told.added), *(_line("-", known) for known in told.dropped)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _line(sign: str, known: KnownFinding) -> str:
    return " ".join(filter(None, (sign, known.code, known.path, known.subject, known.route)))


def as_json(told: Told, look: Look) -> str:
    """`isokit/baseline/1`."""
    document = {
        "schema": "isokit/baseline/1",
        "path": told.path,
        "written": told.written,
        "total": told.total,
        "added": [known.model_dump() for known in told.added],
        "dropped": [known.model_dump() for known in told.dropped],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
