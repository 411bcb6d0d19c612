"""Comma-separated values: the same cells as Python's csv module, each with its place."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.text.decode import Refused, lines_of
from isokit.text.span import Span
from isokit.text.table import MOST_CELLS, table_of

CELLS = st.text(alphabet='ab "\n;,\t|é', max_size=6).map(str.strip)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5)


def texts(text: str) -> list[list[str]]:
    table = table_of(text)
    return [[cell.text for cell in row] for row in (table.header, *table.rows)]


@given(rows=ROWS, delimiter=st.sampled_from(",;\t"), end=st.sampled_from(["\n", "\r\n"]))
def test_what_a_csv_writer_writes_is_read_again(rows: list[list[str]], delimiter: str, end: str) -> None:
    rows = [["id", "title"], *(row for row in rows if any(row))]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=end).writerows(rows)
    assert texts(written.getvalue()) == rows


@given(rows=ROWS)
def test_a_cell_stands_where_its_span_says(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows([["id", "title"], *rows])
    lines = lines_of(written.getvalue())
    table = table_of(written.getvalue())
    for cell in (cell for row in (table.header, *table.rows) for cell in row):
        span = cell.span
        if span.line == span.end_line:
            assert lines[span.line - 1][span.column - 1 : span.end_column - 1].replace('""', '"') == cell.text


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("id;title\nR-1;Fire, theft\n", [["id", "title"], ["R-1", "Fire, theft"]]),
        ("id\ttitle\nR-1\tFire\n", [["id", "title"], ["R-1", "Fire"]]),
        ('"id", "title"\n"R-1" , Fire\n', [["id", "title"], ["R-1", "Fire"]]),
        ("\n\nid,title\n\nR-1,Fire\n,\n", [["id", "title"], ["R-1", "Fire"]]),
        ("id,title\rR-1,Fire", [["id", "title"], ["R-1", "Fire"]]),
        ("", [[]]),
    ],
    ids=["semicolons", "tabs", "blanks around quotes", "empty lines", "old line ends", "nothing"],
)
def test_what_spreadsheets_write_is_understood(text: str, cells: list[list[str]]) -> None:
    assert texts(text) == cells


def test_a_cell_of_several_lines_ends_on_its_last() -> None:
    (row,) = table_of('id,title\nR-1,"Fire\nand flood"\n').rows
    assert row[1].text == "Fire\nand flood"
    assert row[1].span == Span(2, 6, 3, 10)


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ('id,title\nR-1,"Fire\n', "this quote is never closed", 2, 5),
        ('id,title\n"R-1"x,Fire\n', "text after the closing quote", 2, 6),
    ],
)
def test_a_broken_quote_is_refused_at_its_place(text: str, message: str, line: int, column: int) -> None:
    with pytest.raises(Refused, match=message) as refused:
        table_of(text)
    assert (refused.value.span.line, refused.value.span.column) == (line, column)


def test_a_table_of_too_many_cells_is_refused() -> None:
    with pytest.raises(Refused, match="more than"):
        table_of("," * MOST_CELLS)
