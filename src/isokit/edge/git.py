"""git, hardened: nothing in a repository is run, no matter what its config asks for.

Files are listed by one hardened `git ls-files`; the tree of a revision is read by GitPython's object database
in Python, which runs no git at all. Never `diff`, `status`, `blame`, or GitPython's untracked, dirty or index.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from isokit.model.history import GitState, History
from isokit.text.source import Source, Unreadable

TIMEOUT = 120
"""Seconds; a listing of 100,000 files takes two."""

HARDENED = [
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "log.showSignature=false",
    "-c",
    "diff.external=",
    "-c",
    "core.pager=cat",
    "-c",
    "protocol.allow=never",
    "-c",
    "submodule.recurse=false",
    "-c",
    "gpg.ssh.program=ssh-keygen",
]
ENVIRONMENT = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/@{}^~-]*")


class GitRefused(Exception):
    """git, or the repository, does not give what was asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What git counts as the tree, relative to the root: files, and the folders it ignores."""

    files: frozenset[bytes]
    ignored_folders: frozenset[bytes]


def repository_of(root: Path) -> Path | None:
    """The work tree a folder belongs to, found upward by its `.git`; None outside of any."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


def visible(root: Path) -> Visible | None:
    """The tracked and the untracked, not ignored files below the root; None where git cannot say."""
    if repository_of(root) is None or shutil.which("git") is None:
        return None
    try:
        files = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        ignored = _git(root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
    except GitRefused:
        return None
    folders = (name.rstrip(b"/") for name in ignored.split(b"\0") if name.endswith(b"/"))
    return Visible(frozenset(files.split(b"\0")) - {b""}, frozenset(folders))


def history(root: Path) -> History:
    """What git knows of the tree, in typed states."""
    repository = repository_of(root)
    if repository is None:
        return History()
    if shutil.which("git") is None:
        return History(states=frozenset({GitState.NO_GIT}))
    asked = (
        "--is-shallow-repository",
        "--absolute-git-dir",
        "--git-common-dir",
        "HEAD",
        "--symbolic-full-name",
        "HEAD",
    )
    try:
        answer = os.fsdecode(_git(root, "rev-parse", *asked, may_fail=True)).splitlines()
    except GitRefused as refused:
        return History(states=frozenset({GitState.REFUSED}), detail=str(refused))
    if len(answer) < 3:
        return History(states=frozenset({GitState.REFUSED}), detail="git rev-parse gives no answer")
    shallow, git_folder, common, commit, name = (*answer, "HEAD", "HEAD")[:5]
    sparse = Path(git_folder, "info", "sparse-checkout").is_file()
    linked = (root / common).resolve() != Path(git_folder).resolve()
    holds = {
        GitState.SHALLOW: shallow == "true",
        GitState.WORKTREE: linked,
        GitState.SUBMODULE: "/modules/" in git_folder,
        GitState.SPARSE: sparse,
        GitState.UNBORN: commit == "HEAD",
        GitState.DETACHED: commit != "HEAD" and name == "HEAD",
    }
    states = frozenset(state for state, held in holds.items() if held)
    branch = name.removeprefix("refs/heads/") if name != "HEAD" else None
    return History(commit if commit != "HEAD" else None, branch, states)


def tree_at(root: Path, revision: str) -> tuple[str, list[Source]]:
    """The commit a revision means, and the files of the root in it. Raises `GitRefused`."""
    repository = repository_of(root)
    if repository is None:
        raise GitRefused(f"{root} is in no git repository, so there is no revision {revision}")
    if not REVISION.fullmatch(revision) or ".." in revision:
        raise GitRefused(f"'{revision}' is no name of a revision")
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    import git
    import gitdb

    try:
        repo = git.Repo(repository, odbt=gitdb.GitDB, search_parent_directories=False, expand_vars=False)
        commit = repo.commit(revision)
        prefix = root.relative_to(repository).as_posix()
        tree = commit.tree if prefix == "." else commit.tree / prefix
        return commit.hexsha, list(_sources(tree, "" if prefix == "." else prefix + "/", repo.odb))
    except (git.exc.GitError, gitdb.exc.ODBError, ValueError, KeyError, OSError, IndexError) as error:
        raise GitRefused(f"git cannot show revision {revision}: {str(error).splitlines()[0]}") from None


def _sources(tree: Any, prefix: str, database: Any) -> Iterator[Source]:
    for blob in tree.traverse():
        path = blob.path.removeprefix(prefix)
        if blob.type == "submodule":
            yield Source(path, _nothing, "it is a submodule, which isokit does not enter")
        elif blob.type == "blob" and blob.mode == blob.link_mode:
            yield Source(path, _nothing, "it is a symbolic link, which isokit does not follow")
        elif blob.type == "blob":
            yield Source(path, partial(_blob, database, blob.binsha))


def _blob(database: Any, name: bytes) -> bytes:
    data: bytes = database.stream(name).read()
    return data


def _nothing() -> bytes:
    raise Unreadable("it is no regular file")


def _git(root: Path, *arguments: str, may_fail: bool = False) -> bytes:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", *HARDENED, *arguments],
            cwd=root,
            env=kept | ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitRefused(f"git does not answer: {error}") from None
    if done.returncode and not (may_fail and done.stdout):
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitRefused(lines[0] if lines else f"git ended with {done.returncode}")
    return done.stdout
