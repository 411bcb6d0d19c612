"""isokit evidence new: a record from what was typed and from the record it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from isokit.analysis.evidence.attachments import absence, pointer
from isokit.analysis.evidence.periods import label, period_in
from isokit.analysis.evidence.series import series_of, times_of
from isokit.catalog.standard import Kind
from isokit.changes.doc import next_behind
from isokit.changes.evidence import BEGINS, Draft, new_record, record_in
from isokit.commands.arguments import require_role
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.load.tree import layout_of
from isokit.model.document import Document
from isokit.model.evidence import AttachedFile, Evidence
from isokit.model.scalar import TimeSpan, span_in
from isokit.outputs import evidence as pages
from isokit.outputs import json
from isokit.run import Run
from isokit.schemas.evidence_files import new_of
from isokit.text.reference import canonical
from isokit.text.source import Unreadable
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import ClauseRef, Unresolved, too_broad
from isokit.workspace.inventory import Inventory
from isokit.workspace.workspace import Workspace

ID = re.compile(r"\w[\w.-]*")
TYPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
PERIODS = "Q3, 2026-Q3, 2026-H1, 2026-07, 2026, or FROM..TO with two dates"
Period = tuple[date, date]


class Wanted(NamedTuple):
    """What a new record is to be; None for what was not typed."""

    title: str | None
    type: str | None
    like: str | None
    period: str | None
    every: str | None
    owner: str | None
    by: str | None
    id: str | None
    clauses: tuple[str, ...]
    documents: tuple[str, ...]
    files: tuple[Path, ...]


def new(context: Context, wanted: Wanted) -> int:
    show = context.output({"text": pages.new_text, "json": json.write})
    with context.writing() as changes:
        run = context.run()
        workspace, tree = run.workspace, context.tree
        like = _followed(wanted.like, workspace) if wanted.like else None
        paths = [tree.path_of(path, context.folder) for path in wanted.files]
        files = tuple(_attached(path, workspace.inventory) for path in paths)
        draft = _draft(wanted, like, run)._replace(files=files)
        file = new_record(draft, _folder(context, draft.collected), workspace.inventory.paths)
        record = record_in(file, draft)
        if record is None:
            raise Stop("the id, the title or the owner contains a character that is not text")
        changes.add(file)
    show(new_of(run, record, changes.written, tuple(_next_steps(draft, like, workspace))))
    return 0


def _draft(wanted: Wanted, like: Evidence | None, run: Run) -> Draft:
    """What was typed, and everything else as in the record that is followed."""
    workspace = run.workspace
    for flag, role in (("--owner", wanted.owner), ("--by", wanted.by)):
        if role:
            require_role(role, flag, workspace)
    identifier = _id(wanted.id, workspace)
    period = _period(wanted, like, run)
    return Draft(
        id=identifier,
        title=_title(wanted, like, run, period),
        type=_type(wanted.type or (like.type if like else None)),
        collected=run.today,
        collected_by=wanted.by or "",
        period=period,
        every=_every(wanted.every) if wanted.every else like.every if like else None,
        owner=wanted.owner or (like.owner if like else None) or "",
        clauses=tuple(_clause(text, workspace) for text in wanted.clauses) or (like.clauses if like else ()),
        documents=tuple(_document(name, workspace) for name in wanted.documents) or (like.documents if like else ()),
        sites=like.sites if like else (),
        processes=like.processes if like else (),
    )


def _followed(name: str, workspace: Workspace) -> Evidence:
    """The record of an id. Stops where there is none, more than one, or one that cannot be read in full."""
    found = [record for record in workspace.of(Evidence) if record.id == name]
    if not found:
        near = nearest(name, [record.id for record in workspace.of(Evidence)])
        raise Stop(f"--like {name}: there is no such record; " + suggestion(near, "give --type and a title instead"))
    if len(found) > 1:
        raise Stop(f"{name} is the id of {' and '.join(record.path for record in found)}; give each its own")
    if found[0].flawed:
        raise Stop(f"{found[0].path} has fields that cannot be read; see isokit check {found[0].path}")
    return found[0]


def _id(name: str | None, workspace: Workspace) -> str:
    if name is None:
        return next_behind((record.id for record in workspace.of(Evidence)), BEGINS, workspace)
    if not ID.fullmatch(name):
        raise Stop(f"--id {name}: write letters, digits, points, hyphens and underscores, such as EVD-012")
    if workspace.knows(name):
        raise Stop(f"--id {name}: this id is taken; isokit log {name} shows by what")
    return name


def _type(kind: str | None) -> str:
    if kind is None:
        raise Stop("a record needs a type; give --type, such as access-review, or --like and the id of another record")
    if not TYPE.fullmatch(kind):
        raise Stop(f"--type {kind}: write it in lower case with hyphens, such as access-review")
    return kind


def _title(wanted: Wanted, like: Evidence | None, run: Run, period: Period | None) -> str:
    """What was typed, else the title of the followed record with another date, so that it stays in its series."""
    if like is None or wanted.title is not None:
        title = " ".join((wanted.title or "").split())
        if not title:
            raise Stop("a record needs a title; give one, or --like and the id of another record")
        return title
    if like.bare_title == like.title and not period:
        return like.title
    when = label(*period, _year_begins(run)) if period else str(run.today.year)
    title = ", ".join(each for each in (like.bare_title, when) if each)
    return title if like.model_copy(update={"title": title}).bare_title == like.bare_title else like.title


def _year_begins(run: Run) -> int:
    return run.workspace.settings.organization.year_begins


def _every(text: str) -> TimeSpan:
    if (span := span_in(text)) is None:
        raise Stop(f"--every {text} is not a duration; write it like '3 months' or '14 days'")
    return span


def _period(wanted: Wanted, like: Evidence | None, run: Run) -> Period | None:
    """The period the record is for: the one typed, else the next one its series needs."""
    period = _typed(wanted.period, run) if wanted.period else _missing(like, run) if like else None
    if period and like:
        for record in (each for each in run.workspace.of(Evidence) if each.series == like.series):
            if (record.period.start, record.period.end) == period:
                raise Stop(f"{record.id} ({record.path}) is the record for {period[0]} to {period[1]} already")
    return period


def _typed(text: str, run: Run) -> Period:
    period = period_in(text, run.today, _year_begins(run))
    if period is None:
        raise Stop(f"--period {text} is not a period; write {PERIODS}")
    if period[1] > run.today:
        raise Stop(f"--period {text} ends on {period[1]}, in the future; its record can be made from then on")
    return period


def _missing(like: Evidence, run: Run) -> Period | None:
    """The first period of a series that is over and has no record."""
    times, series = times_of(run.workspace, run.today), series_of(run.workspace).get(like.series)
    wanted = series.wanted(times) if series and series.every else None
    if wanted:
        return wanted.start, wanted.end
    if series and series.every:
        raise Stop(f"no record of {series.name} is missing; --period sets which period another record is for")
    if like.period.end:
        raise Stop(f"{like.id} covers a period; set the period of the new record with --period")
    return None


def _clause(text: str, workspace: Workspace) -> str:
    meaning = workspace.references.meaning(text)
    if isinstance(meaning, Unresolved):
        raise Stop(f"--clause {text}: {meaning.message}" + (f"; {meaning.help}" if meaning.help else ""))
    if isinstance(meaning, ClauseRef) and too_broad(meaning):
        raise Stop(f"--clause {text}: a whole main clause is too broad; name the clauses below it")
    return str(meaning) if isinstance(meaning, ClauseRef) else canonical(text)


def _document(name: str, workspace: Workspace) -> str:
    known = [document.id for document in workspace.of(Document)]
    if name not in known:
        near = nearest(name, known)
        raise Stop(f"--document {name}: there is no such document; " + suggestion(near, "see isokit doc list"))
    return name


def _attached(path: str, inventory: Inventory) -> tuple[str, str]:
    """A file to attach, and its SHA-256. Stops where it is not here: its content could not be vouched for."""
    file = AttachedFile(path=path)
    if reason := absence(file, inventory):
        raise Stop(f"--file {path}: {reason}")
    if pointer(file, inventory):
        raise Stop(f"--file {path} is only a Git LFS pointer; fetch it with git lfs pull")
    try:
        return path, inventory.sha256(path)
    except Unreadable as reason:
        raise Stop(f"--file {path} cannot be read: {reason}") from None


def _folder(context: Context, day: date) -> str:
    """The folder for records of a year: one of its own, if the layout allows that."""
    layout = layout_of(context.tree.sources)
    folders = next(shelf for shelf in layout.shelves if shelf.entity is Evidence).folders
    for folder in (choice for above in folders for choice in (f"{above}{day.year}/", above)):
        shelf = layout.shelf_of(f"{folder.lstrip('/')}any.yaml")
        if shelf and shelf.entity is Evidence:
            return folder.lstrip("/")
    raise Stop("the layout in isokit.yaml has no place for a new record in YAML")


def _next_steps(draft: Draft, like: Evidence | None, workspace: Workspace) -> Iterator[str]:
    if not draft.files:
        yield f"name its files under files: and isokit evidence seal {draft.id}, or add location: if it is elsewhere"
    needed = {"owner: and a role": draft.owner, "clauses: and what it shows": draft.clauses}
    if missing := [key for key, value in needed.items() if not value]:
        yield f"add {' and '.join(missing)}"
    if like and like.valid_until:
        yield "add valid_until: and the last day it is valid"
    known = workspace.catalog.vocabulary.types_of(Kind.EVIDENCE) | workspace.catalog.custom_types
    if draft.type not in known:
        near = nearest(draft.type, sorted(known))
        yield f"no standard expects the type {draft.type}; " + suggestion(near, "see isokit standards types")
