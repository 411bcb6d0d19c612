"""git, running and hardened, for answers that are long or many: read as they come, and not waited for without end."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Iterator
from pathlib import Path

from isokit.edge.git import command as git

BLOCK = 1 << 18
"""Bytes read at once, at most."""
MOST_SAID = 4096
"""Bytes of complaints that are kept; the first line counts."""
LONGEST = 1 << 22
"""Bytes between two NULs; no path and no subject anybody means to be read has as many."""


class Pipe:
    """A running git. It is ended where it is not needed any more, or does not answer."""

    def __init__(self, root: Path, *arguments: str) -> None:
        asked = git.command(*arguments)
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(
                asked, cwd=root, env=git.environment(), stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0
            )
        except OSError as error:
            raise git.GitRefused(f"git does not answer: {error}") from None
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._asked, self._said = self._process.stdin, self._process.stderr
        self._answer = self._process.stdout.fileno()
        self._complaint = b""
        self._waiting = select.poll()
        self._waiting.register(self._answer, select.POLLIN)
        self._waiting.register(self._said, select.POLLIN)

    def ask(self, line: bytes) -> None:
        """Hand git a line. Raises `GitRefused` where it has ended."""
        try:
            self._asked.write(line + b"\n")
        except OSError:
            raise git.GitRefused(git.complaint(self._complaint) or "git has ended") from None

    def chunk(self) -> bytes:
        """What git answers next; nothing at the end of it. Raises `GitRefused` where nothing comes for long."""
        while True:
            ready = [handle for handle, _ in self._waiting.poll(git.TIMEOUT * 1000)]
            if not ready:
                self.end()
                raise git.GitRefused("git does not answer")
            if self._answer in ready:
                return os.read(self._answer, BLOCK)
            self._listen()

    def _listen(self) -> None:
        said = os.read(self._said.fileno(), BLOCK)
        self._complaint = (self._complaint + said)[:MOST_SAID]
        if not said:
            self._waiting.unregister(self._said)

    def pieces(self) -> Iterator[bytes]:
        """The whole answer, cut at each NUL. Raises `GitRefused` at its end where git was not content."""
        self._asked.close()
        rest = b""
        while chunk := self.chunk():
            *whole, rest = (rest + chunk).split(b"\0")
            yield from whole
            if len(rest) > LONGEST:
                raise git.GitRefused(f"the repository has a name or a subject of more than {LONGEST:,} bytes")
        if rest:
            yield rest
        self._ended()

    def _ended(self) -> None:
        try:
            code = self._process.wait(git.TIMEOUT)
        except subprocess.TimeoutExpired:
            raise git.GitRefused("git does not end") from None
        if code:
            said = self._complaint or os.read(self._said.fileno(), MOST_SAID)
            raise git.GitRefused(git.complaint(said) or f"git ended with {code}")

    def end(self) -> None:
        """Stop git, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream:
                stream.close()

    def __del__(self) -> None:
        if hasattr(self, "_process"):
            self.end()
