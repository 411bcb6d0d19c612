"""Sources to workspace. Raises nothing: what cannot be read is a piece of the workspace too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from isokit.catalog.catalog import Catalog
from isokit.catalog.custom_standards import CustomStandards
from isokit.catalog.standard import Standard
from isokit.layout import Layout, Shelf
from isokit.load.file import Spellings, comments_of, illegible, mapping_of, pieces_of
from isokit.model.baseline import Baseline
from isokit.model.entity import Place
from isokit.model.fit import E, fit
from isokit.model.fix import reword
from isokit.model.names import BASELINE_FILE, CUSTOM_STANDARDS, SETTINGS_FILE
from isokit.model.settings import Settings
from isokit.model.unread import Illegible, Misfit
from isokit.request import Request, Terms
from isokit.text.glob import why_no_pattern
from isokit.text.raw import Raw, in_turn, raw_of
from isokit.text.source import Source
from isokit.text.suggestions import nearest, suggestion
from isokit.workspace.claim import References
from isokit.workspace.inventory import Inventory
from isokit.workspace.workspace import Piece, Shelved, Workspace

Reader = Callable[[list[Source]], Iterable[Raw]]
"""Reads sources, in their order; a tree of many files may be read by several processes."""


def load(
    sources: Iterable[Source], catalog: Catalog, read: Reader = in_turn, request: Request | None = None
) -> Workspace:
    """Everything the sources hold, as the settings among them lay it out.

    The editions a request names are loaded beside those the settings adopt; unknown ones are left out.
    """
    against, terms = (request.against, request.terms) if request else ((), Terms())
    by_path = {source.path: source for source in sources}
    reading = Reading()
    settings = reading.settings(by_path.get(SETTINGS_FILE))
    layout = reading.layout(settings)
    shelves = {path: shelf for path in by_path if (shelf := layout.shelf_of(path))}
    spellings = reading.spellings(settings, layout)
    reading.files(read([by_path[path] for path in shelves]), shelves, spellings)
    given = terms.baseline.path if terms.baseline else None
    baseline = reading.baseline(terms.baseline or by_path.get(BASELINE_FILE))
    catalog = reading.custom(catalog, by_path)
    adopted = tuple(reading.standards(settings, catalog))
    unplaced = tuple(
        path
        for path in reading.others(s for path, s in by_path.items() if path not in shelves and layout.holds(path))
        if layout.may_read(path)
    )
    return Workspace(
        settings=settings,
        references=References(adopted, catalog, tuple(reading.also(against, adopted, catalog))),
        shelved=tuple(reading.shelved),
        inventory=Inventory(frozenset(by_path), by_path),
        contents={path: content for path, content in reading.contents.items() if path in by_path or path == given},
        unplaced=unplaced,
        baseline=baseline,
        trusted=terms.trusted,
    )


def layout_of(sources: Iterable[Source]) -> Layout:
    """The layout of a tree, as the settings among its sources have it."""
    reading = Reading()
    return reading.layout(reading.settings(next((s for s in sources if s.path == SETTINGS_FILE), None)))


def about_standards(sources: Collection[Source]) -> list[Source]:
    """The sources that say what the tree knows of standards: the settings, own editions, maps and overlays."""
    layout = layout_of(sources)
    return [s for s in sources if s.path == SETTINGS_FILE or layout.holds_standards(s.path)]


@dataclass
class Reading:
    """A tree while it is read: pieces on their shelves, and the content id of every file."""

    shelved: list[Shelved] = field(default_factory=list)
    contents: dict[str, str] = field(default_factory=dict)

    def settings(self, source: Source | None) -> Settings:
        """The settings of the tree; empty ones, and a piece that says why, where they cannot be read."""
        if source is None:
            return fit(Settings, {}, Place(SETTINGS_FILE))[0]
        settings = self._whole_file(source, Settings, "settings")
        for suppressing in settings.suppressing:
            self._keep(suppressing, "settings")
        return settings

    def baseline(self, source: Source | None) -> Baseline | None:
        """The baseline; an empty one, and a piece that says why, where it cannot be read."""
        if source is None:
            return None
        baseline = self._whole_file(source, Baseline, "baseline")
        self._keep(baseline.suppressing, "baseline")
        return baseline

    def layout(self, settings: Settings) -> Layout:
        """The layout with the shelves the settings move; a shelf nobody knows is a misfit."""
        layout = Layout()
        for name in settings.layout.keys() - set(layout.names):
            place = Place(SETTINGS_FILE, ("layout", name), on_key=True)
            self._keep(_unknown(f"the layout has no shelf '{name}'", place, name, layout.names), "settings")
        sound: dict[str, list[str]] = {}
        for name, patterns in settings.layout.items():
            for index, pattern in enumerate(patterns):
                if reason := why_no_pattern(pattern):
                    place = Place(SETTINGS_FILE, ("layout", name, index))
                    self._keep(Misfit(place, f"the pattern '{pattern}' is refused: {reason}"), "settings")
                else:
                    sound.setdefault(name, []).append(pattern)
        return layout.moved(sound)

    def spellings(self, settings: Settings, layout: Layout) -> Spellings:
        """The tree's own names of keys; an alias of a key no entity has is a misfit."""
        for name in settings.aliases.keys() - layout.keys:
            place = Place(SETTINGS_FILE, ("aliases", name), on_key=True)
            self._keep(_unknown(f"no entry has a key '{name}'", place, name, sorted(layout.keys)), "settings")
        return settings.spellings

    def standards(self, settings: Settings, catalog: Catalog) -> Iterator[Standard]:
        """The editions the settings adopt, in their order, each once."""
        for index, name in enumerate(settings.standards):
            if name in settings.standards[:index]:
                continue
            if custom := catalog.custom.get(name):
                yield custom
            elif name in catalog.editions:
                yield self._bundled(catalog, name)
            else:
                self._keep(self._no_standard(name, Place(SETTINGS_FILE, ("standards", index)), catalog), "settings")

    def _bundled(self, catalog: Catalog, name: str) -> Standard:
        """An edition that isokit brings along, read once a process."""
        file = catalog.read(catalog.editions[name], Standard)
        self._report(file.raw, file.misfits, CUSTOM_STANDARDS)
        return file.entity

    def _no_standard(self, name: str, place: Place, catalog: Catalog) -> Misfit:
        """That nobody knows an edition; it may stand in a file that cannot be read."""
        unread = [p.place.path for p, shelf in self.shelved if shelf == CUSTOM_STANDARDS and isinstance(p, Illegible)]
        message = f"isokit has no standard '{name}'" + (f", and {unread[0]} cannot be read" if unread else "")
        word = name.lower().replace("/iec", "").replace(" ", "")
        misfit = _unknown(message, place, word, sorted(catalog.editions))
        return replace(misfit, fix=reword(place, name, word, safe=True)) if word in catalog.editions else misfit

    def also(self, names: Iterable[str], adopted: tuple[Standard, ...], catalog: Catalog) -> Iterator[Standard]:
        """The editions among those named that the settings do not adopt."""
        known = {standard.standard for standard in adopted}
        for name in dict.fromkeys(names):
            if name not in known and (standard := catalog.edition(name)):
                yield standard

    def files(self, raws: Iterable[Raw], shelves: Mapping[str, Shelf], spellings: Spellings) -> None:
        """Keep what the files on the shelves hold."""
        for raw in raws:
            shelf = shelves[raw.path]
            self._remember(raw)
            self.shelved += [Shelved(piece, shelf.name) for piece in pieces_of(raw, shelf, spellings)]

    def custom(self, catalog: Catalog, sources: Mapping[str, Source]) -> Catalog:
        """The catalog with the editions and maps of the tree; what these name and nobody knows is a misfit."""
        custom = CustomStandards.among(piece for piece, shelf in self.shelved if shelf == CUSTOM_STANDARDS)
        catalog = custom.added_to(catalog, sources)
        for misfit in custom.misfits(catalog):
            self._keep(misfit, CUSTOM_STANDARDS)
        return catalog

    def others(self, sources: Iterable[Source]) -> Iterator[str]:
        """Keep what cannot be read in the folders of the layout; yields the paths of files that fit no place."""
        for source in sources:
            if source.obstacle:
                self._keep(illegible(raw_of(source)), "")
            else:
                yield source.path

    def _whole_file(self, source: Source, kind: type[E], shelf: str) -> E:
        """An entity that is a whole file; an empty one where it cannot be read. Only what is wrong is kept."""
        raw = raw_of(source)
        entity, misfits = fit(kind, raw.data if isinstance(raw.data, dict) else {}, Place(source.path))
        self._report(raw, misfits, shelf)
        return entity

    def _report(self, raw: Raw, misfits: Iterable[Piece], shelf: str) -> None:
        """Keep what is wrong with a file that is one mapping, and its comments."""
        self._remember(raw)
        facts = mapping_of(raw)
        for piece in (*misfits, *comments_of(raw)) if isinstance(facts, dict) else (facts,):
            self._keep(piece, shelf)

    def _remember(self, raw: Raw) -> None:
        if raw.id is not None:
            self.contents[raw.path] = raw.id

    def _keep(self, piece: Piece, shelf: str) -> None:
        self.shelved.append(Shelved(piece, shelf))


def _unknown(message: str, place: Place, name: str, choices: Iterable[str]) -> Misfit:
    near = nearest(name, choices)
    return Misfit(place, message, suggestion(near, "one of " + ", ".join(choices)))
