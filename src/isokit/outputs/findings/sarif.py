"""SARIF 2.1.0, for code scanning: the findings with the pages of their rules, suppressed ones included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any
from urllib.parse import quote

from isokit import __version__
from isokit.outputs.ci import in_repository, message, numbered, shortened, worst_first
from isokit.outputs.look import Look
from isokit.schemas.check import Check, Finding, Suppression
from isokit.schemas.rules import Rule
from isokit.schemas.serialize import as_json
from isokit.text.escape import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""Results GitHub takes in one upload; a file with more is refused as a whole."""
LONGEST_DESCRIPTION = 1024
MOST_TAGS = 20
"""GitHub's limits for a rule."""
CRASHED = "BUG000"
"""The code of the finding that a rule crashed; no rule has this code."""
PLACEHOLDER = re.compile(r"\{(\d+)\}")
PROBLEM_SEVERITIES = {"error": "error", "warning": "warning", "note": "recommendation"}
"""GitHub's names for the severities of a rule that is not about security."""
Json = dict[str, Any]


def write(check: Check, look: Look) -> str:
    """The findings as one log. Columns count characters; paths are relative to the root of the git repository."""
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(check)]})


def _run(check: Check) -> Json:
    findings = worst_first(check.findings)
    rules = [*(_rule(rule) for rule in check.rules), *_others(findings, check)]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    return {
        "tool": {"driver": {"name": "isokit", "semanticVersion": __version__, "rules": rules}},
        "automationDetails": {"id": f"isokit/{_uri(check.prefix)}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(findings)],
        "results": [_result(finding, check, index[finding.code]) for finding in findings[:MOST]],
    }


def _rule(rule: Rule) -> Json:
    """A rule with its page. Its clauses are tags, by which GitHub filters."""
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": shortened(rule.summary, LONGEST_DESCRIPTION)},
        "fullDescription": {"text": shortened(_why(rule.page), LONGEST_DESCRIPTION)},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [*rule.clauses[:MOST_TAGS]], "problem.severity": PROBLEM_SEVERITIES[rule.severity]},
    }


def _why(page: str) -> str:
    """The words of a page before its examples, without line breaks."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in page.split("\n\n"))
    return " ".join(takewhile(lambda words: not words.endswith(":") and not words.startswith("```"), paragraphs))


def _others(findings: Sequence[Finding], check: Check) -> Iterator[Json]:
    """Entries for findings whose code is not among the rules that were checked: a rule crashed."""
    known = {rule.code for rule in check.rules}
    for code, name in {f.code: f.name for f in findings if f.code not in known}.items():
        words = {"text": name.replace("-", " ")}
        yield {"id": code, "name": name, "shortDescription": words, "fullDescription": words, "help": words}


def _invocation(findings: Sequence[Finding]) -> Json:
    """Reports a crashed rule and findings that were left out, so that a log never looks more complete than it is."""
    crashed = any(finding.code == CRASHED for finding in findings)
    left = len(findings) - MOST
    text = f"{numbered(left, 'finding')} beyond {MOST:,}, the least severe, were left out; isokit check lists them all"
    notes = [{"level": "warning", "message": {"text": text}}] if left > 0 else []
    return {"executionSuccessful": not crashed, "toolExecutionNotifications": notes}


def _result(finding: Finding, check: Check, rule: int) -> Json:
    uri = _uri(in_repository(finding.path, check))
    where = {"artifactLocation": {"uri": uri}, "region": _region(finding)}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": _plain(message(finding))},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.fingerprint}:1"},
        "suppressions": [_suppression(finding.suppressed)] if finding.suppressed else [],
        "properties": {"subject": finding.subject, "clauses": [*finding.clauses]},
    }


def _region(finding: Finding) -> Json:
    start = {"startLine": finding.line, "startColumn": finding.column}
    return start | {"endLine": finding.end_line, "endColumn": finding.end_column}


def _suppression(aside: Suppression) -> Json:
    """Only a comment is in the source; settings and baseline are external. Accepted, or it would not suppress."""
    kind = "inSource" if aside.by == "comment" else "external"
    until = {"properties": {"by": aside.by, "until": aside.until}}
    return {"kind": kind, "status": "accepted", "justification": visible(aside.reason), **until}


def _uri(path: str) -> str:
    """A path as a relative reference; bytes that are not UTF-8 in a folder above the tree are kept."""
    return quote(path, errors="surrogateescape")


def _plain(words: str) -> str:
    """Text that holds no link and no placeholder of SARIF's plain messages (3.11.5, 3.11.6)."""
    return PLACEHOLDER.sub(r"{{\1}}", words).replace("](", "] (")
