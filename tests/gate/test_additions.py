"""To add something is to add one file: the list in CONTRIBUTING.md, walked in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.gate
PROJECT = Path(__file__).parents[2]
COPIED = ("src", "standards", "templates", "docs", "examples")
ROW = re.compile(r"^\| (?P<kind>an? [^|]+?) \| (?P<file>[^|]+) \| (?P<noticed>[^|]+) \| (?P<moves>[^|]+) \|$", re.M)
LIST = {row["kind"]: row for row in ROW.finditer((PROJECT / "CONTRIBUTING.md").read_text("utf-8"))}

RULE = '''\
"""A document whose title does not fit on a page."""

from collections.abc import Iterator

from isokit.model.document import Document
from isokit.model.rule import NOTE, Flaw, rule


@rule("DOC299", NOTE, "iso9001:2015/7.5.2")
def overlong_title(document: Document) -> Iterator[Flaw]:
    """The title of a document is longer than a page.

    Wrong:

    ```markdown policies/quality.md
    ---
    id: POL-1
    title: {LONG}  # DOC299
    status: draft
    owner: quality-manager
    ---
    ```
    """
    if document.title and len(document.title) > 2000:
        yield Flaw(document.at("title"), f"the title of {document.id} is longer than a page")
'''.replace("{LONG}", "quality " * 300)
FORMAT = '''\
"""How many findings count, and nothing else."""

from isokit.outputs.look import Look
from isokit.schemas.check import Check


def write(check: Check, look: Look) -> str:
    """The number of findings that count."""
    return f"findings: {len(check.counting)}\\n"
'''
EDITION = """\
standard: iso22301:2019
title: Business continuity management systems. Requirements
published: 2019-10-31
revision: 1
clauses:
  - clause: 4
    title: Context of the organization
    phase: plan
  - clause: 4.1
    title: Understanding the organization and its context
    phase: plan
"""
DOCUMENT = '''\
"""`isokit/weather/1`: the weather."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """Output of `isokit weather`."""

    schema: Literal["isokit/weather/1"] = "isokit/weather/1"
    rain: bool
'''
REGISTER = '''\
"""What is communicated, and to whom (7.4)."""

from typing import ClassVar

from isokit.model.registers.entry import Entry
from isokit.model.scalar import Texts


class Communication(Entry):
    """What is communicated. `audience` are those who have to know."""

    shelf: ClassVar[str] = "communications"

    audience: Texts = ()
'''
COMMUNICATIONS = "communications:\n  - {id: COM-1, title: Safety at the kiln, audience: [staff]}\n"
REPORT = "# Nonconformities of {{ tree.organization.name }}\n"
DOOR = '''\
"""isokit greet."""

import typer

from isokit.cli.options import opened


def greet(context: typer.Context) -> int:
    """Greet the organization."""
    from isokit.commands.greet import greet

    return greet(opened(context))
'''
COMMAND = '''\
"""isokit greet: a greeting."""

from isokit.commands.context import Context


def greet(context: Context) -> int:
    """Greet the organization."""
    context.print("Good day.\\n")
    return 0
'''


@dataclass(frozen=True)
class Added:
    """Files that add something, the words that use it, and what isokit then prints."""

    files: Mapping[str, str]
    words: tuple[str, ...]
    printed: str
    listed: tuple[str, ...] = ()


ADDED = {
    "a rule": Added(
        {"src/isokit/rules/doc299_overlong_title.py": RULE},
        ("explain", "overlong-title"),
        "# DOC299 overlong-title",
        listed=("rules",),
    ),
    "a standard or edition": Added(
        {"standards/iso22301/2019.yaml": EDITION},
        ("standards", "show", "iso22301:2019"),
        "Understanding the organization and its context",
        listed=("standards", "list"),
    ),
    "a report": Added(
        {"templates/nonconformities.md.j2": REPORT},
        ("report", "nonconformities"),
        "reports/nonconformities.md",
        listed=("report",),
    ),
    "a JSON document": Added(
        {"src/isokit/schemas/weather.py": DOCUMENT},
        ("schema", "weather"),
        "Output of `isokit weather`.",
        listed=("schema",),
    ),
    "a register": Added(
        {
            "src/isokit/model/registers/communication.py": REGISTER,
            "examples/tiny/registers/communications.yaml": COMMUNICATIONS,
        },
        ("doctor",),
        "communications: 1 in 1 file",
    ),
    "a format of `check`": Added(
        {"src/isokit/outputs/findings/number.py": FORMAT}, ("check", "-f", "number", "--exit-zero"), "findings: "
    ),
    "a command": Added(
        {"src/isokit/cli/greet.py": DOOR, "src/isokit/commands/greet.py": COMMAND},
        ("greet",),
        "Good day.",
        listed=("--help",),
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=unwanted)
    return tmp_path


def run(copy: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=copy / "examples" / "tiny",
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def pages(copy: Path) -> dict[str, bytes]:
    return {f"docs/{path.name}": path.read_bytes() for path in (copy / "docs").glob("*.md")}


def paths(cell: str) -> set[str]:
    return {path for path in re.findall(r"`([^`]+)`", cell) if "/" in path}


def test_the_list_names_what_is_added_here() -> None:
    assert LIST.keys() == ADDED.keys()


@pytest.mark.parametrize("kind", ADDED)
def test_isokit_knows_what_was_added_and_only_the_listed_pages_move(kind: str, copy: Path) -> None:
    added, before = ADDED[kind], pages(copy)
    for path, text in added.files.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(text, "utf-8")
    assert added.printed in run(copy, "-m", "isokit", *added.words)
    if added.listed:
        name = added.printed.split()[1] if kind == "a rule" else added.words[-1]
        assert name in run(copy, "-m", "isokit", *added.listed)
    run(copy, str(copy / "docs" / "generate.py"))
    after = pages(copy)
    moved = {path for path in after if after[path] != before.get(path)}
    assert moved == {path for path in paths(LIST[kind]["moves"]) if path.startswith("docs/")}


@pytest.mark.parametrize("kind", ADDED)
def test_what_the_list_names_is_there(kind: str) -> None:
    for path in paths(LIST[kind]["moves"]):
        assert list(PROJECT.glob(path)), path
