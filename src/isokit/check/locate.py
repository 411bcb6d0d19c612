"""Routes to spans: only the files with findings are read again for their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from isokit.model.finding import Finding
from isokit.text.decode import BOM, Refused, decode, lines_of
from isokit.text.source import Source, Unreadable, content_id
from isokit.text.yaml.places import FilePlaces
from isokit.workspace.workspace import Workspace


class Changed(Exception):
    """A file was modified after it was loaded, so its places are unknown."""


def locate(findings: Iterable[Finding], sources: Iterable[Source], workspace: Workspace) -> Iterator[Finding]:
    """The findings with spans and excerpts, in the order of the files. Raises `Changed` where a file was modified."""
    by_path = {source.path: source for source in sources}
    spellings = workspace.settings.aliases
    for path, group in groupby(sorted(findings, key=lambda f: f.path), key=lambda f: f.path):
        text = _same_text(by_path[path], workspace.contents.get(path)) if path in by_path else ""
        places = FilePlaces(path, text, spellings)
        lines = [] if path in workspace.private else lines_of(text)
        yield from sorted((_place(finding, places, lines) for finding in group), key=lambda f: f.order)


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


def _place(finding: Finding, places: FilePlaces, lines: Sequence[str]) -> Finding:
    place = finding.place
    span = place.span or places.span(place.route, place.on_key)
    return replace(finding, span=span, excerpt=lines[span.line - 1] if span.line <= len(lines) else "")
