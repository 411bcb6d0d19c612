"""What a template names, known before it is rendered: members of `tree`, and the templates it is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jinja2 import nodes

from isokit.reports.environment import TREE
from isokit.text.suggestions import nearest, suggestion

REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
HANDED_ON = f"write {TREE} with the name of a member, as in {TREE}.gap; it cannot be assigned or passed on"


class Misnamed(Exception):
    """A template names something that is not there."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Reference:
    """A template that another one includes, imports or extends."""

    name: str
    line: int
    optional: bool


def members(template: nodes.Template, known: Collection[str]) -> Iterator[str]:
    """The members of `tree` a template names. Raises `Misnamed` for those that do not exist."""
    accounted = set()
    found: list[nodes.Getattr | nodes.Getitem] = [*template.find_all(nodes.Getattr), *template.find_all(nodes.Getitem)]
    for node in found:
        if _is_tree(node.node) and (name := _member(node)) is not None:
            accounted.add(id(node.node))
            if name not in known:
                raise Misnamed(node.lineno, f"'{TREE}.{name}' is not known; {_other(name, known)}")
            yield name
    for each in template.find_all(nodes.Name):
        if _is_tree(each) and id(each) not in accounted:
            raise Misnamed(each.lineno, HANDED_ON)
    yield from _redefined(template)


def _redefined(template: nodes.Template) -> Iterator[str]:
    """Nothing; raises `Misnamed` where `tree` becomes the name of something else."""
    for each in template.find_all((nodes.Import, nodes.FromImport, nodes.Macro)):
        if TREE in _defined(each):
            raise Misnamed(each.lineno, HANDED_ON)
    yield from ()


def _defined(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.FromImport):
        return [name if isinstance(name, str) else name[1] for name in node.names]
    return [node.target] if isinstance(node, nodes.Import) else [getattr(node, "name", "")]


def _is_tree(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == TREE


def _member(node: nodes.Getattr | nodes.Getitem) -> str | None:
    if isinstance(node, nodes.Getattr):
        return node.attr
    value = node.arg.value if isinstance(node.arg, nodes.Const) else None
    return value if isinstance(value, str) else None


def _other(name: str, known: Collection[str]) -> str:
    near = nearest(name, known)
    return suggestion(near and f"'{TREE}.{near}'", f"one of {', '.join(sorted(known))}")


def references(template: nodes.Template) -> Iterator[Reference]:
    """The templates it includes, imports or extends. Raises `Misnamed` where a name is worked out while rendering."""
    for node in template.find_all(REFERENCES):
        optional = isinstance(node, nodes.Include) and node.ignore_missing
        for name in _names(node.template):  # type: ignore[attr-defined]
            if name is None:
                raise Misnamed(node.lineno, "name the template in quotes; it has to be known before rendering")
            yield Reference(name, node.lineno, optional)


def _names(expression: nodes.Expr) -> list[str | None]:
    items = expression.items if isinstance(expression, nodes.List | nodes.Tuple) else [expression]
    return [i.value if isinstance(i, nodes.Const) and isinstance(i.value, str) else None for i in items]


def without_filter_blocks(template: nodes.Template) -> None:
    """Raises `Misnamed` for a block of which the output would not be escaped."""
    for node in template.find_all(nodes.FilterBlock):
        raise Misnamed(node.lineno, "{% filter %} is not available; filter the value, as in {{ x | upper }}")
