"""isokit baseline: known findings, which do not count."""

from __future__ import annotations

import os
from pathlib import Path

from isokit.changes.baseline import Way, file_of, rebase
from isokit.check.engine import BUG
from isokit.commands.check.basis import Basis, judge
from isokit.commands.context import Context, understood
from isokit.commands.flags import Stop
from isokit.model.names import BASELINE_FILE
from isokit.model.unread import Illegible, Misfit, UnknownKey
from isokit.outputs import baseline as pages
from isokit.outputs import json
from isokit.run import Run
from isokit.schemas.baseline import Baseline, known_findings


def write(context: Context, word: str, file: str | None) -> int:
    """Write the baseline, as `create`, `update` or `prune` say."""
    way = Way(word)
    show = context.output({"text": pages.text, "json": json.write})
    place, name = _place(context, file), file or BASELINE_FILE
    folder = context.tree.root if place.is_relative_to(context.tree.root) else place.parent
    with context.writing(folder) as changes:
        exists = _exists(place, way, name)
        run, _ = judge(context, Basis(baseline=file if exists else None), context.tree)
        _require_whole(run, name)
        old = run.workspace.baseline if exists else None
        if exists and old is None:
            raise Stop(f"git ignores {name}, so it suppresses nothing; take it out of .gitignore")
        new = rebase(way, old, run.findings, run.today)
        changes.add(file_of(place.relative_to(folder).as_posix(), new.baseline))
    show(
        Baseline(
            path=name,
            written=bool(changes.written),
            total=len(new.baseline.findings),
            added=known_findings(new.added),
            dropped=known_findings(new.dropped),
        )
    )
    return 0


def _place(context: Context, file: str | None) -> Path:
    return Path(os.path.abspath(context.folder / file)) if file else context.tree.root / BASELINE_FILE


def _exists(place: Path, way: Way, name: str) -> bool:
    """Whether there is a baseline. Stops where that is not what the command is for."""
    exists = place.exists()
    if exists and way is Way.CREATE:
        raise Stop(f"{name} exists already; isokit baseline update brings it up to date")
    if not exists and way is not Way.CREATE:
        raise Stop(f"there is no {name}; isokit baseline create writes one")
    return exists


def _require_whole(run: Run, name: str) -> None:
    """Stop where a finding may be missing, or the file itself would lose what was written into it."""
    understood(run)
    if any(finding.code == BUG for finding in run.findings):
        raise Stop("a rule crashed, so findings may be missing; nothing is written, isokit check shows more")
    path = run.workspace.baseline.path if run.workspace.baseline else None
    wrong = (p for p in run.workspace.pieces if isinstance(p, Illegible | Misfit | UnknownKey) and p.place.path == path)
    if any(wrong):
        raise Stop(f"{name} cannot be understood; isokit check shows why, and nothing is written")
