"""The organization's risk criteria: its scales, how a score follows from them, and which one is acceptable."""

from itertools import pairwise
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, field_validator

from isokit.model.entity import Part, shared
from isokit.model.scalar import WHOLE, Whole
from isokit.text.words import many

FEWEST, MOST = 2, 10
"""Steps a scale may have: with one there is nothing to rate, and more than ten cannot be told apart."""
USUAL = 5
HIGHEST = 1000
"""The highest score a cell of a matrix may hold."""


def _matrix(value: object) -> tuple[tuple[int, ...], ...]:
    """Rows of whole numbers, read as one value, so that a mistyped score is one finding."""
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise ValueError("write a list of rows, each a list of scores")
    for number, row in enumerate(value, 1):
        for cell in row:
            if not isinstance(cell, str) or not WHOLE.fullmatch(cell):
                score = f"'{cell}'" if isinstance(cell, str) else "something else"
                raise ValueError(f"row {number} has {score} instead of a whole number")
    return tuple(tuple(map(int, row)) for row in value)


Matrix = Annotated[tuple[tuple[int, ...], ...], PlainValidator(_matrix)]
"""Scores: a row for each step of likelihood, and in it one for each step of consequence, from the lowest."""


def _steps(count: int) -> int:
    if not FEWEST <= count <= MOST:
        raise ValueError(f"a scale has {FEWEST} to {MOST} steps")
    return count


class Scale(Part):
    """The number of steps of each scale, counted from 1; by default that of the matrix, or else 5."""

    likelihood: Whole | None = None
    consequence: Whole | None = None

    counted = field_validator("likelihood", "consequence")(_steps)

    def sizes(self, matrix: Matrix) -> tuple[int, int]:
        rows, columns = (len(matrix), len(matrix[0])) if matrix else (USUAL, USUAL)
        return self.likelihood or rows, self.consequence or columns


class Level(Part):
    """A name for the scores up to `up_to`, above those of the level before it."""

    name: str
    up_to: Whole


def _highest(scale: Scale, matrix: Matrix) -> int:
    likelihoods, consequences = scale.sizes(matrix)
    return max(max(row) for row in matrix) if matrix else likelihoods * consequences


class Rating(Part):
    """How risks are rated. A score is the product of likelihood and consequence, or taken from the `matrix`.

    The matrix has a row of scores for each step of likelihood, from the lowest, and in it one for each step of
    consequence; scores never fall towards a higher step. `levels` name scores. A risk whose score is above
    `acceptance` has to be treated; without it, no score is judged.
    """

    scale: Scale = shared(Scale())
    matrix: Matrix = ()
    levels: tuple[Level, ...] = ()
    acceptance: Whole | None = None

    @field_validator("matrix")
    @classmethod
    def _fitting(cls, matrix: Matrix, info: ValidationInfo) -> Matrix:
        if not FEWEST <= len(matrix) <= MOST or not FEWEST <= len(matrix[0]) <= MOST:
            raise ValueError(f"a matrix has {FEWEST} to {MOST} rows of {FEWEST} to {MOST} scores")
        rows, columns = info.data.get("scale", Scale()).sizes(matrix)
        if len(matrix) != rows:
            raise ValueError(f"{many(len(matrix), 'row')}, and likelihood has {rows} steps")
        for number, row in enumerate(matrix, 1):
            if len(row) != columns:
                raise ValueError(f"row {number} has {many(len(row), 'score')}, and consequence has {columns} steps")
            if not all(1 <= score <= HIGHEST for score in row):
                raise ValueError(f"row {number} has a score that is not between 1 and {HIGHEST}")
        if upside_down := _falling(matrix):
            raise ValueError(f"{upside_down}; rows and scores begin with the lowest step")
        return matrix

    @field_validator("levels")
    @classmethod
    def _complete(cls, levels: tuple[Level, ...], info: ValidationInfo) -> tuple[Level, ...]:
        bounds = [level.up_to for level in levels]
        if sorted(set(bounds)) != bounds:
            raise ValueError("each level goes up to a higher score than the one before it")
        if len({level.name for level in levels}) != len(levels):
            raise ValueError("each level has a name of its own")
        if levels and {"scale", "matrix"} <= info.data.keys():
            highest = _highest(info.data["scale"], info.data["matrix"])
            if bounds[-1] < highest:
                raise ValueError(f"the highest score is {highest}, and the last level ends at {bounds[-1]}")
        return levels

    @field_validator("acceptance")
    @classmethod
    def _reachable(cls, acceptance: int | None, info: ValidationInfo) -> int | None:
        """Refuse a level that is not a score, or that no risk can exceed: no risk would be judged, unnoticed."""
        if acceptance is None or not {"scale", "matrix"} <= info.data.keys():
            return acceptance
        highest = _highest(info.data["scale"], info.data["matrix"])
        if not 0 <= acceptance < highest:
            raise ValueError(f"scores go from 1 to {highest}, so write a number from 0 to {highest - 1}")
        return acceptance

    @property
    def sizes(self) -> tuple[int, int]:
        return self.scale.sizes(self.matrix)

    @property
    def highest(self) -> int:
        return _highest(self.scale, self.matrix)

    def score(self, likelihood: int | None, consequence: int | None) -> int | None:
        """None where one is missing, or outside its scale."""
        rows, columns = self.sizes
        if likelihood is None or consequence is None:
            return None
        if not (1 <= likelihood <= rows and 1 <= consequence <= columns):
            return None
        return self.matrix[likelihood - 1][consequence - 1] if self.matrix else likelihood * consequence

    def above(self, score: int | None) -> bool:
        """Whether a score is above acceptance; never where none is set."""
        return score is not None and self.acceptance is not None and score > self.acceptance

    def level(self, score: int | None) -> str | None:
        """The name of a score: the organization's own, else whether it is acceptable; None where neither is set."""
        if score is None:
            return None
        named = next((level.name for level in self.levels if score <= level.up_to), None)
        if named or self.acceptance is None:
            return named
        return "to be treated" if self.above(score) else "acceptable"


def _falling(matrix: Matrix) -> str | None:
    """Where a score is lower than that of a lower step, as in a matrix written from the top."""
    for number, (row, above) in enumerate(pairwise(matrix), 1):
        if any(high < low for low, high in zip(row, above, strict=True)):
            return f"row {number + 1} has a lower score than row {number}"
    falling = (number for number, row in enumerate(matrix, 1) if list(row) != sorted(row))
    return next((f"the scores of row {number} fall" for number in falling), None)
