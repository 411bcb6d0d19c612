"""SARIF 2.1.0, for code scanning: the findings with the pages of their rules, suppressed ones included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any
from urllib.parse import quote

from isokit import __version__
from isokit.model.finding import Finding, Severity, Suppression
from isokit.model.rule import Rule
from isokit.outputs.ci import in_repository, numbered, shortened, told, worst_first
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""Results GitHub takes in one upload; a file with more is refused as a whole."""
LONGEST_DESCRIPTION = 1024
MOST_TAGS = 20
"""GitHub's limits for a rule."""
CRASHED = "BUG000"
"""The code of findings that a rule made by crashing; there is no rule of that code."""
PLACEHOLDER = re.compile(r"\{(\d+)\}")
WORSE_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
"""What GitHub calls the severities of a rule that is not about security."""
Json = dict[str, Any]


def write(run: Run, look: Look) -> str:
    """The run as one log. Columns count characters; paths are relative to the root of the git repository."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(run: Run) -> Json:
    findings = worst_first(run.findings)
    rules = [*(_rule(rule) for rule in run.rules), *_others(findings, run)]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    return {
        "tool": {"driver": {"name": "isokit", "semanticVersion": __version__, "rules": rules}},
        "automationDetails": {"id": f"isokit/{_uri(run.history.prefix)}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(findings)],
        "results": [_result(finding, run, index[finding.code]) for finding in findings[:MOST]],
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
        "properties": {"tags": [*rule.clauses[:MOST_TAGS]], "problem.severity": WORSE_WORDS[rule.severity]},
    }


def _why(page: str) -> str:
    """The words of a page before its examples, without line breaks."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in page.split("\n\n"))
    return " ".join(takewhile(lambda words: not words.endswith(":") and not words.startswith("```"), paragraphs))


def _others(findings: Sequence[Finding], run: Run) -> Iterator[Json]:
    """What a finding is of whose code is no rule's that was asked: a rule that crashed."""
    known = {rule.code for rule in run.rules}
    for code, name in {f.code: f.name for f in findings if f.code not in known}.items():
        words = {"text": name.replace("-", " ")}
        yield {"id": code, "name": name, "shortDescription": words, "fullDescription": words, "help": words}


def _invocation(findings: Sequence[Finding]) -> Json:
    """That a rule crashed, and that findings were left out, is said: a log never looks more whole than it is."""
    crashed = any(finding.code == CRASHED for finding in findings)
    left = len(findings) - MOST
    text = f"{numbered(left, 'finding')} beyond {MOST:,}, the least severe, were left out; isokit check lists them all"
    notes = [{"level": "warning", "message": {"text": text}}] if left > 0 else []
    return {"executionSuccessful": not crashed, "toolExecutionNotifications": notes}


def _result(finding: Finding, run: Run, rule: int) -> Json:
    uri = _uri(in_repository(finding.path, run))
    where = {"artifactLocation": {"uri": uri}, "region": _region(finding)}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": _plain(told(finding))},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.fingerprint}:1"},
        "suppressions": [_suppression(finding.suppressed)] if finding.suppressed else [],
        "properties": {"subject": finding.place.subject, "clauses": [*finding.clauses]},
    }


def _region(finding: Finding) -> Json:
    span = finding.span
    begin = {"startLine": span.line, "startColumn": span.column}
    return begin | {"endLine": span.end_line, "endColumn": span.end_column}


def _suppression(aside: Suppression) -> Json:
    """A comment stands in the source; settings and baseline do not. Accepted, or it would not suppress."""
    kind = "inSource" if aside.by == "comment" else "external"
    until = {"properties": {"by": aside.by, "until": aside.until}}
    return {"kind": kind, "status": "accepted", "justification": visible(aside.reason), **until}


def _uri(path: str) -> str:
    """A path as a relative reference; what is no UTF-8 in the name of a folder above the tree stays its bytes."""
    return quote(path, errors="surrogateescape")


def _plain(words: str) -> str:
    """Text of the tree that is neither a link nor a placeholder of SARIF's plain messages (3.11.5, 3.11.6)."""
    return PLACEHOLDER.sub(r"{{\1}}", words).replace("](", "] (")
