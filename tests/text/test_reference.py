"""References as people write them in metadata, what only looks like one, and ids named in prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.text.reference import Reference, names, parse_reference
from isokit.workspace.claim import ClauseRef

UNDERSTOOD = [
    # canonical
    ("iso9001:2015/8.4.1", ("iso9001", "2015", "8.4.1", None)),
    ("iso14001:2026/6.1.2", ("iso14001", "2026", "6.1.2", None)),
    ("iso27001:2022/A.5.15", ("iso27001", "2022", "A.5.15", None)),
    ("iso9001:2015/8.4.1/a", ("iso9001", "2015", "8.4.1", "a")),
    ("iso27001:2022/6.1.3/d", ("iso27001", "2022", "6.1.3", "d")),
    # without edition, without standard
    ("iso9001/8.4.1", ("iso9001", None, "8.4.1", None)),
    ("27001 A.5.15", ("iso27001", None, "A.5.15", None)),
    ("9001:8.4", ("iso9001", None, "8.4", None)),
    ("A.5.15", (None, None, "A.5.15", None)),
    ("8.4.1", (None, None, "8.4.1", None)),
    ("10", (None, None, "10", None)),
    # as people write
    ("ISO 9001:2015 8.4.1", ("iso9001", "2015", "8.4.1", None)),
    ("ISO/IEC 27001:2022 A.5.15", ("iso27001", "2022", "A.5.15", None)),
    ("ISO / IEC 27001:2022, A.5.15", ("iso27001", "2022", "A.5.15", None)),
    ("DIN EN ISO 9001:2015 8.4.1", ("iso9001", "2015", "8.4.1", None)),
    ("BS EN ISO 14001:2015/6.1.2", ("iso14001", "2015", "6.1.2", None)),
    ("iso-9001:2015/8.4", ("iso9001", "2015", "8.4", None)),
    ("ISO9001:2015/8.4", ("iso9001", "2015", "8.4", None)),
    ("9001:2015 8.4", ("iso9001", "2015", "8.4", None)),
    ("9001-2015 8.4", ("iso9001", "2015", "8.4", None)),
    ("ISO\u00a09001:2015 \t 8.4.1\n", ("iso9001", "2015", "8.4.1", None)),
    ("a.5.15", (None, None, "A.5.15", None)),
    # items
    ("8.4.1 a)", (None, None, "8.4.1", "a")),
    ("8.4.1 (a)", (None, None, "8.4.1", "a")),
    ("8.4.1a)", (None, None, "8.4.1", "a")),
    ("ISO 9001 8.4.1 B)", ("iso9001", None, "8.4.1", "b")),
    ("9001:8.4.1/c", ("iso9001", None, "8.4.1", "c")),
    # the organization's own standards
    ("acme-quality:3/4.2", ("acme-quality", "3", "4.2", None)),
    ("acme-quality:2024/4.2/b", ("acme-quality", "2024", "4.2", "b")),
    ("acme-quality:12/4", ("acme-quality", "12", "4", None)),
    ("acme:v2.1-draft/A.4.2", ("acme", "v2.1-draft", "A.4.2", None)),
    ("q1:1/1", ("q1", "1", "1", None)),
    ("x:2024/1.2", ("x", "2024", "1.2", None)),
    ("iso9001-acme:1/4.2", ("iso9001-acme", "1", "4.2", None)),
    ("acme-quality/4.2", ("acme-quality", None, "4.2", None)),
    ("acme-quality:4.2", ("acme-quality", None, "4.2", None)),
]


@pytest.mark.parametrize(("text", "meant"), UNDERSTOOD, ids=[text for text, _ in UNDERSTOOD])
def test_a_reference_is_understood(text: str, meant: tuple[str | None, str | None, str, str | None]) -> None:
    assert parse_reference(text) == Reference(*meant)


LOOK_ALIKES = """
iso9001
ISO 9001
ISO 9001:2015
iso9001:2015
iso9001:2015/
9001
9001:2015
2015
POL-A.8.20-22
PRO-8.4
A.8.20-22
version 8.4.1
v1.2
clause 8.4
8.4.1 and 8.4.2
8.4, 8.5
2026-01-31
31.01.2026
1.2.2026
01.02.26
2026-01
10:30
10%
100
100.1
08.4
8.
.8
8..4
8.4.1.
8.4.1.2.3.4
8.4/ab
8.4 a
8.4/1
8,4
A
A.
A5.15
B.5.15
90018.4
27001A.5.15
ISO 9001:20158.4
iso9001:2015/8.4/a/b
ISO 9001-8.4
iso9001:2015/٨.٤
８.４
https://example.com/8.4
c:/8.4
../8.4
:8.4
/8.4
acme:3:4/4.2
-a:1/1
"""


@pytest.mark.parametrize("text", ["", " ", *LOOK_ALIKES.strip().splitlines()])
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert parse_reference(text) is None


LONG = [
    "a" * 100_000,
    "8." * 50_000,
    "EN " * 30_000,
    "9001" + " " * 99_000 + "x",
    "a-" * 50_000 + ":",
    "a:" + "b" * 99_000,
]


@pytest.mark.parametrize("text", LONG, ids=["word", "number", "prefixes", "blanks", "hyphens", "edition"])
def test_a_long_text_is_none_at_once(text: str) -> None:
    assert parse_reference(text) is None


numbers = st.lists(st.integers(1, 99), min_size=1, max_size=5).map(lambda parts: ".".join(map(str, parts)))
controls = st.lists(st.integers(1, 99), min_size=1, max_size=3).map(lambda parts: ".".join(["A", *map(str, parts)]))
families = st.sampled_from(["iso9001", "iso27001", "iso14001"]) | st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
editions = st.integers(1987, 2099).map(str) | st.from_regex(r"[0-9a-z][0-9a-z.-]{0,8}", fullmatch=True)


@given(families, editions, numbers | controls, st.none() | st.sampled_from("abcz"))
def test_a_reference_printed_canonically_is_the_same_reference(
    family: str, edition: str, number: str, item: str | None
) -> None:
    printed = str(ClauseRef(f"{family}:{edition}", number, item))
    assert parse_reference(printed) == Reference(family, edition, number, item)


@given(st.text("isoIEC 90127:.-/AaxG()§\u00a0", max_size=30) | st.text(max_size=30))
def test_what_is_understood_names_a_whole_number(text: str) -> None:
    reference = parse_reference(text)
    assert reference is None or (reference.number in text.upper() and not reference.number.endswith("."))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("see 5.1.12", "5.1.1"),
        ("see 15.1.1", "5.1.1"),
        ("see 4.5.1.1", "5.1.1"),
        ("see 5.1.1.2", "5.1.1"),
        ("PRO-0144", "PRO-014"),
        ("X-PRO-014", "PRO-014"),
        ("PRO-014-2", "PRO-014"),
        ("PRO-014.2", "PRO-014"),
        ("PRO-014ä", "PRO-014"),
        ("pro-014", "PRO-014"),
        ("PROX014", "PRO.014"),
        ("anything", ""),
    ],
)
def test_a_part_of_an_id_or_number_does_not_name_it(text: str, word: str) -> None:
    assert not names(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("5.1.12 and 5.1.1.", "5.1.1"),
        ("as in PRO-014.", "PRO-014"),
        ("(PRO-014)", "PRO-014"),
        ("PRO-013/PRO-014", "PRO-014"),
        ("**PRO-014**, PRO-015", "PRO-014"),
        ("iso9001:2015/8.4", "8.4"),
        ("PRO-014- and others", "PRO-014"),
        ("PRO-0144 PRO-014", "PRO-014"),
        ("a (b) c", "(b)"),
    ],
)
def test_an_id_or_number_is_named_as_a_whole(text: str, word: str) -> None:
    assert names(text, word)
