"""Terminal escapes, links of terminals, the markup of the terminal library, and text that turns around (row 15)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.doors import CLEAN, FOUND, here, look, on_a_terminal
from tests.hostile.sinks import COLOURS, harmful
from tests.hostile.trees import document, named_in_bytes, nonconformity, plant, record

RED = "\x1b[31mred\x1b[0m"
LINK = "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\"
TITLE = "\x1b]0;owned\x07"
CLEAR = "\x1b[2J\x1b[H"
C1 = "\x9b31m"
OVERPRINT = "1 error\r0 error\x08s"
ACTING = {"colour": RED, "link": LINK, "title": TITLE, "clear": CLEAR, "c1": C1, "overprint": OVERPRINT}
MARKUP = ["[/x]", "[bold red]a[/]", "[link=file:///etc/passwd]a[/link] :smile:", "[@click=app.bell]a [[", "\\["]
DOORS = [
    ("check", "-f", "full"),
    ("check", "-f", "concise"),
    ("gap", "--all"),
    ("clause", "iso9001:2015/5.2.2"),
    ("doctor",),
]


def acting(root: Path, sequence: str) -> Path:
    """A tree with a sequence where bytes are not refused: in texts, in cells of tables, in names of files."""
    ownerless = f"---\nid: POL-1\ntitle: T\nstatus: draft\n---\n{sequence} [x](gone.md) {sequence}\n"
    plant(root, {"policies/a.md": ownerless, "policies/b.md": document("POL-2", body=f"[x]({sequence.split()[0]}.md)")})
    table = f"| id | title |\n| --- | --- |\n| R-{sequence}-2 | a{sequence}b |\n"
    cells = f'id,title,{sequence.strip()}\nR-1{sequence},"a{sequence}b",\n'
    plant(root, {"registers/roles.csv": cells, "registers/risks.md": table, "registers/assets.csv": f'{sequence}"x"y'})
    name = sequence.replace("/", ":").encode()
    named_in_bytes(root / "policies", name + b".md", "---\nid: POL-3\ntitle: T\nstatus: draft\n---\n")
    named_in_bytes(root / "policies", name + b".yaml", "a: 1\n")
    named_in_bytes(root / "evidence", name + b".yaml", "id: EVD-1\n")
    return root


def marked(root: Path, words: str) -> Path:
    """A tree that says words the terminal library could take for markup, or that turn the text around them."""
    return plant(
        root,
        {
            "isokit.yaml": f"organization: {{name: '{words}'}}\nstandards: [iso9001:2015]\n",
            "policies/a.md": document(
                f"'{words}'", f"title: '{words}'", "clauses: [5.2.2]", body=f"{words} [x](gone.md)"
            ),
            "policies/b.md": f"---\nid: '{words} 2'\ntitle: T\nstatus: draft\n---\n",
            "nonconformities/a.yaml": nonconformity("NC-1", f"'{words}'"),
            "evidence/a.yaml": record("EVD-1", f"'{words}': 1", f"files: [{{path: '{words}'}}]"),
            f"policies/{words.replace('/', ':')}.md": "no front matter\n",
        },
    )


def plain(root: Path, *arguments: str) -> str:
    """What a door shows, which has to be the same with colours but for these and trailing blanks."""
    shown, coloured = here(root, *arguments), here(root, *arguments, "--color", "always")
    lines = [line.rstrip() for line in COLOURS.sub("", coloured.text).splitlines()]
    assert lines == shown.text.splitlines()
    assert shown.code in (CLEAN, FOUND)
    return shown.text


@pytest.mark.parametrize("name", ACTING)
def test_what_acts_on_a_terminal_is_written_out_at_every_door(name: str, tmp_path: Path) -> None:
    seen = look(acting(tmp_path, ACTING[name]))
    assert ascii(ACTING[name])[1:8].replace("\\\\", "\\") in seen.shown["concise"].text


@pytest.mark.parametrize("words", MARKUP)
def test_markup_of_the_terminal_library_is_shown_as_it_is(words: str, tmp_path: Path) -> None:
    seen = look(marked(tmp_path, words))
    assert seen.shown["table"].text.splitlines()[1].startswith(f"{words}, as of")
    assert f"{words} 2 has no owner" in seen.shown["full"].text
    assert f"{words} is draft, not approved" in seen.shown["table"].text


@pytest.mark.parametrize("char", ["\u202e", "\u061c"], ids=ascii)
def test_text_that_turns_around_is_written_out(char: str, tmp_path: Path) -> None:
    seen = look(marked(tmp_path, f"invoice{char}fdp.exe"))
    assert f"invoice{ascii(char)[1:-1]}fdp.exe 2 has no owner" in seen.shown["concise"].text


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with all of them."""
    root = marked(tmp_path_factory.mktemp("terminals"), "[/x][bold]\u202e[link=https://evil.example]")
    return acting(root, "".join(ACTING.values()))


@pytest.mark.parametrize("door", DOORS, ids=" ".join)
def test_colours_are_all_that_colours_add(door: tuple[str, ...], tree: Path) -> None:
    assert not harmful(plain(tree, *door))


@pytest.mark.parametrize("door", [DOORS[0], DOORS[2]], ids=" ".join)
def test_a_real_terminal_gets_colours_and_nothing_else(door: tuple[str, ...], tree: Path) -> None:
    shown = on_a_terminal(tree, *door, variables={"TERM": "xterm-256color"})
    assert shown.code in (CLEAN, FOUND)
    assert COLOURS.search(shown.text) and not harmful(COLOURS.sub("", shown.text))
