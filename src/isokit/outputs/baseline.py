"""What a command did to a baseline: how many findings it holds, which were added and which dropped."""

from __future__ import annotations

from isokit.outputs.look import Look
from isokit.schemas.baseline import Baseline, KnownFinding
from isokit.text.escape import visible
from isokit.text.words import many


def text(baseline: Baseline, look: Look) -> str:
    counts = f"{many(baseline.total, 'finding')}, {len(baseline.added)} added, {len(baseline.dropped)} dropped"
    head = f"{baseline.path}: {counts}" + ("" if baseline.written else " (unchanged)")
    added, dropped = (_line("+", known) for known in baseline.added), (_line("-", known) for known in baseline.dropped)
    return "".join(f"{visible(line)}\n" for line in (head, *added, *dropped))


def _line(sign: str, known: KnownFinding) -> str:
    return " ".join(filter(None, (sign, known.code, known.path, known.subject, known.route)))
