"""The bundled editions, maps between them, vocabulary and crosswalk, each read on first use, and a tree's own editions.

A tree never redefines a bundled edition or map.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from isokit.catalog.crosswalk import Crosswalk
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.standard import Standard
from isokit.catalog.vocabulary import Vocabulary
from isokit.model.entity import Entity, Place
from isokit.model.fit import fit
from isokit.model.names import by_age
from isokit.model.unread import Misfit, UnknownKey
from isokit.text.raw import Raw, raw_of
from isokit.text.source import Source

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Bundled(Generic[E]):
    """A bundled file, as parsed and understood."""

    raw: Raw
    entity: E
    misfits: Sequence[Misfit | UnknownKey]


@dataclass(frozen=True)
class Catalog:
    """Files by content: editions by id (`iso9001:2015`), maps by the two ids they join, older first.

    `custom` are the editions and `custom_maps` the maps of the tree; only the former are in `editions` too.
    """

    editions: Mapping[str, Source] = field(default_factory=dict)
    maps: Mapping[tuple[str, str], Source] = field(default_factory=dict)
    types: Source | None = None
    topics: Source | None = None
    custom: Mapping[str, Standard] = field(default_factory=dict)
    custom_maps: Mapping[tuple[str, str], EditionMap] = field(default_factory=dict)
    _read: dict[str, Bundled[Any]] = field(default_factory=dict, repr=False, compare=False)

    def with_custom(self, editions: Iterable[tuple[Source, Standard]], maps: Iterable[EditionMap]) -> Catalog:
        """The catalog with editions and maps of a tree. Of two with the same name, the first counts."""
        new = [(source, standard) for source, standard in editions if standard.standard not in self.editions]
        custom, sources = dict(self.custom), dict(self.editions)
        for source, standard in new:
            custom.setdefault(standard.standard, standard)
            sources.setdefault(standard.standard, source)
        custom_maps = dict(self.custom_maps)
        for found in maps:
            if not self.bundles_map(*found.ends) and found.ends[::-1] not in custom_maps:
                custom_maps.setdefault(found.ends, found)
        return replace(self, editions=sources, custom=custom, custom_maps=custom_maps)

    def bundles(self, name: str) -> bool:
        return name in self.editions and name not in self.custom

    def bundles_map(self, one: str, other: str) -> bool:
        return (one, other) in self.maps or (other, one) in self.maps

    def edition(self, name: str) -> Standard | None:
        """An edition, adopted or not; None where it is unknown."""
        if custom := self.custom.get(name):
            return custom
        source = self.editions.get(name)
        return self.read(source, Standard).entity if source else None

    def digest(self, name: str) -> str:
        """The SHA-256 of the file of an edition, so that a report names the checklist it was made with."""
        return "sha256:" + hashlib.sha256(self.editions[name].read()).hexdigest()

    def all(self) -> list[Standard]:
        return [standard for name in sorted(self.editions, key=by_age) if (standard := self.edition(name))]

    def named(self, word: str) -> list[str]:
        """The editions a word means: one by its id, all of a family without edition."""
        spelled = word.lower().replace("/iec", "").replace(" ", "")
        spelled = f"iso{spelled}" if spelled[:1].isdecimal() else spelled
        return [name for name in sorted(self.editions, key=by_age) if spelled in (name, name.partition(":")[0])]

    def successor(self, name: str) -> Standard | None:
        """The edition that replaces another; None for a current one."""
        family = name.partition(":")[0]
        later = [e for e in self.editions if e.startswith(f"{family}:") and by_age(e) > by_age(name)]
        standards = map(self.edition, sorted(later, key=by_age))
        return next((s for s in standards if s and s.transition and s.transition.old == name), None)

    @property
    def outdated(self) -> list[str]:
        newest = {name.partition(":")[0]: name for name in sorted(self.editions, key=by_age)}
        return [name for name in self.editions if name != newest[name.partition(":")[0]]]

    @property
    def current(self) -> list[str]:
        return [name for name in sorted(self.editions, key=by_age) if name not in self.outdated]

    def between(self, one: str, other: str) -> EditionMap | None:
        """The map that joins two editions, whichever is the older."""
        if custom := self.custom_maps.get((one, other)) or self.custom_maps.get((other, one)):
            return custom
        source = self.maps.get((one, other)) or self.maps.get((other, one))
        return self.read(source, EditionMap).entity if source else None

    def neighbours(self, edition: str, among: Iterable[str]) -> list[EditionMap]:
        maps = (self.between(edition, other) for other in among if other != edition)
        return [found for found in maps if found]

    @property
    def vocabulary(self) -> Vocabulary:
        return self.read(self.types, Vocabulary).entity if self.types else Vocabulary(id="")

    @cached_property
    def custom_types(self) -> frozenset[str]:
        """The types the organization's own editions expect."""
        clauses = (clause for standard in self.custom.values() for clause in standard.clauses)
        return frozenset(expected.type for clause in clauses for expected in clause.expects if expected.type)

    @property
    def crosswalk(self) -> Crosswalk:
        return self.read(self.topics, Crosswalk).entity if self.topics else Crosswalk(id="")

    def read(self, source: Source, kind: type[E]) -> Bundled[E]:
        """The content of a bundled file, read once for all trees."""
        if source.path not in self._read:
            raw = raw_of(source)
            facts = raw.data if isinstance(raw.data, dict) else {}
            self._read[source.path] = Bundled(raw, *fit(kind, facts, Place(source.path)))
        bundled: Bundled[E] = self._read[source.path]
        return bundled
