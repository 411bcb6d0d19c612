"""What `isokit evidence due`, `verify` and `sample` decide: which records, how far ahead, and in which form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from isokit.analysis.evidence.attachments import attachments_of
from isokit.analysis.evidence.calendar import due, undetermined
from isokit.analysis.evidence.sample import meanings, sample
from isokit.check.registry import rules_on_the_unread
from isokit.cli import session
from isokit.cli.legacy import Clock, View
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.model.evidence import Evidence
from isokit.model.scalar import TimeSpan, span_in
from isokit.outputs import evidence as pages
from isokit.outputs.evidence import Awaited, Sampled, Verified
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.text.reference import parse_reference
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import Unadopted, Unresolved
from isokit.workspace.workspace import Workspace

SHORT = re.compile(r"(\d{1,3}) ?(d|w|m|y)", re.ASCII)
UNITS = {"d": TimeSpan(days=1), "w": TimeSpan(days=7), "m": TimeSpan(months=1), "y": TimeSpan(months=12)}
FARTHEST = TimeSpan(months=60)
"""How far ahead somebody may look; of a series of days, that is 1,800 records."""
T = TypeVar("T")
Shown = tuple[Callable[[T, Look], str], Look]


class Drawing(NamedTuple):
    """How a sample is drawn: of how many records, and by which seed."""

    size: int
    seed: str


def told_due(view: View) -> Shown[Awaited]:
    """The writer of the format asked for, and how it may look; stops before anything is read."""
    return session.chosen(view, {"text": pages.due_text, "json": pages.due_json}), session.look_of(view)


def told_verified(view: View) -> Shown[Verified]:
    """The same for what is verified."""
    writers = {"text": pages.verified_text, "json": pages.verified_json}
    return session.chosen(view, writers), session.look_of(view, view.verbose)


def told_sample(view: View) -> Shown[Sampled]:
    """The same for a sample."""
    return session.chosen(view, {"text": pages.sample_text, "json": pages.sample_json}), session.look_of(view)


def read(tree: Tree, clock: Clock) -> Run:
    """The tree as it stands. Stops where its settings cannot be understood."""
    run = session.run_on(tree, clock, session.Asked(rules_on_the_unread(), assess=False))
    session.configured(run)
    return run


def due_in(tree: Tree, clock: Clock, within: str | None) -> Awaited:
    """What is due within a time, and overdue."""
    span = None if within is None else _ahead(within)
    if span and span.after(session.day_of(clock)) > FARTHEST.after(session.day_of(clock)):
        raise Stop(f"--within {within} is too far ahead; write at most 5y")
    run = read(tree, clock)
    until = (span or run.workspace.settings.evidence.warn).after(run.today)
    return Awaited(run, until, due(run.workspace, run.today, until), undetermined(run.workspace))


def _ahead(text: str) -> TimeSpan:
    """How far ahead somebody wants to look: `30d`, `6w`, `3m`, `1y`, or as it is written in files."""
    if short := SHORT.fullmatch(text.strip()):
        unit, many = UNITS[short[2]], int(short[1])
        return TimeSpan(unit.months * many, unit.days * many)
    if span := span_in(text.strip()):
        return span
    raise Stop(f"--within {text} is no span of time; write it like 30d, 6w, 3m or 1y")


def verified(tree: Tree, clock: Clock, words: Iterable[str]) -> Verified:
    """How the files of records stand against their seals."""
    run = read(tree, clock)
    return Verified(run, [attachments_of(record, run.workspace.inventory) for record in meant(words, run.workspace)])


def sampled(tree: Tree, clock: Clock, word: str, drawing: Drawing) -> Sampled:
    """A sample of the records a word stands for."""
    if drawing.size < 1:
        raise Stop(f"--size {drawing.size}: write how many records, 1 or more")
    if not drawing.seed:
        raise Stop("--seed needs a text; the same one draws the same records again")
    run = read(tree, clock)
    return Sampled(run, sample(word, meant([word], run.workspace), drawing.size, drawing.seed))


def meant(words: Iterable[str], workspace: Workspace) -> list[Evidence]:
    """The records some words stand for, each once; all where there is no word. Stops where a word stands for none."""
    found: dict[Evidence, None] = {}
    for word in (given := list(words)):
        kinds = meanings(word, workspace)
        if not kinds:
            raise Stop(_none(word, workspace))
        if len(kinds) > 1:
            raise Stop(f"{word} is {' and '.join(kinds)} here; give one of them another name")
        found.update(dict.fromkeys(record for some in kinds.values() for record in some))
    every = sorted(workspace.of(Evidence), key=lambda record: (record.id, record.path))
    return list(found) if given else every


def _none(word: str, workspace: Workspace) -> str:
    """Why a word stands for no record."""
    meaning = workspace.references.meaning(word)
    if isinstance(meaning, Unadopted):
        return f"{word}: {meaning.standard} is not adopted here"
    if not isinstance(meaning, Unresolved):
        return f"{word}: no record claims {meaning} or a clause below it"
    if parse_reference(word):
        return f"{meaning.message}; {meaning.help}" if meaning.help else meaning.message
    known = {name for record in workspace.of(Evidence) for name in (record.id, record.type or "", *record.documents)}
    near = nearest(word, sorted(known - {""}))
    return f"{word}: no record has this id or type, or supports it; " + suggestion(near, "or name a clause")
