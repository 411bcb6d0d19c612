"""What isokit sees: the root, git, the editions, the files by shelf, and what fits no place."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isokit import __version__
from isokit.model.entity import Entity
from isokit.model.history import GitState
from isokit.model.unread import Illegible
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.escape import visible
from isokit.text.words import many

MOST_SHOWN = 20


def as_json(run: Run, root: Path, look: Look) -> str:
    """`isokit/doctor/1`."""
    return json.dumps(_plain(run, root), ensure_ascii=False, indent=2) + "\n"


def _plain(run: Run, root: Path) -> dict[str, Any]:
    workspace, history = run.workspace, run.history
    return {
        "schema": "isokit/doctor/1",
        "isokit": __version__,
        "root": visible(str(root)),
        "git": {
            "commit": history.commit,
            "branch": history.branch,
            "states": sorted(history.states),
            "detail": history.detail,
        },
        "standards": [standard.standard for standard in workspace.standards],
        "files": {"tree": len(workspace.inventory.paths), "read": len(workspace.contents), **{}},
        "shelves": _by_shelf(run),
        "illegible": sorted({piece.place.path for piece in workspace.of(Illegible)}),
        "unplaced": sorted(workspace.unplaced),
    }


def _by_shelf(run: Run) -> dict[str, dict[str, int]]:
    files: dict[str, set[str]] = defaultdict(set)
    entries: dict[str, int] = defaultdict(int)
    for shelved in run.workspace.shelved:
        if isinstance(shelved.piece, Entity):
            files[shelved.shelf].add(shelved.piece.path)
            entries[shelved.shelf] += 1
    return {shelf: {"files": len(files[shelf]), "entries": entries[shelf]} for shelf in sorted(files)}


def text(run: Run, root: Path, look: Look) -> str:
    """The same for a terminal."""
    return terminal.rendered(_lines(_plain(run, root)), look)


def _lines(plain: dict[str, Any]) -> Iterator[terminal.Block]:
    yield terminal.fact("root", plain["root"])
    git = plain["git"]
    yield terminal.fact("commit", (git["commit"] or "none") + (f" on {git['branch']}" if git["branch"] else ""))
    for state in git["states"]:
        yield terminal.fact("git", GitState(state).meaning + (f" ({git['detail']})" if git["detail"] else ""))
    yield terminal.fact("standards", ", ".join(plain["standards"]) or "none adopted")
    yield terminal.fact("files", f"{plain['files']['tree']} in the tree, {plain['files']['read']} read")
    for shelf, count in plain["shelves"].items():
        files = many(count["files"], "file")
        yield terminal.fact("", f"{shelf}: {count['entries']} in {files}")
    yield from _listed("not read", plain["illegible"], "every file of the layout can be read")
    yield from _listed("not placed", plain["unplaced"], "every document and record fits a place of the layout")


def _listed(head: str, paths: list[str], none: str) -> Iterator[terminal.Block]:
    yield terminal.fact(head, none if not paths else str(len(paths)))
    yield from (terminal.fact("", path) for path in paths[:MOST_SHOWN])
    if len(paths) > MOST_SHOWN:
        yield terminal.fact("", f"and {len(paths) - MOST_SHOWN} more; all of them: isokit doctor -f json")
