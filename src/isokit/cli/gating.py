"""What `isokit check` decides: which rules, which findings, and when it fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from isokit.check.engine import BUG
from isokit.check.registry import all_rules, chosen, resembling
from isokit.cli.legacy import BUG as CRASHED
from isokit.cli.legacy import CLEAN, FOUND, View
from isokit.cli.session import Writers, one_of
from isokit.commands.exit import Stop
from isokit.model.finding import Severity
from isokit.model.history import GitState
from isokit.model.names import BASELINE_FILE, SETTINGS_FILE
from isokit.model.rule import Rule
from isokit.outputs.findings.concise import left_out
from isokit.outputs.formats import writers
from isokit.run import Run
from isokit.schemas.check import Check, since_of, summary_of
from isokit.text.suggestions import suggestion

NEVER = "never"


def selected(select: Iterable[str] | None, ignore: Iterable[str] | None) -> tuple[Rule, ...] | None:
    """The rules to ask; None for all."""
    if not select and not ignore:
        return None
    wanted = _meant(select or (), "--select") or set(all_rules())
    unwanted = _meant(ignore or (), "--ignore")
    return tuple(rule for rule in all_rules() if rule in wanted and rule not in unwanted)


def _meant(words: Iterable[str], flag: str) -> set[Rule]:
    meant: set[Rule] = set()
    for word in (part.strip() for words_of in words for part in words_of.split(",")):
        rules = chosen(word) if word else ()
        if not rules:
            near = resembling(word)
            raise Stop(f"{flag} {word}: there is no such rule; " + suggestion(near, "see isokit rules"))
        meant.update(rules)
    return meant


def known_threshold(fail_on: str) -> None:
    """Stop before anything is read where --fail-on is misspelt."""
    one_of(fail_on, [*Severity, NEVER], "--fail-on")


def exit_code(run: Run, fail_on: str, exit_zero: bool) -> int:
    """3 where a rule crashed, else 1 for findings that weigh enough, else 0."""
    if any(finding.code == BUG for finding in run.findings):
        return CRASHED
    if exit_zero or fail_on == NEVER:
        return CLEAN
    least = Severity(fail_on).weight
    return FOUND if any(finding.severity.weight >= least for finding in run.counting) else CLEAN


def narrowed(run: Run, paths: Sequence[Path], root: Path, beside: Path) -> Run:
    """The run with only the findings in some files or folders. The whole tree was read all the same.

    Stops where there was nothing to check: what was not checked is never fine.
    """
    wanted = [path_inside(path, root, beside) for path in paths] or ["."]
    inside = tuple(finding for finding in run.findings if _within(finding.path, wanted))
    own = (SETTINGS_FILE, BASELINE_FILE)
    checked = [path for path in run.workspace.contents if path not in own and _within(path, wanted)]
    if not checked and not inside:
        where = " ".join(map(str, paths)) or "the tree"
        raise Stop(f"nothing to check: no file of {where} fits the layout; isokit doctor shows what is where")
    return replace(run, findings=inside)


def _within(path: str, wanted: Iterable[str]) -> bool:
    return any(w == "." or path == w or path.startswith(w + "/") for w in wanted)


def path_inside(path: Path, root: Path, beside: Path) -> str:
    """The path in the tree of a file or folder that was typed. Stops where it lies outside, or there is none."""
    full = Path(os.path.abspath(beside / path))
    if not full.is_relative_to(root):
        raise Stop(f"{path} is outside of the tree {root}")
    if not os.path.lexists(full):
        raise Stop(f"there is no {path}")
    return full.relative_to(root).as_posix()


def say_what_is_left_out(run: Run, view: View, not_admitted: int) -> None:
    """Say on stderr what the format does not show: what is set aside, what is not new, what may not set aside."""
    parts = left_out(summary_of(run), since_of(run)) if (view.format or default_format()) == "concise" else []
    if not_admitted:
        parts.append(f"{not_admitted} of the suppressions here do not count: the trusted revision does not have them")
    if GitState.SHALLOW in run.history.states and any("history" in rule.facts for rule in run.rules):
        parts.append(GitState.SHALLOW.meaning)
    if parts and not view.quiet:
        print(f"isokit: {', '.join(parts)}", file=sys.stderr)


def formats() -> Writers[Check]:
    """The formats of findings, by name."""
    return writers("findings")


def default_format() -> str:
    """Excerpts for people at a terminal, one line a finding for everybody else."""
    return "full" if sys.stdout.isatty() else "concise"
