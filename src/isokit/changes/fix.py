"""The fixes of findings as edits of their files; a fix that cannot be written in place is left."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from isokit.changes.in_place import InTree, patched
from isokit.model.file_change import Edited
from isokit.model.finding import Add, Finding, Fix, Quote, Rename, Reword
from isokit.text.edits import Edit, Patch
from isokit.text.span import Route
from isokit.text.yaml.editor import Editor
from isokit.workspace.workspace import Workspace


class Fixed(NamedTuple):
    """The files with their edits, the findings these fix, and those whose fix cannot be written.

    A fix that overlaps another one is in neither: the next round over the edited files may apply it.
    """

    files: tuple[Edited, ...] = ()
    done: tuple[Finding, ...] = ()
    left: tuple[Finding, ...] = ()


def fixable(findings: Iterable[Finding], unsafe: bool) -> list[Finding]:
    """The findings that have a fix and are not suppressed; safe fixes only, unless unsafe ones are allowed."""
    return [f for f in findings if f.fix and (f.fix.safe or unsafe) and f.suppressed is None]


def fixed(findings: Iterable[Finding], files: Mapping[str, bytes], workspace: Workspace) -> Fixed:
    """The edits that fix findings. `files` are the bytes the findings are about.

    Files with licensed wording are not edited: a diff would show the wording.
    """
    done = [
        _in_file(path, files[path], list(group), workspace) if path not in workspace.private else Fixed(left=(*group,))
        for path, group in groupby(sorted(findings, key=lambda f: f.path), key=lambda f: f.path)
    ]
    return Fixed(*(tuple(each for part in parts for each in part) for parts in zip(*done, strict=True)) if done else ())


def _in_file(path: str, data: bytes, findings: Sequence[Finding], workspace: Workspace) -> Fixed:
    editor = InTree(path, data, workspace.settings.aliases).editor
    taken = Taken()
    tried = [(finding, _patch(editor, finding)) for finding in _safe_first(findings)]
    done = [(finding, patch) for finding, patch in tried if patch and taken.takes(patch)]
    left = tuple(finding for finding, patch in tried if not patch)
    if not done:
        return Fixed(left=left)
    edited = patched(path, data, [patch for _, patch in done])
    fixes = tuple(finding for finding, _ in done)
    return Fixed((edited,), fixes, left) if edited else Fixed(left=(*left, *fixes))


def _safe_first(findings: Sequence[Finding]) -> Iterator[Finding]:
    return iter(sorted(findings, key=lambda finding: not _fix(finding).safe))


def _fix(finding: Finding) -> Fix:
    assert finding.fix
    return finding.fix


def _patch(editor: Editor, finding: Finding) -> Patch | None:
    match _fix(finding).step:
        case Reword(place, old, new) if place.span:
            return editor.relink(place.span, old, new)
        case Reword(place, old, new):
            return editor.reword(place.route, old, new)
        case Rename(place, old, new):
            return editor.rename(place.route, old, new)
        case Quote(place, text):
            return editor.quote(place.route, text)
        case Add(place, value, order):
            return editor.add(place.route, value, order)


@dataclass
class Taken:
    """The edits taken so far, in order, and the routes they set."""

    edits: list[Edit] = field(default_factory=list)
    targets: set[Route] = field(default_factory=set)

    def takes(self, patch: Patch) -> bool:
        """Take a patch unless it overlaps an earlier edit or sets the same route; whether it was taken."""
        if patch.target in self.targets or not all(self._free(edit) for edit in patch.edits):
            return False
        self.targets |= {patch.target} if patch.route else set()
        for edit in patch.edits:
            self.edits.insert(bisect(self.edits, edit), edit)
        return True

    def _free(self, edit: Edit) -> bool:
        at = bisect(self.edits, edit)
        before, after = self.edits[at - 1 : at], self.edits[at : at + 1]
        return all(each.end < edit.start for each in before) and all(edit.end < each.start for each in after)
