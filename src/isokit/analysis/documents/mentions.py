"""Which ids and paths a text names, and what leads to a document: links, fields for ids, and mentions in texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
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
KNOWLEDGE = (Standard, EditionMap, Overlay)
"""Knowledge of standards: no part of the management system, and perhaps private."""
RECORDS = (Document, Evidence, Nonconformity, ScheduledActivity, *KNOWLEDGE)
"""Entities that are no register entries."""
FEW = 20
"""Up to so many names, searching for each is quicker than looking at every word of a text."""
Keys = tuple[str, ...]


class Names:
    """Ids and paths that are searched for in texts, as whole words."""

    def __init__(self, wanted: Iterable[str]) -> None:
        every = frozenset(wanted)
        self._words = frozenset(name for name in every if WORD.fullmatch(name))
        self._paths = frozenset(name for name in every if PATH.fullmatch(name))
        self._others = every - self._words - self._paths

    def within(self, text: str) -> set[str]:
        found = {name for name in self._others if name in text and names(text, name)}
        for wanted, pattern in ((self._words, WORD), (self._paths, PATH)):
            if len(wanted) > FEW or any(name in text for name in wanted):
                found.update(wanted.intersection(pattern.findall(text)))
        return found

    def drop(self, names: Iterable[str]) -> None:
        """Search no longer for names that are neither words nor paths; each costs a look at every text."""
        self._others -= frozenset(names)


def system(workspace: Workspace) -> list[Entity]:
    return [entity for entity in workspace.of(Entity) if not isinstance(entity, KNOWLEDGE)]


def fields_of(entity: Entity) -> Iterator[tuple[Keys, str]]:
    """Every text in the fields of an entity, with the keys that lead to it."""
    for name in type(entity).model_fields:
        yield from _texts(vars(entity).get(name), (name,))


def _texts(value: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _texts(vars(value).get(name), (*keys, name))
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _texts(child, (*keys, str(name)))
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _texts(child, keys)


def text_of(entity: Entity) -> str:
    """All texts of an entity, field by field, and its body; not its id."""
    texts = [entity.body.text] if isinstance(entity, Document) else []
    for name in type(entity).model_fields:
        if name != "id":
            _gather(vars(entity).get(name), texts)
    return "\n".join(texts)


def _gather(value: Any, texts: list[str]) -> None:
    """The texts of `_texts` without their keys, which is quicker."""
    if isinstance(value, str):
        texts.append(value)
    elif isinstance(value, Part):
        _gather(list(vars(value).values()), texts)
    elif isinstance(value, dict):
        _gather([*value, *value.values()], texts)
    elif isinstance(value, list | tuple):
        for child in value:
            _gather(child, texts)


def naming(workspace: Workspace, wanted: Collection[str]) -> dict[str, list[Entity]]:
    """The entities that name each id or path, in any field or text; the bearer of an id does not count."""
    look, found = Names(wanted), dict[str, list[Entity]]()
    for entity in system(workspace) if wanted else ():
        for name in look.within(text_of(entity)) - {entity.id}:
            found.setdefault(name, []).append(entity)
    return found


def linking(workspace: Workspace, paths: Collection[str]) -> dict[str, list[Document]]:
    """The documents that may link to each path: links in code are counted as well."""
    found = dict[str, list[Document]]()
    for document in workspace.of(Document) if paths else ():
        for path in {path for path in document.possible_paths() if path in paths} - {document.path}:
            found.setdefault(path or "", []).append(document)
    return found


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
        others = (origin for origin in candidates if origin is not document)
        return any(path == document.path for origin in others for _, path in origin.local_links())

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
        wanted = {d.id for d in self._documents if d.type is DocumentType.PROCEDURE and not self._linked_to(d)}
        by_name = {name: d.id for d in self._documents if d.id in wanted for name in (d.path, d.id)}
        look = Names(by_name)
        for entity, text in self._texts() if wanted else ():
            named = look.within(text)
            for name in named:
                found[by_name[name]].append(entity)
            look.drop(name for name in named if len(found[by_name[name]]) > 1)  # one of two is not the procedure itself
        return found

    def _texts(self) -> Iterator[tuple[Entity, str]]:
        yield from ((document, document.body.text) for document in self._documents)
        yield from ((entry, text_of(entry)) for entry in self._entries)


@derived
def mentions_of(workspace: Workspace) -> Mentions:
    """Evidence, records and standards are no origins of mentions."""
    entries = (entity for entity in workspace.of(Entity) if not isinstance(entity, RECORDS))
    return Mentions(workspace.of(Document), entries, workspace.illegible_ids)


def _others(origins: dict[str, list[Entity]], target: str, document: Document) -> bool:
    return any(origin is not document for origin in origins.get(target, ()))
