"""Words of the tree that a CI job would obey or a Markdown page would turn into markup (row 13).

The runner of GitHub's jobs obeys `::command::` wherever it is the first thing on a line, behind any blanks, and
the older `##[command]` anywhere in a line.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.hostile.doors import COULD_NOT, here, look
from tests.hostile.sinks import OLD_COMMAND, cells_of, commands, markup_of, ragged
from tests.hostile.trees import SETTINGS, document, nonconformity, plant, record

MARKUP = [
    "a | b || c \\| d \\",
    "| --- | --- |",
    "`code` ``more`` $x$ \\(y\\)",
    "<!-- gone --> <b>bold</b> <script>alert(1)</script>",
    "<details><summary>x",
    "[click](javascript:alert(1)) ![pixel](https://evil.example/p.png) [x][y] <https://evil.example>",
    "[x]: https://evil.example",
    "**bold** __bold__ _i_ *i* ~~gone~~",
    "# heading",
    "- point",
    "1. point",
    "---",
    "===",
    "> quote",
    "&lt;b&gt; &#124; &vert;",
    "line\nbreak | and\r\n\n# more\rof it",
    "```\nfence",
]
COMMANDS = [
    "::set-output name=x::y",
    "::error file=policies/a.md,line=1::All is well",
    "  ::stop-commands::x",
    "x\n::error::y\r::error::z",
    "x\u2028::error::y",
    "\xa0::error::x",
    "\u3000::error::x",
]


def saying(words: str) -> dict[str, str]:
    """A tree that says these words wherever the words of a tree are shown."""
    said = json.dumps(words, ensure_ascii=False).replace("\u2028", "\\u2028")
    exclusion = f"applicability:\n  - {{clause: 8.3, applicable: false, justification: {said}}}\n"
    link = f"[x]({words.split()[0].strip('<>()')}.md)" if words.split() else ""
    return {
        "isokit.yaml": f"organization: {{name: {said}, scope: {said}}}\nstandards: [iso9001:2015]\n",
        "policies/a.md": document(
            said, f"title: {said}", f"references: [{said}]", f"clauses: [5.2.2, {said}]", body=link
        ),
        "policies/b.md": document("POL-2", f"approved: {{by: {said}, on: {said}}}", "clauses: [5.2.1]"),
        "nonconformities/a.yaml": nonconformity("NC-1", said),
        "evidence/a.yaml": record(f"{said}", f"files: [{{path: {said}}}]", f"{said}: 1"),
        "registers/applicability.yaml": exclusion,
        "registers/risks.yaml": f"{said}: []\n",
    }


@pytest.mark.parametrize("words", MARKUP[::2], ids=ascii)
def test_words_are_words_on_every_page_and_in_every_line(words: str, tmp_path: Path) -> None:
    seen = look(plant(tmp_path, saying(words)))
    if seen.code != COULD_NOT:
        cells = [*cells_of(seen.shown["markdown"].text)]
        assert cells[:4] == ["Organization", " ".join(words.split()), "Scope", " ".join(words.split())]


@pytest.mark.parametrize("words", MARKUP, ids=ascii)
def test_an_id_is_words_in_its_cells(words: str, tmp_path: Path) -> None:
    root = plant(tmp_path, {"policies/a.md": document(json.dumps(words), "clauses: [iso9001:2015/5.2.1]")})
    shown = here(root, "gap", "-f", "markdown").text
    (row,) = [row for row in shown.splitlines() if "| iso9001:2015/5.2.1 " in row]
    page = f"| a | b | c | d | e |\n|---|---|---|---|---|\n{row}\n"
    cells = [*cells_of(page)]
    assert len(cells) == 5 and cells[2] == " ".join(words.split())
    assert not ragged(page) and not markup_of(page)


def obeyed(root: Path, *doors: str) -> dict[str, list[str]]:
    """The lines a CI job would obey, by the door that shows them."""
    shown = {door: here(root, *door.split()) for door in doors}
    return {door: found for door in doors if (found := commands(shown[door].text + shown[door].complaint))}


@pytest.mark.parametrize("words", COMMANDS, ids=ascii)
def test_no_line_of_any_door_begins_with_a_command(words: str, tmp_path: Path) -> None:
    root = plant(tmp_path, saying(words))
    shown = (
        "check -f full",
        "check -f concise",
        "gap --all",
        "gap -f markdown",
        "doctor",
        "clause 5.2.2",
        "clause 8.3.1",
    )
    assert obeyed(root, *shown) == {}


def test_no_line_that_is_wrapped_begins_with_a_command(tmp_path: Path) -> None:
    clauses = ("4.1", "4.2", "5.2.1", "5.2.2", "5.3", "6.1.1", "6.2.1", "7.2", "7.3", "8.1", "8.4.1", "9.3.1", "10.3")
    blank = ("", " ")
    names = {clause: f"{'x' * (70 + 2 * n)}{blank[n % 2]}::error::{'y' * 99}::z" for n, clause in enumerate(clauses)}
    files = {f"policies/{c}.md": document(f"'{name}'", f"clauses: ['{c}']") for c, name in names.items()}
    assert obeyed(plant(tmp_path, files), "gap --all", "clause 4.1", "clause 6.2.1", "clause 10.3") == {}


@pytest.mark.parametrize("name", ["::error::x", " ::set-output name=x::y", "\n::error::x"], ids=ascii)
def test_no_path_at_the_root_of_the_tree_is_a_command(name: str, tmp_path: Path) -> None:
    layout = "layout: {policies: '**/*.md', evidence: '*/**/*.yaml'}\n"
    files = {f"{name}.md": "---\nid: POL-1\ntitle: T\nstatus: draft\n---\n", f"{name}.yaml": "a: 1\n"}
    root = plant(tmp_path, {"isokit.yaml": SETTINGS + layout, **files})
    assert obeyed(root, "check -f concise", "check -f full", "gap --all", "doctor") == {}


@pytest.mark.parametrize("key", ["organization", "standards", "layout", "aliases", "rules"])
def test_no_complaint_about_the_settings_is_a_command(key: str, tmp_path: Path) -> None:
    settings = f'{key}: "x\\n::error::y"\n"a\\r\\n::error::b": "x\\n::error::y"\n'
    root = plant(tmp_path, {"isokit.yaml": settings})
    assert obeyed(root, "check", "gap") == {}
    assert here(root, "gap").code == COULD_NOT and "::error::" in here(root, "gap").complaint


@pytest.mark.parametrize("door", ["check -f concise", "check -f full", "gap --all", "gap -f markdown", "clause 5.2.2"])
def test_no_line_holds_a_command_of_the_old_form(door: str, tmp_path: Path) -> None:
    shown = here(plant(tmp_path, saying("##[error]All is well")), *door.split())
    assert OLD_COMMAND not in shown.text + shown.complaint


def test_no_complaint_holds_a_command_of_the_old_form(tmp_path: Path) -> None:
    shown = here(plant(tmp_path, {"isokit.yaml": "standards: ['##[error]x', '##vso[task.complete]x']\n"}), "gap")
    assert shown.code == COULD_NOT
    assert OLD_COMMAND not in shown.complaint and "##vso[" not in shown.complaint
