"""What isokit check judges a tree by: rules, a baseline, a revision to compare with, and one to trust."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from isokit.check.engine import BUG
from isokit.check.registry import rules_on_the_unread
from isokit.commands.context import Context
from isokit.commands.flags import Stop
from isokit.commands.tree import Tree
from isokit.edge import disk
from isokit.edge.git import signatures
from isokit.model.criteria import Criteria
from isokit.model.finding import Finding
from isokit.model.history import Past, Signature
from isokit.model.rule import Rule
from isokit.model.suppression import By, Suppressing
from isokit.request import Request, Terms
from isokit.run import Run, Since
from isokit.text.source import Source

EMPTY_BASELINE = b"findings: []\n"


@dataclass(frozen=True)
class Basis:
    """The rules to run (None for all), another baseline, a revision to compare with, and one to trust."""

    rules: tuple[Rule, ...] | None = None
    baseline: str | None = None
    since: str | None = None
    trusted: str | None = None


def judge(context: Context, basis: Basis, tree: Tree) -> tuple[Run, Run | None]:
    """The run over a tree, and that over the tree as it was, if they are to be compared."""
    criteria = _criteria(context, basis) if basis.trusted is not None else None
    before = _before(context, basis, criteria) if basis.since is not None else None
    terms = Terms(_baseline(context, basis, tree, required=True), criteria, before.workspace if before else None)
    return context.attempt(_request(context, basis, terms), _verified(tree, criteria, basis.trusted)), before


def _request(context: Context, basis: Basis, terms: Terms) -> Request:
    return Request(context.today, basis.rules, assess=False, terms=terms)


def _before(context: Context, basis: Basis, criteria: Criteria | None) -> Run:
    tree = context.tree_at(basis.since)
    terms = Terms(_baseline(context, basis, tree), criteria)
    return context.attempt(_request(context, basis, terms), _verified(tree, criteria, basis.trusted))


def _criteria(context: Context, basis: Basis) -> Criteria:
    """The criteria of the trusted revision. Stops where its settings cannot be understood."""
    tree = context.tree_at(basis.trusted)
    reading = Basis(rules_on_the_unread())
    try:
        run = context.run(_request(context, reading, Terms(_baseline(context, basis, tree))), tree)
    except Stop as reason:
        raise Stop(f"at {basis.trusted}, {reason}") from None
    return run.workspace.trusted_criteria


def _verified(tree: Tree, criteria: Criteria | None, revision: str | None) -> Tree:
    """The tree with a history that verifies signatures, if a trusted revision names who may sign."""
    if criteria is None or criteria.settings.signers is None or revision is None:
        return tree
    reader = signatures.signature_reader(tree.root, revision, criteria.settings.signers)
    return replace(tree, history=replace(tree.history, reading=partial(_past_with, tree, reader)))


def _past_with(tree: Tree, signature: Callable[[str], Signature]) -> Past:
    return replace(tree.history.past, signature=signature)


def _baseline(context: Context, basis: Basis, tree: Tree, required: bool = False) -> Source | None:
    """The baseline named by --baseline, as a tree has it; one outside of the tree is the same for all trees."""
    if basis.baseline is None:
        return None
    full = Path(os.path.abspath(context.folder / basis.baseline))
    inside = full.relative_to(tree.root).as_posix() if full.is_relative_to(tree.root) else None
    found = next((source for source in tree.sources if source.path == inside), None)
    if required and not found and not full.is_file():
        raise Stop(f"there is no {basis.baseline}; isokit baseline create --baseline FILE writes one")
    on_disk = partial(disk.read, os.fsencode(full))
    if inside is None:
        return Source(basis.baseline, on_disk)
    return found or Source(inside, on_disk if required else partial(bytes, EMPTY_BASELINE))


def new_since(run: Run, before: Run | None, revision: str | None) -> Run:
    """The run with only the findings that did not count in the tree as it was; all of them without such a tree.

    Suppressed findings stay, and so do rules that crash.
    """
    if before is None or revision is None:
        return run
    known = {finding.fingerprint for finding in before.counting}
    new = tuple(finding for finding in run.findings if _is_new(finding, known))
    return replace(run, findings=new, since=Since(revision, before.history.commit, len(run.findings) - len(new)))


def _is_new(finding: Finding, known: set[str]) -> bool:
    return finding.suppressed is not None or finding.code == BUG or finding.fingerprint not in known


def not_admitted(run: Run) -> int:
    """How many suppressions of the tree do not count, because a trusted revision does not have them."""
    criteria = run.workspace.criteria
    return sum(not criteria.admits(each) for each in run.workspace.of(Suppressing) if each.by is not By.BASELINE)
