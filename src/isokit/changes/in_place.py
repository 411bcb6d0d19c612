"""Files of the tree with patches, as changes the writer verifies."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from isokit.model.file_change import Edited
from isokit.text.decode import Refused, decode
from isokit.text.edits import Patch
from isokit.text.raw import content_of
from isokit.text.source import content_id
from isokit.text.span import Route
from isokit.text.yaml.editor import Editor
from isokit.text.yaml.emit import Value


class InTree(NamedTuple):
    """A file of the tree as it was read, and the tree's own names of keys."""

    path: str
    data: bytes
    spellings: Mapping[str, Sequence[str]]

    @property
    def editor(self) -> Editor:
        return Editor(self.path, decode(self.data), self.spellings)


def with_values(file: InTree, values: Mapping[Route, Value], order: Sequence[str] = ()) -> Edited | None:
    """The file with values set in it; None where it cannot be edited in place."""
    patch = file.editor.set(values, order)
    return patched(file.path, file.data, [patch]) if patch else None


def patched(path: str, data: bytes, patches: Sequence[Patch]) -> Edited | None:
    """A file with patches; None where its content would then differ from what they say."""
    edits = tuple(sorted(edit for patch in patches for edit in patch.edits))
    edited = Edited(path, content_id(data), edits, content_with(content_of(path, data), patches))
    try:
        return edited if content_of(path, edited.applied(data)) == edited.expected else None
    except Refused:
        return None


def content_with(content: list[Any], patches: Iterable[Patch]) -> list[Any]:
    """The content of a file after its patches; keys are renamed last, the innermost first."""
    new = copy.deepcopy(content)
    changing = sorted((patch for patch in patches if patch.route), key=lambda patch: -len(patch.route))
    for patch in sorted(changing, key=lambda patch: patch.name is not None):
        parent: Any = new
        for part in patch.route[:-1]:
            if isinstance(parent, dict) and parent.get(part) is None:
                parent[part] = {}
            parent = parent[part]
        if patch.name is None:
            parent[patch.route[-1]] = patch.value
        else:
            parent[patch.name] = parent.pop(patch.route[-1])
    return new
