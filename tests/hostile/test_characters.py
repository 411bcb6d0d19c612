"""Bytes that are no text, and characters that act, turn, hide or look like others (row 6), in every kind of file."""

from __future__ import annotations

import codecs
import os
import re
from itertools import product
from pathlib import Path

import pytest

from tests.hostile.doors import COULD_NOT, FOUND, Seen, glance, here, look
from tests.hostile.sinks import harmful, strict_json
from tests.hostile.trees import HOMES, document, moved_down, named_in_bytes, nonconformity, plant, record

REGISTER = "roles:\n  - id: quality\n    title: Gr\xf6\xdfe\n    holders: [{name: Ada}]\n"
UTF_8 = "; save the file as UTF-8"

# Bytes

REFUSED = {
    "latin-1": (REGISTER.encode("latin-1"), "3:14 byte 36 (0xf6) is not valid UTF-8" + UTF_8),
    "utf-16": (REGISTER.encode("utf-16"), "1:1 the file is UTF-16 or UTF-32; save it as UTF-8"),
    "utf-16-le": ("roles:\n".encode("utf-16-le"), "1:2 a NUL character at byte 1; save the file as UTF-8 text"),
    "utf-32": (REGISTER.encode("utf-32"), "1:1 the file is UTF-16 or UTF-32; save it as UTF-8"),
    "surrogate": (b"roles:\n  - id: a\xed\xa0\xbdb\n", "2:10 byte 16 (0xed) is not valid UTF-8" + UTF_8),
    "surrogate-pair": (b"roles:\n  - id: \xed\xa0\xbd\xed\xb8\x80\n", "2:9 byte 15 (0xed) is not valid UTF-8" + UTF_8),
    "overlong": (b"roles:\n  - id: \xc0\xaf\n", "2:9 byte 15 (0xc0) is not valid UTF-8" + UTF_8),
    "cut-off": (REGISTER.encode()[:37], "3:14 byte 36 (0xc3) is not valid UTF-8" + UTF_8),
    "beyond-unicode": (b"roles: \xf4\x90\x80\x80\n", "1:8 byte 7 (0xf4) is not valid UTF-8" + UTF_8),
    "nul": (b"roles:\r\n  - id: a\0b\r\n", "2:10 a NUL character at byte 17; save the file as UTF-8 text"),
    "nul-behind-a-mark": (
        codecs.BOM_UTF8 + b"roles:\0\n",
        "1:7 a NUL character at byte 9; save the file as UTF-8 text",
    ),
    "two-marks": (codecs.BOM_UTF8 * 2 + b"roles: []\n", "1:1 the character U+FEFF is not allowed here; delete it"),
    "escape": (b"roles:\n  - id: \x1b[31mred\n", "2:9 the character U+001B is not allowed here; delete it"),
    "c1-escape": (b"roles:\n  - id: \xc2\x9b31mred\n", "2:9 the character U+009B is not allowed here; delete it"),
    "line-separator": (b"roles:\n  - id: a\xe2\x80\xa8b\n", "2:10 the character U+2028 is not allowed here; delete it"),
    "no-character": (b"roles:\n  - id: a\xef\xbf\xbfb\n", "2:10 the character U+FFFF is not allowed here; delete it"),
    "escaped-surrogate": (b'roles:\n  - id: "\\ud800"\n', "2:12 not valid YAML: found invalid Unicode character"),
    "escaped-nul": (b'roles:\n  - id: "a\\0b"\n', "2:9 an escape stands for U+0000, which is not allowed"),
    "tab-indents": (b"roles:\n\t- id: a\n", "2:1 a tab; use spaces here"),
    "tab-separates": (b"roles:\n  - id:\ta\n", "2:8 a tab; use spaces here"),
    "tab-ends": (b"roles:\r\n  - id: a\t\r\n", "2:10 a tab; use spaces here"),
}


@pytest.fixture(scope="module")
def illegible(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """A tree in which a record of each kind of bytes stands, and a policy with the same front matter."""
    files: dict[str, bytes] = {}
    for name, (data, _) in REFUSED.items():
        files[f"evidence/{name}.yaml"] = data
        files[f"policies/{name}.md"] = b"---\n" + data + b"\n---\nText.\n"
    return look(plant(tmp_path_factory.mktemp("illegible"), files))


@pytest.mark.parametrize("name", REFUSED)
def test_bytes_that_are_no_text_are_said_with_their_place(name: str, illegible: Seen) -> None:
    (found,) = illegible.refused(f"evidence/{name}.yaml")
    assert found.startswith(REFUSED[name][1])


@pytest.mark.parametrize("name", sorted(REFUSED.keys() - {"utf-16", "utf-32", "nul-behind-a-mark"}))
def test_in_front_matter_line_and_byte_are_those_of_the_file(name: str, illegible: Seen) -> None:
    place, _, reason = REFUSED[name][1].partition(" ")
    further = re.sub(r"(?<=byte )\d+", lambda number: str(int(number[0]) + len("---\n")), reason)
    (found,) = illegible.refused(f"policies/{name}.md")
    assert found.startswith(f"{moved_down(place, '.md')} {further}")


def test_each_of_them_is_one_finding_and_counts_for_nothing(illegible: Seen) -> None:
    paths = [found["path"] for found in illegible.findings if found["code"] == "TXT001"]
    assert paths == sorted(set(paths)) and len(paths) == 2 * len(REFUSED)
    files = f"isokit: {len(paths)} files are not read and not counted; see isokit check\n"
    assert illegible.shown["table"].complaint == files


@pytest.mark.parametrize(
    ("data", "reason"), [(b"\xfc", "(0xfc) is not valid UTF-8"), (b"\0", "a NUL character at byte")]
)
def test_tables_and_texts_are_refused_as_records_are(data: bytes, reason: str, tmp_path: Path) -> None:
    cells = b"id,title\nquality,Gr" + data + b"e"
    text = b"---\nid: P\n---\n| id | title |\n|--|--|\n| q | Gr" + data + b"e"
    seen = glance(plant(tmp_path, {"registers/roles.csv": cells, "registers/risks.md": text, "policies/p.md": text}))
    for path, place in (("registers/roles.csv", "2:11 "), ("registers/risks.md", "6:9 "), ("policies/p.md", "6:9 ")):
        (found,) = seen.refused(path)
        assert reason in found and found.startswith(place)


def test_bytes_that_are_no_text_in_the_settings_end_the_command_with_their_place(tmp_path: Path) -> None:
    seen = look(plant(tmp_path, {"isokit.yaml": b"standards: [iso9001:2015]\norganization: {name: M\xfcller}\n"}))
    assert seen.code == COULD_NOT
    assert (
        "isokit.yaml:2:23: this file cannot be read: byte 48 (0xfc) is not valid UTF-8" in seen.shown["full"].complaint
    )


# Text as other systems write it

LINES = "---\nid: POL-1\ntitle: Gr\xf6\xdfe \U0001f600\nstatus: approved\nowner: o\n---\nA\n\n[x](gone.md)\n"


MARKS, LINE_ENDS = (b"", codecs.BOM_UTF8), ("\n", "\r\n", "\r")


def test_marks_and_line_ends_of_every_system_move_no_place(tmp_path: Path) -> None:
    texts = [mark + LINES.replace("\n", line_end).encode() for mark, line_end in product(MARKS, LINE_ENDS)]
    seen = look(plant(tmp_path, {f"policies/{number}.md": text for number, text in enumerate(texts)}))
    for number in range(len(texts)):
        said = seen.said(f"policies/{number}.md", "DOC102", "REF003")
        assert [words.split()[:2] for words in said] == [["4:9", "DOC102"], ["9:5", "REF003"]]


@pytest.mark.parametrize("nothing", [b"", codecs.BOM_UTF8, b"# only a comment\n---\n...\n"], ids=ascii)
def test_a_file_of_nothing_is_said_and_never_passed_over(nothing: bytes, tmp_path: Path) -> None:
    homes = [path for path in HOMES if path.endswith(".yaml")]
    seen = glance(plant(tmp_path, dict.fromkeys(homes, nothing)))
    for path in homes:
        assert seen.said(path, "WSP001")


# Characters that turn text around or cannot be seen

UNSEEN = {
    "bidi-override": "\u202e",
    "bidi-isolate": "\u2067",
    "zero-width-space": "\u200b",
    "soft-hyphen": "\xad",
    "tag": "\U000e0041",
}


def with_unseen(char: str) -> dict[str, str]:
    """A tree in which a character stands in ids, titles, owners, references and names of files."""
    return {
        "policies/a.md": document(f"POL{char}-1", f"title: Qua{char}lity", f"references: [POL{char}-2]"),
        "policies/b.md": f"---\nid: POL-2\ntitle: T\nstatus: draft\n---\n[x{char}](go{char}ne.md)\n",
        f"policies/c{char}.md": "---\nid: POL-3\ntitle: T\nstatus: draft\n---\n",
        "nonconformities/n.yaml": nonconformity(f"NC{char}-1", f"'Or{char}der'"),
        "evidence/e.yaml": record("EVD-1", f"files: [{{path: 'evidence/a{char}.pdf'}}]"),
        "registers/risks.yaml": f"ri{char}sks: []\n",
        "registers/roles.csv": f"id,title\nqua{char}lity,Ro{char}le\n",
        "isokit.yaml": f"organization: {{name: 'Blue{char} Teapot'}}\nstandards: [iso9001:2015]\n",
    }


@pytest.fixture(scope="module", params=UNSEEN)
def unseen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Seen]:
    """A character that cannot be seen, and what all doors show of a tree full of it."""
    char = UNSEEN[request.param]
    return char, look(plant(tmp_path_factory.mktemp("unseen"), with_unseen(char)))


def test_what_cannot_be_seen_is_written_out_at_every_door(unseen: tuple[str, Seen]) -> None:
    char, seen = unseen
    for form in ("full", "concise", "table", "markdown"):
        assert char not in seen.shown[form].text
    assert seen.said(f"policies/c{char}.md", "DOC101") == ["2:1 DOC101 POL-3 has no owner"]
    assert seen.said("nonconformities/n.yaml", "NCR101")[0].startswith(f"3:9 NCR101 NC{char}-1 (ungraded) is open")


@pytest.mark.parametrize(
    ("path", "place"), [("policies/a.md", "2:"), ("nonconformities/n.yaml", "1:"), ("registers/roles.csv", "2:")]
)
def test_an_id_with_what_cannot_be_seen_is_a_finding_at_its_place(
    path: str, place: str, unseen: tuple[str, Seen]
) -> None:
    char, seen = unseen
    named = [words for words in seen.said(path) if f"U+{ord(char):04X}" in words]
    assert named and named[0].startswith(place)


def test_a_title_that_is_turned_around_is_a_finding(tmp_path: Path) -> None:
    seen = look(plant(tmp_path, {"policies/a.md": document("POL-1", "title: invoice\u202efdp.exe")}))
    assert [words.split()[0] for words in seen.said("policies/a.md") if "U+202E" in words] == ["5:15"]


LANGUAGES = [
    "\u05de\u05d3\u05d9\u05e0\u05d9\u05d5\u05ea",
    "\u0633\u06cc\u0627\u0633\u062a\u200c\u0646\u0627\u0645\u0647",
    "\u54c1\u8cea\u65b9\u91dd",
    "Qualit\xe4t \u2013 \u2714",
    "\U0001f469\u200d\U0001f52c",
]


def test_languages_with_joiners_and_from_right_to_left_are_no_finding(tmp_path: Path) -> None:
    policies = {f"policies/{n}.md": document(f"POL-{n}", f"title: {title}") for n, title in enumerate(LANGUAGES)}
    seen = glance(plant(tmp_path, policies))
    assert [found for found in seen.findings if found["path"] in policies] == []


@pytest.mark.parametrize("char", ["\x1b", "\x9b", "\x85", "\u2028"], ids=ascii)
def test_a_table_refuses_the_characters_that_records_refuse(char: str, tmp_path: Path) -> None:
    table = f"| id | title |\n| --- | --- |\n| R-2 | a{char}b |\n"
    seen = glance(plant(tmp_path, {"registers/roles.csv": f"id,title\nR-1,a{char}b\n", "registers/risks.md": table}))
    for path in ("registers/roles.csv", "registers/risks.md"):
        assert [words for words in seen.said(path) if f"U+{ord(char):04X}" in words]


# Names of files

NAMES = [b"gr\xf6sse.md", b"\xed\xa0\xbd.md", b"\x1b]8;;x\x07.md", b"a\nb.md", b"\xe2\x80\xaefdp.md", b"::error::x.md"]


def test_a_file_with_any_name_is_judged_or_said_in_one_line(tmp_path: Path) -> None:
    root = plant(tmp_path)
    for number, name in enumerate(NAMES):
        named_in_bytes(root / "policies", name, f"---\nid: POL-{number}\ntitle: T\nstatus: draft\n---\n")
    seen = look(root)
    ownerless = [found["message"] for found in seen.findings if found["code"] == "DOC101"]
    assert sorted(ownerless) == [f"POL-{number} has no owner" for number in (2, 3, 4, 5, 9)]
    unread = [found["message"] for found in seen.findings if found["code"] == "TXT001"]
    assert unread == ["this file cannot be read: a file whose name is not UTF-8"] * 2


@pytest.mark.parametrize("name", [b"r\xff\x1b[31m", b"line\nbreak", "gr\xf6\u202e".encode()], ids=ascii)
def test_a_tree_may_stand_in_a_folder_of_any_name(name: bytes, tmp_path: Path) -> None:
    root = plant(Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)))
    assert look(root).code == FOUND
    for command in (["doctor"], ["check", "nowhere"], ["check", "--at", "HEAD"], ["init"], ["clause", "\udcff"]):
        shown = here(root, *command)
        assert shown.code in (0, COULD_NOT) and not harmful(shown.text + shown.complaint)


@pytest.mark.parametrize("name", [b"r\xff", b"line\nbreak", b"\x1b[31m"], ids=ascii)
def test_doctor_says_any_root_in_strict_json(name: bytes, tmp_path: Path) -> None:
    root = plant(Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)))
    assert strict_json(here(root, "doctor", "-f", "json").out)["schema"] == "isokit/doctor/1"
