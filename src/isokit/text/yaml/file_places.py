"""The places of one file, be it YAML, front matter or tables; walked when the first is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from isokit.text.decode import LINE_END
from isokit.text.markdown.body import split
from isokit.text.markdown.parts import Table
from isokit.text.span import Route, Span
from isokit.text.table import HEADER, ROWS, TablePlaces, is_yaml, tables_of
from isokit.text.yaml.places import Places, places


class FilePlaces:
    """Routes into a file as spans. `spellings` are the file's own names of keys."""

    def __init__(self, path: str, text: str, spellings: Mapping[str, Sequence[str]]) -> None:
        self._path, self._whole, self._spellings = path, text, spellings

    def span(self, route: Route, on_key: bool = False) -> Span:
        """The span of a value, or of the key a route ends in; of the nearest ancestor that stands in the file."""
        if self.in_table(route):
            return self._cells.span(route)
        spelled = self.spelled(route)
        found = self.data.key(spelled) if on_key else self.data.value(spelled)
        down = self._lines_above if self.data.values else 0
        return Span(found.line + down, found.column, found.end_line + down, found.end_column)

    def in_table(self, route: Route) -> bool:
        """Whether a route leads into a table."""
        return not is_yaml(self._path) and len(route) > 1 and route[0] in (HEADER, ROWS)

    def spelled(self, route: Route) -> Route:
        """The route with the keys as the file spells them."""
        spelled: Route = ()
        for part in route:
            choices = (part, *self._spellings.get(part, ())) if isinstance(part, str) else (part,)
            known = (choice for choice in choices if (*spelled, choice) in self.data.values)
            spelled = (*spelled, next(known, part))
        return spelled

    def offsets(self, span: Span) -> tuple[int, int]:
        """A span as two offsets into the text, in characters."""
        return self._starts[span.line - 1] + span.column - 1, self._starts[span.end_line - 1] + span.end_column - 1

    @cached_property
    def data(self) -> Places:
        """The places of the YAML, which may be the front matter only; lines count from its first one."""
        front = self._whole if is_yaml(self._path) else split(self._whole)[0]
        return places(front if isinstance(front, str) else "")

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the file."""
        return tables_of(self._path, self._whole)

    @cached_property
    def _cells(self) -> TablePlaces:
        return TablePlaces(self.tables, self._spellings)

    @property
    def _lines_above(self) -> int:
        return 0 if is_yaml(self._path) else 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self._whole))]
