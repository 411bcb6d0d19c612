"""Sources to a workspace. Raises nothing: what cannot be read is a piece of the workspace too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from isokit.catalog.catalog import Catalog
from isokit.layout import Layout, Shelf
from isokit.load.file import Spellings, illegible, pieces_of
from isokit.load.pieces import Pieces
from isokit.load.settings import baseline_in, layout_by, settings_in, spellings_by
from isokit.load.standards import adopted, not_adopted, with_custom_standards
from isokit.model.names import BASELINE_FILE, SETTINGS_FILE
from isokit.request import Request, Terms
from isokit.text.raw import Raw, in_turn, raw_of
from isokit.text.source import Source
from isokit.workspace.claim import References
from isokit.workspace.inventory import Inventory
from isokit.workspace.workspace import Workspace

Reader = Callable[[list[Source]], Iterable[Raw]]
"""Reads sources, in order; many files may be read by several processes."""


def load(
    sources: Iterable[Source], catalog: Catalog, read: Reader = in_turn, request: Request | None = None
) -> Workspace:
    """Everything in the sources, by the layout in their settings. The editions a request names are loaded alongside the
    adopted ones; unknown ones are left out.
    """
    against, terms = (request.against, request.terms) if request else ((), Terms())
    by_path = {source.path: source for source in sources}
    pieces = Pieces()
    settings = settings_in(by_path.get(SETTINGS_FILE), pieces)
    layout = layout_by(settings, pieces)
    shelves = {path: shelf for path in by_path if (shelf := layout.shelf_of(path))}
    spellings = spellings_by(settings, layout, pieces)
    _load_files(read([by_path[path] for path in shelves]), shelves, spellings, pieces)
    baseline = baseline_in(terms.baseline or by_path.get(BASELINE_FILE), pieces)
    catalog = with_custom_standards(catalog, by_path, pieces)
    standards = tuple(adopted(settings, catalog, pieces))
    others = (source for path, source in by_path.items() if path not in shelves and layout.holds(path))
    unplaced = tuple(path for path in _readable(others, pieces) if layout.may_read(path))
    given = terms.baseline.path if terms.baseline else None
    return Workspace(
        settings=settings,
        references=References(standards, catalog, tuple(not_adopted(against, standards, catalog))),
        shelved=tuple(pieces.shelved),
        inventory=Inventory(frozenset(by_path), by_path),
        contents={path: content for path, content in pieces.contents.items() if path in by_path or path == given},
        unplaced=unplaced,
        baseline=baseline,
        trusted=terms.trusted,
    )


def layout_of(sources: Iterable[Source]) -> Layout:
    pieces = Pieces()
    return layout_by(settings_in(next((s for s in sources if s.path == SETTINGS_FILE), None), pieces), pieces)


def about_standards(sources: Collection[Source]) -> list[Source]:
    layout = layout_of(sources)
    return [s for s in sources if s.path == SETTINGS_FILE or layout.holds_standards(s.path)]


def _load_files(raws: Iterable[Raw], shelves: Mapping[str, Shelf], spellings: Spellings, pieces: Pieces) -> None:
    for raw in raws:
        shelf = shelves[raw.path]
        pieces.remember(raw)
        pieces.keep(shelf.name, *pieces_of(raw, shelf, spellings))


def _readable(sources: Iterable[Source], pieces: Pieces) -> Iterator[str]:
    """The paths of files that can be opened; the others are kept as illegible."""
    for source in sources:
        if source.obstacle:
            pieces.keep("", illegible(raw_of(source)))
        else:
            yield source.path
