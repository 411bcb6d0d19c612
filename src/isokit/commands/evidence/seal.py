"""isokit evidence seal: the SHA-256 of attached files written into their records."""

from __future__ import annotations

from collections.abc import Sequence

from isokit.analysis.evidence.attachments import FileCheck, FileState, attachments_of
from isokit.changes import evidence as edits
from isokit.changes.edited import InTree
from isokit.commands.context import Context
from isokit.commands.evidence.records import records_of
from isokit.model.edit import Edited
from isokit.model.evidence import Evidence
from isokit.outputs import evidence as pages
from isokit.outputs import json
from isokit.run import Run
from isokit.schemas.evidence_written import Done, Outcome, sealed_of

NOT_EDITABLE = "its record is written in a way that cannot be changed in place; write the hash by hand"
FLAWED = "its record has fields that cannot be read; see isokit check"
CURES = {FileState.POINTER: "; git lfs pull fetches it", FileState.ALTERED: "; --again seals it as it is now"}


def seal(context: Context, words: Sequence[str], again: bool) -> int:
    """Seal the files of some records, or of all; 1 where a file may not be sealed, which stops no other."""
    writers = {"text": pages.sealed_text, "json": json.write}
    show = context.output(writers, everything=context.flags.verbose)
    outcomes: list[Outcome] = []
    with context.writing() as changes:
        run = context.run()
        for record in records_of(words, run.workspace):
            found, edited = _sealed(context, run, record, again)
            changes.add(*([edited] if edited else []))
            outcomes += found
    done = sealed_of(run, outcomes, changes.written)
    show(done)
    context.note_unread(run)
    return int(done.refused)


def _sealed(context: Context, run: Run, record: Evidence, again: bool) -> tuple[list[Outcome], Edited | None]:
    """What becomes of each file of a record, and the edit of the record."""
    found = attachments_of(record, run.workspace.inventory)
    outcomes = [_outcome(record, file, again) for file in found.files]
    hashes = {index: each.sha256 for index, each in enumerate(outcomes) if each.done is Done.SEALED}
    if not hashes:
        return outcomes, None
    data = context.tree.bytes_of(record.path, run.workspace.contents)
    edited = edits.sealed(record, hashes, InTree(record.path, data, run.workspace.settings.aliases))
    return (outcomes if edited else [_not_editable(each) for each in outcomes]), edited


def _outcome(record: Evidence, found: FileCheck, again: bool) -> Outcome:
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
    reason = f"the file {outcome.file.path}: {NOT_EDITABLE}"
    return outcome._replace(done=Done.REFUSED, reason=reason) if outcome.done is Done.SEALED else outcome
