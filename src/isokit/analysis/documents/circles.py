"""Documents that implement each other in a circle, so that none of them is above the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from isokit.model.document import Document

Below = Mapping[str, list[str]]
"""What each document implements, by id, in the order of their files."""


def circles(documents: Iterable[Document]) -> Iterator[tuple[str, ...]]:
    """Each circle of `implements`, from the document whose file comes first; it may consist of one document.

    The shortest circle is reported. A document is in one circle at most; once that one is fixed, others show.
    """
    implements = _implements(documents)
    circular = _circular(implements)
    order = {name: place for place, name in enumerate(implements)}
    reported: set[str] = set()
    for name in implements:
        round_trip = _way_back(name, circular) if name in circular and name not in reported else ()
        if round_trip:
            reported.update(round_trip)
            first = round_trip.index(min(round_trip, key=order.__getitem__))
            yield round_trip[first:] + round_trip[:first]


def _implements(documents: Iterable[Document]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for document in documents:
        found.setdefault(document.id, []).extend(document.implements)
    return {name: [other for other in dict.fromkeys(others) if other in found] for name, others in found.items()}


def _circular(implements: Below) -> Below:
    """The documents in a circle or between two circles: all others are removed from both ends."""
    return _reversed(_without_ends(_reversed(_without_ends(implements))))


def _reversed(implements: Below) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in implements}
    for name, others in implements.items():
        for other in others:
            found[other].append(name)
    return found


def _without_ends(implements: Below) -> Below:
    """Without documents that implement nothing, nor those that then implement nothing that is left, and so on."""
    above, left = _reversed(implements), {name: len(others) for name, others in implements.items()}
    loose = [name for name in implements if not left[name]]
    for name in loose:
        for other in above[name]:
            left[other] -= 1
            if not left[other]:
                loose.append(other)
    gone = set(loose)
    return {name: [o for o in others if o not in gone] for name, others in implements.items() if name not in gone}


def _way_back(start: str, implements: Below) -> tuple[str, ...]:
    """The shortest way from a document along `implements` back to itself; empty where there is none."""
    came_from: dict[str, str] = {}
    ahead = [start]
    for name in ahead:
        for other in implements[name]:
            if other == start:
                return _path(start, name, came_from)
            if other not in came_from:
                came_from[other] = name
                ahead.append(other)
    return ()


def _path(start: str, end: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
