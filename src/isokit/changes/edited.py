"""Files of the tree with patches, as changes the writer verifies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from isokit.model.edit import Edited
from isokit.text.content import content_of, content_with
from isokit.text.decode import Refused, decode
from isokit.text.edits import Patch
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
        """The editor of its text."""
        return Editor(self.path, decode(self.data), self.spellings)


def with_values(file: InTree, values: Mapping[Route, Value], order: Sequence[str] = ()) -> Edited | None:
    """The file with values set in it; None where it is written in a way that does not allow it."""
    patch = file.editor.set(values, order)
    return patched(file.path, file.data, [patch]) if patch else None


def patched(path: str, data: bytes, patches: Sequence[Patch]) -> Edited | None:
    """A file with patches; None where its content would then be another one than they say."""
    edits = tuple(sorted(edit for patch in patches for edit in patch.edits))
    edited = Edited(path, content_id(data), edits, content_with(content_of(path, data), patches))
    try:
        return edited if content_of(path, edited.applied(data)) == edited.says else None
    except Refused:
        return None
