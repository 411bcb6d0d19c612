"""The pages people write: their links lead somewhere, their commands do what they show, their files are in order."""

from __future__ import annotations

import json
import re
import shlex
import textwrap
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from isokit.model.names import SETTINGS_FILE
from isokit.text.markdown.body import Body
from isokit.text.markdown.parts import Link
from isokit.text.treepath import is_local, path_of
from tests import shell

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("docs/*.md"), ROOT / "README.md"))
GUIDE = "tree references status editions custom-standards documents risks evidence soa findings suppressions"
STORIES = (("docs/start.md",), ("docs/templates.md",), tuple(f"docs/{page}.md" for page in GUIDE.split()))
"""The pages that build a folder, file by file and command by command: one after the other where they continue."""

FENCE = re.compile(
    r"^(?P<fence>```|~~~~)(?P<language>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^(?P=fence)$\n?", re.M | re.S
)
MARK = re.compile(r"(?:#|<!--) ([A-Z]{3}\d{3})\b")
CUT = "…"
"""A line of an output that stands for lines left out."""
AS_OF = "2026-11-22"
DAILY = ("gap", "check", "clause", "report")
"""The commands whose output depends on the day."""

Place = tuple[str, int, str]
"""A path, a line and the code of a rule."""


class Files(NamedTuple):
    """Files that a page shows one after the other, with no words between them."""

    texts: dict[str, str]


class Command(NamedTuple):
    """A command as it is typed, and what the page says it shows."""

    words: list[str]
    shown: str


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def story_of(page: str) -> Iterator[Files | Command]:
    """What a reader of a page does, in order."""
    text, files, end = read(page), dict[str, str](), 0
    for block in FENCE.finditer(text):
        if files and (not block["path"] or text[end : block.start()].strip()):
            yield Files(files)
            files = {}
        if block["path"]:
            files[block["path"]] = block["text"]
        elif block["language"] == "console" and block["text"].startswith("$ isokit"):
            yield from _commands(block["text"])
        end = block.end()
    if files:
        yield Files(files)


def _commands(block: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        line, _, shown = part.partition("\n")
        yield Command(shlex.split(line, comments=True), shown)


def run(*words: str) -> str:
    """What `isokit` prints in the current folder. It may find something, but never stop or crash."""
    done = shell.isokit(*words)
    assert done.exit_code in (0, 1), done.output
    return done.output


def as_shown(shown: str) -> re.Pattern[str]:
    """An expression for an output, where a line `…` stands for any lines."""
    lines = (r"(?:.*\n)*?" if line == CUT else re.escape(f"{line}\n") for line in shown.rstrip("\n").split("\n"))
    return re.compile("".join(lines) if shown else "")


def marked(folder: Path) -> set[Place]:
    """The lines of the files of a folder that say which rule reports them."""
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.*ml")}
    texts |= {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    lines = ((path, number, line) for path, text in texts.items() for number, line in enumerate(text.split("\n"), 1))
    return {(path, number, code) for path, number, line in lines for code in MARK.findall(line)}


def check_the_files(folder: Path) -> None:
    """Every error stands where a line is marked with its code, and every marked line is reported.

    Settings alone are no tree to check.
    """
    if {path.name for path in folder.rglob("*") if path.is_file()} == {SETTINGS_FILE}:
        return
    findings: list[dict[str, Any]] = json.loads(run("check", "-f", "json", "--as-of", AS_OF))["findings"]
    found = {(f["path"], f["line"], f["code"]): f["severity"] for f in findings}
    assert {place for place, severity in found.items() if severity == "error"} <= marked(folder) <= found.keys()


@pytest.mark.parametrize("pages", STORIES)
def test_who_does_what_a_page_says_sees_what_it_shows(
    pages: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for step in chain.from_iterable(map(story_of, pages)):
        if isinstance(step, Files):
            write(step, tmp_path)
            check_the_files(tmp_path)
            continue
        program, *words = step.words
        printed = "".join(f"{line}\n" for line in run(*words).rstrip("\n").split("\n"))
        assert program == "isokit" and as_shown(step.shown).fullmatch(printed), f"{' '.join(words)} shows\n{printed}"


def write(files: Files, folder: Path) -> None:
    for path, text in files.texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="")


@pytest.mark.parametrize("pages", STORIES)
def test_a_page_says_the_day_where_it_matters(pages: tuple[str, ...]) -> None:
    steps = chain.from_iterable(map(story_of, pages))
    commands = [step.words for step in steps if isinstance(step, Command)]
    assert commands
    assert [words for words in commands if words[1] in DAILY and AS_OF not in words] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_to_a_file_and_its_heading(page: str) -> None:
    assert [link.target for link in Body(read(page)).links if not leads(link, page)] == []


def leads(link: Link, page: str) -> bool:
    target, _, anchor = link.target.partition("#")
    if not is_local(target) and target:
        return True
    path = path_of(target, page) if target else page
    if path is None or not (ROOT / path).exists():
        return False
    return not anchor or anchor in Body(read(path)).anchors


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("docs/")])
def test_lines_are_short_enough_to_read_beside_another_page(page: str) -> None:
    assert [line for line in read(page).split("\n") if len(line) > 120] == []


def test_the_rule_that_shows_how_to_write_one_is_the_rule_itself() -> None:
    """CONTRIBUTING.md shows a whole file, indented as part of a list."""
    named = re.search(r"`(env105_\w+\.py)`:\n\n   ````python\n(.*?)   ````\n", read("CONTRIBUTING.md"), re.S)
    assert named
    assert textwrap.dedent(named[2]) == read(f"src/isokit/rules/{named[1]}")
