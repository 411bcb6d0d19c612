"""For the summary of a GitHub job: Markdown with a table of the findings, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isokit.model.finding import Finding
from isokit.outputs.ci import limits, numbered, place, told, worst_first
from isokit.outputs.findings.concise import left_out
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import markdown

LARGEST = 900 * 1024
"""Bytes. GitHub drops a summary beyond 1 MiB as a whole."""
ROOM = 1024
"""Bytes kept for the line that says how many findings did not fit."""


def write(run: Run, look: Look) -> str:
    """What counts in numbers, then a row a finding, as many as fit."""
    head = "".join(f"{line}\n" for line in _head(run))
    rows = [_row(finding, run) for finding in worst_first(run.counting)]
    fitting = _fitting(rows, LARGEST - ROOM - len(head.encode()))
    left = len(rows) - len(fitting)
    end = f"\n+{numbered(left, 'more finding')}; isokit check lists them all.\n" if left else ""
    return head + "".join(fitting) + end


def _head(run: Run) -> Iterator[str]:
    counts = ", ".join(numbered(number, level) for level, number in run.counts.items())
    checked = f"{numbered(len(run.workspace.contents), 'file')}, {numbered(len(run.rules), 'rule')}"
    left = ", ".join(left_out(run))
    more = f"; not listed: {markdown(left)}" if left else ""
    yield from (f"## isokit check: {counts}", "", f"{checked}, as of {run.today}{more}.", "")
    for limit in limits(run):
        yield from (f"**{markdown(limit)}**", "")
    if run.counting:
        yield from ("| Severity | Rule | Place | What, and what to do |", "| --- | --- | --- | --- |")


def _row(finding: Finding, run: Run) -> str:
    cells = (finding.severity, f"{finding.code} {finding.name}", place(finding, run), told(finding))
    return f"| {' | '.join(markdown(cell) for cell in cells)} |\n"


def _fitting(rows: Iterable[str], room: int) -> list[str]:
    fitting: list[str] = []
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            break
        fitting.append(row)
    return fitting
