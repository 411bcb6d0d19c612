"""Paths in records that lead out of the tree or mean another file elsewhere (row 8), and paths that clash (row 26).

The verdict never depends on what the disk of this system happens to hold: each file is really put there where
this system allows it.
"""

from __future__ import annotations

import contextlib
import os
import unicodedata
from pathlib import Path

import pytest

from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.history import History
from isokit.pipeline import run
from isokit.request import Request
from tests.hostile.doors import FOUND, Seen, glance, here, look
from tests.hostile.sinks import strict_json
from tests.hostile.trees import SETTINGS, document, named_in_bytes, plant, record
from tests.shell import git
from tests.support import TODAY, sources

CLAUSE = "iso9001:2015/7.1.5.2"

# Row 8

WINDOWS = "it is a Windows path; write it with / from the root of the tree"
OUTSIDE = "it is not a path in the tree; write it from the root of the tree"
DOTS = "it contains '..'; write it from the root of the tree"
CONTROL = "it contains a control character"
REFUSED = {
    "../outside.pdf": DOTS,
    "evidence/../../outside.pdf": DOTS,
    "evidence/../evidence/inside.pdf": DOTS,
    "..": DOTS,
    "/etc/passwd": OUTSIDE,
    "//host/share/a.pdf": OUTSIDE,
    "~/a.pdf": OUTSIDE,
    "file:evidence/inside.pdf": OUTSIDE,
    "FILE:///etc/passwd": OUTSIDE,
    "https://evil.example/a.pdf": OUTSIDE,
    "C:\\evidence\\a.pdf": WINDOWS,
    "C:/evidence/a.pdf": WINDOWS,
    "c:a.pdf": WINDOWS,
    "\\\\host\\share\\a.pdf": WINDOWS,
    "\\\\?\\C:\\a.pdf": WINDOWS,
    "..\\..\\outside.pdf": WINDOWS,
    "evidence\\inside.pdf": WINDOWS,
    "evidence/a\u202efdp.exe": CONTROL,
    "CON": "'CON' is a device on Windows",
    "evidence/nul.txt": "'nul.txt' is a device on Windows",
    "evidence/Com1.pdf": "'Com1.pdf' is a device on Windows",
    "aux/a.pdf": "'aux' is a device on Windows",
    "evidence/a.": "'a.' ends in a dot or a space, which Windows drops",
    "evidence./a.pdf": "'evidence.' ends in a dot or a space, which Windows drops",
    "evidence/a.pdf ": "'a.pdf ' ends in a dot or a space, which Windows drops",
    "evidence/" + "x" * 300: "a name in it is longer than 255 bytes",
    "\xe4" * 128: "a name in it is longer than 255 bytes",
    "evidence/inside.pdf::$DATA": "it contains :, which Windows does not allow in names",
    "evidence/*.pdf": "it contains *, which Windows does not allow in names",
    " ": "the path is empty",
}


def put(root: Path, path: str) -> None:
    """The very file a path names on this system, wherever in the tree that is."""
    with contextlib.suppress(OSError, ValueError):
        place = root / path.lstrip("/")
        if ".." not in path.split("/"):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("0.00 mm")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A tree with a record for each of the paths, whose file is there where that is possible, and one that is fine."""
    root = tmp_path_factory.mktemp("paths") / "tree"
    records = {
        f"evidence/record-{number}.yaml": record(f"EVD-{number}", f"files: [{{path: '{path}'}}]")
        for number, path in enumerate(REFUSED)
    }
    fine = record("EVD-FINE", "files: [{path: evidence/inside.pdf}]")
    plant(root, {**records, "evidence/fine.yaml": fine, "evidence/inside.pdf": b"%PDF"})
    (root.parent / "outside.pdf").write_text("secret")
    for path in REFUSED:
        put(root, path)
    return look(root)


@pytest.mark.parametrize(("number", "path"), [*enumerate(REFUSED)], ids=[ascii(path[:24]) for path in REFUSED])
def test_a_path_out_of_the_tree_is_refused_whatever_stands_there(number: int, path: str, seen: Seen) -> None:
    said = f"6:16 EVD102 EVD-{number}: the path '{path}' is refused: {REFUSED[path]}"
    assert seen.said(f"evidence/record-{number}.yaml", "EVD102") == [said]


def test_a_path_that_is_fine_is_fine_among_them(seen: Seen) -> None:
    (note,) = seen.said("evidence/fine.yaml")
    assert note == "6:16 EVD209 EVD-FINE: the file evidence/inside.pdf is not sealed"


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: ascii(path[:24]))
def test_a_record_with_such_a_path_shows_nothing_even_if_git_tracks_such_a_file(path: str) -> None:
    files = {"isokit.yaml": SETTINGS, "evidence/e.yaml": record("EVD-1", f"files: [{{path: '{path}'}}]"), path: "0"}
    (assessment,) = run(sources(files), catalog_of(data.standards()), History(), Request(TODAY)).assessments
    leaf = next(leaf for leaf in assessment.leaves if leaf.ref == CLAUSE)
    assert not any(expected.met for expected in leaf.expectations)
    assert f"EVD-1: the path '{path}' is refused: {REFUSED[path]}" in leaf.reasons


def test_a_nul_in_a_path_is_refused_with_its_record(tmp_path: Path) -> None:
    escaped = glance(plant(tmp_path, {"evidence/e.yaml": record("EVD-1", 'files: [{path: "evidence/a\\0.pdf"}]')}))
    assert escaped.refused("evidence/e.yaml") == ["6:16 an escape stands for U+0000, which is not allowed"]


LEADING_OUT = [
    "../../out.pdf",
    "/../out.pdf",
    "file:///etc/passwd",
    "..\\out.pdf",
    "C:\\a.pdf",
    "%2e%2e/%2e%2e/out.pdf",
]


def test_a_link_of_a_text_out_of_the_tree_is_said_whatever_stands_there(tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_text("secret")
    texts = {f"policies/{n}.md": document(f"POL-{n}", body=f"See [this]({to}).") for n, to in enumerate(LEADING_OUT)}
    root = plant(tmp_path / "tree", texts)
    for target in LEADING_OUT:
        put(root, f"policies/{target}")
    seen = look(root)
    for number, target in enumerate(LEADING_OUT):
        said = f"7:12 REF003 the link '{target}' leads out of the tree"
        assert seen.said(f"policies/{number}.md") == [said]


@pytest.mark.parametrize("pattern", ["../outside/*.md", "/etc/*.md", "C:\\docs\\*.md", "policies/../../*.md"])
def test_a_layout_out_of_the_tree_is_a_finding(pattern: str, tmp_path: Path) -> None:
    settings = SETTINGS + f"layout: {{procedures: '{pattern}'}}\n"
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "p.md").write_text(document("PRO-1"))
    seen = look(plant(tmp_path / "tree", {"isokit.yaml": settings}))
    assert [words for words in seen.said("isokit.yaml") if words.startswith("3:22 ")]
    assert b"PRO-1" not in b"".join(shown.out for shown in seen.shown.values())


# Row 26

NFC, NFD = (unicodedata.normalize(form, "Pr\xfcfung") for form in ("NFC", "NFD"))
TWINS = [
    ("policies/Quality.md", "policies/quality.md"),
    ("policies/quality.MD", "policies/quality.md"),
    ("Policies/quality.md", "policies/quality.md"),
    (f"policies/{NFD}.md", f"policies/{NFC}.md"),
    (f"policies/{NFD.upper()}.md", f"policies/{NFC}.md"),
    ("evidence/2026/Gauge.csv", "evidence/2026/gauge.csv"),
    ("evidence/A/gauge.csv", "evidence/a/gauge.csv"),
    (f"evidence/{NFD}.pdf", f"evidence/{NFC}.pdf"),
    ("nonconformities/NC-1.yaml", "nonconformities/nc-1.yaml"),
    ("registers/Roles.yaml", "registers/roles.yaml"),
    ("README.md", "readme.md"),
    ("evidence/Scans", "evidence/scans/a.pdf"),
]


def content_of(path: str, name: str) -> str:
    """What may stand in a file of this path."""
    if path.startswith("nonconformities/"):
        return f"id: {name}\ntitle: T\nstatus: closed\nraised: 2026-11-02\nowner: o\nclauses: [iso9001:2015/8.4]\n"
    return "roles: []\n" if path.endswith(".yaml") else document(name) if path.endswith(".md") else "0.00 mm"


def twinned(root: Path, first: str, second: str) -> Path:
    return plant(root, {first: content_of(first, "TWIN-1"), second: content_of(second, "TWIN-2")})


def clash(root: Path, first: str, second: str) -> None:
    """There is one finding about the two; it points to one of them and names the other."""
    checked, line = here(root, "check", "-f", "json"), here(root, "check", "--select", "WSP006").text
    (twin,) = [found for found in strict_json(checked.out)["findings"] if found["code"] == "WSP006"]
    assert checked.code == FOUND
    assert twin["path"] in (first, second) and twin["path"] in line
    assert ({first, second} - {twin["path"]}).pop() in twin["message"]


@pytest.mark.parametrize(("first", "second"), TWINS, ids=ascii)
def test_two_paths_that_are_one_elsewhere_are_a_finding_here(first: str, second: str, tmp_path: Path) -> None:
    clash(twinned(tmp_path, first, second), first, second)


@pytest.mark.parametrize(("first", "second"), [TWINS[0], TWINS[3]], ids=ascii)
def test_two_paths_of_a_repository_clash_as_well(first: str, second: str, tmp_path: Path) -> None:
    root = twinned(tmp_path, first, second)
    git(root, "init", "--quiet")
    clash(root, first, second)


@pytest.mark.parametrize(("first", "second"), [TWINS[0], TWINS[3], TWINS[4]], ids=ascii)
def test_both_twins_are_judged(first: str, second: str, tmp_path: Path) -> None:
    ownerless = "---\nid: {}\ntitle: T\nstatus: draft\n---\n"
    seen = glance(plant(tmp_path, {first: ownerless.format("POL-1"), second: ownerless.format("POL-2")}))
    assert "2:1 DOC101 POL-1 has no owner" in seen.said(first)
    assert "2:1 DOC101 POL-2 has no owner" in seen.said(second)


def test_triplets_are_two_findings(tmp_path: Path) -> None:
    names = ("policies/a.md", "policies/A.md", "policies/a.mD")
    seen = glance(plant(tmp_path, {name: document(f"POL-{number}") for number, name in enumerate(names)}))
    assert len([found for found in seen.findings if found["code"] == "WSP006"]) == 2


def test_accents_that_cannot_be_told_apart_are_told_apart_in_words(tmp_path: Path) -> None:
    seen = look(plant(tmp_path, {f"policies/{NFC}.md": document("POL-1"), f"policies/{NFD}.md": document("POL-2")}))
    (line,) = [line for line in seen.shown["concise"].text.splitlines() if "WSP006" in line]
    (message,) = [found["message"] for found in seen.findings if found["code"] == "WSP006"]
    assert any(form in f"{line} {message}" for form in ("NFC", "NFD", "\\u0308", "composed"))


@pytest.mark.parametrize("other", ["policies/qualitx.md", "policies/quality-.md", "policies/deep/quality.md"])
def test_paths_that_differ_everywhere_are_no_twins(other: str, tmp_path: Path) -> None:
    seen = glance(plant(tmp_path, {"policies/quality.md": document("POL-1"), other: document("POL-2")}))
    assert not [found for found in seen.findings if found["code"] == "WSP006"]


def test_a_name_that_is_no_text_hides_no_file_that_looks_like_its_escape(tmp_path: Path) -> None:
    root = plant(tmp_path)
    named_in_bytes(root / "policies", b"gr\xf6sse.md", "---\nid: POL-1\n---\n")
    named_in_bytes(root / "policies", b"gr\\xf6sse.md", "---\nid: POL-2\ntitle: T\nstatus: draft\n---\n")
    assert len(os.listdir(root / "policies")) == 3
    messages = [found["message"] for found in glance(root).findings]
    assert "POL-2 has no owner" in messages
    assert "this file cannot be read: a file whose name is not UTF-8" in messages
