"""Values set in a file of the tree, as a change the writer verifies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from isokit.model.edit import Edited
from isokit.text.decode import decode
from isokit.text.source import content_id
from isokit.text.span import Route
from isokit.text.yaml.amend import said
from isokit.text.yaml.setting import Value, put, set_values
from isokit.text.yaml.written import Writing


class InTree(NamedTuple):
    """A file of the tree as it was read, and the tree's own names of keys."""

    path: str
    data: bytes
    spellings: Mapping[str, Sequence[str]]


def with_values(file: InTree, values: Mapping[Route, Value], order: Sequence[str] = ()) -> Edited | None:
    """The file with values set in it; None where it is written in a way that does not allow it."""
    writing = Writing(file.path, decode(file.data), file.spellings)
    edits = set_values(writing, values, order)
    if edits is None:
        return None
    now, *rest = said(file.path, file.data)
    for route, value in values.items():
        now = put(now, writing.places.spelled(route), value)
    return Edited(file.path, content_id(file.data), tuple(edits), [now, *rest])
