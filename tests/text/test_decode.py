"""Bytes that are text, and those that are refused: with the byte that is wrong and its line and column."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.text.decode import LARGEST_FILE, Refused, decode, lines_of, point
from isokit.text.span import Span


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        decode(data)
    return f"{refused.value.span.line}:{refused.value.span.column} {refused.value.message}"


def test_utf_8_is_read_with_all_its_characters_and_line_ends() -> None:
    assert decode("Prüfung 😀\r\nb\rc\n\u2028\x0c".encode()) == "Prüfung 😀\r\nb\rc\n\u2028\x0c"
    assert decode(b"") == ""


def test_one_byte_order_mark_is_dropped() -> None:
    assert decode(codecs.BOM_UTF8 + b"id: A") == "id: A"
    assert decode(codecs.BOM_UTF8 * 2 + b"id: A") == "\ufeffid: A"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_encodings_of_unicode_are_named(encoding: str) -> None:
    assert refusal("id: A".encode(encoding)) == "1:1 the file is UTF-16 or UTF-32; save it as UTF-8"


@pytest.mark.parametrize(("encoding", "byte"), [("utf-16-le", 1), ("utf-16-be", 0), ("utf-32-le", 1), ("utf-32-be", 0)])
def test_utf_16_without_a_mark_is_known_by_its_nul_characters(encoding: str, byte: int) -> None:
    said = f"1:{byte + 1} a NUL character at byte {byte}; save the file as UTF-8 text"
    assert refusal("id: A".encode(encoding)) == said


def test_a_nul_character_is_refused_with_its_byte_and_place() -> None:
    assert refusal("ä: b\r\nc\0".encode()) == "2:2 a NUL character at byte 8; save the file as UTF-8 text"
    assert refusal(codecs.BOM_UTF8 + b"a\0") == "1:2 a NUL character at byte 4; save the file as UTF-8 text"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Prüfung".encode("latin-1"), "1:3 byte 2 (0xfc) is not valid UTF-8; save the file as UTF-8"),
        ("ä: 1\nPrüfung".encode() + b"\xe9", "2:8 byte 14 (0xe9) is not valid UTF-8"),
        (codecs.BOM_UTF8 + b"a: \xff", "1:4 byte 6 (0xff) is not valid UTF-8"),
        (b"a: \xc3", "1:4 byte 3 (0xc3) is not valid UTF-8"),
        (b"a: \xc0\xaf", "1:4 byte 3 (0xc0) is not valid UTF-8"),
        (b"a: \xed\xa0\x80", "1:4 byte 3 (0xed) is not valid UTF-8"),
        (b"a: \xf4\x90\x80\x80", "1:4 byte 3 (0xf4) is not valid UTF-8"),
    ],
    ids=["latin-1", "second line", "behind a mark", "cut off", "overlong", "surrogate", "beyond Unicode"],
)
def test_bytes_that_are_no_utf_8_are_refused_with_their_place(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_file_may_have_8_mib_and_not_a_byte_more() -> None:
    assert len(decode(b"#" * LARGEST_FILE)) == LARGEST_FILE == 8 * 1024 * 1024
    said = "1:1 the file has 8,388,609 bytes; isokit reads at most 8,388,608"
    assert refusal(b"#" * (LARGEST_FILE + 1)) == said


def test_lines_end_as_in_an_editor_and_nowhere_else() -> None:
    assert lines_of("a\nb\r\nc\rd\n\re\u2028f\x0bg\x0ch\x85") == ["a", "b", "c", "d", "", "e\u2028f\x0bg\x0ch\x85"]


def test_a_byte_order_mark_takes_no_column() -> None:
    assert point("\ufeffab\nc", 1) == Span(1, 1, 1, 2)
    assert point("\ufeffab\nc", 0) == Span(1, 1, 1, 2)
    assert point("\ufeffab\nc", 4) == Span(2, 1, 2, 2)


@given(st.binary(max_size=80))
def test_bytes_are_read_as_they_are_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except Refused as refused:
        assert refused.span.line >= 1 and refused.span.column >= 1
    else:
        assert text.encode() == data.removeprefix(codecs.BOM_UTF8)


@given(st.text("aä😀\n\r\x0c\u2028", min_size=1), st.data())
def test_a_point_names_the_line_and_column_of_its_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    span, char = point(text, offset), text[offset]
    if char not in "\r\n":
        assert lines_of(text)[span.line - 1][span.column - 1] == char
