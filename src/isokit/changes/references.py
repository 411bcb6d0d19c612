"""The references of a tree to one edition: where each is written, and what becomes of it in the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from isokit.analysis.migration import Target
from isokit.catalog.edition_map import EditionMap, Link, Relation
from isokit.catalog.standard import Standard, covers
from isokit.model.audit import Audit, AuditProgramme
from isokit.model.entity import Entity
from isokit.model.recurring import ScheduledActivity
from isokit.model.registers.certificate import Certificate
from isokit.model.settings import Settings
from isokit.text.reference import Reference, canonical, parse_reference, within
from isokit.text.span import Route
from isokit.text.suggestions import nearest_number, suggestion
from isokit.workspace.claim import ClauseRef, Unresolved, too_broad
from isokit.workspace.workspace import Workspace

LETTERS_STAY = frozenset({Relation.UNCHANGED, Relation.WORDING, Relation.RENAMED, Relation.RENUMBERED})
ORDER = list(Relation)


class Successors(NamedTuple):
    """The references a reference leads to; none where it was withdrawn. `why_not` says why a person has to decide."""

    targets: tuple[Target, ...] = ()
    why_not: str = ""


@dataclass(frozen=True)
class Transition:
    """Two editions and the map between them."""

    old: Standard
    new: Standard
    between: EditionMap

    def of(self, number: str, item: str | None) -> Successors:
        """What becomes of a clause of the older edition, or of one of its lettered items."""
        if number not in self.old.by_number:
            near = nearest_number(number, self.old.by_number)
            return Successors(why_not=f"{self.old.standard} has no {number}; {suggestion(near, 'correct it')}")
        if too_broad(ClauseRef(self.old.standard, number, item)):
            return Successors(why_not="a whole main clause is too broad; name the clauses themselves")
        links = [arrival.link for arrival in self.between.onto(self.old.standard, number)]
        if not links:
            return self._of_all_below(number, item)
        return self._of_item(number, item, links) if item else Successors(tuple(self._targets(links)))

    def _targets(self, links: Iterable[Link], item: str | None = None) -> list[Target]:
        letter = f"/{item}" if item else ""
        return [
            Target(f"{self.new.ref(link.new)}{letter}", link.relation, link.change, link.confidence)
            for link in links
            if link.new
        ]

    def _of_item(self, number: str, item: str, links: Iterable[Link]) -> Successors:
        reached = [link for link in links if link.new]
        lettered = [(link, self._letter(number, item, link)) for link in reached]
        targets = [target for link, letter in lettered if letter for target in self._targets([link], letter)]
        if targets or not reached:
            return Successors(tuple(targets))
        why = f"item {item} of {number} cannot be matched by its letter; look up where it moved"
        return Successors(tuple(self._targets(reached)), why)

    def _letter(self, number: str, item: str, link: Link) -> str | None:
        """The letter of an item along a link, as the questions about it went; None where it is not clear."""
        about = re.compile(rf"{re.escape(number)}/{item}\d*")
        asks = [ask for ask in self.between.asks if ask.old and about.fullmatch(ask.old)]
        if not asks:
            return item if link.relation in LETTERS_STAY else None
        reached = {ask.new for ask in asks if ask.new and ask.new.startswith(f"{link.new}/")}
        letters = {ask_id.rpartition("/")[2].rstrip("0123456789") for ask_id in reached}
        return letters.pop() or None if len(letters) == 1 else None

    def _of_all_below(self, number: str, item: str | None) -> Successors:
        """What becomes of a clause that has only subclauses: the same number, where it still holds them all."""
        below = [link for link in self.between.lines if link.old and covers(number, link.old)]
        if item:
            return Successors(why_not=f"{number} has subclauses, so its item {item} is ambiguous")
        found = list(dict.fromkeys(link.new for link in below if link.new))
        if number not in self.new.by_number or not all(covers(number, new) for new in found):
            best = {link.new: link for link in sorted(below, key=_rank)}
            return Successors(tuple(self._targets(best[new] for new in found)))
        touching = [link for link in self.between.lines if link in below or (link.new and covers(number, link.new))]
        return Successors((self._whole(number, touching),))

    def _whole(self, number: str, links: Iterable[Link]) -> Target:
        """A clause with subclauses as one target, changed where any of them changed."""
        links = list(links)
        changed = [link for link in links if not link.relation.keeps]
        relation = Relation.CHANGED if changed else max(links, key=_rank).relation
        below = ", ".join(dict.fromkeys(f"{link.new or link.old} ({link.relation})" for link in changed))
        confidences = sorted({link.confidence for link in changed or links}, key=["low", "medium", "high"].index)
        change = f"Not all of its subclauses are what they were: {below}." if below else ""
        return Target(self.new.ref(number), relation, change, confidences[0])


def _rank(link: Link) -> int:
    return ORDER.index(link.relation)


@dataclass(frozen=True)
class Move:
    """A migration to plan: tree, editions, date, and whether old references are replaced.

    `reviewed` are references to either edition, clauses or whole editions, whose changes have been reviewed.
    """

    workspace: Workspace
    between: EditionMap
    today: date
    replace: bool = False
    reviewed: tuple[str, ...] = ()

    @cached_property
    def transition(self) -> Transition:
        return Transition(self._edition(self.between.old), self._edition(self.between.new), self.between)

    def ready(self, old: str, target: Target) -> bool:
        """Whether a target may be written for an old reference: the requirement is kept, or its change was reviewed."""
        return target.kept or any(within(ref, wider) for ref in (old, target.reference) for wider in self.reviewed)

    def _edition(self, name: str) -> Standard:
        found = self.workspace.catalog.edition(name)
        assert found
        return found


class Named(NamedTuple):
    """A reference field of an entity: where it is in the file, its text, and what becomes of it.

    `successors` is None for references that are not about the older edition. `plain` is how it names the older edition
    once it has to; `follows` says that it has no edition and need not have one.
    """

    route: Route
    text: str
    successors: Successors | None
    plain: str = ""
    follows: bool = False


class Listed(NamedTuple):
    """The references of one field. `many` is false for a field that holds one text only."""

    entity: Entity
    route: Route
    many: bool
    named: tuple[Named, ...]

    @property
    def claimed(self) -> frozenset[str]:
        return frozenset(canonical(named.text) for named in self.named)


def affected(move: Move) -> list[str]:
    return sorted({listed.entity.path for listed in fields_of(move)})


def fields_of(move: Move) -> Iterator[Listed]:
    for entity in (move.workspace.settings, *move.workspace.of(Entity)):
        if isinstance(entity, Certificate):
            continue
        found = dict.fromkeys(_fields(entity))
        for (route, many), group in groupby(found, key=lambda field: _list_of(field[0])):
            named = tuple(_named(move, entity, *field) for field in group)
            if any(each.successors for each in named):
                yield Listed(entity, (*entity.place.route, *route), many, named)


def _list_of(route: Route) -> tuple[Route, bool]:
    many = isinstance(route[-1], int)
    return (route[:-1] if many else route), many


def _fields(entity: Entity) -> Iterator[tuple[Route, str]]:
    yield from entity.claimed()
    yield from entity.cited()
    if isinstance(entity, Settings):
        yield from _each(("standards",), entity.standards)
    if isinstance(entity, ScheduledActivity):
        yield from _each(("criteria",), entity.criteria)
    if isinstance(entity, Audit):
        answers = enumerate(entity.checklist)
        yield from ((("checklist", index, "clause"), answer.clause) for index, answer in answers if answer.clause)
    if isinstance(entity, AuditProgramme):
        for index, planned in enumerate(entity.audits):
            yield from _each(("audits", index, "clauses"), planned.clauses)


def _each(route: Route, texts: Iterable[str]) -> Iterator[tuple[Route, str]]:
    return (((*route, index), text) for index, text in enumerate(texts))


def _named(move: Move, entity: Entity, route: Route, text: str) -> Named:
    """A reference, and what becomes of it where it is about the older edition."""
    old, new = move.transition.old, move.transition.new
    here = (*entity.place.route, *route)
    if text == old.standard:
        return Named(here, text, Successors((Target(new.standard),)), text)
    reference = parse_reference(text)
    if reference is None or reference.family not in (None, old.family):
        return Named(here, text, None)
    if reference.edition:
        successors = move.transition.of(reference.number, reference.item) if reference.edition == old.edition else None
        return Named(here, text, successors, text)
    return _without_edition(move, reference, Named(here, text, None))


def _without_edition(move: Move, reference: Reference, named: Named) -> Named:
    """A reference without edition: it means the older one where that is adopted and the newer one is not."""
    old, new = move.transition.old, move.transition.new
    meaning = move.workspace.references.meaning(named.text)
    if isinstance(meaning, ClauseRef) and meaning.standard == old.standard:
        follows = move.between.keeps(reference.number)
        plain = named.text if follows else str(meaning)
        return named._replace(
            successors=move.transition.of(reference.number, reference.item), plain=plain, follows=follows
        )
    both = {old.standard, new.standard} <= {standard.standard for standard in move.workspace.standards}
    if both and reference.family and isinstance(meaning, Unresolved) and reference.number in old.by_number:
        successors = move.transition.of(reference.number, reference.item)
        why = successors.why_not or "without an edition it may refer to either; name the edition"
        return named._replace(successors=successors._replace(why_not=why), plain=named.text)
    return named
