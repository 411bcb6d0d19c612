"""How an organization weighs its risks: scales of two to ten steps, a product or a matrix, words, and acceptance."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.analysis.risk import HeatMap
from isokit.model.rating import FEWEST, HIGHEST, MOST, USUAL, Rating
from tests.support import RunTree

STEPS = st.integers(FEWEST, MOST)
ANYTHING = st.integers(-3, 13) | st.none()


def rating(**said: Any) -> Rating:
    """A rating as isokit.yaml gives it: every number is text."""
    return Rating.model_validate(_as_text(said))


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(child) for key, child in value.items()}
    return [_as_text(child) for child in value] if isinstance(value, list) else str(value)


@st.composite
def matrices(draw: st.DrawFn) -> list[list[int]]:
    """Matrices as somebody may draw them: scores never fall towards a higher step."""
    rows, columns = draw(STEPS), draw(STEPS)
    grown: list[list[int]] = []
    for _ in range(rows):
        row: list[int] = []
        for column in range(columns):
            least = max([1, *row[-1:], *(above[column] for above in grown[-1:])])
            row.append(draw(st.integers(least, min(least + 9, HIGHEST))))
        grown.append(row)
    return grown


@st.composite
def ratings(draw: st.DrawFn) -> Rating:
    if draw(st.booleans()):
        found = rating(matrix=draw(matrices()))
    else:
        found = rating(scale={"likelihood": draw(STEPS), "consequence": draw(STEPS)})
    return found.model_copy(update={"acceptance": draw(st.integers(0, found.highest - 1) | st.none())})


def test_without_a_word_there_are_five_steps_each_and_the_score_is_the_product() -> None:
    assert (Rating().sizes, Rating().highest, Rating().score(3, 4)) == ((USUAL, USUAL), 25, 12)
    assert not Rating().above(25)


@pytest.mark.parametrize("steps", range(FEWEST, MOST + 1))
def test_two_to_ten_steps(steps: int) -> None:
    found = rating(scale={"likelihood": steps, "consequence": 3})
    assert (found.sizes, found.highest, found.score(steps, 3)) == ((steps, 3), steps * 3, steps * 3)
    assert found.score(steps + 1, 3) is None


def test_a_matrix_says_the_score_and_how_many_steps_there_are() -> None:
    found = rating(matrix=[[1, 2, 5], [2, 4, 9]], acceptance=4)
    assert (found.sizes, found.highest) == ((2, 3), 9)
    assert [found.score(1, 3), found.score(2, 2), found.score(2, 3), found.score(3, 1)] == [5, 4, 9, None]
    assert [found.above(score) for score in (4, 5, None)] == [False, True, False]


@given(ratings(), ANYTHING, ANYTHING)
def test_a_score_lies_within_its_bounds_or_is_none(
    found: Rating, likelihood: int | None, consequence: int | None
) -> None:
    score, (rows, columns) = found.score(likelihood, consequence), found.sizes
    on_scale = (
        None not in (likelihood, consequence) and 1 <= (likelihood or 0) <= rows and 1 <= (consequence or 0) <= columns
    )
    assert (score is not None) == on_scale
    assert score is None or 1 <= score <= found.highest


@given(ratings(), st.data())
def test_a_higher_step_never_falls_back_under_the_acceptance_level(found: Rating, data: st.DataObject) -> None:
    rows, columns = found.sizes
    low = data.draw(st.tuples(st.integers(1, rows), st.integers(1, columns)))
    high = data.draw(st.tuples(st.integers(low[0], rows), st.integers(low[1], columns)))
    below, beyond = found.score(*low), found.score(*high)
    assert below is not None and beyond is not None and below <= beyond
    assert found.above(beyond) >= found.above(below)


@given(ratings(), st.lists(st.tuples(ANYTHING, ANYTHING), max_size=30))
def test_a_heat_map_loses_no_risk(found: Rating, pairs: list[tuple[int | None, int | None]]) -> None:
    made = HeatMap.of(pairs, found)
    cells = [cell for _, row in made.rows() for cell in row]
    assert sum(cell.count for cell in cells) + made.elsewhere == len(pairs)
    assert len(cells) == found.sizes[0] * found.sizes[1]
    assert sum(count for _, count in made.levels()) in (0, len(pairs) - made.elsewhere)


def test_levels_give_words_to_scores() -> None:
    found = rating(levels=[{"name": "low", "up_to": 4}, {"name": "high", "up_to": 25}], acceptance=9)
    assert [found.level(score) for score in (1, 4, 5, 25, None)] == ["low", "low", "high", "high", None]
    assert [rating(acceptance=9).level(score) for score in (9, 10)] == ["acceptable", "to be treated"]
    assert rating().level(9) is None


SETTINGS = "organization: {name: Blue Teapot Works}\nstandards: [iso27001:2022]\nrisk:\n"
REFUSED = [
    ("  scale: {likelihood: 1}", "4:23", "likelihood '1': a scale has 2 to 10 steps"),
    ("  scale: {consequence: 11}", "4:24", "consequence '11': a scale has 2 to 10 steps"),
    ("  scale: {likelihood: five}", "4:23", "likelihood 'five': not a whole number"),
    ("  matrix: [[1, 2], [2]]", "4:11", "matrix: row 2 has 1 score, and consequence has 2 steps"),
    ("  matrix: [[1, 2]]", "4:11", "matrix: a matrix has 2 to 10 rows of 2 to 10 scores"),
    ("  matrix: []", "4:11", "matrix: a matrix has 2 to 10 rows of 2 to 10 scores"),
    ("  matrix: [[1], [2]]", "4:11", "matrix: a matrix has 2 to 10 rows of 2 to 10 scores"),
    ("  matrix: [[1, 2], [2, x]]", "4:11", "matrix: row 2 has 'x' instead of a whole number"),
    ("  matrix: [[1, 2], [2, [3]]]", "4:11", "matrix: row 2 has something else instead of a whole number"),
    ("  matrix: [[1, 2], [2, ~]]", "4:11", "matrix: row 2 has something else instead of a whole number"),
    ("  matrix: 5", "4:11", "matrix '5': write a list of rows, each a list of scores"),
    ("  matrix: [5, 6]", "4:11", "matrix: write a list of rows, each a list of scores"),
    ("  matrix: [[0, 2], [2, 3]]", "4:11", "matrix: row 1 has a score that is not between 1 and 1000"),
    ("  matrix: [[3, 4], [1, 2]]", "4:11", "matrix: row 2 has a lower score than row 1; rows and scores begin with"),
    ("  matrix: [[2, 1], [4, 3]]", "4:11", "matrix: the scores of row 1 fall; rows and scores begin with"),
    ("  scale: {likelihood: 3}\n  matrix: [[1, 2], [2, 3]]", "5:11", "matrix: 2 rows, and likelihood has 3 steps"),
    ("  acceptance: 25", "4:15", "acceptance '25': scores go from 1 to 25, so write a number from 0 to 24"),
    ("  acceptance: -1", "4:15", "acceptance '-1': scores go from 1 to 25"),
    ("  matrix: [[1, 2], [2, 3]]\n  acceptance: 9", "5:15", "acceptance '9': scores go from 1 to 3"),
    ("  levels: [{name: low, up_to: 9}]", "4:11", "levels: the highest score is 25, and the last level ends at 9"),
    ("  levels: [{name: a, up_to: 9}, {name: b, up_to: 9}]", "4:11", "levels: each level goes up to a higher score"),
    ("  levels: [{name: a, up_to: 9}, {name: a, up_to: 25}]", "4:11", "levels: each level has a name of its own"),
    ("  levels: [{name: a}]", "4:12", "the key 'up_to' is missing"),
    ("  acceptence: 9", "4:3", "unknown key 'acceptence'; did you mean acceptance?"),
]


@pytest.mark.parametrize(("said", "place", "message"), REFUSED, ids=[message for _, _, message in REFUSED])
def test_a_rating_that_is_none_is_a_finding_at_its_place(
    said: str, place: str, message: str, run_tree: RunTree
) -> None:
    risks = "risks: [{id: R-1, title: R, owner: o, likelihood: 5, consequence: 5}]"
    run = run_tree({"isokit.yaml": f"{SETTINGS}{said}\n", "registers/risks.yaml": risks})
    (finding,) = [finding for finding in run.findings if finding.path == "isokit.yaml"]
    assert f"{finding.message}; {finding.help}".startswith(message)
    assert f"{finding.span.line}:{finding.span.column}" == place
    assert (finding.code, finding.severity) in (("WSP001", "error"), ("WSP002", "error"))


def test_what_is_refused_is_left_out_and_the_rest_counts(run_tree: RunTree) -> None:
    said = f"{SETTINGS}  scale: {{likelihood: 40, consequence: 4}}\n  matrix: [[1]]\n  acceptance: 9\n"
    found = run_tree({"isokit.yaml": said}).workspace.settings.risk
    assert (found.sizes, found.matrix, found.acceptance) == ((5, 4), (), 9)
