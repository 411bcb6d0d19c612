"""What `isokit evidence seal` does: decide for each file whether it may be sealed, and write the hashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from isokit.analysis.evidence.attachments import FileCheck, FileState, attachments_of
from isokit.changes import evidence as changes
from isokit.changes.setting import InTree
from isokit.cli import session
from isokit.cli.collecting import Shown, meant, read
from isokit.cli.documenting import apply, bytes_of
from isokit.cli.legacy import AsOf, Clock, View
from isokit.commands.tree import Tree
from isokit.model.edit import Edited
from isokit.model.evidence import Evidence
from isokit.outputs import evidence_written as pages
from isokit.outputs.evidence_written import Done, Outcome, Sealed
from isokit.run import Run

IN_PLACE = "its record is written in a way that cannot be changed in place; write the hash by hand"
FLAWED = "its record has fields that cannot be read; see isokit check"
AGAIN = "--again seals it as it is now"
CURES = {FileState.POINTER: "; git lfs pull brings it", FileState.ALTERED: f"; {AGAIN}"}


def told(view: View) -> Shown[Sealed]:
    """The writer of the format asked for, and how it may look; stops before anything is read or written."""
    writers = {"text": pages.sealed_text, "json": pages.sealed_json}
    return session.chosen(view, writers), session.look_of(view, view.verbose)


def sealed(tree: Tree, clock: AsOf, words: Iterable[str], again: bool) -> Sealed:
    """Seal the files of some records, or of all. Those that may not be sealed are told, the others are sealed."""
    run = read(tree, Clock(as_of=clock.as_of))
    edits: list[Edited] = []
    outcomes: list[Outcome] = []
    for record in meant(words, run.workspace):
        done = [_decided(record, each, again) for each in attachments_of(record, run.workspace.inventory).files]
        hashes = {index: each.sha256 for index, each in enumerate(done) if each.done is Done.SEALED}
        edited = _edited(tree, run, record, hashes) if hashes else None
        edits += [edited] if edited else []
        outcomes += done if edited or not hashes else map(_not_editable, done)
    return Sealed(run, outcomes, apply(tree, edits))


def _decided(record: Evidence, found: FileCheck, again: bool) -> Outcome:
    """What becomes of a file: sealed, left as it is, or refused with the reason."""
    if record.flawed:
        reason = f"the file {found.file.path}: {FLAWED} {record.path}"
        return Outcome(record, found.file, Done.REFUSED, reason=reason)
    if found.state is FileState.SEALED:
        return Outcome(record, found.file, Done.UNCHANGED, found.sha256 or "")
    if found.sha256 and (found.state is FileState.UNSEALED or again):
        return Outcome(record, found.file, Done.SEALED, found.sha256)
    return Outcome(record, found.file, Done.REFUSED, reason=found.reason + CURES.get(found.state, ""))


def _not_editable(outcome: Outcome) -> Outcome:
    """What becomes of a file whose record cannot be edited."""
    reason = f"the file {outcome.file.path}: {IN_PLACE}"
    return outcome._replace(done=Done.REFUSED, reason=reason) if outcome.done is Done.SEALED else outcome


def _edited(tree: Tree, run: Run, record: Evidence, hashes: Mapping[int, str]) -> Edited | None:
    file = InTree(record.path, bytes_of(tree, run, record.path), run.workspace.settings.aliases)
    return changes.sealed(record, hashes, file)
