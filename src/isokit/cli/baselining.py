"""What `isokit baseline` does: look at the whole tree, and write its baseline anew."""

from __future__ import annotations

import os
from pathlib import Path

from isokit.changes.baseline import Rebased, Way, file_of, rebased
from isokit.check.engine import BUG
from isokit.cli import session
from isokit.cli.judging import Judge, Wish
from isokit.cli.legacy import AsOf, Clock, Root
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.edge import writer
from isokit.model.edit import NewFile
from isokit.model.names import BASELINE_FILE
from isokit.model.unread import Illegible, Misfit, UnknownKey
from isokit.outputs.baseline import Told
from isokit.run import Run


def told(root: Root, clock: AsOf, way: Way, file: str | None) -> Told:
    """Write a baseline. Stops where there is none yet, or one already, or where not all could be looked at."""
    tree = root.tree()
    there = _place(tree, root, file).exists()
    shown = file or BASELINE_FILE
    if there and way is Way.CREATE:
        raise Stop(f"{shown} is there already; isokit baseline update brings it up to date")
    if not there and way is not Way.CREATE:
        raise Stop(f"there is no {shown}; isokit baseline create writes one")
    run, _ = Judge(root, Clock(as_of=clock.as_of), Wish(baseline=file if there else None)).judged(tree)
    _sound(run, shown)
    old = run.workspace.baseline if there else None
    if there and old is None:
        raise Stop(f"git ignores {shown}, so that it sets nothing aside; take it out of .gitignore")
    return _written(tree, _place(tree, root, file), rebased(way, old, run.findings, run.today), shown)


def _place(tree: Tree, root: Root, file: str | None) -> Path:
    return Path(os.path.abspath(root.folder / file)) if file else tree.root / BASELINE_FILE


def _sound(run: Run, shown: str) -> None:
    """Stop where a finding may be missing, or the file itself would lose what somebody wrote into it."""
    session.configured(run)
    if any(finding.code == BUG for finding in run.findings):
        raise Stop("a rule crashed, so that findings may be missing; nothing is written, isokit check says more")
    path = run.workspace.baseline.path if run.workspace.baseline else None
    wrong = (p for p in run.workspace.pieces if isinstance(p, Illegible | Misfit | UnknownKey) and p.place.path == path)
    if any(wrong):
        raise Stop(f"{shown} cannot be understood; isokit check says why, and nothing is written")


def _written(tree: Tree, place: Path, new: Rebased, shown: str) -> Told:
    inside = place.is_relative_to(tree.root)
    folder = tree.root if inside else place.parent
    file: NewFile = file_of(place.relative_to(folder).as_posix(), new.baseline)
    try:
        written = writer.apply(folder, [file])
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None
    return Told(shown, bool(written), len(new.baseline.findings), new.added, new.dropped)
