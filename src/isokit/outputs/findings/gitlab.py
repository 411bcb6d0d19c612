"""For GitLab: a code quality report. The format has no place for suppressed findings, so they are left out."""

from __future__ import annotations

from typing import Any

from isokit.outputs.ci import in_repository, message, worst_first
from isokit.outputs.look import Look
from isokit.schemas.check import Check, Finding
from isokit.schemas.serialize import as_json
from isokit.text.escape import visible

SEVERITIES = {"error": "critical", "warning": "major", "note": "info"}
"""`blocker` is not used: the job decides what stops a merge, not a finding."""


def write(check: Check, look: Look) -> str:
    return as_json([_degradation(finding, check) for finding in worst_first(check.counting)])


def _degradation(finding: Finding, check: Check) -> dict[str, Any]:
    """GitLab drops all but one of those that share a fingerprint; isokit's are unique and hold no line numbers."""
    return {
        "description": f"{finding.code}: {message(finding)}",
        "check_name": finding.code,
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": visible(in_repository(finding.path, check)),
            "lines": {"begin": finding.line, "end": finding.end_line},
        },
    }
