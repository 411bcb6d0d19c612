"""Every rule's page is its test: a line marked `# CODE` must fire, and no other line may."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from isokit.model.rule import Rule
from isokit.rules.registry import all_rules
from tests.support import RunTree

FENCE = re.compile(r"^(?P<fence>```|~~~~)(?P<language>\w+) (?P<path>\S+)\n(?P<text>.*?)^(?P=fence)$\n?", re.M | re.S)


def trees_of(page: str) -> Iterator[dict[str, str]]:
    """The trees of a page: fenced blocks with a path, those with nothing but blank lines between them together."""
    tree: dict[str, str] = {}
    end = 0
    for block in FENCE.finditer(page):
        if tree and page[end : block.start()].strip():
            yield tree
            tree = {}
        tree[block["path"]] = block["text"]
        end = block.end()
    if tree:
        yield tree


CASES = [(rule, number, tree) for rule in all_rules() for number, tree in enumerate(trees_of(rule.page))]


@pytest.mark.parametrize(("rule", "number", "tree"), CASES, ids=[f"{rule.code}-{n}" for rule, n, _ in CASES])
def test_the_marked_lines_of_a_page_fire_and_no_others(
    rule: Rule, number: int, tree: dict[str, str], run_tree: RunTree
) -> None:
    marked = {
        (path, line)
        for path, text in tree.items()
        for line, words in enumerate(text.splitlines(), start=1)
        if re.search(rf"(#|<!--) {rule.code}\b", words)
    }
    fired = {(f.path, f.span.line) for f in run_tree(tree).findings if f.code == rule.code}
    assert fired == marked


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_page_shows_what_is_wrong(rule: Rule) -> None:
    assert "Wrong:" in rule.page
    assert any(rule.code in text for tree in trees_of(rule.page) for text in tree.values())
    assert rule.summary.endswith(".")


def test_codes_and_names_are_used_once() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
