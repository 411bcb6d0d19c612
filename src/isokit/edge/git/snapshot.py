"""The tree as it was at a revision, or as it is staged: what git keeps, whatever is on the disk."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from isokit.edge.git.client import Absent, Batch, Git
from isokit.edge.git.process import GitRefused
from isokit.text.source import Source, Unreadable, path_of, source_named

REVISION = re.compile(r"(?!-)(?!.*(?:\.\.|\^\{/|@\{\D))[^\x00-\x20\x7f:?*\[\\]+")
"""Names, `~2`, `^{}` and `@{1}` of git; no options, ranges, paths, searches, and nothing relative to the clock."""
LISTED = re.compile(rb"(?P<mode>\d{6}) [a-z]+ (?P<id>[0-9a-f]{40,64})\t(?P<path>.+)", re.DOTALL)
"""An entry of `git ls-tree -z`."""
FORGED = re.compile(rb"(?:^|/)(?:\.{0,2}|\.git)(?:/|$)", re.IGNORECASE)
"""Part of a path that git neither commits nor checks out, but shows where somebody wrote the tree by hand."""
STAGED = re.compile(
    rb"(?P<mode>\d{6}) (?P<id>[0-9a-f]{40,64}) (?P<stage>[0-3])\t(?P<path>[^\0]+)\0"
    rb"(?:  [^\n]*\n){4}  size: \d+\tflags: (?P<flags>[0-9a-f]+)\n"
)
"""An entry of `git ls-files -z --stage --debug`."""
INTENT_TO_ADD = 1 << 29
"""The flag of `git add --intent-to-add`: git knows the name, and a commit leaves the file out."""
INDEX_SIGNATURE = b"DIRC"
OBSTACLES = {
    b"120000": "a symbolic link, which isokit does not follow",
    b"160000": "a submodule, which isokit does not enter",
}
CUT_OFF = "the history is cut off (a shallow clone); git fetch --unshallow fetches the rest"
UNMERGED = "a file with a merge conflict; resolve it and git add it"


def tree_at(git: Git, revision: str) -> tuple[str, list[Source]]:
    """The commit a revision names, and the files of the tree in it. Raises `GitRefused`."""
    if git.repository is None:
        raise GitRefused(f"{git.root} is in no git repository, so there is no revision {revision}")
    _check(revision)
    try:
        commit = commit_of(git, revision)
        sources = list(_committed(git, commit))
        if git.prefix and not sources:
            raise GitRefused(f"it has no folder {git.prefix}")
        return commit, sources
    except GitRefused as refused:
        raise GitRefused(f"git cannot show revision {revision}: {refused}") from None


def commit_of(git: Git, revision: str) -> str:
    """The id of the commit a revision names. Raises `GitRefused`."""
    _check(revision)
    found = git.batch.find(os.fsencode(revision) + b"^{commit}")
    if found is Absent.AMBIGUOUS:
        raise GitRefused("several commits have an id that begins like this")
    if isinstance(found, Absent):
        raise GitRefused(CUT_OFF if _is_shallow(git) else "there is no such commit")
    return found.id


def _is_shallow(git: Git) -> bool:
    return git.repository is not None and (git.repository / ".git" / "shallow").exists()


def _check(revision: str) -> None:
    if not REVISION.fullmatch(revision):
        raise GitRefused(f"{revision!r} is not a valid name of a revision")


def _committed(git: Git, commit: str) -> Iterator[Source]:
    for line in filter(None, git.answer("ls-tree", "-r", "-z", "--end-of-options", commit).split(b"\0")):
        entry = LISTED.fullmatch(line)
        if entry is None:
            raise GitRefused("git ls-tree gives an answer that isokit cannot read")
        if FORGED.search(entry["path"]):
            raise GitRefused(f"it has a file '{path_of(entry['path'])}', which git would not check out")
        yield _source(entry, OBSTACLES.get(entry["mode"]), git.batch)


def staged(git: Git) -> list[Source]:
    """The files of the tree as a commit made now would have them. Raises `GitRefused`."""
    if git.repository is None:
        raise GitRefused(f"{git.root} is in no git repository, so nothing is staged")
    listed = git.answer("ls-files", "-z", "--stage", "--debug", index=_index(git.repository))
    found = list(STAGED.finditer(listed))
    if sum(len(entry[0]) for entry in found) != len(listed):
        raise GitRefused("git ls-files gives an answer that isokit cannot read")
    kept = (entry for entry in found if not int(entry["flags"], 16) & INTENT_TO_ADD)
    files = [next(stages) for _, stages in groupby(kept, key=lambda entry: entry["path"])]
    return sorted((_source(file, _obstacle(file), git.batch) for file in files), key=lambda source: source.path)


def _obstacle(entry: re.Match[bytes]) -> str | None:
    return OBSTACLES.get(entry["mode"]) if entry["stage"] == b"0" else UNMERGED


def _index(repository: Path) -> str | None:
    """The index that git names while it commits, which is not the usual one; None for the usual one."""
    name = os.environ.get("GIT_INDEX_FILE")
    if not name:
        return None
    path = repository / name  # git means it from the top of the repository
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
        sound = regular and path.open("rb").read(len(INDEX_SIGNATURE)) == INDEX_SIGNATURE
    except (OSError, ValueError):
        sound = False
    if not sound:
        raise GitRefused(f"GIT_INDEX_FILE names {name}, which is not an index of git; unset it")
    return str(path)


def _source(entry: re.Match[bytes], obstacle: str | None, batch: Batch) -> Source:
    if obstacle:
        return source_named(entry["path"], _nothing, obstacle)
    return source_named(entry["path"], partial(batch.read, entry["id"]), digest=partial(batch.sha256, entry["id"]))


def _nothing() -> bytes:
    raise Unreadable("it is not a regular file")
