"""git, hardened: nothing in a repository is run, no matter what its config asks for.

Files are listed by one hardened `git ls-files`; the tree of a revision is read by GitPython's object database
in Python, and kept from running git. Never `diff`, `status`, `blame`, or GitPython's untracked, dirty or index.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from isokit.edge.git import objects
from isokit.edge.named import named
from isokit.model.history import GitState, History, Past
from isokit.model.names import SETTINGS_FILE
from isokit.text.source import Source, Unreadable

TIMEOUT = 120
"""Seconds; a listing of 100,000 files takes two."""

OFF = ("core.fsmonitor", "core.commitGraph", "submodule.recurse", "log.showSignature", "diff.relative")
NOTHING = ("diff.external", "gpg.ssh.defaultKeyCommand", "gpg.ssh.revocationFile")
NOWHERE = (
    *("core.hooksPath", "diff.orderFile", "gpg.ssh.allowedSignersFile"),
    *("gpg.program", "gpg.openpgp.program", "gpg.x509.program"),
)
PINNED = {
    **dict.fromkeys(OFF, "false"),
    **dict.fromkeys(NOTHING, ""),
    **dict.fromkeys(NOWHERE, os.devnull),
    "core.pager": "cat",
    "gpg.format": "ssh",
    "gpg.ssh.program": "ssh-keygen",
    "log.diffMerges": "separate",
    "log.showRoot": "true",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
"""What a repository's config says of these does not count: programs git would run, and what bends a log."""
HARDENED = [
    "--no-pager",
    "--literal-pathspecs",
    *(word for name, value in PINNED.items() for word in ("-c", f"{name}={value}")),
]
ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
}
"""An older git fetches what a partial clone lacks all the same, so that no protocol is allowed either; it has to
be said here, since `protocol.ext.allow` in a repository's config beats `protocol.allow` on the command line.
Replaced and grafted commits would tell another past than the one that was committed."""

REVISION = re.compile(r"(?!-)(?!.*(?:\.\.|\^\{/))[^\x00-\x20\x7f:?*\[\\]+")
"""What git allows in names, `~2`, `^{}` and `@{1}`; no options, ranges, paths, nor searches, which run git."""

STATE = re.compile(
    rb"(?P<shallow>true|false)\n(?P<folder>.+?)\n"
    rb"(?:(?P<commit>[0-9a-f]{40,64})\n(?:refs/heads/(?P<branch>[^\n]+)|[^\n]+)|HEAD)\n",
    re.DOTALL,
)
"""The answer of `git rev-parse`: only HEAD where there is no commit yet. A folder may have line breaks."""


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
    repository = repository_of(root)
    if repository is None or not _readable_ignores(root, repository):
        return None
    try:
        files = call(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        ignored = call(root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
    except GitRefused:
        return None
    folders = (name.rstrip(b"/") for name in ignored.split(b"\0") if name.endswith(b"/"))
    return Visible(frozenset(files.split(b"\0")) - {b""}, frozenset(folders))


def _readable_ignores(root: Path, repository: Path) -> bool:
    """Whether git can read what to ignore, above the tree and in its top folders: at a pipe it would wait for ever."""
    above = (folder for folder in root.parents if folder.is_relative_to(repository))
    below = (Path(entry.path) for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False))
    folders = [root, *above, *below]
    ignores = [folder / ".gitignore" for folder in folders]
    return all(ignore.is_file() for ignore in ignores if os.path.lexists(ignore))


def prefix_of(root: Path) -> str:
    """Where a folder lies in its repository, `quality/`; empty for the repository's own and outside of any."""
    folder = root.relative_to(repository_of(root) or root).as_posix()
    return "" if folder == "." else f"{folder}/"


def history(root: Path) -> History:
    """What git knows of the tree, in typed states."""
    repository = repository_of(root)
    if repository is None:
        return History()
    if program() is None:
        return History(states=frozenset({GitState.NO_GIT}), prefix=prefix_of(root))
    asked = ("--is-shallow-repository", "--absolute-git-dir", "HEAD", "--symbolic-full-name", "HEAD")
    try:
        if not _readable_ignores(root, repository):
            raise GitRefused("a .gitignore above the tree or in it is no file to read")
        answer = STATE.fullmatch(call(root, "rev-parse", *asked, may_fail=True))
        if answer is None:
            raise GitRefused("git rev-parse gives no answer")
        return _known(root, repository, answer)
    except GitRefused as refused:
        return History(states=frozenset({GitState.REFUSED}), detail=str(refused), prefix=prefix_of(root))


def _known(root: Path, repository: Path, answer: re.Match[bytes]) -> History:
    call(root, "ls-files", "-z", "--cached", "--others", "--", SETTINGS_FILE)  # refused where `visible` is refused
    shallow, folder, commit, branch = (os.fsdecode(part) if part else None for part in answer.groups())
    git_folder = Path(folder or "")
    linked = (git_folder / "commondir").is_file()
    holds = {
        GitState.SHALLOW: shallow == "true",
        GitState.WORKTREE: linked,
        GitState.SUBMODULE: not linked and (repository / ".git").is_file() and "modules" in git_folder.parts,
        GitState.SPARSE: _is_sparse(root, git_folder),
        GitState.UNBORN: commit is None,
        GitState.DETACHED: commit is not None and branch is None,
    }
    states = frozenset(state for state, held in holds.items() if held)
    return History(commit, branch, states, reading=partial(past_at, root, commit), prefix=prefix_of(root))


def past_at(root: Path, commit: str | None) -> Past:
    """What commits did to the files of the tree, up to this one; nothing where there is none yet. Raises nothing."""
    from isokit.edge.git.history import past  # only who asks for the past pays for it

    return past(root, commit) if commit else Past(detail="there is no commit yet")


def _is_sparse(root: Path, git_folder: Path) -> bool:
    if not (git_folder / "info" / "sparse-checkout").is_file():
        return False
    return call(root, "config", "--type=bool", "--default=false", "core.sparseCheckout") == b"true\n"


def tree_at(root: Path, revision: str) -> tuple[str, list[Source]]:
    """The commit a revision means, and the files of the root in it. Raises `GitRefused`."""
    repository = repository_of(root)
    if repository is None:
        raise GitRefused(f"{root} is in no git repository, so there is no revision {revision}")
    if not REVISION.fullmatch(revision):
        raise GitRefused(f"{revision!r} is no name of a revision")
    prefix = prefix_of(root)
    with _git_python() as git:
        try:
            repo = git.Repo(repository, odbt=git.GitDB, search_parent_directories=False, expand_vars=False)
            commit = repo.commit(revision)
            tree = commit.tree / prefix.rstrip("/") if prefix else commit.tree
            if tree.type != "tree":
                raise ValueError(f"{prefix} was no folder then")
            return commit.hexsha, list(_sources(tree, prefix, repo.odb))
        except Exception as error:  # GitPython raises whatever a broken repository makes it stumble over
            reason = next(iter(str(error).splitlines()), type(error).__name__)
            if (repository / ".git" / "shallow").exists():
                reason = "the history here is cut off (a shallow clone); git fetch --unshallow brings the rest"
            raise GitRefused(f"git cannot show revision {revision}: {reason}") from None


@contextmanager
def _git_python() -> Iterator[Any]:
    """GitPython, for as long as it can neither run git nor obey variables of git."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GIT_")}
    os.environ.update(GIT_PYTHON_REFRESH="quiet", GIT_PYTHON_GIT_EXECUTABLE=os.devnull)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import git

            git.Git.GIT_PYTHON_GIT_EXECUTABLE = os.devnull
            yield git
    finally:
        del os.environ["GIT_PYTHON_REFRESH"], os.environ["GIT_PYTHON_GIT_EXECUTABLE"]
        os.environ.update(kept)


def _sources(tree: Any, prefix: str, database: Any) -> Iterator[Source]:
    for blob in tree.traverse():
        path = blob.path.removeprefix(prefix).encode("utf-8", "surrogateescape")
        if blob.type == "submodule":
            yield named(path, _nothing, "a submodule, which isokit does not enter")
        elif blob.type == "blob" and blob.mode == blob.link_mode:
            yield named(path, _nothing, "a symbolic link, which isokit does not follow")
        elif blob.type == "blob":
            digest = partial(objects.sha256, database, blob.binsha)
            yield named(path, partial(objects.read, database, blob.binsha), digest=digest)


def _nothing() -> bytes:
    raise Unreadable("it is no regular file")


def _folders() -> str:
    """PATH without what depends on the current folder, which may be the tree."""
    return os.pathsep.join(folder for folder in os.get_exec_path() if os.path.isabs(folder))


def program(name: str = "git") -> str | None:
    """A program on PATH; never one in the current folder."""
    return shutil.which(name, path=_folders())


def command(*arguments: str) -> list[str]:
    """git, hardened, as it is to be run. Raises `GitRefused` where there is none."""
    found = program()
    if found is None:
        raise GitRefused("git is not installed")
    return [found, *HARDENED, *arguments]


def environment(index: str | None = None) -> dict[str, str]:
    """What git is told about this machine; of its own variables at most the index to read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | ENVIRONMENT | {"PATH": _folders()} | ({"GIT_INDEX_FILE": index} if index else {})


def call(root: Path, *arguments: str, may_fail: bool = False, index: str | None = None) -> bytes:
    """What git answers in a folder, hardened. Raises `GitRefused` with what it complains of.

    `may_fail` takes an answer although git ends with an error; `index` is the index to read, in place of the usual.
    """
    asked = command(*arguments)
    try:
        done = subprocess.run(
            asked,
            cwd=root,
            env=environment(index),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitRefused(f"git does not answer: {error}") from None
    if done.returncode and not (may_fail and done.stdout):
        raise GitRefused(complaint(done.stderr) or f"git ended with {done.returncode}")
    return done.stdout


def complaint(said: bytes) -> str:
    """The first line of what git says on stderr."""
    return next(iter(said.decode("utf-8", "replace").strip().splitlines()), "")
