"""Files by themselves: what `isokit check --alone` reads, and which rules it asks."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from isokit.check.registry import all_rules
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.load.tree import about_standards, layout_of
from isokit.model.rule import Rule
from isokit.text.raw import in_turn
from isokit.workspace.workspace import Workspace

ENOUGH = {"today", "catalog"}
"""The facts a rule may ask for that are the same whatever else is in the tree."""


def rules(asked: Iterable[Rule] | None) -> tuple[Rule, ...]:
    """Those of the rules that look at one file by itself."""
    chosen = all_rules() if asked is None else asked
    return tuple(rule for rule in chosen if rule.subject is not Workspace and ENOUGH.issuperset(rule.facts))


def tree_of(tree: Tree, paths: Sequence[Path], beside: Path) -> Tree | None:
    """The tree with only some files and what its standards are; None where none of them belongs to the system.

    Paths, of files or folders, lead from the folder given by -C, or from the current one, as hooks give them.
    """
    if not paths:
        raise Stop("--alone needs the files: isokit check --alone PATH…")
    named = [place for path in paths for place in _places(tree, path, beside)]
    layout = layout_of(tree.sources)
    files = [source for source in tree.sources if _within(source.path, named) and layout.holds(source.path)]
    if not files:
        return None
    wanted = {source.path: source for source in (*about_standards(tree.sources), *files)}
    return dataclasses.replace(tree, sources=[wanted[path] for path in sorted(wanted)], read=in_turn)


def _places(tree: Tree, path: Path, beside: Path) -> list[str]:
    """What a path may mean, relative to the root; nothing outside of the tree. Stops where nothing is there."""
    full = {Path(os.path.abspath(base / path)) for base in (beside, Path.cwd())}
    inside = [place.relative_to(tree.root).as_posix() for place in full if place.is_relative_to(tree.root)]
    if not any(map(os.path.lexists, full)) and not any(_within(source.path, inside) for source in tree.sources):
        raise Stop(f"there is no {path}")
    return inside


def _within(path: str, places: Iterable[str]) -> bool:
    return any(place in (".", path) or path.startswith(f"{place}/") for place in places)
