"""For people at a terminal: each finding with the line it stands in, why it matters and what to type."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs import terminal
from isokit.outputs.findings.concise import left_out
from isokit.outputs.look import Look
from isokit.schemas.check import Check, Finding
from isokit.text.escape import visible
from isokit.text.words import many

STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
MARGIN = 12
"""Columns left of an excerpt, and kept free to its right."""
HANGING = 11
"""Columns before what is wrong and why; help is not broken, since it holds commands to type."""


def write(check: Check, look: Look) -> str:
    reasons = {rule.code: rule.summary for rule in check.rules}
    parts = [part for finding in check.counting for part in (*_finding(finding, reasons, look), terminal.text())]
    return terminal.render([*parts, _summary(check)], look, wrap=False)


def _finding(finding: Finding, reasons: dict[str, str], look: Look) -> Iterator[terminal.Line]:
    style = STYLES[finding.severity]
    head = terminal.text((f"{finding.severity}[{finding.code}]", style), (f" {finding.message}", "bold"))
    yield terminal.broken(head, look, HANGING)
    yield terminal.text(("  --> ", "blue"), f"{finding.path}:{finding.line}:{finding.column}")
    yield from _excerpt(finding, look, style)
    clauses = f" ({', '.join(finding.clauses)})" if finding.clauses else ""
    why = terminal.text(("   = why:  ", "blue"), f"{reasons.get(finding.code, finding.name)}{clauses}")
    yield terminal.broken(why, look, HANGING)
    if finding.help:
        yield terminal.text(("   = help: ", "blue"), finding.help)


def _excerpt(finding: Finding, look: Look, style: str) -> Iterator[terminal.Line]:
    """The line of the finding with its place underlined; a long line is shown around that place."""
    if not finding.excerpt.strip():
        return
    room = max(look.width - 2 * MARGIN, 20)
    start = max(0, finding.column - 1 - room // 2) if len(finding.excerpt) > room else 0
    line = finding.excerpt[start : start + room]
    before = visible(line[: finding.column - 1 - start])
    end = finding.end_column - 1 - start if finding.end_line == finding.line else len(line)
    marked = visible(line[finding.column - 1 - start : end])
    number = str(finding.line).rjust(4)
    yield terminal.text((f"{number} | ", "blue"), visible(line))
    caret = "^" * max(1, terminal.cells(marked))
    yield terminal.text((" " * 4 + " | ", "blue"), " " * terminal.cells(before), (caret, style))


def _summary(check: Check) -> terminal.Line:
    found = check.summary.counts
    counts = ", ".join(many(number, level) for level, number in found.items())
    style = next((STYLES[level] for level, number in found.items() if number), "bold green")
    more = "".join(f"; {part}" for part in (*_fixable(check), *left_out(check.summary, check.since)))
    return terminal.text((counts, style), f" in {check.summary.files} files, as of {check.as_of}{more}")


def _fixable(check: Check) -> Iterator[str]:
    safe = sum(finding.safe for finding in check.counting)
    unsafe = sum(finding.fixable for finding in check.counting) - safe
    if safe:
        yield f"--fix fixes {safe}"
    if unsafe:
        yield f"--unsafe-fixes would fix {unsafe}" + (" more" if safe else "")
