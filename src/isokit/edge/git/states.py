"""What git knows of a tree: its state, its history, and which files it tracks or ignores."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from isokit.edge.git.client import Git
from isokit.edge.git.process import GitRefused, program
from isokit.model.history import GitState, History, Past
from isokit.model.names import SETTINGS_FILE

STATE = re.compile(
    rb"(?P<shallow>true|false)\n(?P<folder>.+?)\n"
    rb"(?:(?P<commit>[0-9a-f]{40,64})\n(?:refs/heads/(?P<branch>[^\n]+)|[^\n]+)|HEAD)\n",
    re.DOTALL,
)
"""The answer of `git rev-parse`: only HEAD where there is no commit yet. A folder may have line breaks."""


@dataclass(frozen=True, slots=True)
class Visible:
    """The tree in git's view, relative to the root: its files, and the folders it ignores."""

    files: frozenset[bytes]
    ignored_folders: frozenset[bytes]


def visible(git: Git) -> Visible | None:
    """The tracked and the untracked, not ignored files below the root; None where git cannot list them."""
    if git.repository is None or not _readable_ignores(git.root, git.repository):
        return None
    try:
        files = git.answer("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        ignored = git.answer("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
    except GitRefused:
        return None
    folders = (name.rstrip(b"/") for name in ignored.split(b"\0") if name.endswith(b"/"))
    return Visible(frozenset(files.split(b"\0")) - {b""}, frozenset(folders))


def _readable_ignores(root: Path, repository: Path) -> bool:
    """Whether each .gitignore above the tree and in its top folders is a file: git waits for ever at a pipe."""
    above = (folder for folder in root.parents if folder.is_relative_to(repository))
    below = (Path(entry.path) for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False))
    ignores = [folder / ".gitignore" for folder in (root, *above, *below)]
    return all(ignore.is_file() for ignore in ignores if os.path.lexists(ignore))


def history(git: Git) -> History:
    """What git knows of the tree. Raises nothing."""
    if git.repository is None:
        return History()
    if program() is None:
        return History(states=frozenset({GitState.NO_GIT}), prefix=git.prefix)
    try:
        return _history(git, git.repository)
    except GitRefused as refused:
        return History(states=frozenset({GitState.REFUSED}), detail=str(refused), prefix=git.prefix)


def _history(git: Git, repository: Path) -> History:
    if not _readable_ignores(git.root, repository):
        raise GitRefused("a .gitignore above the tree or in it is not a regular file")
    queries = ("--is-shallow-repository", "--absolute-git-dir", "HEAD", "--symbolic-full-name", "HEAD")
    found = STATE.fullmatch(git.answer("rev-parse", *queries, may_fail=True))
    if found is None:
        raise GitRefused("git rev-parse gives no answer")
    git.answer("ls-files", "-z", "--cached", "--others", "--", SETTINGS_FILE)  # refused where `visible` is refused
    folder, commit, branch = (os.fsdecode(part) if part else None for part in found.group("folder", "commit", "branch"))
    git_folder = Path(folder or "")
    linked = (git_folder / "commondir").is_file()
    holds = {
        GitState.SHALLOW: found["shallow"] == b"true",
        GitState.WORKTREE: linked,
        GitState.SUBMODULE: not linked and (repository / ".git").is_file() and "modules" in git_folder.parts,
        GitState.SPARSE: _is_sparse(git, git_folder),
        GitState.UNBORN: commit is None,
        GitState.DETACHED: commit is not None and branch is None,
    }
    states = frozenset(state for state, held in holds.items() if held)
    return History(commit, branch, states, reading=partial(past_at, git, commit), prefix=git.prefix)


def past_at(git: Git, commit: str | None) -> Past:
    """What commits up to this one did to the files of the tree; empty where there is none yet. Raises nothing."""
    from isokit.edge.git.log import past  # imported only where the past is needed

    return past(git, commit) if commit else Past(detail="there is no commit yet")


def _is_sparse(git: Git, git_folder: Path) -> bool:
    if not (git_folder / "info" / "sparse-checkout").is_file():
        return False
    return git.answer("config", "--type=bool", "--default=false", "core.sparseCheckout") == b"true\n"
