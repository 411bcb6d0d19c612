"""`isokit/check/1`: the findings, with what only the formats of `isokit check` need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from isokit import __version__
from isokit.catalog.standard import Standard
from isokit.model import finding as model
from isokit.model.finding import Severity
from isokit.model.history import GitState
from isokit.run import Run
from isokit.schemas.base import fill
from isokit.schemas.rules import Rule, rules_of
from isokit.schemas.serialize import INTERNAL, WHERE_GIVEN

LIMITS = (GitState.SHALLOW, GitState.SPARSE, GitState.REFUSED, GitState.NO_GIT)
"""What limits a result. A CI job works on a detached head anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was checked, and how many findings count by severity."""

    files: int
    rules: int
    error: int
    warning: int
    note: int
    suppressed: int
    """Findings set aside by a comment or by isokit.yaml."""
    baselined: int
    """Findings set aside by the baseline."""

    @property
    def counts(self) -> dict[str, int]:
        """The findings that count, by severity, worst first."""
        return {"error": self.error, "warning": self.warning, "note": self.note}


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The revision the tree is compared with, and how many findings were there already."""

    revision: str
    commit: str | None
    older: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Why a finding is set aside: by a comment, the settings or the baseline, for a reason, until a day."""

    by: str
    reason: str
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. Lines and columns count from 1, columns in characters; the end is exclusive."""

    code: str
    name: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str
    subject: str | None
    """The id of the entity the finding is about."""
    clauses: tuple[str, ...]
    fixable: bool
    fingerprint: str
    """Identifies the finding when lines move; no line number goes into it."""
    suppressed: Suppression | None
    excerpt: str = field(default="", metadata=INTERNAL)
    safe: bool = field(default=False, metadata=INTERNAL)
    """Whether its fix needs no guess."""

    @property
    def order(self) -> tuple[str | int, ...]:
        """Findings are listed by file and place."""
        return self.path, self.line, self.column, self.end_line, self.end_column, self.code, self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of an adopted edition, as a report lists it."""

    number: str
    ref: str
    heading: str
    leaf: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An adopted edition and its clauses."""

    standard: str
    family: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Output of `isokit check`: every finding, suppressed ones included."""

    schema: Literal["isokit/check/1"] = "isokit/check/1"
    isokit: str = __version__
    as_of: date
    commit: str | None
    summary: Summary
    since: Since | None = field(default=None, metadata=WHERE_GIVEN)
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...] = field(default=(), metadata=INTERNAL)
    """The rules that were checked."""
    standards: tuple[Edition, ...] = field(default=(), metadata=INTERNAL)
    prefix: str = field(default="", metadata=INTERNAL)
    """Where the tree lies in its git repository: `quality/`, or empty for its top."""
    limits: tuple[str, ...] = field(default=(), metadata=INTERNAL)
    """What this checkout cannot tell, a sentence each."""

    @property
    def counting(self) -> tuple[Finding, ...]:
        """The findings that are not suppressed."""
        return tuple(each for each in self.findings if each.suppressed is None)


def check_of(run: Run) -> Check:
    return Check(
        as_of=run.today,
        commit=run.history.commit,
        summary=summary_of(run),
        since=since_of(run),
        findings=tuple(map(finding_of, run.findings)),
        rules=rules_of(run.rules).rules,
        standards=tuple(map(_edition, run.workspace.standards)),
        prefix=run.history.prefix,
        limits=tuple(state.meaning for state in LIMITS if state in run.history.states),
    )


def summary_of(run: Run) -> Summary:
    suppressed, baselined = run.aside
    counts = {level.value: number for level, number in run.counts.items()}
    files, rules = len(run.workspace.contents), len(run.rules)
    return Summary(files=files, rules=rules, **counts, suppressed=suppressed, baselined=baselined)


def since_of(run: Run) -> Since | None:
    return fill(Since, run.since) if run.since else None


def finding_of(found: model.Finding) -> Finding:
    span, aside = found.span, found.suppressed
    return fill(
        Finding,
        found,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        subject=found.place.subject,
        fixable=found.fix is not None,
        suppressed=fill(Suppression, aside) if aside else None,
        excerpt=found.excerpt,
        safe=found.fix is not None and found.fix.safe,
    )


def _edition(standard: Standard) -> Edition:
    clauses = (
        Clause(
            number=clause.clause,
            ref=standard.ref(clause.clause),
            heading=standard.heading(clause),
            leaf=standard.leaf(clause),
        )
        for clause in standard.clauses
    )
    return Edition(standard=standard.standard, family=standard.family, clauses=tuple(clauses))
