"""JUnit's XML: one suite a standard, one case a clause, so that green clauses are seen.

A clause is green where a rule that was checked is based on it and finds no error; warnings, notes and suppressed
findings are in its `system-out`. A clause that no rule covers is skipped: it was not checked. Findings without an
adopted clause are in the suite `isokit`, one case a rule.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from isokit.outputs.ci import message, worst_first
from isokit.outputs.junit import Case, Failure, Suite, document
from isokit.outputs.look import Look
from isokit.schemas.check import Check, Edition, Finding
from isokit.text.escape import inert

OWN = "isokit"
UNCHECKED = "no rule that was run covers this clause; isokit gap shows its status"
Found = Mapping[str, Sequence[Finding]]
"""Findings by the reference of a clause behind them; by their code where there is none."""


def write(check: Check, look: Look) -> str:
    """All findings, each in the case of every clause behind it."""
    cited = _cited(check)
    found = _found(check, cited)
    suites = [Suite(edition.standard, [*_cases(edition, cited, found)]) for edition in check.standards]
    return document([*suites, Suite(OWN, [*_own(check, cited, found)])], check.as_of)


def _cited(check: Check) -> frozenset[str]:
    """The adopted clauses behind the rules that were checked. A family adopted in two editions has none."""
    families = Counter(edition.family for edition in check.standards)
    single = [edition for edition in check.standards if families[edition.family] == 1]
    wanted = {reference for rule in check.rules for reference in rule.clauses}
    return frozenset(c.ref for each in single for c in each.clauses if f"{each.family}/{c.number}" in wanted)


def _found(check: Check, cited: frozenset[str]) -> Found:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in worst_first(check.findings):
        for name in cited.intersection(finding.clauses) or {finding.code}:
            found[name].append(finding)
    return found


def _cases(edition: Edition, cited: frozenset[str], found: Found) -> Iterator[Case]:
    """A case for each clause behind a rule, and for each leaf that none of these covers."""
    heads = [clause.ref for clause in edition.clauses if clause.ref in cited]
    for clause in edition.clauses:
        name = f"{clause.number} {clause.heading}"
        if clause.ref in heads:
            yield _judged(name, found.get(clause.ref, ()))
        elif clause.leaf and not any(clause.ref.startswith(f"{head}.") for head in heads):
            yield Case(name, skipped=UNCHECKED)


def _own(check: Check, cited: frozenset[str], found: Found) -> Iterator[Case]:
    """A case for each rule without an adopted clause, and for other findings, such as a rule that crashed."""
    placed = {f"{ref.partition(':')[0]}/{ref.partition('/')[2]}" for ref in cited}
    names = {rule.code: rule.name for rule in check.rules if placed.isdisjoint(rule.clauses)}
    names |= {finding.code: finding.name for code in found.keys() - cited for finding in found[code]}
    for code, name in sorted(names.items()):
        yield _judged(f"{code} {name}", found.get(code, ()))


def _judged(name: str, findings: Sequence[Finding]) -> Case:
    errors = [finding for finding in findings if _fails(finding)]
    notes = [_line(finding) for finding in findings if not _fails(finding)]
    if not errors:
        return Case(name, notes=notes)
    more = f" (+{len(errors) - 1} more)" if len(errors) > 1 else ""
    failure = Failure("error", f"{errors[0].code} {message(errors[0])}{more}", [_line(finding) for finding in errors])
    return Case(name, failure, notes=notes)


def _fails(finding: Finding) -> bool:
    return finding.suppressed is None and finding.severity == "error"


def _line(finding: Finding) -> str:
    at = f"{finding.path}:{finding.line}:{finding.column}"
    aside = finding.suppressed
    why = f" (suppressed by {aside.by}: {aside.reason})" if aside else ""
    return inert(f"{at}: {finding.code} [{finding.severity}] {message(finding)}{why}")
