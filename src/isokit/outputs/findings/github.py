"""For the log of a GitHub job: annotations as workflow commands, and the rest of the findings as lines of the log."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.model.finding import Finding, Severity
from isokit.outputs.ci import in_repository, limits, numbered, place, told, worst_first
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import inert, visible

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
MOST = 10
"""Annotations of a kind that GitHub shows of one step. All kinds together stay below the 50 it shows of a job."""


def write(run: Run, look: Look) -> str:
    """What limits the result, the worst findings as annotations, and those beyond what GitHub shows as a group."""
    notices = [f"::notice title=isokit::{_data(limit)}" for limit in limits(run)]
    kinds = [[f for f in worst_first(run.counting) if f.severity is level] for level in Severity]
    shown = [annotation(finding, run) for found in kinds for finding in found[:MOST]]
    return "".join(f"{line}\n" for line in (*notices, *shown, *_more([found[MOST:] for found in kinds], run)))


def annotation(finding: Finding, run: Run) -> str:
    """One finding as a workflow command; no text of the tree can end it early or begin another."""
    fields = {"file": in_repository(finding.path, run), **_region(finding), "title": f"{finding.code} {finding.name}"}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items())
    return "::" + inert(f"{KINDS[finding.severity]} {properties}::{_data(told(finding))}")


def _region(finding: Finding) -> dict[str, int]:
    """GitHub takes columns only where a region ends on the line it begins on; else it is the place it begins at."""
    span = finding.span
    begin = {"line": span.line, "col": span.column}
    return begin | ({"endLine": span.line, "endColumn": span.end_column} if span.end_line == span.line else {})


def _data(words: str) -> str:
    """Text behind a command. Line breaks, which would end it, are among what `visible` writes out."""
    return visible(words).replace("%", "%25")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _more(left: list[list[Finding]], run: Run) -> Iterator[str]:
    counts = [f"+{numbered(len(found), f'more {found[0].severity}')}" for found in left if found]
    if counts:
        yield f"::group::{', '.join(counts)}"
        yield from (_line(finding, run) for found in left for finding in found)
        yield "::endgroup::"


def _line(finding: Finding, run: Run) -> str:
    return inert(f"{place(finding, run)}: {finding.code} [{finding.severity}] {told(finding)}")
