"""Starting git, hardened: nothing a repository's configuration names is run.

Only commands that run no filter, hook, pager or textconv are used: never `diff`, `status` or `blame`.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import finalize

TIMEOUT = 120
"""Seconds to wait for the next part of an answer; a listing of 100,000 files takes two."""
BLOCK = 1 << 18
"""Bytes read at once, at most."""
LONGEST_COMPLAINT = 4096
"""Bytes of stderr that are kept; its first line counts."""
LONGEST_RECORD = 1 << 22
"""Bytes between two NULs; no sensible path or subject is as long."""

OFF = ("core.fsmonitor", "core.commitGraph", "submodule.recurse", "log.showSignature", "diff.relative")
EMPTY = ("diff.external", "gpg.ssh.defaultKeyCommand", "gpg.ssh.revocationFile")
NOWHERE = (
    *("core.hooksPath", "diff.orderFile", "gpg.ssh.allowedSignersFile"),
    *("gpg.program", "gpg.openpgp.program", "gpg.x509.program"),
)
PINNED = {
    **dict.fromkeys(OFF, "false"),
    **dict.fromkeys(EMPTY, ""),
    **dict.fromkeys(NOWHERE, os.devnull),
    "core.pager": "cat",
    "gpg.format": "ssh",
    "gpg.ssh.program": "ssh-keygen",
    "log.diffMerges": "separate",
    "log.showRoot": "true",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
"""Settings a repository cannot override: programs git would run, and what changes the output of a log."""
OPTIONS = [
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
"""An older git ignores GIT_NO_LAZY_FETCH and fetches what a partial clone lacks, so no protocol is allowed either;
it has to be set here, since `protocol.ext.allow` in a repository's config beats `protocol.allow` on the command line.
Replaced and grafted commits would show a history other than the one that was committed."""

Start = Callable[[list[str], dict[str, str]], subprocess.Popen[bytes]]
"""Starts a process with pipes for stdin, stdout and stderr, from its arguments and its environment."""
ALONE = {"GIT_PYTHON_REFRESH": "quiet", "GIT_PYTHON_GIT_EXECUTABLE": os.devnull}
"""Importing GitPython runs `git version` from PATH, where it finds a git; it finds none."""


class GitRefused(Exception):
    """git, or the repository, does not give what is needed; the message says why."""


def program(name: str = "git") -> str | None:
    """The path of a program; never one in the current folder, which may be the tree."""
    return shutil.which(name, path=_folders())


def _folders() -> str:
    return os.pathsep.join(folder for folder in os.get_exec_path() if os.path.isabs(folder))


def hardened(root: Path, arguments: Sequence[str], index: str | None = None) -> tuple[list[str], dict[str, str]]:
    """The arguments and the environment to run git with in a folder. Raises `GitRefused` where git is not installed.

    None of git's own variables is passed on; `index` is the index to read instead of the usual one.
    """
    found = program()
    if found is None:
        raise GitRefused("git is not installed")
    passed = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = passed | ENVIRONMENT | {"PATH": _folders()} | ({"GIT_INDEX_FILE": index} if index else {})
    return [found, "-C", str(root), *OPTIONS, *arguments], environment


def start(arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(arguments, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)


def start_by_library(arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """The same by GitPython, for commands that may take its import time."""
    with _without_git_variables():
        import git

        try:
            pipe = subprocess.PIPE
            running = git.Git().execute(arguments, env=environment, istream=pipe, as_process=True, shell=False)
        except git.GitError as error:
            raise OSError(str(error)) from None
        process = running.proc
        assert process
        running.proc = None  # GitPython would end it with its wrapper
        return process


@contextmanager
def _without_git_variables() -> Iterator[None]:
    """GitPython adds the environment it is given to that of this process, so git's variables are taken out of it."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GIT_")}
    os.environ.update(ALONE)
    try:
        yield
    finally:
        for name in ALONE:
            del os.environ[name]
        os.environ.update(kept)


class Stream:
    """A running git: its answer is read as it comes, with a time limit, and it is stopped when no longer needed."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin and process.stdout and process.stderr
        self._process, self._stdin = process, process.stdin
        self._stdout, self._stderr = process.stdout.fileno(), process.stderr.fileno()
        self._complaint = b""
        self._waiting = select.poll()
        for handle in (self._stdout, self._stderr):
            self._waiting.register(handle, select.POLLIN)
        self.stop = finalize(self, _stop, process)

    def ask(self, line: bytes) -> None:
        """Send a line to git. Raises `GitRefused` where git has ended."""
        try:
            self._stdin.write(line + b"\n")
            self._stdin.flush()
        except OSError:
            self.check_end()
            raise GitRefused("git has ended") from None

    def chunk(self) -> bytes:
        """The next part of the answer; empty at its end. Raises `GitRefused` after the time limit."""
        while True:
            ready = [handle for handle, _ in self._waiting.poll(TIMEOUT * 1000)]
            if not ready:
                raise GitRefused("git does not answer")
            if self._stdout in ready:
                return os.read(self._stdout, BLOCK)
            self._read_stderr()

    def whole(self, may_fail: bool = False) -> bytes:
        """The whole answer. Raises `GitRefused` where git fails; `may_fail` accepts an answer in spite of that."""
        self._end_of_input()
        answer = b"".join(iter(self.chunk, b""))
        self.check_end(tolerant=may_fail and bool(answer))
        return answer

    def records(self) -> Iterator[bytes]:
        """The whole answer, cut at each NUL. Raises `GitRefused` at its end where git fails."""
        self._end_of_input()
        rest = b""
        while chunk := self.chunk():
            *whole, rest = (rest + chunk).split(b"\0")
            yield from whole
            if len(rest) > LONGEST_RECORD:
                raise GitRefused(f"the repository has a name or a subject of more than {LONGEST_RECORD:,} bytes")
        if rest:
            yield rest
        self.check_end()

    def _end_of_input(self) -> None:
        with suppress(OSError):
            self._stdin.close()

    def _read_stderr(self) -> None:
        text = os.read(self._stderr, BLOCK)
        self._complaint = (self._complaint + text)[:LONGEST_COMPLAINT]
        if not text:
            self._waiting.unregister(self._stderr)

    def check_end(self, tolerant: bool = False) -> None:
        """Wait for git to end. Raises `GitRefused` with its complaint where it failed."""
        try:
            code = self._process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            raise GitRefused("git does not end") from None
        if code and not tolerant:
            text = self._complaint or os.read(self._stderr, LONGEST_COMPLAINT)
            raise GitRefused(_in_a_line(text) or f"git ended with {code}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with suppress(OSError):
                stream.close()


def _in_a_line(complaint: bytes) -> str:
    """The first line of what git says on stderr, with the next where it leads to that, and the command that helps."""
    first, *more = [line.strip() for line in complaint.decode("utf-8", "replace").strip().splitlines()] or [""]
    cure = next((f"; {line}" for line in more if line.startswith("git config ")), "")
    return f"{first} {more[0]}" if first.endswith(":") and more else first + cure
