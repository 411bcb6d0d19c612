"""What keeps the house straight and import-linter (`make floors`, pyproject.toml) cannot say: the walls of third
parties, readable annotations of rules, folders that say what they hold, and the length of files."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "isokit"

WALLS = {
    "yaml": ("text/yaml/",),
    "ruamel": ("text/yaml/",),
    "pydantic": ("model/", "catalog/", "schemas/publish.py"),
    "pydantic_core": ("schemas/publish.py",),
    "jinja2": ("reports/",),
    "git": ("edge/git/process.py",),
    "typer": ("cli/",),
    "click": ("cli/",),
    "rich": ("outputs/terminal.py",),
}
"""Which folders or files may import a third party."""

MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


def imports_of(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((SOURCE / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import hides where it leads"
            names = [f"{node.module}.{name.name}" for name in node.names]
            yield from names if node.module == "isokit" else [node.module or ""]


@pytest.mark.parametrize("module", MODULES)
def test_third_parties_stay_behind_their_wall(module: str) -> None:
    for name in imports_of(module):
        top = name.split(".")[0]
        if top == "isokit" or top in sys.stdlib_module_names:
            continue
        assert top in WALLS, f"{module} imports {top}, which has no wall yet"
        assert module.startswith(WALLS[top]), f"{module} imports {top}"


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
