"""Heat maps: how many risks have which likelihood and consequence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isokit.analysis.risk import heat_map as model
from isokit.analysis.risk.appraisal import Appraisal
from isokit.model.rating import Rating
from isokit.model.registers.risk import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A field of a heat map."""

    consequence: int
    score: int
    level: str | None
    above: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The fields of one likelihood."""

    likelihood: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCount:
    """How many risks have a level."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """The number of risks by likelihood and consequence, its rows from the highest likelihood."""

    title: str
    consequences: tuple[int, ...]
    elsewhere: int
    """Risks that are not on the scales."""
    rows: tuple[Row, ...]
    levels: tuple[LevelCount, ...]


def maps_of(found: Sequence[Appraisal], rating: Rating) -> tuple[HeatMap, HeatMap]:
    """The heat maps of some risks before treatment, and as they stand."""
    before = (each.risk.weighed(each.today) for each in found)
    standing = (each.stands_at for each in found)
    return _map("Before treatment", before, rating), _map("As it stands", standing, rating)


def _map(title: str, pairs: Iterable[Pair], rating: Rating) -> HeatMap:
    made = model.HeatMap.of(pairs, rating)
    return HeatMap(
        title=title,
        consequences=tuple(made.consequences),
        elsewhere=made.elsewhere,
        rows=tuple(Row(likelihood=step, cells=tuple(map(_cell, cells))) for step, cells in made.rows()),
        levels=tuple(LevelCount(name=name, count=count) for name, count in made.levels()),
    )


def _cell(cell: model.Cell) -> Cell:
    return Cell(consequence=cell.consequence, score=cell.score, level=cell.level, above=cell.above, count=cell.count)
