"""The integrated company moves to the editions of 2026: the plans, pinned, and what the tree is like afterwards."""

from __future__ import annotations

import difflib
from collections import Counter
from functools import cache, partial

import pytest

from isokit.analysis.migration import Migration, Outcome
from isokit.changes.migrate import migration
from isokit.changes.references import Move, affected
from isokit.edge import data, disk
from isokit.load.catalog import catalog_of
from isokit.model.history import History
from isokit.outputs import migrate as pages
from isokit.outputs.look import Look
from isokit.pipeline import run
from isokit.request import Request
from isokit.run import Run
from isokit.schemas.migrate import migrate_of
from isokit.text.source import Source
from tests.corpus.trees import EXAMPLES
from tests.support import TODAY, Golden

INTEGRATED = EXAMPLES / "integrated"
MOVES = (("iso9001:2015", "iso9001:2026"), ("iso14001:2015", "iso14001:2026"))
Tree = tuple[Source, ...]


@cache
def today() -> Tree:
    """The company's tree as it stands."""
    return tuple(disk.sources(INTEGRATED))


@cache
def run_of(tree: Tree, against: tuple[str, ...] = ()) -> Run:
    return run(tree, catalog_of(data.standards()), History(), Request(TODAY, against=against))


def planned(tree: Tree, old: str, new: str, replace: bool = False, reviewed: tuple[str, ...] = ()) -> Migration:
    between = catalog_of(data.standards()).between(old, new)
    assert between
    move = Move(run_of(tree).workspace, between, TODAY, replace, reviewed)
    files = {source.path: source.read() for source in tree if source.path in affected(move)}
    return migration(move, files)


def after(tree: Tree, plan: Migration) -> Tree:
    """The tree once a plan is written."""
    edited = {file.path: file for file in plan.files}
    return tuple(
        Source(source.path, partial(edited[source.path].applied, source.read())) if source.path in edited else source
        for source in tree
    )


@cache
def moved() -> Tree:
    """The tree after both moves."""
    tree = today()
    for old, new in MOVES:
        tree = after(tree, planned(tree, old, new))
    return tree


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_its_plan(old: str, new: str, golden: Golden) -> None:
    plan = planned(today(), old, new)
    name = run_of(today()).workspace.settings.organization.name
    golden(f"integrated-migrate-{new.replace(':', '-')}.txt", pages.text(migrate_of(plan, name, None), Look()))


def test_every_edition_is_assessed_as_before_and_nothing_new_is_found() -> None:
    ahead = run_of(today(), tuple(new for _, new in MOVES)).assessments
    before = {a.standard.standard: a.counts for a in (*run_of(today()).assessments, *ahead)}
    assert {a.standard.standard: a.counts for a in run_of(moved()).assessments} == before
    assert Counter(f.code for f in run_of(moved()).findings) == Counter(f.code for f in run_of(today()).findings)


def test_only_references_are_added_and_no_line_is_lost() -> None:
    removed, added = Counter[str](), Counter[str]()
    for old, new in zip(today(), moved(), strict=True):
        before, then = (source.read().decode("utf-8", "replace").splitlines() for source in (old, new))
        for line in difflib.ndiff(before, then):
            removed.update(line[2:].split() if line.startswith("- ") else [])
            added.update(line[2:].split() if line.startswith("+ ") else [])
    words = Counter(word.strip("[],;\"'") for word in added.elements())
    words.subtract(word.strip("[],;\"'") for word in removed.elements())
    assert not -words, "no word is lost"
    assert {word.partition("/")[0] for word in +words if word != "-"} == {new for _, new in MOVES}


def test_twice_is_as_good_as_once() -> None:
    assert [planned(moved(), old, new).files for old, new in MOVES] == [(), ()]


def test_the_whole_way_leaves_nothing_behind_but_records() -> None:
    tree = moved()
    for old, new in MOVES:
        tree = after(tree, planned(tree, old, new, replace=True, reviewed=(new,)))
    left = [step for old, new in MOVES for step in planned(tree, old, new, replace=True, reviewed=(new,)).steps]
    assert {step.outcome for step in left} <= {Outcome.RECORD, Outcome.BY_HAND, Outcome.THERE}
    assert {step.place.path for step in left if step.outcome is Outcome.THERE} == {"isokit.yaml"}
