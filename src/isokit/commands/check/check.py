"""isokit check: the findings, and whether they make it fail."""

from __future__ import annotations

import sys

from isokit.check.engine import BUG as CRASHED
from isokit.commands.check.basis import not_admitted
from isokit.commands.check.scope import Wanted, scope_of
from isokit.commands.context import Context, understood
from isokit.commands.flags import BUG, CLEAN, FOUND, one_of
from isokit.model.finding import Severity
from isokit.model.history import GitState
from isokit.outputs.findings.concise import left_out
from isokit.outputs.formats import writers
from isokit.run import Run
from isokit.schemas.check import check_of, since_of, summary_of

NEVER = "never"


def check(context: Context, wanted: Wanted) -> int:
    default = "full" if sys.stdout.isatty() else "concise"
    show = context.output(writers("findings"), default)
    one_of(wanted.fail_on, [*Severity, NEVER], "--fail-on")
    scope = scope_of(context, wanted)
    if scope is None:
        return CLEAN
    if wanted.fix or wanted.unsafe or wanted.diff:
        from isokit.commands.check.fix import fix

        done = fix(context, scope, wanted)
        if wanted.diff:
            return exit_code(done.run, NEVER, wanted.exit_zero) or int(bool(done.files) and not wanted.exit_zero)
    whole, run = scope.runs(context)
    show(check_of(run))
    _note_left_out(context, run, not_admitted(whole), context.flags.format or default)
    understood(whole)
    return exit_code(run, wanted.fail_on, wanted.exit_zero)


def _note_left_out(context: Context, run: Run, refused: int, format: str) -> None:
    """Note what the format does not show: suppressed findings, findings that are not new, suppressions refused."""
    parts = left_out(summary_of(run), since_of(run)) if format == "concise" else []
    if refused:
        parts.append(f"{refused} of the suppressions here do not count: the trusted revision does not have them")
    if GitState.SHALLOW in run.history.states and any("history" in rule.facts for rule in run.rules):
        parts.append(GitState.SHALLOW.meaning)
    context.note(", ".join(parts))


def exit_code(run: Run, fail_on: str, exit_zero: bool) -> int:
    """3 where a rule crashed, else 1 for findings that are severe enough, else 0."""
    if any(finding.code == CRASHED for finding in run.findings):
        return BUG
    if exit_zero or fail_on == NEVER:
        return CLEAN
    least = Severity(fail_on).weight
    return FOUND if any(finding.severity.weight >= least for finding in run.counting) else CLEAN
