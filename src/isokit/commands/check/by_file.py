"""isokit check --alone: some files, each judged by itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from isokit.check.registry import all_rules
from isokit.commands.context import Context
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.load.tree import about_standards, layout_of
from isokit.model.rule import Rule
from isokit.text.raw import in_turn
from isokit.workspace.workspace import Workspace

INDEPENDENT = {"today", "catalog"}
"""The facts a rule may ask for that are the same whatever else is in the tree."""


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
