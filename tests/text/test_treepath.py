"""Paths in records: relative, with `/`, NFC; refused alike on every system if one of them could not follow."""

from __future__ import annotations

import posixpath
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isokit.text.treepath import canonical, resolve, why_refused

WINDOWS = "it is a Windows path"
OUTSIDE = "it is not a path in the tree"
DOTS = "it contains '..'"
CONTROL = "it contains a control character"
DEVICE = "is a device on Windows"
DROPPED = "ends in a dot or a space, which Windows drops"
REFUSED = [
    ("", "the path is empty"),
    (" ", "the path is empty"),
    ("../x", DOTS),
    ("a/../b", DOTS),
    ("a/..", DOTS),
    ("..", DOTS),
    ("/etc/passwd", OUTSIDE),
    ("//host/share/x", OUTSIDE),
    ("~/x", OUTSIDE),
    (".//~/x", OUTSIDE),
    ("file:evidence/a.pdf", OUTSIDE),
    ("FILE:///etc/passwd", OUTSIDE),
    ("https://example.com/a.pdf", OUTSIDE),
    ("C:\\a.pdf", WINDOWS),
    ("c:a.pdf", WINDOWS),
    ("C:/a.pdf", WINDOWS),
    ("\\\\host\\share\\a.pdf", WINDOWS),
    ("..\\..\\a.pdf", WINDOWS),
    ("evidence\\a.pdf", WINDOWS),
    ("a\0b", CONTROL),
    ("a\nb", CONTROL),
    ("a\x7fb", CONTROL),
    ("a\x9bb", CONTROL),
    ("a\u2028b", CONTROL),
    ("a/\u202efdp.exe", CONTROL),
    ("a\ud800b", CONTROL),
    ("CON", DEVICE),
    ("a/con", DEVICE),
    ("a/nul.txt/b", DEVICE),
    ("PRN.tar.gz", DEVICE),
    ("aux .txt", DEVICE),
    ("COM1", DEVICE),
    ("lpt9.log", DEVICE),
    ("com²", DEVICE),
    ("CONIN$", DEVICE),
    ("a./b", DROPPED),
    ("a/b.", DROPPED),
    ("a /b", DROPPED),
    ("a/b ", DROPPED),
    ("a/...", DROPPED),
    ("a/" + "x" * 300, "a name in it is longer than 255 bytes"),
    ("ä" * 128, "a name in it is longer than 255 bytes"),
    ("a/b.pdf::$DATA", "it contains :, which Windows does not allow in names"),
    ("a/b?.pdf", "it contains ?"),
    ("a/*.pdf", "it contains *"),
    ("a|b", "it contains |"),
    ('a"b', 'it contains "'),
    ("<a>", "it contains <"),
]


@pytest.mark.parametrize(("path", "reason"), REFUSED, ids=[ascii(path[:20]) for path, _ in REFUSED])
def test_a_path_that_leads_out_or_fails_on_some_system_is_refused(path: str, reason: str) -> None:
    said = why_refused(path)
    assert said is not None and reason in said


@pytest.mark.parametrize(
    "path",
    [
        "evidence/2026/audit.pdf",
        "./evidence/audit.pdf",
        "evidence//audit.pdf",
        "evidence/.hidden",
        "evidence/..hidden",
        "evidence/a..b",
        "~draft.md",
        "Nachweise/Prüfung März 2026 (final), v2 [1].pdf",
        "evidence/console.txt",
        "evidence/com10",
        "evidence/comma",
        "evidence/auxiliary.md",
        "evidence/日本.pdf",
        "x" * 255,
        "a/" * 200 + "b",
    ],
)
def test_a_path_that_works_everywhere_is_accepted(path: str) -> None:
    assert why_refused(path) is None


def test_one_file_has_one_spelling() -> None:
    assert canonical("./evidence//a/./b.pdf") == "evidence/a/b.pdf"
    decomposed = unicodedata.normalize("NFD", "evidence/Prüfung.pdf")
    assert decomposed != canonical(decomposed) == "evidence/Prüfung.pdf"


@pytest.mark.parametrize(
    ("target", "beside", "path"),
    [
        ("b.md", "policies/a.md", "policies/b.md"),
        ("./b.md", "policies/a.md", "policies/b.md"),
        ("../procedures/b.md", "policies/a.md", "procedures/b.md"),
        ("sub/./b.md", "policies/a.md", "policies/sub/b.md"),
        ("sub/../b.md", "policies/a.md", "policies/b.md"),
        ("/procedures/b.md", "policies/deep/a.md", "procedures/b.md"),
        ("//procedures/b.md", "a.md", "procedures/b.md"),
        ("b.md", "a.md", "b.md"),
        ("..", "policies/a.md", "."),
        (".", "policies/a.md", "policies"),
        ("../procedures/", "policies/a.md", "procedures"),
        ("..b.md", "a.md", "..b.md"),
        (unicodedata.normalize("NFD", "ü.md"), "policies/a.md", "policies/ü.md"),
    ],
)
def test_a_link_is_followed_from_the_file_it_stands_in(target: str, beside: str, path: str) -> None:
    assert resolve(target, beside) == path


@pytest.mark.parametrize(
    ("target", "beside"),
    [
        ("../b.md", "a.md"),
        ("..", "a.md"),
        ("../../b.md", "policies/a.md"),
        ("sub/../../../b.md", "policies/a.md"),
        ("/../b.md", "policies/a.md"),
        ("/..", "policies/a.md"),
        ("../" * 50 + "etc/passwd", "policies/deep/a.md"),
    ],
)
def test_a_link_out_of_the_tree_leads_nowhere(target: str, beside: str) -> None:
    assert resolve(target, beside) is None


segments = st.lists(st.sampled_from(["..", ".", "", "a", "b.md", "ü", "~"]) | st.text(max_size=3), max_size=8).map(
    "/".join
)


@given(segments, segments.filter(lambda path: why_refused(path) is None))
def test_whatever_a_link_says_it_stays_in_the_tree(target: str, beside: str) -> None:
    path = resolve(target, canonical(beside))
    assert path is None or (not path.startswith("/") and ".." not in path.split("/"))


@given(segments)
def test_an_accepted_path_stays_in_the_tree_and_its_spelling_is_accepted_too(path: str) -> None:
    if why_refused(path) is None:
        spelled = canonical(path)
        assert canonical(spelled) == spelled and why_refused(spelled) is None
        assert posixpath.normpath(posixpath.join("/root", spelled)).startswith("/root")
