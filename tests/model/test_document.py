"""What a digest seals: words, and nothing but words."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from isokit.analysis.revisions import as_written
from isokit.model.document import DIGEST, Document
from isokit.model.entity import Place
from isokit.model.fit import fit
from isokit.model.settings import Settings
from isokit.text.markdown.body import Body

SETTINGS = fit(Settings, {}, Place("isokit.yaml"))[0]
POLICY = """\
---
id: POL-001
title: Quality policy
version: "1.0"
status: approved
owner: managing-director
---

# Quality policy

Our teapots do not drip.
"""
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\n \t#-|"), max_size=80
)
"""Texts without the control characters that some programs take for line ends."""


def document(text: str = POLICY) -> Document:
    found = as_written(text.encode(), "policies/quality.md", SETTINGS)
    assert found
    return found


def with_text(text: str) -> Document:
    made = document().model_copy()
    return made.with_body(replace(made.body, text=text), frozenset())


def test_anybody_can_compute_it() -> None:
    lines = "Quality policy\n1.0\n\n# Quality policy\n\nOur teapots do not drip.\n"
    assert document().digest == "sha256:" + hashlib.sha256(lines.encode()).hexdigest()
    assert DIGEST.fullmatch(document().digest)


def test_without_a_version_its_line_is_empty() -> None:
    lines = "Quality policy\n\n\n# Quality policy\n\nOur teapots do not drip.\n"
    unversioned = document(POLICY.replace('version: "1.0"\n', ""))
    assert unversioned.digest == "sha256:" + hashlib.sha256(lines.encode()).hexdigest()


@given(
    st.dictionaries(
        st.sampled_from(["owner", "classification", "language", "external", "note to self"]),
        st.text("abc", max_size=5),
    ),
    st.lists(st.sampled_from(["iso9001:2015/5.2", "iso9001:2015/7.5"])),
    st.sampled_from(["draft", "in-review", "approved", "obsolete"]),
)
def test_other_metadata_do_not_count(more: dict[str, str], clauses: list[str], status: str) -> None:
    keys = "".join(f"{key}: '{value}'\n" for key, value in more.items() if key != "owner")
    keys += f"clauses: {clauses}\nreview: {{every: 12 months, last: 2026-02-01}}\n# a comment\n"
    edited = POLICY.replace("owner: managing-director\n", keys).replace("approved", status)
    assert document(edited).digest == document().digest


@given(TEXTS, st.sampled_from(["\r\n", "\r", "\n"]), st.sampled_from(["", " ", "\t ", "\u00a0"]), st.integers(0, 3))
def test_line_ends_and_white_space_at_the_ends_of_lines_do_not_count(
    text: str, end: str, blank: str, more: int
) -> None:
    written = text.replace("\n", blank + end) + blank + end * more
    assert with_text(written).digest == with_text(text).digest


@given(TEXTS)
def test_the_form_of_accents_does_not_count(text: str) -> None:
    assert with_text(unicodedata.normalize("NFD", text)).digest == with_text(text).digest


@given(TEXTS, TEXTS)
def test_any_other_change_of_the_text_counts(one: str, other: str) -> None:
    said = [
        [line.rstrip() for line in unicodedata.normalize("NFC", text).rstrip().split("\n")] for text in (one, other)
    ]
    assert (with_text(one).digest == with_text(other).digest) == (said[0] == said[1])


@given(st.text("abc 12", max_size=8), st.text("abc 12", max_size=8), st.text("abc 12\n", max_size=8))
def test_title_version_and_text_are_never_mistaken_for_each_other(title: str, version: str, text: str) -> None:
    made = with_text(text).model_copy(update={"title": title, "version": version})
    normal = (" ".join(title.split()), " ".join(version.split()), text.rstrip())
    plain = with_text("b").model_copy(update={"title": "a", "version": "1"})
    assert (made.digest == plain.digest) == (normal == ("a", "1", "b"))


def test_a_byte_order_mark_does_not_count() -> None:
    assert document("\ufeff" + POLICY).digest == document().digest


def test_a_title_over_several_lines_is_one_line() -> None:
    folded = POLICY.replace("title: Quality policy", "title: >\n  Quality\n  policy")
    assert document(folded).digest == document().digest


def test_what_is_no_document_is_none() -> None:
    for data in (b"", b"\xff", b"---\n- a\n---\n", b"---\nnever closed\n", b"no front matter\n"):
        assert as_written(data, "policies/quality.md", SETTINGS) is None


def test_keys_are_understood_as_the_tree_spells_them() -> None:
    settings, _ = fit(Settings, {"aliases": {"title": ["Titel"]}}, Place("isokit.yaml"))
    found = as_written(POLICY.replace("title:", "Titel:").encode(), "p.md", settings)
    assert found and found.digest == document().digest
    assert Body("", 1) != found.body
