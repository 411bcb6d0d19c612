"""Which ids a text names, and who names an id anywhere in the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from isokit.analysis.documents.mentions import PATH, WORD
from isokit.catalog.edition_map import EditionMap
from isokit.catalog.overlay import Overlay
from isokit.catalog.standard import Standard
from isokit.model.document import Document
from isokit.model.entity import Entity, Part
from isokit.text.reference import names
from isokit.workspace.workspace import Workspace

KNOWLEDGE = (Standard, EditionMap, Overlay)
"""Knowledge of standards: no part of the management system, and perhaps private."""
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


def system(workspace: Workspace) -> list[Entity]:
    """The entities of the management system, in the order of the files."""
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
