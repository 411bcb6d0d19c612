"""Where keys and values stand: a span cut out of the text is the key or the value as it is written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.text.decode import lines_of
from isokit.text.span import START, Route, Span
from isokit.text.yaml.places import Places, places
from isokit.text.yaml.read import parse
from tests.text.yaml.test_yaml import THOROUGH, Node, documents

REGISTER = """\
risks:
  - id: R-1
    title: "Laptop, stolen"
    residual: {likelihood: 2, consequence: 4}
    controls: [A.8.1, 'A.7.9']
    note: |
      two
      lines
    owner:
  - id: R-2
    treatment:
      - modify
      -
"""


def cut(text: str, span: Span) -> str:
    lines = lines_of(text)[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def value(*route: str | int, text: str = REGISTER) -> str:
    return cut(text, places(text).value(route))


def key(*route: str | int, text: str = REGISTER) -> str:
    return cut(text, places(text).key(route))


def test_a_value_is_shown_as_it_is_written() -> None:
    assert value("risks", 0, "id") == "R-1"
    assert value("risks", 0, "title") == '"Laptop, stolen"'
    assert value("risks", 0, "residual", "consequence") == "4"
    assert value("risks", 0, "controls", 1) == "'A.7.9'"
    assert value("risks", 1, "treatment", 0) == "modify"


def test_a_key_is_shown_and_not_its_value() -> None:
    assert key("risks", 0, "title") == "title"
    assert key("risks", 0, "residual", "consequence") == "consequence"
    assert places(REGISTER).key(("risks",)) == Span(1, 1, 1, 6)


def test_a_route_that_ends_in_an_index_has_no_key_and_is_shown_by_its_value() -> None:
    assert key("risks", 0, "controls", 0) == "A.8.1"


def test_what_is_missing_is_shown_by_what_should_hold_it() -> None:
    assert value("risks", 0, "residual", "accepted", "by") == value("risks", 0, "residual")
    assert key("risks", 1, "owner") == value("risks", 1) == "id: R-2"
    assert places(REGISTER).value(("nowhere", 3)) == places(REGISTER).value(())


def test_a_key_without_a_value_is_shown_itself() -> None:
    assert value("risks", 0, "owner") == "owner"


def test_an_item_without_a_value_is_a_point_behind_its_dash() -> None:
    place = places(REGISTER).value(("risks", 1, "treatment", 1))
    assert (place.line, place.column, place.end_line) == (13, 8, 13)


def test_a_mapping_in_a_list_is_shown_by_its_first_line() -> None:
    assert value("risks", 0) == "id: R-1"
    assert value("risks", 1) == "id: R-2"


def test_a_list_and_a_mapping_in_brackets_are_shown_up_to_their_first_value() -> None:
    assert value("risks", 0, "controls") == "[A.8.1"
    assert value("risks", 0, "residual") == "{likelihood: 2"


def test_a_list_or_mapping_that_begins_with_another_is_shown_by_its_first_key() -> None:
    assert value() == "risks"
    assert value("risks") == "- id: R-1"
    assert value("a", 0, text="a:\n  - residual:\n      likelihood: 2\n") == "residual"
    assert value("a", 0, text="a:\n  - note: |\n      two\n      lines\n    id: B\n") == "note"


@pytest.mark.parametrize("empty", ["", "# nothing\n", "---\n", "\n\n---\n...\n"])
def test_an_empty_file_points_at_its_start(empty: str) -> None:
    assert places(empty).value(("id",)) == START


def test_of_keys_that_stand_twice_the_first_is_shown() -> None:
    assert places("a: 1\nb: 2\na: 3\n").key(("a",)) == Span(1, 1, 1, 2)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_give_the_same_places(line_end: str) -> None:
    assert places(REGISTER.replace("\n", line_end)) == places(REGISTER)


def test_columns_count_characters() -> None:
    assert places("übung: 😀 ß # c\n").value(("übung",)) == Span(1, 8, 1, 11)


@pytest.mark.parametrize(
    "rest",
    [
        "c: *alias\nd: 1\n",
        "? [x, y]\n: z\nd: 1\n",
        "? {x: y}\n",
        "---\nd: 1\n",
        "c: 'never closed\nd: 1\n",
        "c: !t {d: \t",
    ],
)
def test_a_file_that_is_refused_keeps_the_places_before_that(rest: str) -> None:
    found = places("a: 1\nb: 2\n" + rest)
    assert (found.value(("b",)), found.key(("b",))) == (Span(2, 4, 2, 5), Span(2, 1, 2, 2))
    assert ("d",) not in found.keys


@pytest.mark.parametrize("bomb", ["[" * 200_000, "{a: " * 200_000, "- " * 200_000, "? " * 200_000, "[{a: " * 200_000])
def test_a_file_too_deep_to_be_read_is_not_walked_to_its_bottom(bomb: str) -> None:
    found = places("a: 1\nb: " + bomb)
    assert len(found.values) <= 70 and found.value(("a",)) == Span(1, 4, 1, 5)


def test_a_file_with_too_many_values_is_not_walked_to_its_end() -> None:
    assert len(places("[" + "[]," * 500_000).values) < 250_000


def scalars_of(node: Node, route: Route = ()) -> list[tuple[Route, str, Any]]:
    """The route of each scalar, how it is written, and how its key is."""
    if isinstance(node, dict):
        return [found for (written, held), child in node.items() for found in _below(child, (*route, held), written)]
    return [found for index, child in enumerate(node) for found in _below(child, (*route, index), None)]


def _below(node: Node, route: Route, key: str | None) -> list[tuple[Route, str, Any]]:
    return [(route, node[0], key)] if isinstance(node, tuple) else scalars_of(node, route)


def at(data: Any, route: Route) -> Any:
    for part in route:
        data = data[part]
    return data


@THOROUGH
@given(documents().filter(lambda document: not isinstance(document[1], tuple)))
def test_each_span_cut_out_of_the_text_holds_the_scalar(document: tuple[str, Node]) -> None:
    text, node = document
    found, data = places(text), parse(text)
    for route, written, key_written in scalars_of(node):
        if written:
            assert cut(text, found.value(route)) == written
            assert parse(cut(text, found.value(route))) == at(data, route)
        if key_written:
            assert cut(text, found.key(route)) == key_written


@THOROUGH
@given(st.text(max_size=60))
def test_any_text_has_places(text: str) -> None:
    assert isinstance(places(text.encode("utf-8", "replace").decode()), Places)
