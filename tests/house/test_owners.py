"""What is done in one place stays there: writing JSON, starting programs, replacing files, judging by the day."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from tests.house.ledger import modules

JUDGE_BY_THE_DAY = ("model/", "analysis/", "rules/")
"""Whether something is due, expired or still to come is decided by the noun, by analysis or by a rule. What shows it,
writes it or loads it asks them, so that all of isokit has one answer."""

OWNERS: dict[str, set[str]] = {
    "json.dumps": {"schemas/serialize.py", "edge/sandbox.py"},
    "subprocess": {"edge/git/process.py", "edge/sandbox.py", "edge/workers.py"},
    "os.replace": {"edge/disk.py"},
    "today": {
        "commands/evidence_new.py",
        "schemas/tree/calendar.py",
        "schemas/standards.py",
    },
}
"""The files that may. A file is added where the work really belongs there; a new place to do the same is not."""


def calls(module: str, name: str) -> Callable[[ast.AST], bool]:
    """Whether a node is `module.name`, or an import of it."""

    def found(node: ast.AST) -> bool:
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=attribute):
                return (owner, attribute) == (module, name)
            case ast.ImportFrom(module=origin, names=names):
                return origin == module and any(each.name == name for each in names)
        return False

    return found


def starts_programs(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return any(each.name == "subprocess" for each in names)
        case ast.ImportFrom(module=origin):
            return origin == "subprocess"
        case ast.Attribute(value=ast.Name(id="os"), attr=attribute):
            return attribute.startswith(("spawn", "exec", "posix_spawn", "popen", "fork")) or attribute == "system"
    return False


def compares_with_today(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare) and any(_is_today(each) for each in (node.left, *node.comparators))


def _is_today(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Name | ast.Attribute)
        and (node.attr if isinstance(node, ast.Attribute) else node.id) == "today"
    )


SIGNS = {
    "json.dumps": calls("json", "dumps"),
    "subprocess": starts_programs,
    "os.replace": calls("os", "replace"),
    "today": compares_with_today,
}


def places(sign: str) -> set[str]:
    found = {path for path, tree in modules() if any(SIGNS[sign](node) for node in ast.walk(tree))}
    return {path for path in found if sign != "today" or not path.startswith(JUDGE_BY_THE_DAY)}


@pytest.mark.parametrize("sign", SIGNS)
def test_only_its_owners_do_it(sign: str) -> None:
    assert places(sign) == OWNERS[sign]
