"""What becomes of a reference from one edition to the next: its clause, the clauses below it, its letter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from isokit.analysis.migration import Target
from isokit.catalog.edition_map import EditionMap, Link, Relation
from isokit.catalog.standard import Standard, covers
from isokit.text.suggestions import nearest_number, suggestion
from isokit.workspace.claim import ClauseRef, too_broad

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
        """A clause with subclauses as one target: what changed below it changed it."""
        links = list(links)
        changed = [link for link in links if not link.relation.keeps]
        relation = Relation.CHANGED if changed else max(links, key=_rank).relation
        below = ", ".join(dict.fromkeys(f"{link.new or link.old} ({link.relation})" for link in changed))
        confidences = sorted({link.confidence for link in changed or links}, key=["low", "medium", "high"].index)
        change = f"Not all of its subclauses are what they were: {below}." if below else ""
        return Target(self.new.ref(number), relation, change, confidences[0])


def _rank(link: Link) -> int:
    return ORDER.index(link.relation)
