"""How many risks lie on each step of likelihood and consequence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from isokit.model.rating import Rating
from isokit.model.registers.risk import Pair


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the map: its score, the word for that, whether it is above the acceptable score, and its risks."""

    consequence: int
    score: int
    level: str | None
    above: bool
    count: int


@dataclass(frozen=True)
class HeatMap:
    """The number of risks by likelihood and consequence. `elsewhere` counts those that are not on the scales."""

    rating: Rating
    counts: Mapping[Pair, int]
    elsewhere: int

    @classmethod
    def of(cls, pairs: Iterable[Pair], rating: Rating) -> HeatMap:
        found = Counter(pairs)
        on = {pair: count for pair, count in found.items() if rating.score(*pair) is not None}
        return cls(rating, on, found.total() - sum(on.values()))

    @property
    def consequences(self) -> range:
        return range(1, self.rating.sizes[1] + 1)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The steps of likelihood, from the highest, each with its cells."""
        for likelihood in range(self.rating.sizes[0], 0, -1):
            yield likelihood, [self._cell(likelihood, consequence) for consequence in self.consequences]

    def _cell(self, likelihood: int, consequence: int) -> Cell:
        score = self.rating.score(likelihood, consequence)
        assert score is not None
        count = self.counts.get((likelihood, consequence), 0)
        return Cell(consequence, score, self.rating.level(score), self.rating.above(score), count)

    def levels(self) -> Iterator[tuple[str, int]]:
        """The words for scores, the highest first, each with its number of risks."""
        cells = sorted((cell for _, row in self.rows() for cell in row), key=lambda cell: -cell.score)
        found: dict[str, int] = {}
        for cell in cells:
            if cell.level:
                found[cell.level] = found.get(cell.level, 0) + cell.count
        return iter(found.items())
