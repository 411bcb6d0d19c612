"""isokit check --fix and --diff: fix in memory until nothing is left to fix, then write the files or show them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from isokit.changes.fix import fixable, fixed
from isokit.commands.check.scope import Scope, Wanted
from isokit.commands.context import Context, understood
from isokit.commands.flags import Stop
from isokit.commands.output import look_of
from isokit.commands.tree import Tree
from isokit.model.file_change import Edited
from isokit.model.finding import Finding
from isokit.model.names import SETTINGS_FILE
from isokit.outputs import patch
from isokit.run import Run
from isokit.text.decode import decode
from isokit.text.edits import difference
from isokit.text.raw import content_of, in_turn
from isokit.text.source import Source, content_id
from isokit.text.words import many

ROUNDS = 5
"""How often the tree is checked again. A fix may uncover a finding, or wait for another one at the same place."""


@dataclass(frozen=True)
class Fixed:
    """A tree fixed in memory: the findings fixed, those that cannot be, the files before and after.

    `whole` has all findings of the tree afterwards, `run` those to show.
    """

    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...]
    whole: Run
    run: Run
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]

    @property
    def files(self) -> list[str]:
        return sorted(path for path, data in self.before.items() if data != self.after[path])

    @property
    def edits(self) -> list[Edited]:
        return [_edited(path, self.before[path], self.after[path]) for path in self.files]


def fix(context: Context, scope: Scope, wanted: Wanted) -> Fixed:
    """Fix the tree on disk, or show what that would change, and note what was done."""
    _require_sense(context, wanted)
    with context.writing() as changes:
        done = in_memory(context, scope, wanted.unsafe)
        if not wanted.diff:
            changes.add(*done.edits)
    if wanted.diff:
        _show(context, done)
    for line in _summary(done, wanted, context.flags.verbose):
        context.note(line)
    if wanted.diff:
        understood(done.whole)
    return done


def _require_sense(context: Context, wanted: Wanted) -> None:
    """Stop where the flags do not say whether to write, or name another tree than the one on disk."""
    flag = "--diff" if wanted.diff else "--fix"
    if not (wanted.fix or wanted.diff):
        raise Stop("--unsafe-fixes only widens --fix and --diff; add --fix to write them, or --diff to see them")
    if context.flags.staged or context.flags.at is not None:
        other = "--staged" if context.flags.staged else "--at"
        raise Stop(f"{flag} is about the files on disk; leave out {other}")
    if wanted.diff and context.flags.report:
        raise Stop("--diff writes no report; leave out one of the two")


def in_memory(context: Context, scope: Scope, unsafe: bool) -> Fixed:
    """Fix a tree in memory and check it again, until there is nothing left to fix."""
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    done: list[Finding] = []
    whole, run = scope.runs(context)
    for rounds in range(ROUNDS + 1):
        findings = _to_fix(whole, run, unsafe)
        files = _files(scope.tree, run, findings)
        found = fixed([finding for finding in findings if finding.path in files], files, run.workspace)
        if not found.files or rounds == ROUNDS:
            break
        before = {**files, **before}
        after |= {edited.path: edited.applied(files[edited.path]) for edited in found.files}
        done += found.done
        scope = scope._replace(tree=_with(scope.tree, after))
        whole, run = scope.runs(context)
    return Fixed(tuple(done), found.left, whole, run, {path: before[path] for path in after}, after)


def _to_fix(whole: Run, run: Run, unsafe: bool) -> list[Finding]:
    """What there is to fix; only in the settings, as long as these cannot be understood."""
    findings = fixable(run.findings, unsafe)
    try:
        understood(whole)
    except Stop:
        return [finding for finding in findings if finding.path == SETTINGS_FILE]
    return findings


def _files(tree: Tree, run: Run, findings: Sequence[Finding]) -> dict[str, bytes]:
    known = {source.path for source in tree.sources}
    paths = sorted({finding.path for finding in findings} & known)
    return {path: tree.bytes_of(path, run.workspace.contents) for path in paths}


def _with(tree: Tree, texts: Mapping[str, bytes]) -> Tree:
    new = [Source(s.path, partial(bytes, texts[s.path])) if s.path in texts else s for s in tree.sources]
    return replace(tree, sources=new, read=in_turn)


def _edited(path: str, before: bytes, after: bytes) -> Edited:
    edits = tuple(difference(decode(before), decode(after)))
    return Edited(path, content_id(before), edits, content_of(path, after))


def _show(context: Context, done: Fixed) -> None:
    look = look_of(context.flags)
    files = [patch.Difference(path, decode(done.before[path]), decode(done.after[path])) for path in done.files]
    styled = look.color or sys.stdout.isatty()
    context.print(patch.styled(files, look) if styled else patch.piped(files))


def _summary(done: Fixed, wanted: Wanted, verbose: bool) -> Iterator[str]:
    """What was fixed, what cannot be, and what --unsafe-fixes would fix."""
    verb = "would fix" if wanted.diff else "fixed"
    counts = f"{verb} {many(len(done.fixed), 'finding')} in {many(len(done.files), 'file')}"
    yield counts if done.files else "nothing to fix"
    yield from _each(done.fixed if verbose else ())
    if done.left:
        yield f"{_fixes(done.left)} left: written in a way isokit cannot change"
        yield from _each(done.left if verbose else ())
    unsafe = [] if wanted.unsafe else [f for f in fixable(done.run.findings, unsafe=True) if f not in done.left]
    if unsafe:
        yield f"{_fixes(unsafe, 'more ')} with --unsafe-fixes"


def _each(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.fix:
            yield f"  {finding.path}:{finding.span.line}:{finding.span.column}: {finding.code} {finding.fix.label}"


def _fixes(findings: Sequence[Finding], more: str = "") -> str:
    return f"{len(findings)} {more}fix" + ("" if len(findings) == 1 else "es")
