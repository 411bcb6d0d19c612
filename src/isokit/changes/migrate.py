"""A tree's references to one edition moved to the next: a step for each, and the edits of the files."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from isokit.analysis.migration import Migration, Outcome, Step, Target
from isokit.changes.in_place import InTree, patched
from isokit.changes.references import Listed, Move, Named, fields_of
from isokit.model.entity import Entity, Place
from isokit.model.file_change import Edited
from isokit.model.settings import Settings
from isokit.text.decode import point
from isokit.text.edits import Patch
from isokit.text.reference import canonical
from isokit.text.yaml.editor import Editor
from isokit.text.yaml.items import Items

ELSEWHERE = "it is written in a way that cannot be changed in place"


def migration(move: Move, files: Mapping[str, bytes]) -> Migration:
    """The plan of a move, with the edits that carry it out. `files` are the bytes of those in `affected`.

    Certificates and prose are not changed.
    """
    steps: list[Step] = []
    changed: list[Edited] = []
    lists = sorted(fields_of(move), key=lambda listed: listed.entity.path)
    for path, group in groupby(lists, key=lambda listed: listed.entity.path):
        file = InTree(path, files[path], move.workspace.settings.aliases)
        found, edited = _in_file(move, file, list(group))
        steps += found
        changed += [edited] if edited else []
    editions = (move.transition.old, move.transition.new, move.between)
    return Migration(*editions, move.today, move.replace, move.reviewed, tuple(steps), tuple(changed))


def _in_file(move: Move, file: InTree, lists: Sequence[Listed]) -> tuple[list[Step], Edited | None]:
    """The steps of a file in the order of its text, and the file with its edits where there are any."""
    editor = file.editor
    done = [_in_list(move, editor, listed) for listed in lists]
    steps = sorted((step for found, _ in done for step in found), key=lambda step: (step.line, step.column))
    patches = [patch for _, patch in done if patch]
    return steps, patched(file.path, file.data, patches) if patches else None


def _in_list(move: Move, editor: Editor, listed: Listed) -> tuple[list[Step], Patch | None]:
    texts = [named.text for named in listed.named]
    items = editor.items(listed.route, texts, listed.many)
    choices = list(_choices(move, listed))
    becomes = [choice.becomes for choice in choices]
    patch = None
    if becomes != [(text,) for text in texts]:
        patch = editor.replace(items, becomes) if items else None
        choices = choices if patch else [_by_hand(choice, ELSEWHERE) for choice in choices]
    starts = [_start(editor, items, named, index) for index, named in enumerate(listed.named)]
    rows = zip(listed.named, choices, starts, strict=True)
    return [_step(listed.entity, *row) for row in rows if row[0].successors], patch


def _start(editor: Editor, items: Items | None, named: Named, index: int) -> tuple[int, int]:
    span = point(editor.text, items.items[index].start) if items else editor.places.span(named.route)
    return span.line, span.column


class Choice(NamedTuple):
    """What is done with a reference, and the texts that replace it."""

    text: str
    becomes: tuple[str, ...]
    outcome: Outcome = Outcome.THERE
    review: tuple[Target, ...] = ()
    note: str = ""


def _by_hand(choice: Choice, why: str) -> Choice:
    """The choice where the file cannot be edited: a change is left to a person."""
    if choice.becomes == (choice.text,):
        return choice
    return choice._replace(becomes=(choice.text,), outcome=Outcome.BY_HAND, note=why)


def _step(entity: Entity, named: Named, choice: Choice, start: tuple[int, int]) -> Step:
    assert named.successors
    place = Place(entity.path, named.route, entity.id if entity.id != entity.path else None)
    return Step(
        place,
        *start,
        named.text,
        targets=named.successors.targets,
        outcome=choice.outcome,
        becomes=choice.becomes,
        review=choice.review,
        note=choice.note,
    )


def _choices(move: Move, listed: Listed) -> Iterator[Choice]:
    """What is done with each reference of a field; what the field contains already is not added again."""
    there = set(listed.claimed)
    past = listed.entity.settled(move.today)
    for named in listed.named:
        if not named.successors:
            yield Choice(named.text, (named.text,))
            continue
        choice = _unchanged(named, past) or _moved(move, listed, named, there)
        there.update(choice.becomes)
        yield choice


def _unchanged(named: Named, past: bool) -> Choice | None:
    """The choice for a reference that is not rewritten to a target."""
    assert named.successors
    stays = (named.text,)
    if past:
        return Choice(named.text, stays, Outcome.RECORD)
    if named.follows:
        return Choice(named.text, stays, Outcome.FOLLOWS)
    if named.successors.why_not:
        return Choice(named.text, stays, Outcome.BY_HAND, note=named.successors.why_not)
    if not named.successors.targets:
        return Choice(named.text, (named.plain,), Outcome.WITHDRAWN)
    return None


def _moved(move: Move, listed: Listed, named: Named, there: Container[str]) -> Choice:
    """The choice for a reference with targets: those that are ready are written; others keep the old reference."""
    assert named.successors
    left = [target for target in named.successors.targets if target.reference not in there]
    ready = [target for target in left if move.ready(canonical(named.plain), target)]
    review = tuple(target for target in left if target not in ready)
    if any(target.reference in listed.claimed and not target.kept for target in named.successors.targets):
        review = ()  # reviewed already: one of the targets was chosen
    if move.replace and not review and not isinstance(listed.entity, Settings):
        return _replaced(named, ready, listed.many)
    return _during_transition(named, ready if listed.many else (), review, waits=bool(ready))


def _during_transition(named: Named, added: Sequence[Target], review: tuple[Target, ...], waits: bool) -> Choice:
    """During the transition the old reference still counts; changed requirements are added once reviewed."""
    outcome = Outcome.THERE
    if added:
        outcome = Outcome.ADD
    elif named.plain != named.text:
        outcome = Outcome.NAME
    elif review:
        outcome = Outcome.REVIEW
    elif waits:
        outcome = Outcome.LATER
    return Choice(named.text, (named.plain, *(target.reference for target in added)), outcome, review)


def _replaced(named: Named, ready: Sequence[Target], many: bool) -> Choice:
    """The new references take the place of the old one; a field for one text keeps the first of several."""
    references = tuple(target.reference for target in ready)
    if many or len(references) < 2:
        return Choice(named.text, references, Outcome.REPLACE)
    rest = " and ".join(references[1:])
    return Choice(named.text, references[:1], Outcome.REPLACE, note=f"this field holds one reference; see to {rest}")
