"""For the log of a GitHub job: annotations as workflow commands, and the rest of the findings as lines of the log."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs.ci import in_repository, message, numbered, place, worst_first
from isokit.outputs.look import Look
from isokit.schemas.check import Check, Finding
from isokit.text.escape import inert, visible

KINDS = {"error": "error", "warning": "warning", "note": "notice"}
MOST = 10
"""How many annotations of a kind GitHub shows of one step; all kinds together stay below its 50 of a job."""


def write(check: Check, look: Look) -> str:
    """What limits the result, the worst findings as annotations, and those beyond what GitHub shows as a group."""
    notices = [f"::notice title=isokit::{_data(limit)}" for limit in check.limits]
    kinds = [[f for f in worst_first(check.counting) if f.severity == level] for level in KINDS]
    first = [annotation(finding, check) for found in kinds for finding in found[:MOST]]
    return "".join(f"{line}\n" for line in (*notices, *first, *_more([found[MOST:] for found in kinds], check)))


def annotation(finding: Finding, check: Check) -> str:
    """One finding as a workflow command; no text of the tree can end it early or begin another."""
    fields = {"file": in_repository(finding.path, check), **_region(finding), "title": f"{finding.code} {finding.name}"}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items())
    return "::" + inert(f"{KINDS[finding.severity]} {properties}::{_data(message(finding))}")


def _region(finding: Finding) -> dict[str, int]:
    """GitHub accepts columns only where a region ends on the line it starts on; otherwise its start is given."""
    start = {"line": finding.line, "col": finding.column}
    one_line = finding.end_line == finding.line
    return start | ({"endLine": finding.line, "endColumn": finding.end_column} if one_line else {})


def _data(words: str) -> str:
    """Text behind a command. Line breaks, which would end it, are among what `visible` writes out."""
    return visible(words).replace("%", "%25")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _more(left: list[list[Finding]], check: Check) -> Iterator[str]:
    counts = [f"+{numbered(len(found), f'more {found[0].severity}')}" for found in left if found]
    if counts:
        yield f"::group::{', '.join(counts)}"
        yield from (_line(finding, check) for found in left for finding in found)
        yield "::endgroup::"


def _line(finding: Finding, check: Check) -> str:
    return inert(f"{place(finding, check)}: {finding.code} [{finding.severity}] {message(finding)}")
