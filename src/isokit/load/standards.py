"""The editions of a tree: adopted, custom, and those it is assessed against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from isokit.catalog.catalog import Catalog
from isokit.catalog.custom_standards import CustomStandards
from isokit.catalog.standard import Standard
from isokit.load.pieces import Pieces, unknown_name
from isokit.load.settings import SETTINGS
from isokit.model.entity import Place
from isokit.model.finding import reword
from isokit.model.names import CUSTOM_STANDARDS, SETTINGS_FILE
from isokit.model.settings import Settings
from isokit.model.unread import Illegible, Misfit
from isokit.text.source import Source


def with_custom_standards(catalog: Catalog, sources: Mapping[str, Source], pieces: Pieces) -> Catalog:
    custom = CustomStandards.among(pieces.on(CUSTOM_STANDARDS))
    catalog = custom.added_to(catalog, sources)
    pieces.keep(CUSTOM_STANDARDS, *custom.misfits(catalog))
    return catalog


def adopted(settings: Settings, catalog: Catalog, pieces: Pieces) -> Iterator[Standard]:
    for index, name in enumerate(settings.standards):
        if name in settings.standards[:index]:
            continue
        if custom := catalog.custom.get(name):
            yield custom
        elif name in catalog.editions:
            file = catalog.read(catalog.editions[name], Standard)
            pieces.report(file.raw, file.misfits, CUSTOM_STANDARDS)
            yield file.entity
        else:
            pieces.keep(SETTINGS, _unknown_edition(name, index, catalog, pieces))


def _unknown_edition(name: str, index: int, catalog: Catalog, pieces: Pieces) -> Misfit:
    """The edition may be in a file that cannot be read."""
    place = Place(SETTINGS_FILE, ("standards", index))
    unread = [piece.place.path for piece in pieces.on(CUSTOM_STANDARDS) if isinstance(piece, Illegible)]
    message = f"isokit has no standard '{name}'" + (f", and {unread[0]} cannot be read" if unread else "")
    word = name.lower().replace("/iec", "").replace(" ", "")
    misfit = unknown_name(message, place, word, sorted(catalog.editions))
    return replace(misfit, fix=reword(place, name, word, safe=True)) if word in catalog.editions else misfit


def not_adopted(names: Iterable[str], standards: Iterable[Standard], catalog: Catalog) -> Iterator[Standard]:
    """The named editions that are not adopted; unknown ones are left out."""
    known = {standard.standard for standard in standards}
    for name in dict.fromkeys(names):
        if name not in known and (standard := catalog.edition(name)):
            yield standard
