"""Routes to spans: only the files with something to report are read again for their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from isokit.model.finding import Finding
from isokit.model.workspace import Workspace
from isokit.text.body import split
from isokit.text.decode import BOM, Refused, decode, lines_of
from isokit.text.places import Places, places
from isokit.text.raw import is_yaml
from isokit.text.source import Source, Unreadable, content_id
from isokit.text.span import Route, Span
from isokit.text.table import HEADER, ROWS, TablePlaces, tables_of


class Changed(Exception):
    """A file is not what it was when it was loaded, so its places are unknown."""


def locate(findings: Iterable[Finding], sources: Iterable[Source], workspace: Workspace) -> Iterator[Finding]:
    """The findings with their spans and the lines they stand in, in the order of the files.

    Raises `Changed` where a file has other bytes than those the findings are about.
    """
    by_path = {source.path: source for source in sources}
    spellings = workspace.settings.aliases
    for path, group in groupby(sorted(findings, key=lambda f: f.path), key=lambda f: f.path):
        text = _same_text(by_path[path], workspace.contents.get(path)) if path in by_path else ""
        located = FilePlaces(path, text, spellings)
        yield from sorted((located.placed(finding) for finding in group), key=lambda f: f.order)


def _same_text(source: Source, known: str | None) -> str:
    if known is None or source.obstacle:
        return ""
    try:
        data = source.read()
        if content_id(data) != known:
            raise Changed(source.path)
        return decode(data)
    except Unreadable:
        raise Changed(source.path) from None
    except Refused:
        return data.decode("utf-8", "replace").lstrip(BOM)


class FilePlaces:
    """The places of one file, walked when the first finding asks."""

    def __init__(self, path: str, text: str, spellings: Mapping[str, tuple[str, ...]]) -> None:
        self._lines = lines_of(text)
        self._spellings = spellings
        self._path, self._whole = path, text
        self._text = text if is_yaml(path) else _front_matter(text)
        self._lines_above = 0 if is_yaml(path) else 1

    @cached_property
    def _places(self) -> Places:
        return places(self._text)

    def placed(self, finding: Finding) -> Finding:
        """The finding with its span, and the line it stands in."""
        place = finding.place
        span = place.span or self._span(place.route, place.on_key)
        excerpt = self._lines[span.line - 1] if span.line <= len(self._lines) else ""
        return replace(finding, span=span, excerpt=excerpt)

    @cached_property
    def _cells(self) -> TablePlaces:
        return TablePlaces(tables_of(self._path, self._whole), self._spellings)

    def _span(self, route: Route, on_key: bool) -> Span:
        if not is_yaml(self._path) and len(route) > 1 and route[0] in (HEADER, ROWS):
            return self._cells.span(route)
        spelled = self._spelled(route)
        span = self._places.key(spelled) if on_key else self._places.value(spelled)
        down = self._lines_above if self._places.values else 0
        return Span(span.line + down, span.column, span.end_line + down, span.end_column)

    def _spelled(self, route: Route) -> Route:
        """The route with the keys as the file spells them."""
        spelled: Route = ()
        for part in route:
            choices = (part, *self._spellings.get(part, ())) if isinstance(part, str) else (part,)
            known = (choice for choice in choices if (*spelled, choice) in self._places.values)
            spelled = (*spelled, next(known, part))
        return spelled


def _front_matter(text: str) -> str:
    front = split(text)[0]
    return front if isinstance(front, str) else ""
