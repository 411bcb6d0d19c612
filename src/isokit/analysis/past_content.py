"""What an earlier state of a file says, understood with the settings of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from isokit.model.entity import Facts, Place
from isokit.model.fit import E, fit, respell
from isokit.model.settings import Settings
from isokit.text.raw import Raw, raw_of
from isokit.text.source import Source


class PastContent(NamedTuple):
    """An earlier state of a file as data. Keys may have the names that the settings of today give them."""

    raw: Raw
    facts: Facts
    spellings: Mapping[str, str]

    def fitted(self, kind: type[E], facts: Facts) -> E:
        return fit(kind, respell(facts, self.spellings), Place(self.raw.path))[0]


def past_content(data: bytes | None, path: str, settings: Settings) -> PastContent | None:
    """None where there are no bytes, or they hold no mapping."""
    raw = raw_of(Source(path, lambda: data)) if data is not None else None
    if raw is None or raw.refusal or not isinstance(raw.data, dict):
        return None
    return PastContent(raw, raw.data, settings.spellings)
