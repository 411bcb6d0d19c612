"""What isokit brings along: editions of standards, maps between them, the vocabulary; each is read when asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from isokit.model.edition_map import EditionMap
from isokit.model.entity import Entity, Place
from isokit.model.fit import fit
from isokit.model.standard import Standard
from isokit.model.vocabulary import Vocabulary
from isokit.text.raw import raw_of
from isokit.text.source import Source

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Catalog:
    """Files by what they hold: editions by id (`iso9001:2015`), maps by the two ids they join, older first."""

    editions: Mapping[str, Source] = field(default_factory=dict)
    maps: Mapping[tuple[str, str], Source] = field(default_factory=dict)
    types: Source | None = None
    _read: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def edition(self, name: str) -> Standard | None:
        """An edition, adopted or not; None where isokit does not know it."""
        source = self.editions.get(name)
        return self._held(source, Standard) if source else None

    def digest(self, name: str) -> str:
        """The SHA-256 of the file of an edition, so that a report says which checklist it was made with."""
        return "sha256:" + hashlib.sha256(self.editions[name].read()).hexdigest()

    def all(self) -> list[Standard]:
        """Every edition, by name."""
        return [standard for name in sorted(self.editions) if (standard := self.edition(name))]

    def named(self, word: str) -> list[str]:
        """The editions a word means: one by its id, all of a family without edition; none it does not know."""
        spelled = word.lower().replace("/iec", "").replace(" ", "")
        spelled = f"iso{spelled}" if spelled[:1].isdecimal() else spelled
        return [name for name in sorted(self.editions) if spelled in (name, name.partition(":")[0])]

    def successor(self, name: str) -> Standard | None:
        """The edition that takes the place of another; None for a current one."""
        family = name.partition(":")[0]
        later = (other for other in sorted(self.editions) if other.startswith(f"{family}:") and other > name)
        standards = (self.edition(other) for other in later)
        return next((s for s in standards if s and s.transition and s.transition.old == name), None)

    @property
    def outdated(self) -> list[str]:
        """The editions of which there is a newer one."""
        newest = {name.partition(":")[0]: name for name in sorted(self.editions)}
        return [name for name in self.editions if name != newest[name.partition(":")[0]]]

    def between(self, one: str, other: str) -> EditionMap | None:
        """The map that joins two editions, whichever is the older."""
        source = self.maps.get((one, other)) or self.maps.get((other, one))
        return self._held(source, EditionMap) if source else None

    def neighbours(self, edition: str, among: Iterable[str]) -> list[EditionMap]:
        """The maps that join an edition with others of those named."""
        maps = (self.between(edition, other) for other in among if other != edition)
        return [found for found in maps if found]

    @property
    def vocabulary(self) -> Vocabulary:
        """The types records and events may have; empty where there is no list of them."""
        return self._held(self.types, Vocabulary) if self.types else Vocabulary(id="")

    def _held(self, source: Source, kind: type[E]) -> E:
        if source.path not in self._read:
            data = raw_of(source).data
            facts = data if isinstance(data, dict) else {}
            self._read[source.path] = fit(kind, facts, Place(source.path))[0]
        held: E = self._read[source.path]
        return held
