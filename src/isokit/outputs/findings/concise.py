"""One line a finding, never wrapped: `path:line:col: CODE [severity] message`."""

from __future__ import annotations

from isokit.outputs.look import Look
from isokit.schemas.check import Check, Finding, Since, Summary
from isokit.text.escape import inert, visible


def write(check: Check, look: Look) -> str:
    return "".join(f"{line(finding)}\n" for finding in check.counting)


def left_out(summary: Summary, since: Since | None) -> list[str]:
    """How many findings are set aside, and how many are not new; empty where there are none."""
    suppressed, baselined = summary.suppressed, summary.baselined
    parts = [f"{suppressed} suppressed, {baselined} baselined"] if suppressed or baselined else []
    if since and since.older:
        parts.append(f"{since.older} not new since {visible(since.revision)}")
    return parts


def line(finding: Finding) -> str:
    at = f"{finding.path}:{finding.line}:{finding.column}"
    help_text = f"; {finding.help}" if finding.help else ""
    return inert(visible(f"{at}: {finding.code} [{finding.severity}] {finding.message}{help_text}"))
