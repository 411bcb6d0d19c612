"""The floors of the house, as a table and a test: every module is placed, and imports only what its floor may."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "isokit"

FLOORS = {
    "": set[str](),
    "text": set[str](),
    "model": {"", "text"},
    "layout": {"model", "text"},
    "rules": {"model", "text"},
    "assess": {"model", "text"},
    "outputs": {"", "model", "text"},
    "changes": {"model", "text"},
    "tabular": {"model", "text"},
    "reading": {"tabular", "layout", "model", "text"},
    "load": {"reading", "layout", "model", "text"},
    "locate": {"model", "text"},
    "edge": {"model", "text"},
    "suppress": {"model", "text"},
    "pipeline": {"load", "locate", "rules", "suppress", "assess", "model", "text"},
    "reports": {"model", "text", "edge"},
    "cli": {"", "text", "model", "rules", "changes", "outputs", "reports", "load", "locate", "edge", "pipeline"},
    "__main__": {"", "cli"},
}
"""What each part may import beside itself. The part '' is the package itself, which holds the version."""

WALLS = {
    "yaml": {"text"},
    "ruamel": {"text"},
    "markdown_it": set[str](),
    "pydantic": {"model"},
    "jinja2": {"reports"},
    "git": {"edge"},
    "gitdb": {"edge"},
    "typer": {"cli"},
    "rich": {"outputs"},
}
"""Which part may import a third party. Of outputs, only terminal.py knows rich; of edge, only git.py knows git."""

ONLY_FILE = {"rich": "outputs/terminal.py", "git": "edge/git.py", "gitdb": "edge/git.py"}

MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


def part_of(module: str) -> str:
    return module.removesuffix(".py").split("/")[0] if module != "__init__.py" else ""


def imports_of(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((SOURCE / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import hides where it leads"
            names = [f"{node.module}.{name.name}" for name in node.names]
            yield from names if node.module == "isokit" else [node.module or ""]


def isokit_part(name: str) -> str | None:
    top, *below = name.split(".")
    if top != "isokit":
        return None
    known = {part_of(module) for module in MODULES}
    return below[0] if below and below[0] in known else ""


@pytest.mark.parametrize("module", MODULES)
def test_every_module_stands_on_a_floor_and_imports_only_what_that_floor_may(module: str) -> None:
    part = part_of(module)
    assert part in FLOORS, f"{module} is new: place its part in the table of floors"
    used = {found for name in imports_of(module) if (found := isokit_part(name)) is not None}
    assert used - {part} <= FLOORS[part], f"{module} reaches past its floor"


@pytest.mark.parametrize("module", MODULES)
def test_third_parties_stay_behind_their_wall(module: str) -> None:
    for name in imports_of(module):
        top = name.split(".")[0]
        if top == "isokit" or top in sys.stdlib_module_names:
            continue
        assert top in WALLS, f"{module} imports {top}, which has no wall yet"
        assert part_of(module) in WALLS[top], f"{module} imports {top}"
        assert ONLY_FILE.get(top, module) == module, f"{module} imports {top}"


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("rules/")])
def test_rules_keep_their_annotations_readable(module: str) -> None:
    if Path(module).name[:3].islower() and Path(module).stem[3:6].isdigit():
        text = (SOURCE / module).read_text("utf-8")
        assert "from __future__ import annotations" not in text
        assert "TYPE_CHECKING" not in text


@pytest.mark.parametrize(
    "folder", sorted(path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("__init__.py"))
)
def test_every_folder_says_what_it_is(folder: str) -> None:
    assert ast.get_docstring(ast.parse((SOURCE / folder / "__init__.py").read_text("utf-8")))


def test_no_file_is_too_long_to_be_read() -> None:
    long = {m: lines for m in MODULES if (lines := (SOURCE / m).read_text("utf-8").count("\n")) > 300}
    assert not long, f"over 300 lines, look for the missing noun: {long}"
