"""For the summary of a GitHub job: Markdown with a table of the findings, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isokit.outputs.ci import message, numbered, place, worst_first
from isokit.outputs.findings.concise import left_out
from isokit.outputs.look import Look
from isokit.schemas.check import Check, Finding
from isokit.text.escape import markdown

LARGEST = 900 * 1024
"""Bytes. GitHub drops a summary beyond 1 MiB as a whole."""
ROOM = 1024
"""Bytes kept for the line that says how many findings did not fit."""


def write(check: Check, look: Look) -> str:
    head = "".join(f"{line}\n" for line in _head(check))
    rows = [_row(finding, check) for finding in worst_first(check.counting)]
    fitting = _fitting(rows, LARGEST - ROOM - len(head.encode()))
    left = len(rows) - len(fitting)
    end = f"\n+{numbered(left, 'more finding')}; isokit check lists them all.\n" if left else ""
    return head + "".join(fitting) + end


def _head(check: Check) -> Iterator[str]:
    summary = check.summary
    counts = ", ".join(numbered(number, level) for level, number in summary.counts.items())
    checked = f"{numbered(summary.files, 'file')}, {numbered(summary.rules, 'rule')}"
    left = ", ".join(left_out(summary, check.since))
    more = f"; not listed: {markdown(left)}" if left else ""
    yield from (f"## isokit check: {counts}", "", f"{checked}, as of {check.as_of}{more}.", "")
    for limit in check.limits:
        yield from (f"**{markdown(limit)}**", "")
    if check.counting:
        yield from ("| Severity | Rule | Place | What, and what to do |", "| --- | --- | --- | --- |")


def _row(finding: Finding, check: Check) -> str:
    cells = (finding.severity, f"{finding.code} {finding.name}", place(finding, check), message(finding))
    return f"| {' | '.join(markdown(cell) for cell in cells)} |\n"


def _fitting(rows: Iterable[str], room: int) -> list[str]:
    fitting: list[str] = []
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            break
        fitting.append(row)
    return fitting
