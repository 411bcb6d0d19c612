"""The editor of files: YAML, front matter, and tables. An edit changes one place, and every other byte stays.

    editor = Editor(path, text, spellings)
    patch = editor.set({("status",): "approved", ("approved",): {"by": "managing-director"}}, order)
    patch = editor.append("risks", [Entry({"id": "R-7"}, "New")])
    patch = editor.reword(("clauses", 0), "ISO 9001:2015 8.4.1", "iso9001:2015/8.4.1")

Routes are those of the model; `spellings` are the file's own names of keys. None is the answer where the file is
written in a way that does not allow the edit: no front matter, a text in `|` or `>`, a comment that would go. What is
set or appended is verified by reading the edited text; patches of several places are verified by whoever applies them
together (see `changes.edited`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from isokit.text.decode import LINE_END, Refused
from isokit.text.edits import DATA, LINES, Edit, Patch, applied, difference, line_end
from isokit.text.markdown.body import Body, split
from isokit.text.span import Route, Span
from isokit.text.table import is_separated, is_yaml
from isokit.text.yaml.emit import Value, data_of, inline
from isokit.text.yaml.items import Cells, Form, Item, Items, item_at, items_at, replaced
from isokit.text.yaml.nodes import Child, Node, nodes
from isokit.text.yaml.places import FilePlaces
from isokit.text.yaml.read import Data, parse
from isokit.text.yaml.yaml_text import Entry, Uneditable, YamlText, put

KEY = re.compile(r"[\w.-]+")
QUOTED_KEY = re.compile(r"""(["']?)(.*)\1""")


class Front(NamedTuple):
    """The YAML of a file: where it begins, its text and nodes, and its data."""

    begin: int
    yaml: YamlText
    data: Data


class Editor:
    """A file that is edited."""

    def __init__(self, path: str, text: str, spellings: Mapping[str, Sequence[str]]) -> None:
        self.path, self.text, self.places = path, text, FilePlaces(path, text, spellings)
        self._spellings = spellings
        self._cells = Cells(path, text, self.places)

    def set(self, values: Mapping[Route, Value], order: Sequence[str] = ()) -> Patch | None:
        """Values set one after the other. A key that is missing is added behind those that precede it in the order."""
        editor, data = self, self._front.data if self._front else None
        for route, value in values.items():
            patch = editor._set(route, value, order)
            if patch is None:
                return None
            editor = Editor(self.path, applied(editor.text, patch.edits), self._spellings)
            data = editor._front.data if editor._front else None
        return Patch(tuple(difference(self.text, editor.text)), (DATA,), data)

    def add(self, route: Route, value: Value, order: Sequence[str] = ()) -> Patch | None:
        """A value at a route where nothing is, with the keys above it that are missing."""
        patch = None if self.places.in_table(route) else self._set(route, value, order)
        return patch if patch and patch.edits else None

    def set_on_top(self, values: Mapping[str, Value]) -> Patch | None:
        """Keys set; those that are missing are added above the first of the file, below the comments at its head."""
        routes: dict[Route, Value] = {(key,): value for key, value in values.items()}
        missing = {key: value for key, value in values.items() if self._child(self._spelled((key,))) is None}
        if not missing:
            return self.set(routes)
        added = self._verified(lambda front: (front.yaml.add_on_top(missing), put(front.data, (), missing)))
        editor = Editor(self.path, applied(self.text, added.edits), self._spellings) if added else None
        last = editor.set(routes) if editor else None
        if editor is None or last is None:
            return None
        return last._replace(edits=tuple(difference(self.text, applied(editor.text, last.edits))))

    def append(self, key: str, entries: Sequence[Entry]) -> Patch | None:
        def appended(front: Front) -> tuple[list[Edit], Data]:
            before = front.data if isinstance(front.data, dict) else {}
            listed = [*(before.get(key) or ()), *(data_of(entry.value) for entry in entries)]
            return front.yaml.append(key, entries), {**before, key: listed}

        return self._verified(appended)

    def reword(self, route: Route, old: str, new: str) -> Patch | None:
        """Another text in place of one, or of an item of a list, in the quotes that one has."""
        if self.places.in_table(route):
            return self._cells.reword(route, old, new)
        spelled, item = self._item(route, old)
        return Patch((Edit(item.start, item.end, item.like(new)),), (DATA, *spelled), new) if item else None

    def quote(self, route: Route, text: str) -> Patch | None:
        _, item = (route, None) if self.places.in_table(route) else self._item(route, text)
        return Patch((Edit(item.start, item.end, inline(text, '"')),)) if item and not item.quote else None

    def rename(self, route: Route, old: str, new: str) -> Patch | None:
        """Another name for a key, or for the header of a column; None where something has that name."""
        if not KEY.fullmatch(new):
            return None
        names = (new, *self._spellings.get(new, ()))
        if self.places.in_table(route):
            return self._cells.rename(route, old, names)
        spelled = self._spelled(route)
        child, parent = self._child(spelled), self._node(spelled[:-1])
        if child is None or parent is None or any(parent.child(name) for name in names):
            return None
        raw = QUOTED_KEY.fullmatch(self.text, self._begin + child.start, self._begin + child.end)
        if not raw or raw[2] != old:
            return None
        return Patch((Edit(*raw.span(), f"{raw[1]}{new}{raw[1]}"),), (DATA, *spelled), name=new)

    def items(self, route: Route, texts: Sequence[str], many: bool) -> Items | None:
        """These very texts as they are written at the route of a text, or of a list where they are `many`."""
        found = self._cells.items(route, many) if self.places.in_table(route) else self._items(route, many)
        return found if found and [item.text for item in found.items] == list(texts) else None

    def replace(self, items: Items, becomes: Sequence[tuple[str, ...]]) -> Patch | None:
        """Other texts in place of each of the items; none where it goes."""
        in_cell = items.form is Form.CELL
        edits = self._cells.replaced(items, becomes) if in_cell else replaced(self.text, items, becomes)
        value = items.value([text for texts in becomes for text in texts]) if edits is not None else None
        return Patch(tuple(edits), items.route, value) if edits is not None else None

    def relink(self, span: Span, old: str, new: str) -> Patch | None:
        """Another target of a link in the text of a Markdown file, on a line outside of tables."""
        start, end = self.places.offsets(span)
        _, body, first_line = split(self.text)
        lines, number = LINE_END.split(body), span.line - first_line
        if is_yaml(self.path) or self.text[start:end] != old or "|" in lines[number]:
            return None
        edit = Edit(start, end, new)
        if not self._only_this_link_changes(edit, old):
            return None
        line = lines[number][: span.column - 1] + new + lines[number][span.end_column - 1 :]
        above = sum("|" not in line for line in lines[:number])
        return Patch((edit,), (LINES, above), line)

    def _only_this_link_changes(self, edit: Edit, old: str) -> bool:
        before = [link.target for link in Body(*split(self.text)[1:]).links]
        after = [link.target for link in Body(*split(applied(self.text, [edit]))[1:]).links]
        differ = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
        return len(before) == len(after) and differ == [(old, edit.text)]

    def _set(self, route: Route, value: Value, order: Sequence[str]) -> Patch | None:
        spelled = self._spelled(route)

        def edited(front: Front) -> tuple[list[Edit], Data]:
            new = put(front.data, spelled, value)
            return (replace(front.yaml, order=order).set(spelled, value) if new != front.data else []), new

        return self._verified(edited, spelled)

    def _verified(self, edit: Callable[[Front], tuple[list[Edit], Data]], route: Route = ()) -> Patch | None:
        """Edits of the YAML, where the edited text reads as the data it should; the value at the route is theirs."""
        front = self._front
        try:
            edits, new = edit(front) if front else ([], None)
            if front is None or parse(applied(front.yaml.text, edits)) != new:
                return None
        except (Uneditable, Refused):
            return None
        moved = sorted(Edit(front.begin + e.start, front.begin + e.end, e.text) for e in edits)
        return Patch(tuple(moved), (DATA, *route), at(new, route))

    @cached_property
    def _front(self) -> Front | None:
        begin, text = (0, self.text) if is_yaml(self.path) else self._between_fences()
        try:
            data = parse(text) if text is not None else None
        except Refused:
            return None
        return Front(begin, YamlText(text, nodes(text), line_end(self.text)), data) if text is not None else None

    def _between_fences(self) -> tuple[int, str | None]:
        front = None if is_separated(self.path) else split(self.text)[0]
        first = LINE_END.search(self.text)
        return (first.end(), front) if first and isinstance(front, str) else (0, None)

    @property
    def _begin(self) -> int:
        return self._front.begin if self._front else 0

    def _spelled(self, route: Route) -> Route:
        node, spelled = self._node(()), list(route)
        for depth, part in enumerate(route):
            choices = (part, *self._spellings.get(part, ())) if isinstance(part, str) else (part,)
            child = next((child for choice in choices if node and (child := node.child(choice))), None)
            spelled[depth], node = (child.key, child.node) if child else (part, None)
        return tuple(spelled)

    def _child(self, spelled: Route) -> Child | None:
        parent = self._node(spelled[:-1]) if spelled else None
        return parent.child(spelled[-1]) if parent else None

    def _node(self, spelled: Route) -> Node | None:
        if not spelled:
            return self._front.yaml.root if self._front else None
        child = self._child(spelled)
        return child.node if child else None

    def _item(self, route: Route, text: str) -> tuple[Route, Item | None]:
        """The text at a route as it is written; a text may be written for a list of one."""
        spelled = self._spelled(route)
        node = self._node(spelled)
        if node is None and spelled[-1] == 0:
            spelled = spelled[:-1]
            node = self._node(spelled)
        item = item_at(self.text, node, self._begin) if node else None
        return spelled, item if item and item.text == text else None

    def _items(self, route: Route, many: bool) -> Items | None:
        spelled = self._spelled(route)
        node = self._node(spelled)
        found = items_at(self.text, node, self._begin, many) if node else None
        return Items(*found, (DATA, *spelled)) if found else None


def at(data: Any, route: Route) -> Any:
    for part in route:
        data = data[part]
    return data
