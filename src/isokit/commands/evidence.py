"""isokit evidence due, verify, sample and seal: what is missing, what attached files are, and their seals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from isokit.analysis.evidence import calendar
from isokit.analysis.evidence import sample as samples
from isokit.analysis.evidence.attachments import FileCheck, FileState, attachments_of
from isokit.analysis.evidence.sample import meanings
from isokit.changes import evidence as edits
from isokit.changes.in_place import InTree
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.model.evidence import Evidence
from isokit.model.file_change import Edited
from isokit.model.scalar import TimeSpan, span_in
from isokit.outputs import evidence as pages
from isokit.outputs import json
from isokit.run import Run
from isokit.schemas.evidence import due_of, sample_of
from isokit.schemas.evidence_files import Done, Outcome, sealed_of, verified_of
from isokit.text.reference import parse_reference
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import Unadopted, Unresolved
from isokit.workspace.workspace import Workspace

SHORT = re.compile(r"(\d{1,3}) ?(d|w|m|y)", re.ASCII)
UNITS = {"d": TimeSpan(days=1), "w": TimeSpan(days=7), "m": TimeSpan(months=1), "y": TimeSpan(months=12)}
FARTHEST = TimeSpan(months=60)
"""How far ahead the calendar goes; for a daily series, that is 1,800 records."""
NOT_EDITABLE = "its record is written in a way that cannot be changed in place; write the hash by hand"
FLAWED = "its record has fields that cannot be read; see isokit check"
CURES = {FileState.POINTER: "; git lfs pull fetches it", FileState.ALTERED: "; --again seals it as it is now"}


def due(context: Context, within: str | None) -> int:
    show = context.output({"text": pages.due_text, "json": json.write})
    span = None if within is None else _span(within)
    if span and span.after(context.today) > FARTHEST.after(context.today):
        raise Stop(f"--within {within} is too far ahead; write at most 5y")
    run = context.run()
    until = (span or run.workspace.settings.evidence.warn).after(run.today)
    items = calendar.due(run.workspace, run.today, until)
    show(due_of(run, until, items, calendar.undetermined(run.workspace)))
    context.note_unread(run)
    return 0


def _span(text: str) -> TimeSpan:
    """A span of time: `30d`, `6w`, `3m`, `1y`, or as it is written in files."""
    if short := SHORT.fullmatch(text.strip()):
        unit, many = UNITS[short[2]], int(short[1])
        return TimeSpan(unit.months * many, unit.days * many)
    if span := span_in(text.strip()):
        return span
    raise Stop(f"--within {text} is not a duration; write it like 30d, 6w, 3m or 1y")


def verify(context: Context, words: Sequence[str]) -> int:
    """Show whether the files of some records, or of all, are what was sealed; 1 where one is not."""
    writers = {"text": pages.verified_text, "json": json.write}
    show = context.output(writers, everything=context.flags.verbose)
    run = context.run()
    inventory = run.workspace.inventory
    found = verified_of(run, [attachments_of(record, inventory) for record in records_of(words, run.workspace)])
    show(found)
    context.note_unread(run)
    return int(found.wrong)


def sample(context: Context, word: str, size: int, seed: str) -> int:
    show = context.output({"text": pages.sample_text, "json": json.write})
    if size < 1:
        raise Stop(f"--size {size}: write how many records, 1 or more")
    if not seed:
        raise Stop("--seed needs a text; the same text draws the same records again")
    run = context.run()
    show(sample_of(run, samples.sample(word, records_of([word], run.workspace), size, seed)))
    context.note_unread(run)
    return 0


def seal(context: Context, words: Sequence[str], again: bool) -> int:
    """Seal the files of some records, or of all; 1 where a file may not be sealed, which stops no other."""
    writers = {"text": pages.sealed_text, "json": json.write}
    show = context.output(writers, everything=context.flags.verbose)
    outcomes: list[Outcome] = []
    with context.writing() as changes:
        run = context.run()
        for record in records_of(words, run.workspace):
            found, edited = _seal(context, run, record, again)
            changes.add(*([edited] if edited else []))
            outcomes += found
    done = sealed_of(run, outcomes, changes.written)
    show(done)
    context.note_unread(run)
    return int(done.refused)


def _seal(context: Context, run: Run, record: Evidence, again: bool) -> tuple[list[Outcome], Edited | None]:
    found = attachments_of(record, run.workspace.inventory)
    outcomes = [_outcome(record, file, again) for file in found.files]
    hashes = {index: each.sha256 for index, each in enumerate(outcomes) if each.done is Done.SEALED}
    if not hashes:
        return outcomes, None
    data = context.tree.bytes_of(record.path, run.workspace.contents)
    edited = edits.seal(record, hashes, InTree(record.path, data, run.workspace.settings.aliases))
    return (outcomes if edited else [_not_editable(each) for each in outcomes]), edited


def _outcome(record: Evidence, found: FileCheck, again: bool) -> Outcome:
    if record.flawed:
        reason = f"the file {found.file.path}: {FLAWED} {record.path}"
        return Outcome(record, found.file, Done.REFUSED, reason=reason)
    if found.state is FileState.SEALED:
        return Outcome(record, found.file, Done.UNCHANGED, found.sha256 or "")
    if found.sha256 and (found.state is FileState.UNSEALED or again):
        return Outcome(record, found.file, Done.SEALED, found.sha256)
    return Outcome(record, found.file, Done.REFUSED, reason=found.reason + CURES.get(found.state, ""))


def _not_editable(outcome: Outcome) -> Outcome:
    reason = f"the file {outcome.file.path}: {NOT_EDITABLE}"
    return outcome._replace(done=Done.REFUSED, reason=reason) if outcome.done is Done.SEALED else outcome


def records_of(words: Sequence[str], workspace: Workspace) -> list[Evidence]:
    """The records of ids, types, documents or clauses, each once; all without words. Stops where a word has none."""
    found: dict[Evidence, None] = {}
    for word in words:
        kinds = meanings(word, workspace)
        if not kinds:
            raise Stop(_why_none(word, workspace))
        if len(kinds) > 1:
            raise Stop(f"{word} is {' and '.join(kinds)} here; give one of them another name")
        found.update(dict.fromkeys(record for some in kinds.values() for record in some))
    every = sorted(workspace.of(Evidence), key=lambda record: (record.id, record.path))
    return list(found) if words else every


def _why_none(word: str, workspace: Workspace) -> str:
    meaning = workspace.references.meaning(word)
    if isinstance(meaning, Unadopted):
        return f"{word}: {meaning.standard} is not adopted here"
    if not isinstance(meaning, Unresolved):
        return f"{word}: no record claims {meaning} or a clause below it"
    if parse_reference(word):
        return f"{meaning.message}; {meaning.help}" if meaning.help else meaning.message
    known = {name for record in workspace.of(Evidence) for name in (record.id, record.type or "", *record.documents)}
    near = nearest(word, sorted(known - {""}))
    return f"{word}: no record has this id or type, or supports it; " + suggestion(
        near, "give an id, a type, a document or a clause"
    )
