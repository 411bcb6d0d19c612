"""For GitLab: a code quality report. The format has no place for suppressed findings, so they are left out."""

from __future__ import annotations

import json
from typing import Any

from isokit.model.finding import Finding, Severity
from isokit.outputs.ci import in_repository, told, worst_first
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import visible

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}
"""`blocker` is left for nobody: what stops a merge is decided by the job, not by a finding."""


def write(run: Run, look: Look) -> str:
    """The findings that count, as one JSON document."""
    found = [_degradation(finding, run) for finding in worst_first(run.counting)]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _degradation(finding: Finding, run: Run) -> dict[str, Any]:
    """GitLab drops all but one of those that share a fingerprint; isokit's are unique and know no lines."""
    return {
        "description": f"{finding.code}: {told(finding)}",
        "check_name": finding.code,
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": visible(in_repository(finding.path, run)),
            "lines": {"begin": finding.span.line, "end": finding.span.end_line},
        },
    }
