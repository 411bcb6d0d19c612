"""What `isokit migrate` does: find the editions and their map, plan, and hand the edits to the writer."""

from __future__ import annotations

from dataclasses import dataclass

from isokit.analysis.migration import Migration
from isokit.catalog.standard import Standard
from isokit.changes.cited import Move, concerned
from isokit.changes.migrate import migration
from isokit.cli import assessing, session
from isokit.cli.legacy import AsOf, Clock
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.edge import writer
from isokit.model.unread import Illegible
from isokit.outputs.migrate import Moved
from isokit.run import Run
from isokit.text.reference import canonical
from isokit.text.source import Unreadable, content_id


@dataclass(frozen=True)
class Wish:
    """What was typed: from which edition to which, whether to write, to replace, and what was reviewed."""

    old: str
    new: str
    write: bool = False
    replace: bool = False
    reviewed: tuple[str, ...] = ()


def moved(tree: Tree, clock: AsOf, wish: Wish) -> Moved:
    """Plan the move, and write it where that is wished."""
    run = session.run_on(tree, Clock(as_of=clock.as_of), session.Asked(assessing.asked().rules, assess=False))
    session.configured(run)
    plan = _plan(tree, run, wish)
    written = tuple(_written(tree, plan)) if wish.write else None
    unread = sorted({piece.place.path for piece in run.workspace.of(Illegible)})
    return Moved(plan, run.workspace.settings.organization.name, written, tuple(unread))


def _plan(tree: Tree, run: Run, wish: Wish) -> Migration:
    between, older, newer = session.between(wish.old, wish.new, run.workspace.catalog)
    if session.edition(wish.old, run.workspace.catalog).standard != older.standard:
        raise Stop(f"{newer.standard} is the newer edition; write --from {older.standard} --to {newer.standard}")
    reviewed = tuple(_reviewed(word, older, newer) for word in wish.reviewed)
    move = Move(run.workspace, between, run.today, wish.replace, reviewed)
    files = _read(tree, run, concerned(move))
    if not files:
        raise Stop(f"{older.standard} is neither adopted in isokit.yaml nor named in the tree; nothing to migrate")
    return migration(move, files)


def _reviewed(word: str, *editions: Standard) -> str:
    """The canonical form of what was looked at. Stops where it is neither an edition of the two nor a clause of one."""
    reference = canonical(word)
    for standard in editions:
        edition, _, local = reference.partition("/")
        if edition == standard.standard and (not local or local.partition("/")[0] in standard.by_number):
            return reference
    names = " or ".join(standard.standard for standard in editions)
    raise Stop(f"--reviewed {word} names no clause of {names}; write it like {editions[-1].ref('6.1.2')}")


def _read(tree: Tree, run: Run, paths: list[str]) -> dict[str, bytes]:
    """The bytes the run was about. Stops where a file has others by now."""
    sources = {source.path: source for source in tree.sources}
    try:
        files = {path: sources[path].read() for path in paths}
    except Unreadable as reason:
        raise Stop(f"a file cannot be read any more: {reason}") from None
    for path, data in files.items():
        if content_id(data) != run.workspace.contents.get(path):
            raise Stop(f"{path} keeps changing while it is read; try again")
    return files


def _written(tree: Tree, plan: Migration) -> list[str]:
    try:
        return writer.apply(tree.root, plan.files)
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None
