"""One line a finding, never wrapped: `path:line:col: CODE [severity] message`."""

from __future__ import annotations

from isokit.model.finding import Finding
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import inert, visible


def write(run: Run, look: Look) -> str:
    """The findings that count, a line each."""
    return "".join(f"{line(finding)}\n" for finding in run.counting)


def left_out(run: Run) -> list[str]:
    """How many findings are set aside, and how many are not new; nothing where there are none."""
    suppressed, baselined = run.aside
    parts = [f"{suppressed} suppressed, {baselined} baselined"] if suppressed or baselined else []
    if run.since and run.since.older:
        parts.append(f"{run.since.older} not new since {visible(run.since.revision)}")
    return parts


def line(finding: Finding) -> str:
    """One finding in one line."""
    at = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    help_text = f"; {finding.help}" if finding.help else ""
    return inert(visible(f"{at}: {finding.code} [{finding.severity}] {finding.message}{help_text}"))
