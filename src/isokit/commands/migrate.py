"""isokit migrate: from one edition of a standard to the next."""

from __future__ import annotations

from dataclasses import dataclass

from isokit.analysis.migration import Migration
from isokit.catalog.standard import Standard
from isokit.changes.migrate import migration
from isokit.changes.references import Move, affected
from isokit.commands.arguments import between, edition
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.model.unread import Illegible
from isokit.outputs import json
from isokit.outputs import migrate as pages
from isokit.run import Run
from isokit.schemas.migrate import migrate_of
from isokit.text.reference import canonical


@dataclass(frozen=True)
class Wanted:
    """From which edition to which, whether old references are replaced, and what was reviewed."""

    old: str
    new: str
    replace: bool = False
    reviewed: tuple[str, ...] = ()


def migrate(context: Context, wanted: Wanted, write: bool) -> int:
    show = context.output({"text": pages.text, "json": json.write})
    with context.writing() as changes:
        run = context.run()
        plan = _plan(context, run, wanted)
        changes.add(*(plan.files if write else ()))
    unread = sorted({piece.place.path for piece in run.workspace.of(Illegible)})
    organization = run.workspace.settings.organization.name
    show(migrate_of(plan, organization, changes.written if write else None, tuple(unread)))
    return 0


def _plan(context: Context, run: Run, wanted: Wanted) -> Migration:
    known = run.workspace.catalog
    joined, older, newer = between(wanted.old, wanted.new, known)
    if edition(wanted.old, known).standard != older.standard:
        raise Stop(f"{newer.standard} is the newer edition; write --from {older.standard} --to {newer.standard}")
    reviewed = tuple(_reviewed(word, older, newer) for word in wanted.reviewed)
    move = Move(run.workspace, joined, run.today, wanted.replace, reviewed)
    files = {path: context.tree.bytes_of(path, run.workspace.contents) for path in affected(move)}
    if not files:
        raise Stop(f"{older.standard} is neither adopted in isokit.yaml nor named in the tree; nothing to migrate")
    return migration(move, files)


def _reviewed(word: str, *editions: Standard) -> str:
    """The canonical form of what was reviewed. Stops where it is neither one of the editions nor a clause of one."""
    reference = canonical(word)
    for standard in editions:
        name, _, local = reference.partition("/")
        if name == standard.standard and (not local or local.partition("/")[0] in standard.by_number):
            return reference
    names = " or ".join(standard.standard for standard in editions)
    raise Stop(f"--reviewed {word} names no clause of {names}; write it like {editions[-1].ref('6.1.2')}")
