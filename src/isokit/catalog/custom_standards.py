"""The organization's own editions, maps and overlays, and how they join the bundled ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from isokit.catalog.catalog import Catalog
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.overlay import Overlay
from isokit.catalog.standard import Clause, Standard
from isokit.model.entity import Entity, Place
from isokit.model.unread import Misfit
from isokit.text.reference import parse_reference
from isokit.text.source import Source
from isokit.text.suggestions import Choices, nearest, nearest_number, suggestion

NAME = re.compile(r"[A-Za-z0-9:./-]{1,30}", re.ASCII)
"""The form of an edition, a clause or an ask; nothing else in an overlay is quoted."""
MISSING = "(not in the checklist)"
"""The title of a clause that has subclauses and is not in the file itself."""
MOST_RESEMBLED = 100
"""The number of unknown names in a file for which similar ones are suggested."""


@dataclass(frozen=True)
class CustomStandards:
    """The content of the files on the shelf `standards`, in order."""

    standards: tuple[Standard, ...] = ()
    maps: tuple[EditionMap, ...] = ()
    overlays: tuple[Overlay, ...] = ()

    @classmethod
    def among(cls, pieces: Iterable[object]) -> CustomStandards:
        found = tuple(pieces)
        return cls(
            tuple(piece for piece in found if isinstance(piece, Standard)),
            tuple(piece for piece in found if isinstance(piece, EditionMap)),
            tuple(piece for piece in found if isinstance(piece, Overlay)),
        )

    def added_to(self, catalog: Catalog, sources: Mapping[str, Source]) -> Catalog:
        """The catalog with the custom editions and maps; bundled ones stay as they are."""
        editions = [(sources[s.path], sound(s)) for s in self.standards if s.standard]
        return catalog.with_custom(editions, self.maps) if editions or self.maps else catalog

    def misfits(self, catalog: Catalog) -> Iterator[Misfit]:
        for overlay in self.overlays:
            yield from _of_overlay(overlay, catalog)
        for found in self.maps:
            yield from _of_map(found, catalog)


def _of_overlay(overlay: Overlay, catalog: Catalog) -> Iterator[Misfit]:
    standard = catalog.edition(overlay.edition)
    if standard is None:
        yield from _unknown_edition(overlay, "overlay", overlay.edition, catalog)
        return
    for index, name in enumerate(overlay.strays(standard)):
        place = overlay.at("wording", name)._replace(on_key=True)
        if not NAME.fullmatch(name):
            yield Misfit(place, "a key of wording is neither a clause nor an ask", "write it like 8.4.1 or 8.4.1/1")
            continue
        local = overlay.local(name)
        near = _resembling(local, standard) if index < MOST_RESEMBLED else None
        kind = "ask" if "/" in local else "control" if local.startswith("A.") else "clause"
        yield Misfit(place, f"{standard.standard} has no {kind} {local}", suggestion(near))


def _resembling(name: str, standard: Standard) -> str | None:
    if "/" not in name:
        return nearest_number(name, standard.by_number)
    of_clause = [ask for ask in standard.asks if ask.startswith(name.partition("/")[0] + "/")]
    return nearest(name, sorted(of_clause or standard.asks))


def _of_map(found: EditionMap, catalog: Catalog) -> Iterator[Misfit]:
    for key, name in zip(("from", "to"), found.ends, strict=True):
        standard = catalog.edition(name)
        if standard is None:
            yield from _unknown_edition(found, key, name, catalog)
        elif not found.flawed:
            leaves = [clause.clause for clause in standard.clauses if standard.leaf(clause)]
            clauses = [link.old if key == "from" else link.new for link in found.lines]
            asks = [link.old if key == "from" else link.new for link in found.asks]
            yield from _unknown_ends(found, ("links", key), clauses, standard.standard, leaves)
            yield from _unknown_ends(found, ("asks", key), asks, standard.standard, sorted(standard.asks))


def _unknown_ends(
    found: EditionMap, keys: tuple[str, str], ends: list[str | None], edition: str, known: list[str]
) -> Iterator[Misfit]:
    what, choices, all_known = "requirement" if keys[0] == "links" else "ask", Choices(known), frozenset(known)
    strays = [(index, end) for index, end in enumerate(ends) if end is not None and end not in all_known]
    for position, (index, end) in enumerate(strays):
        near = choices.nearest(end) if position < MOST_RESEMBLED else None
        yield Misfit(found.at(keys[0], index, keys[1]), f"{edition} has no {what} {end}", suggestion(near))


def _unknown_edition(entity: Entity, key: str, name: str, catalog: Catalog) -> Iterator[Misfit]:
    """Nothing where the key is missing: that is reported already."""
    if name:
        near = nearest(name.lower().replace("/iec", "").replace(" ", ""), sorted(catalog.editions))
        quote = f" '{name}'" if NAME.fullmatch(name) or not entity.private else ""
        yield Misfit(entity.at(key), f"unknown edition{quote}", suggestion(near, "see isokit standards list"))


def sound(standard: Standard) -> Standard:
    """The edition as it can be assessed: only clauses a reference can name, each once, none without its parent.

    What was wrong with it is a finding (STD104).
    """
    written = {clause.clause: clause for clause in reversed(standard.clauses) if referable(clause.clause)}
    clauses: dict[str, Clause] = {}
    for clause in standard.clauses:
        if clause.clause in written:
            for number in reversed(list(_upwards(clause))):
                clauses.setdefault(number, written.get(number) or _unwritten(number))
    if tuple(clauses.values()) == standard.clauses:
        return standard
    repaired = standard.model_copy(update={"clauses": tuple(clauses.values())})
    return repaired.written(Place(standard.path), flawed=True)


def referable(number: str) -> bool:
    reference = parse_reference(number)
    return reference is not None and (reference.family, reference.number, reference.item) == (None, number, None)


def _upwards(clause: Clause) -> Iterator[str]:
    yield clause.clause
    while above := clause.parent:
        yield above
        clause = _unwritten(above)


def _unwritten(number: str) -> Clause:
    return Clause(clause=number, title=MISSING)
