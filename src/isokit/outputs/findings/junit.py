"""JUnit's XML: one suite a standard, one case a clause, so that green clauses are seen.

A clause is green where a rule that was asked looks at it and finds no error; warnings and notes are said in its
`system-out`, and so are findings set aside. What no rule looks at is skipped: it was not checked. Findings behind
which no adopted clause stands are in the suite `isokit`, one case a rule.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from isokit.catalog.standard import Standard, covers
from isokit.model.finding import Finding, Severity
from isokit.outputs.ci import told, worst_first
from isokit.outputs.junit import Case, Failure, Suite, written
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import inert

OWN = "isokit"
UNCHECKED = "no rule that was asked looks at this clause; isokit gap says how it stands"
Found = Mapping[str, Sequence[Finding]]
"""Findings by the reference of a clause behind them; by their code where there is none."""


def write(run: Run, look: Look) -> str:
    """All findings, each in the case of every clause behind it."""
    cited = _cited(run)
    found = _found(run, cited)
    suites = [Suite(standard.standard, [*_cases(standard, cited, found)]) for standard in run.workspace.standards]
    return written([*suites, Suite(OWN, [*_own(run, cited, found)])], run)


def _cited(run: Run) -> frozenset[str]:
    """The adopted clauses behind the rules that were asked. A family adopted in two editions has none."""
    families = Counter(standard.family for standard in run.workspace.standards)
    single = [standard for standard in run.workspace.standards if families[standard.family] == 1]
    wanted = {reference for rule in run.rules for reference in rule.clauses}
    return frozenset(s.ref(number) for s in single for number in s.by_number if f"{s.family}/{number}" in wanted)


def _found(run: Run, cited: frozenset[str]) -> Found:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in worst_first(run.findings):
        for name in cited.intersection(finding.clauses) or {finding.code}:
            found[name].append(finding)
    return found


def _cases(standard: Standard, cited: frozenset[str], found: Found) -> Iterator[Case]:
    """A case for each clause behind a rule, and for each leaf that none of these speaks for."""
    heads = [number for number in standard.by_number if standard.ref(number) in cited]
    for clause in standard.clauses:
        name = f"{clause.clause} {standard.heading(clause)}"
        if clause.clause in heads:
            yield _judged(name, found.get(standard.ref(clause.clause), ()))
        elif standard.leaf(clause) and not any(covers(head, clause.clause) for head in heads):
            yield Case(name, skipped=UNCHECKED)


def _own(run: Run, cited: frozenset[str], found: Found) -> Iterator[Case]:
    """A case for each rule without an adopted clause, and for whatever else was found, as a rule that crashed."""
    placed = {f"{ref.partition(':')[0]}/{ref.partition('/')[2]}" for ref in cited}
    names = {rule.code: rule.name for rule in run.rules if placed.isdisjoint(rule.clauses)}
    names |= {finding.code: finding.name for code in found.keys() - cited for finding in found[code]}
    for code, name in sorted(names.items()):
        yield _judged(f"{code} {name}", found.get(code, ()))


def _judged(name: str, findings: Sequence[Finding]) -> Case:
    errors = [finding for finding in findings if _fails(finding)]
    said = [_line(finding) for finding in findings if not _fails(finding)]
    if not errors:
        return Case(name, said=said)
    more = f" (+{len(errors) - 1} more)" if len(errors) > 1 else ""
    failure = Failure("error", f"{errors[0].code} {told(errors[0])}{more}", [_line(finding) for finding in errors])
    return Case(name, failure, said=said)


def _fails(finding: Finding) -> bool:
    return finding.suppressed is None and finding.severity is Severity.ERROR


def _line(finding: Finding) -> str:
    at = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    aside = finding.suppressed
    why = f" (suppressed by {aside.by}: {aside.reason})" if aside else ""
    return inert(f"{at}: {finding.code} [{finding.severity}] {told(finding)}{why}")
