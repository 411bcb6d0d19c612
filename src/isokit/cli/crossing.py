"""What `isokit standards crosswalk` decides: which editions stand side by side."""

from __future__ import annotations

from collections.abc import Iterable

from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Standard
from isokit.cli.session import edition


def sides(known: Catalog, standards: Iterable[Standard], words: Iterable[str] | None) -> list[str]:
    """The editions some words mean; without words the adopted ones (`standards`), else the current ones.

    A standard without edition means the one adopted, else the current one.
    """
    adopted = [standard.standard for standard in standards]
    if not words:
        return adopted or known.current
    return list(dict.fromkeys(name for word in words for name in _meant(word, known, adopted)))


def _meant(word: str, known: Catalog, adopted: list[str]) -> list[str]:
    names = known.named(word)
    if len(names) < 2:
        return [edition(word, known).standard]
    return [name for name in adopted if name in names] or [name for name in known.current if name in names]
