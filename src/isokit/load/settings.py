"""isokit.yaml and the baseline, and from the settings the layout of the tree and its spellings of keys."""

from __future__ import annotations

from collections.abc import Collection

from isokit.layout import Layout
from isokit.load.file import Spellings
from isokit.load.pieces import Pieces, unknown_name
from isokit.model.baseline import Baseline
from isokit.model.entity import Place
from isokit.model.fit import fit
from isokit.model.names import SETTINGS_FILE
from isokit.model.settings import Settings
from isokit.model.unread import Misfit
from isokit.text.glob import why_no_pattern
from isokit.text.source import Source

SETTINGS, BASELINE = "settings", "baseline"
"""The shelves of what is reported about these two files."""


def settings_in(source: Source | None, pieces: Pieces) -> Settings:
    """Empty settings where there is no such file, or it cannot be read."""
    if source is None:
        return fit(Settings, {}, Place(SETTINGS_FILE))[0]
    settings = pieces.whole_file(source, Settings, SETTINGS)
    pieces.keep(SETTINGS, *settings.suppressing)
    return settings


def baseline_in(source: Source | None, pieces: Pieces) -> Baseline | None:
    """An empty baseline where it cannot be read."""
    if source is None:
        return None
    baseline = pieces.whole_file(source, Baseline, BASELINE)
    pieces.keep(BASELINE, baseline.suppressing)
    return baseline


def layout_by(settings: Settings, pieces: Pieces) -> Layout:
    layout = Layout()
    for name in settings.layout.keys() - set(layout.names):
        place = Place(SETTINGS_FILE, ("layout", name), on_key=True)
        pieces.keep(SETTINGS, unknown_name(f"the layout has no shelf '{name}'", place, name, layout.names))
    sound = {name: _sound(name, patterns, pieces) for name, patterns in settings.layout.items()}
    return layout.moved({name: patterns for name, patterns in sound.items() if patterns})


def _sound(name: str, patterns: Collection[str], pieces: Pieces) -> list[str]:
    refused = {pattern: reason for pattern in patterns if (reason := why_no_pattern(pattern))}
    for index, pattern in enumerate(patterns):
        if pattern in refused:
            message = f"the pattern '{pattern}' is refused: {refused[pattern]}"
            pieces.keep(SETTINGS, Misfit(Place(SETTINGS_FILE, ("layout", name, index)), message))
    return [pattern for pattern in patterns if pattern not in refused]


def spellings_by(settings: Settings, layout: Layout, pieces: Pieces) -> Spellings:
    for name in settings.aliases.keys() - layout.keys:
        place = Place(SETTINGS_FILE, ("aliases", name), on_key=True)
        pieces.keep(SETTINGS, unknown_name(f"no entry has a key '{name}'", place, name, sorted(layout.keys)))
    return settings.spellings
