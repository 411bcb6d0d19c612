"""For people at a terminal: each finding with the line it stands in, why it matters and what to type."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.model.finding import Finding, Severity
from isokit.outputs import terminal
from isokit.outputs.findings.concise import left_out
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import visible
from isokit.text.words import many

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
MARGIN = 12
"""Columns left of an excerpt, and kept free to its right."""


def write(run: Run, look: Look) -> str:
    """The findings that count, then how many there are."""
    reasons = {rule.code: rule.summary for rule in run.rules}
    parts = [part for finding in run.counting for part in (*_finding(finding, reasons, look), terminal.text())]
    return terminal.rendered([*parts, _summary(run)], look, wrap=False)


def _finding(finding: Finding, reasons: dict[str, str], look: Look) -> Iterator[terminal.Line]:
    style = STYLES[finding.severity]
    yield terminal.text((f"{finding.severity}[{finding.code}]", style), (f" {finding.message}", "bold"))
    yield terminal.text(("  --> ", "blue"), f"{finding.path}:{finding.span.line}:{finding.span.column}")
    yield from _excerpt(finding, look, style)
    clauses = f" ({', '.join(finding.clauses)})" if finding.clauses else ""
    yield terminal.text(("   = why:  ", "blue"), f"{reasons.get(finding.code, finding.name)}{clauses}")
    if finding.help:
        yield terminal.text(("   = help: ", "blue"), finding.help)


def _excerpt(finding: Finding, look: Look, style: str) -> Iterator[terminal.Line]:
    """The line of the finding with its place underlined; a long line is shown around that place."""
    if not finding.excerpt.strip():
        return
    span, room = finding.span, max(look.width - 2 * MARGIN, 20)
    start = max(0, span.column - 1 - room // 2) if len(finding.excerpt) > room else 0
    line = finding.excerpt[start : start + room]
    before = visible(line[: span.column - 1 - start])
    end = span.end_column - 1 - start if span.end_line == span.line else len(line)
    marked = visible(line[span.column - 1 - start : end])
    number = str(span.line).rjust(4)
    yield terminal.text((f"{number} | ", "blue"), visible(line))
    caret = "^" * max(1, terminal.cells(marked))
    yield terminal.text((" " * 4 + " | ", "blue"), " " * terminal.cells(before), (caret, style))


def _summary(run: Run) -> terminal.Line:
    counts = ", ".join(many(number, level) for level, number in run.counts.items())
    style = next((STYLES[level] for level, number in run.counts.items() if number), "bold green")
    files = len(run.workspace.contents)
    more = "".join(f"; {part}" for part in (*_mendable(run), *left_out(run)))
    return terminal.text((counts, style), f" in {files} files, as of {run.today}{more}")


def _mendable(run: Run) -> Iterator[str]:
    """How many of the findings a command can mend."""
    safe = sum(finding.fix.safe for finding in run.counting if finding.fix)
    unsafe = sum(not finding.fix.safe for finding in run.counting if finding.fix)
    if safe:
        yield f"--fix mends {safe}"
    if unsafe:
        yield f"--unsafe-fixes would mend {unsafe}" + (" more" if safe else "")
