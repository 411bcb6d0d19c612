"""What an earlier state of a file says, understood with the settings of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from isokit.model.entity import Facts, Place
from isokit.model.fit import E, fit, respelled
from isokit.model.settings import Settings
from isokit.text.raw import Raw, raw_of
from isokit.text.source import Source


class PastContent(NamedTuple):
    """The bytes of a file as data, with the tree's own names of keys."""

    raw: Raw
    facts: Facts
    spellings: Mapping[str, str]

    def fitted(self, kind: type[E], facts: Facts) -> E:
        """The entity that facts of the file describe, as far as they can be understood."""
        return fit(kind, respelled(facts, self.spellings), Place(self.raw.path))[0]


def past_content(data: bytes | None, path: str, settings: Settings) -> PastContent | None:
    """What the bytes of a file say; None where there are none, or where they are no mapping."""
    raw = raw_of(Source(path, lambda: data)) if data is not None else None
    if raw is None or raw.refusal or not isinstance(raw.data, dict):
        return None
    return PastContent(raw, raw.data, settings.spellings)
