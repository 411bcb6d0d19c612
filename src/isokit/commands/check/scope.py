"""What isokit check is about: the tree, the rules, and the paths whose findings are shown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from isokit.check.registry import all_rules, chosen, resembling
from isokit.commands.check.basis import Basis, judge, new_since
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.commands.tree import Tree
from isokit.load.tree import about_standards, layout_of
from isokit.model.finding import Severity
from isokit.model.names import BASELINE_FILE, SETTINGS_FILE
from isokit.model.rule import Rule
from isokit.run import Run
from isokit.text.raw import in_turn
from isokit.text.suggestions import suggestion
from isokit.workspace.workspace import Workspace

INDEPENDENT = {"today", "catalog"}
"""The facts a rule may ask for that are the same whatever else is in the tree."""


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
        whole, before = judge(context, self.basis, self.tree)
        return whole, _narrowed(new_since(whole, before, self.basis.since), self, context)


def scope_of(context: Context, wanted: Wanted) -> Scope | None:
    """What is judged; None where --alone names only files that are not part of the management system."""
    rules = _selected(wanted.select, wanted.ignore)
    basis = Basis(rules, wanted.baseline, wanted.since, wanted.trusted)
    if not wanted.alone:
        return Scope(context.tree, basis, wanted.paths)
    tree = tree_of(context, wanted.paths)
    return Scope(tree, replace(basis, rules=rules_by_file(rules)), ()) if tree else None


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


def rules_by_file(rules: Iterable[Rule] | None) -> tuple[Rule, ...]:
    """Those of the rules, or of all, that look at one file by itself."""
    chosen = all_rules() if rules is None else rules
    return tuple(rule for rule in chosen if rule.subject is not Workspace and INDEPENDENT.issuperset(rule.facts))


def tree_of(context: Context, paths: Sequence[Path]) -> Tree | None:
    """The tree with only some files and its own standards; None where no file belongs to the management system.

    Paths, of files or folders, start from the folder of -C or from the current one, as hooks give them.
    """
    if not paths:
        raise Stop("--alone needs files: isokit check --alone PATH…")
    tree = context.tree
    places = [place for path in paths for place in _places(context, path)]
    layout = layout_of(tree.sources)
    files = [source for source in tree.sources if within(source.path, places) and layout.holds(source.path)]
    if not files:
        return None
    wanted = {source.path: source for source in (*about_standards(tree.sources), *files)}
    return replace(tree, sources=[wanted[path] for path in sorted(wanted)], read=in_turn)


def _places(context: Context, path: Path) -> list[str]:
    """The paths in the tree a typed path may mean; none where it is outside. Stops where nothing is there."""
    tree = context.tree
    full = {Path(os.path.abspath(base / path)) for base in (context.folder, Path.cwd())}
    inside = [place.relative_to(tree.root).as_posix() for place in full if place.is_relative_to(tree.root)]
    if not any(map(os.path.lexists, full)) and not any(within(source.path, inside) for source in tree.sources):
        raise Stop(f"there is no {path}")
    return inside


def within(path: str, places: Iterable[str]) -> bool:
    """Whether a path of the tree is one of some places, or in one of them."""
    return any(place in (".", path) or path.startswith(f"{place}/") for place in places)
