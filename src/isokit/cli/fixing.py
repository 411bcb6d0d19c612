"""What `isokit check --fix` and `--diff` do: mend and look again until there is nothing to mend; then write or show."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from isokit.changes.fixing import fixable, fixed
from isokit.check.engine import BUG
from isokit.cli import session
from isokit.cli.gating import narrowed
from isokit.cli.judging import Judge, new_since
from isokit.cli.legacy import BUG as CRASHED
from isokit.cli.legacy import CLEAN, FOUND, Outputs, View
from isokit.commands.exit import Stop
from isokit.commands.tree import Tree
from isokit.edge import writer
from isokit.model.edit import Edited
from isokit.model.finding import Finding
from isokit.model.names import SETTINGS_FILE
from isokit.outputs import patch
from isokit.run import Run
from isokit.text.decode import decode
from isokit.text.edits import difference
from isokit.text.escape import inert, visible
from isokit.text.raw import in_turn
from isokit.text.source import Source, Unreadable, content_id
from isokit.text.yaml.amend import said

ROUNDS = 5
"""How often is looked again. A fix may uncover a finding, or wait for another one at the same place."""
See = Callable[[Tree], tuple[Run, Run]]
"""Judges a tree: all that is said of it, and what of that is asked for."""


@dataclass(frozen=True)
class Wish:
    """What was typed: whether to show instead of writing, and whether unsafe fixes are wanted."""

    diff: bool = False
    unsafe: bool = False


@dataclass(frozen=True)
class Mended:
    """What became of a tree, in memory: the findings mended, those that cannot be, the files before and after.

    `whole` is all that is said of it then, `run` what of that is asked for.
    """

    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]
    whole: Run
    run: Run
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]

    @property
    def files(self) -> list[str]:
        """The files that differ."""
        return sorted(path for path, data in self.before.items() if data != self.after[path])


def wished(fix: bool, unsafe: bool, diff: bool, where: tuple[str | None, bool]) -> Wish:
    """What is wished; `where` is the revision of the tree, and whether it is that of the index.

    Stops where the tree is not the one on disk, or nobody said whether to write.
    """
    if not (fix or diff):
        raise Stop("--unsafe-fixes says which fixes; add --fix to write them, or --diff to see them")
    if where != (None, False):
        flag, other = "--diff" if diff else "--fix", "--staged" if where[1] else "--at"
        raise Stop(f"{flag} is about the files on disk; leave out {other}")
    return Wish(diff, unsafe)


def fix(tree: Tree, see: See, wish: Wish, view: Outputs) -> Mended:
    """Mend a tree on disk, or show what that would change, and say on stderr what was done."""
    if wish.diff and view.report:
        raise Stop("--diff writes no report; leave out one of the two")
    done = mended(tree, see, wish)
    if wish.diff:
        show(done, view)
    else:
        write(tree, done)
    tell(done, wish, view)
    return done


def sight(judge: Judge, paths: Sequence[Path]) -> See:
    """What one command looks at: only some files, perhaps, or only what is new."""

    def see(tree: Tree) -> tuple[Run, Run]:
        whole, before = judge.judged(tree)
        new = new_since(whole, before, judge.wish.since)
        return whole, narrowed(new, paths, tree.root, judge.root.folder)

    return see


def mended(tree: Tree, see: See, wish: Wish) -> Mended:
    """Mend a tree in memory, and look again, until there is nothing more to mend."""
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    done: list[Finding] = []
    whole, run = see(tree)
    for rounds in range(ROUNDS + 1):
        findings = _to_fix(whole, run, wish.unsafe)
        files = _read(tree, run, {finding.path for finding in findings})
        found = fixed([finding for finding in findings if finding.path in files], files, run.workspace)
        if not found.files or rounds == ROUNDS:
            break
        before = {**files, **before}
        after |= {edited.path: edited.applied(files[edited.path]) for edited in found.files}
        done += found.mended
        tree = _with(tree, after)
        whole, run = see(tree)
    return Mended(tuple(done), found.left, whole, run, {path: before[path] for path in after}, after)


def _to_fix(whole: Run, run: Run, unsafe: bool) -> list[Finding]:
    """What there is to mend; only of the settings, as long as these cannot be understood."""
    findings = fixable(run.findings, unsafe)
    try:
        session.configured(whole)
    except Stop:
        return [finding for finding in findings if finding.path == SETTINGS_FILE]
    return findings


def _read(tree: Tree, run: Run, paths: Collection[str]) -> dict[str, bytes]:
    """The bytes a run is about. Stops where a file has others by now."""
    try:
        files = {source.path: source.read() for source in tree.sources if source.path in paths}
    except Unreadable as reason:
        raise Stop(f"a file cannot be read any more: {reason}") from None
    for path, data in files.items():
        if content_id(data) != run.workspace.contents.get(path):
            raise Stop(f"{path} keeps changing while it is read; try again")
    return files


def _with(tree: Tree, texts: Mapping[str, bytes]) -> Tree:
    """The tree with other bytes in some of its files."""
    new = [Source(s.path, partial(_bytes, texts[s.path])) if s.path in texts else s for s in tree.sources]
    return replace(tree, sources=new, read=in_turn)


def _bytes(data: bytes) -> bytes:
    return data


def write(tree: Tree, done: Mended) -> None:
    """Write the files, all or none. Stops where one has changed meanwhile, or cannot be written."""
    try:
        writer.apply(tree.root, [_edited(path, done.before[path], done.after[path]) for path in done.files])
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None


def _edited(path: str, before: bytes, after: bytes) -> Edited:
    edits = tuple(difference(decode(before), decode(after)))
    return Edited(path, content_id(before), edits, said(path, after))


def show(done: Mended, view: View) -> None:
    """Print the difference."""
    look = session.look_of(view)
    files = [patch.Difference(path, decode(done.before[path]), decode(done.after[path])) for path in done.files]
    styled = look.color or sys.stdout.isatty()
    session.say(patch.shown(files, look) if styled else patch.piped(files), view)


def exit_code(done: Mended, exit_zero: bool) -> int:
    """Of `--diff`: 3 where a rule crashed, else 1 where something would be written, else 0.

    Stops where the settings could not be understood, so that not everything was looked at.
    """
    session.configured(done.whole)
    if any(finding.code == BUG for finding in done.run.findings):
        return CRASHED
    return FOUND if done.files and not exit_zero else CLEAN


def tell(done: Mended, wish: Wish, view: View) -> None:
    """Say on stderr what was done, and what was not."""
    if not view.quiet:
        lines = (f"isokit: {visible(line)}" for line in _told(done, wish, view.verbose))
        print(inert("\n".join(lines)), file=sys.stderr)


def _told(done: Mended, wish: Wish, verbose: bool) -> Iterator[str]:
    verb = "would fix" if wish.diff else "fixed"
    fixed_so = f"{verb} {_count(done.mended, 'finding')} in {_count(done.files, 'file')}"
    yield fixed_so if done.files else "nothing to fix"
    yield from _each(done.mended if verbose else ())
    if done.left:
        yield f"{_count(done.left, 'fix')} left: written in a way isokit cannot change"
        yield from _each(done.left if verbose else ())
    unsafe = [] if wish.unsafe else [f for f in fixable(done.run.findings, unsafe=True) if f not in done.left]
    if unsafe:
        yield f"{_count(unsafe, 'more fix')} with --unsafe-fixes"


def _each(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.fix:
            yield f"  {finding.path}:{finding.span.line}:{finding.span.column}: {finding.code} {finding.fix.says}"


def _count(things: Sequence[object], name: str) -> str:
    plural = "es" if name.endswith("fix") else "s"
    return f"{len(things)} {name}" + ("" if len(things) == 1 else plural)
