"""isokit check: the findings, and whether they make it fail."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from isokit.check.engine import BUG as CRASHED
from isokit.check.registry import all_rules, chosen, resembling
from isokit.commands.check import by_file
from isokit.commands.check.basis import Basis, judged, new_since, not_admitted
from isokit.commands.check.by_file import within
from isokit.commands.context import Context, understood
from isokit.commands.exit import BUG, CLEAN, FOUND, Stop
from isokit.commands.flags import one_of
from isokit.commands.tree import Tree
from isokit.model.finding import Severity
from isokit.model.history import GitState
from isokit.model.names import BASELINE_FILE, SETTINGS_FILE
from isokit.model.rule import Rule
from isokit.outputs.findings.concise import left_out
from isokit.outputs.formats import writers
from isokit.run import Run
from isokit.schemas.check import check_of, since_of, summary_of
from isokit.text.suggestions import suggestion

NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is checked, by which rules, against what, when that fails, and what is fixed."""

    paths: Sequence[Path] = ()
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    alone: bool = False
    baseline: str | None = None
    since: str | None = None
    trusted: str | None = None
    fail_on: str = Severity.ERROR
    exit_zero: bool = False
    fix: bool = False
    unsafe: bool = False
    diff: bool = False


class Scope(NamedTuple):
    """The tree to judge, by what, and the paths whose findings are shown."""

    tree: Tree
    basis: Basis
    paths: Sequence[Path]

    def runs(self, context: Context) -> tuple[Run, Run]:
        """All findings of the tree, and those of them to show."""
        whole, before = judged(context, self.basis, self.tree)
        return whole, _narrowed(new_since(whole, before, self.basis.since), self, context)


def check(context: Context, wanted: Wanted) -> int:
    """Check the tree, and fix it first if that is wanted."""
    default = "full" if sys.stdout.isatty() else "concise"
    show = context.output(writers("findings"), default)
    one_of(wanted.fail_on, [*Severity, NEVER], "--fail-on")
    scope = _scope(context, wanted)
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


def _scope(context: Context, wanted: Wanted) -> Scope | None:
    """What is judged; None where --alone names only files that are not part of the management system."""
    rules = _selected(wanted.select, wanted.ignore)
    basis = Basis(rules, wanted.baseline, wanted.since, wanted.trusted)
    if not wanted.alone:
        return Scope(context.tree, basis, wanted.paths)
    tree = by_file.tree_of(context, wanted.paths)
    return Scope(tree, replace(basis, rules=by_file.rules_by_file(rules)), ()) if tree else None


def _selected(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...] | None:
    """The rules of --select without those of --ignore; None for all."""
    if not select and not ignore:
        return None
    wanted = _rules(select, "--select") or set(all_rules())
    unwanted = _rules(ignore, "--ignore")
    return tuple(rule for rule in all_rules() if rule in wanted and rule not in unwanted)


def _rules(typed: Iterable[str], flag: str) -> set[Rule]:
    found: set[Rule] = set()
    for word in (part.strip() for text in typed for part in text.split(",")):
        rules = chosen(word) if word else ()
        if not rules:
            raise Stop(f"{flag} {word}: there is no such rule; " + suggestion(resembling(word), "see isokit rules"))
        found.update(rules)
    return found


def _narrowed(run: Run, scope: Scope, context: Context) -> Run:
    """The run with only the findings in some files or folders; the whole tree was read all the same.

    Stops where there was nothing to check: what was not checked is never fine.
    """
    wanted = [scope.tree.path_of(path, context.folder) for path in scope.paths] or ["."]
    inside = tuple(finding for finding in run.findings if within(finding.path, wanted))
    own = (SETTINGS_FILE, BASELINE_FILE)
    if not inside and not any(within(path, wanted) for path in run.workspace.contents if path not in own):
        where = " ".join(map(str, scope.paths)) or "the tree"
        raise Stop(f"nothing to check: the layout covers no file of {where}; isokit doctor shows what is where")
    return replace(run, findings=inside)


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
