"""By what `isokit check` judges a tree beside the tree itself: a baseline, a trusted revision, the tree as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from isokit.check.engine import BUG
from isokit.check.registry import rules_on_the_unread
from isokit.cli import session
from isokit.cli.legacy import Clock, Root
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.edge import disk
from isokit.edge.git import signatures
from isokit.model.criteria import Criteria
from isokit.model.finding import Finding
from isokit.model.history import Past, Signature
from isokit.model.rule import Rule
from isokit.model.suppression import By, Suppressing
from isokit.request import Terms
from isokit.run import Run, Since
from isokit.text.source import Source


@dataclass(frozen=True)
class Wish:
    """What was typed: the rules to ask, another baseline, a revision to compare with, and one to trust."""

    rules: tuple[Rule, ...] | None = None
    baseline: str | None = None
    since: str | None = None
    trusted: str | None = None


@dataclass(frozen=True)
class Judge:
    """Runs trees of one command by the same terms."""

    root: Root
    clock: Clock
    wish: Wish

    def judged(self, tree: Tree) -> tuple[Run, Run | None]:
        """The run over a tree, and that over the tree as it was, where they are to be compared."""
        gate = self._gate() if self.wish.trusted else None
        before = self._before(gate) if self.wish.since else None
        terms = Terms(self._baseline(tree, there=True), gate, before.workspace if before else None)
        return self._run(tree, terms), before

    def _run(self, tree: Tree, terms: Terms) -> Run:
        return session.run_on(self._verified(tree, terms.trusted), self.clock, self._asked(terms))

    def _asked(self, terms: Terms) -> session.Asked:
        return session.Asked(self.wish.rules, assess=False, terms=terms)

    def _before(self, gate: Criteria | None) -> Run:
        tree = self.root.tree(self.wish.since)
        return self._run(tree, Terms(self._baseline(tree), gate))

    def _gate(self) -> Criteria:
        """The gate of the trusted revision. Stops where its settings cannot be understood."""
        tree = self.root.tree(self.wish.trusted)
        asked = session.Asked(rules_on_the_unread(), assess=False, terms=Terms(self._baseline(tree)))
        run = session.run_on(tree, self.clock, asked)
        try:
            session.configured(run)
        except Stop as reason:
            raise Stop(f"at {self.wish.trusted}, {reason}") from None
        return run.workspace.trusted_criteria

    def _verified(self, tree: Tree, gate: Criteria | None) -> Tree:
        """The tree with a history that tells signatures, where a trusted revision names who may sign."""
        if gate is None or gate.settings.signers is None or self.wish.trusted is None:
            return tree
        tells = signatures.signature_reader(tree.root, self.wish.trusted, gate.settings.signers)
        return replace(tree, history=replace(tree.history, reading=partial(_telling, tree, tells)))

    def _baseline(self, tree: Tree, there: bool = False) -> Source | None:
        """The baseline that was named, as a tree has it; one outside of the tree is the same for all trees."""
        if self.wish.baseline is None:
            return None
        full = Path(os.path.abspath(self.root.folder / self.wish.baseline))
        if there and not full.is_file() and not _among(tree, full):
            raise Stop(f"there is no {self.wish.baseline}; isokit baseline create --baseline FILE writes one")
        return _among(tree, full) or self._elsewhere(tree, full, there)

    def _elsewhere(self, tree: Tree, full: Path, there: bool) -> Source:
        if full.is_relative_to(tree.root):
            path = full.relative_to(tree.root).as_posix()
            return Source(path, partial(disk.read, os.fsencode(full))) if there else Source(path, _nothing_known)
        return Source(str(self.wish.baseline), partial(disk.read, os.fsencode(full)))


def _telling(tree: Tree, tells: Callable[[str], Signature]) -> Past:
    return replace(tree.history.past, signature=tells)


def _among(tree: Tree, full: Path) -> Source | None:
    if not full.is_relative_to(tree.root):
        return None
    path = full.relative_to(tree.root).as_posix()
    return next((source for source in tree.sources if source.path == path), None)


def _nothing_known() -> bytes:
    """A baseline that was not there yet."""
    return b"findings: []\n"


def new_since(run: Run, before: Run | None, revision: str | None) -> Run:
    """The run with only the findings that did not count in the tree as it was; all of them without such a tree.

    What is set aside stays, and so do rules that crash.
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
    gate = run.workspace.criteria
    return sum(not gate.admits(each) for each in run.workspace.of(Suppressing) if each.by is not By.BASELINE)
