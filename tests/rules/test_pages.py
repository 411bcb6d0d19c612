"""Every rule's page is its test: a line marked `# CODE` must fire, and no other line may.

Where the fence of a block names a day and an author beside the path, it is what a commit left of the file; of several
blocks with one path the last is how the file stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from isokit.check.registry import all_rules
from isokit.model.history import History
from isokit.model.rule import Rule
from tests.support import Committed, RunTree, history_of

FENCE = re.compile(
    r"^(?P<fence>```|~~~~)(?P<language>\w+) (?P<path>\S+)(?: (?P<day>\d{4}-\d\d-\d\d) (?P<author>\S+))?\n"
    r"(?P<text>.*?)^(?P=fence)$\n?",
    re.M | re.S,
)
Block = re.Match[str]


def blocks_of(page: str) -> Iterator[list[Block]]:
    """The trees of a page: fenced blocks with a path, those with nothing but blank lines between them together."""
    blocks: list[Block] = []
    for block in FENCE.finditer(page):
        if blocks and page[blocks[-1].end() : block.start()].strip():
            yield blocks
            blocks = []
        blocks.append(block)
    if blocks:
        yield blocks


def trees_of(page: str) -> Iterator[dict[str, str]]:
    """The files of each tree as they stand."""
    return ({block["path"]: block["text"] for block in blocks} for blocks in blocks_of(page))


def past_of(blocks: list[Block]) -> History:
    """What the commits among some blocks did."""
    commits = [Committed(b["day"], b["author"], {b["path"]: b["text"]}) for b in blocks if b["day"]]
    return history_of(*commits) if commits else History()


def before(blocks: list[Block]) -> dict[str, str]:
    """The tree as the commits among some blocks left it; a file of which there is no commit was the same."""
    committed = {block["path"]: block["text"] for block in blocks if block["day"]}
    return {block["path"]: block["text"] for block in blocks} | committed


CASES = [(rule, number, blocks) for rule in all_rules() for number, blocks in enumerate(blocks_of(rule.page))]


@pytest.mark.parametrize(("rule", "number", "blocks"), CASES, ids=[f"{rule.code}-{n}" for rule, n, _ in CASES])
def test_the_marked_lines_of_a_page_fire_and_no_others(
    rule: Rule, number: int, blocks: list[Block], run_tree: RunTree
) -> None:
    tree = {block["path"]: block["text"] for block in blocks}
    marked = {
        (path, line)
        for path, text in tree.items()
        for line, words in enumerate(text.splitlines(), start=1)
        if re.search(rf"(#|<!--) {rule.code}\b", words)
    }
    run = run_tree(tree, history=past_of(blocks), before=before(blocks) if "before" in rule.facts else None)
    fired = {(f.path, f.span.line) for f in run.findings if f.code == rule.code}
    assert fired == marked


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_page_shows_what_is_wrong(rule: Rule) -> None:
    assert "Wrong:" in rule.page
    assert any(rule.code in text for tree in trees_of(rule.page) for text in tree.values())
    assert rule.summary.endswith(".")


def test_codes_and_names_are_used_once() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
