"""What `isokit evidence new` does: make a draft of what was typed and of the record it follows, and write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from isokit.analysis.evidence.attachments import absence, pointer
from isokit.analysis.evidence.periods import label, period_in
from isokit.analysis.evidence.series import series_of, times_of
from isokit.catalog.standard import Kind
from isokit.changes.doc_new import next_behind
from isokit.changes.evidence import BEGINS, Draft, new_record, record_in
from isokit.cli import session
from isokit.cli.collecting import Shown, read
from isokit.cli.documenting import apply, known_role
from isokit.cli.gating import path_inside
from isokit.cli.legacy import AsOf, Clock, Root, View
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.load.tree import layout_of
from isokit.model.document import Document
from isokit.model.evidence import AttachedFile, Evidence
from isokit.model.scalar import TimeSpan, span_in
from isokit.outputs import evidence_written as pages
from isokit.outputs.evidence_written import Begun
from isokit.run import Run
from isokit.text.reference import canonical
from isokit.text.source import Unreadable
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import ClauseRef, Unresolved, too_broad
from isokit.workspace.inventory import Inventory
from isokit.workspace.workspace import Workspace

ID = re.compile(r"\w[\w.-]*")
TYPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
PERIODS = "Q3, 2026-Q3, 2026-H1, 2026-07, 2026, or FROM..TO with two days"
Period = tuple[date, date]


class Wish(NamedTuple):
    """What a new record is to be, as it was typed; None where it was not."""

    title: str | None
    kind: str | None
    like: str | None
    period: str | None
    every: str | None
    owner: str | None
    by: str | None
    id: str | None
    clauses: tuple[str, ...]
    documents: tuple[str, ...]
    files: tuple[Path, ...]


def told(view: View) -> Shown[Begun]:
    """The writer of the format asked for, and how it may look; stops before anything is read or written."""
    return session.chosen(view, {"text": pages.begun_text, "json": pages.begun_json}), session.look_of(view)


def begun(root: Root, clock: AsOf, wish: Wish) -> Begun:
    """Begin a new record."""
    tree = root.tree()
    run = read(tree, Clock(as_of=clock.as_of))
    like = _followed(wish.like, run.workspace) if wish.like else None
    files = tuple(_attached(path_inside(path, tree.root, root.folder), run.workspace.inventory) for path in wish.files)
    draft = _draft(wish, like, run)._replace(files=files)
    file = new_record(draft, _folder(tree, draft.collected), run.workspace.inventory.paths)
    record = record_in(file, draft)
    if record is None:
        raise Stop("the id, the title or the owner holds a character that is no text")
    return Begun(run, record, apply(tree, [file]), tuple(_after(draft, like, run.workspace)))


def _draft(wish: Wish, like: Evidence | None, run: Run) -> Draft:
    """What was typed, and what is not given as the followed record has it."""
    workspace = run.workspace
    for flag, role in (("--owner", wish.owner), ("--by", wish.by)):
        if role:
            known_role(role, flag, workspace)
    if wish.id is not None and not ID.fullmatch(wish.id):
        raise Stop(f"--id {wish.id}: write letters, digits, points, hyphens and underscores, such as EVD-012")
    if wish.id and workspace.knows(wish.id):
        raise Stop(f"--id {wish.id}: there is something of this id already; isokit log {wish.id} tells of it")
    period = _period(wish, like, run)
    return Draft(
        id=wish.id or next_behind((record.id for record in workspace.of(Evidence)), BEGINS, workspace),
        title=_title(wish, like, run, period),
        type=_type(wish.kind or (like.type if like else None)),
        collected=run.today,
        collected_by=wish.by or "",
        period=period,
        every=_every(wish.every) if wish.every else like.every if like else None,
        owner=wish.owner or (like.owner if like else None) or "",
        clauses=tuple(_clause(text, workspace) for text in wish.clauses) or (like.clauses if like else ()),
        documents=tuple(_document(name, workspace) for name in wish.documents) or (like.documents if like else ()),
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
        raise Stop(f"{name} stands in {' and '.join(record.path for record in found)}; give each its own id")
    if found[0].flawed:
        raise Stop(f"{found[0].path} has fields that cannot be read; see isokit check {found[0].path}")
    return found[0]


def _type(kind: str | None) -> str:
    if kind is None:
        raise Stop("a record needs a type; give --type, such as access-review, or --like and the id of another record")
    if not TYPE.fullmatch(kind):
        raise Stop(f"--type {kind}: write it in lower case with hyphens, such as access-review")
    return kind


def _title(wish: Wish, like: Evidence | None, run: Run, period: Period | None) -> str:
    """What was typed, else the title of the followed record with another date; it stays in the same series."""
    if like is None or wish.title is not None:
        title = " ".join((wish.title or "").split())
        if not title:
            raise Stop("a record needs a title; give one, or --like and the id of another record")
        return title
    if like.bare_title == like.title and not period:
        return like.title
    when = label(*period, _begins(run)) if period else str(run.today.year)
    title = ", ".join(each for each in (like.bare_title, when) if each)
    return title if like.model_copy(update={"title": title}).bare_title == like.bare_title else like.title


def _begins(run: Run) -> int:
    return run.workspace.settings.organization.year_begins


def _every(text: str) -> TimeSpan:
    if (span := span_in(text)) is None:
        raise Stop(f"--every {text} is no span of time; write it like '3 months' or '14 days'")
    return span


def _period(wish: Wish, like: Evidence | None, run: Run) -> Period | None:
    """The period the record is for: what was typed, else the next one its series wants."""
    period = _typed(wish.period, run) if wish.period else _wanted(like, run) if like else None
    if period and like:
        same = (record for record in run.workspace.of(Evidence) if record.series == like.series)
        for record in same:
            if (record.period.start, record.period.end) == period:
                raise Stop(f"{record.id} ({record.path}) is the record of {period[0]} to {period[1]} already")
    return period


def _typed(text: str, run: Run) -> Period:
    period = period_in(text, run.today, _begins(run))
    if period is None:
        raise Stop(f"--period {text} is no period; write {PERIODS}")
    if period[1] > run.today:
        raise Stop(f"--period {text} ends on {period[1]}, still to come; its record can be made from then on")
    return period


def _wanted(like: Evidence, run: Run) -> Period | None:
    """The first period of a series that is missing, or over and without a record."""
    times, series = times_of(run.workspace, run.today), series_of(run.workspace).get(like.series)
    slot = series.wanted(times) if series and series.every else None
    if slot:
        return slot.start, slot.end
    if series and series.every:
        raise Stop(f"nothing is missing of {series.name}; --period says which period another record is for")
    if like.period.end:
        raise Stop(f"{like.id} speaks of a period; say with --period which one the new record is for")
    return None


def _clause(text: str, workspace: Workspace) -> str:
    """A clause as it is written into a record."""
    meaning = workspace.references.meaning(text)
    if isinstance(meaning, Unresolved):
        raise Stop(f"--clause {text}: {meaning.message}" + (f"; {meaning.help}" if meaning.help else ""))
    if isinstance(meaning, ClauseRef) and too_broad(meaning):
        raise Stop(f"--clause {text}: a whole main clause says nothing; name the clauses that are meant")
    return str(meaning) if isinstance(meaning, ClauseRef) else canonical(text)


def _document(name: str, workspace: Workspace) -> str:
    known = [document.id for document in workspace.of(Document)]
    if name not in known:
        near = nearest(name, known)
        raise Stop(f"--document {name}: there is no such document; " + suggestion(near, "see isokit doc list"))
    return name


def _attached(path: str, inventory: Inventory) -> tuple[str, str]:
    """A file to attach, and its SHA-256. Stops where it is not here: nobody could vouch for it."""
    file = AttachedFile(path=path)
    if reason := absence(file, inventory):
        raise Stop(f"--file {path}: {reason}")
    if pointer(file, inventory):
        raise Stop(f"--file {path} is only a pointer of Git LFS; fetch it with git lfs pull")
    try:
        return path, inventory.sha256(path)
    except Unreadable as reason:
        raise Stop(f"--file {path} cannot be read: {reason}") from None


def _folder(tree: Tree, day: date) -> str:
    """Where records of a year stand: in a folder of it, where the layout has room for one."""
    layout = layout_of(tree.sources)
    folders = next(shelf for shelf in layout.shelves if shelf.entity is Evidence).folders
    for folder in (choice for above in folders for choice in (f"{above}{day.year}/", above)):
        shelf = layout.shelf_of(f"{folder.lstrip('/')}any.yaml")
        if shelf and shelf.entity is Evidence:
            return folder.lstrip("/")
    raise Stop("the layout in isokit.yaml has no place for a new record in YAML")


def _after(draft: Draft, like: Evidence | None, workspace: Workspace) -> Iterator[str]:
    """What is left to do."""
    if not draft.files:
        yield f"name its files under files: and isokit evidence seal {draft.id}, or say under location: where it is"
    if missing := _unsaid(draft):
        yield f"add {' and '.join(missing)}"
    if like and like.valid_until:
        yield "add valid_until: and the last day it counts"
    known = workspace.catalog.vocabulary.types_of(Kind.EVIDENCE) | workspace.catalog.custom_types
    if draft.type not in known:
        near = nearest(draft.type, sorted(known))
        yield f"no standard expects the type {draft.type}; " + suggestion(near, "see isokit standards types")


def _unsaid(draft: Draft) -> Sequence[str]:
    said = {"owner: and a role": draft.owner, "clauses: and what it shows": draft.clauses}
    return [key for key, value in said.items() if not value]
