"""Who leads to a document: links in data, links in text, and ids named in text or register entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from isokit.catalog.edition_map import EditionMap
from isokit.catalog.overlay import Overlay
from isokit.catalog.standard import Standard
from isokit.model.document import Document, DocumentType
from isokit.model.entity import Entity, Part
from isokit.model.evidence import Evidence
from isokit.model.nonconformity import Nonconformity
from isokit.model.recurring import ScheduledActivity
from isokit.text.reference import names
from isokit.workspace.workspace import Workspace, derived

WORD = re.compile(r"\w+(?:[.-]\w+)*")
"""What an id looks like inside a sentence; a full stop behind it is not part of it."""
PATH = re.compile(r"(?<![\w.-])[\w.-]+(?:/[\w.-]+)+(?<=\w)")
"""What a path looks like there; nor is a full stop part of it. It never starts inside a word."""


RECORDS = (Document, Evidence, Nonconformity, ScheduledActivity, Standard, EditionMap, Overlay)
"""Entities that are no register entries."""


class Mentions:
    """The mentions of documents by other documents and by register entries; looked up on first use."""

    def __init__(self, documents: Iterable[Document], entries: Iterable[Entity], illegible: frozenset[str]) -> None:
        self._documents = tuple(documents)
        self._entries = tuple(entries)
        self._illegible = illegible

    def reach(self, document: Document) -> bool:
        """Whether anything but the document itself leads to it, or it implements a policy."""
        return self._linked_to(document) or _others(self._named, document.id, document)

    def _linked_to(self, document: Document) -> bool:
        implements = bool(self._policies.intersection(document.implements))
        return implements or _others(self._linked, document.id, document) or self._pointed_to(document)

    def _pointed_to(self, document: Document) -> bool:
        candidates = self._may_point_at.get(document.path, ())
        return any(_points(origin, document.path) for origin in candidates if origin is not document)

    @cached_property
    def _policies(self) -> frozenset[str]:
        """The ids of policies, and those of illegible files, which may be policies."""
        return self._illegible.union(d.id for d in self._documents if d.type is DocumentType.POLICY)

    @cached_property
    def _linked(self) -> dict[str, list[Entity]]:
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in (*self._documents, *self._entries):
            for _, target in entity.linked():
                found[target].append(entity)
        return found

    @cached_property
    def _may_point_at(self) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self._documents:
            for path in document.possible_paths():
                if path:
                    found[path].append(document)
        return found

    @cached_property
    def _named(self) -> dict[str, list[Entity]]:
        """The entities whose text names a procedure that nothing else leads to, by the id of the procedure."""
        found: dict[str, list[Entity]] = defaultdict(list)
        wanted = {d.id: d.id for d in self._documents if d.type is DocumentType.PROCEDURE and not self._linked_to(d)}
        wanted_paths = {d.path: d.id for d in self._documents if d.id in wanted}
        strange = {name for name in wanted if not WORD.fullmatch(name)}
        for entity, text in self._texts() if wanted else ():
            found_words = [wanted[word] for word in wanted.keys() & set(WORD.findall(text))]
            found_paths = [wanted_paths[path] for path in wanted_paths.keys() & set(PATH.findall(text))]
            found_strange = [name for name in strange if name in text and names(text, name)]
            for name in (*found_words, *found_paths, *found_strange):
                found[name].append(entity)
            strange.difference_update(name for name in found_strange if len(found[name]) > 1)  # one of two is another
        return found

    def _texts(self) -> Iterator[tuple[Entity, str]]:
        yield from ((document, document.body.text) for document in self._documents)
        yield from ((entry, "\n".join(_strings(entry))) for entry in self._entries)


@derived
def mentions_of(workspace: Workspace) -> Mentions:
    """Evidence, records and standards are no origins of mentions."""
    entries = (entity for entity in workspace.of(Entity) if not isinstance(entity, RECORDS))
    return Mentions(workspace.of(Document), entries, workspace.illegible_ids)


def _points(origin: Document, path: str) -> bool:
    return any(found == path for _, found in origin.local_links())


def _others(origins: dict[str, list[Entity]], target: str, document: Document) -> bool:
    return any(origin is not document for origin in origins.get(target, ()))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Part):
        yield from _strings(vars(value))
    elif isinstance(value, dict):
        yield from (text for child in value.values() for text in _strings(child))
    elif isinstance(value, list | tuple):
        yield from (text for child in value for text in _strings(child))
