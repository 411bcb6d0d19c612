"""Reading a large tree with two processes: the second one begins while the first still imports the model."""

from __future__ import annotations

import contextlib
import fcntl
import marshal
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence

from isokit.text.raw import Raw, Refusal, is_yaml, raw_of
from isokit.text.source import Source
from isokit.text.span import Span

FEW = 1_000
"""Files below which starting a second process costs more than it saves."""
MINE = 4
"""One file of so many is read by the first process, which has to import the model meanwhile."""
ROOMY = 1 << 20
"""Bytes a pipe should hold, so that the two processes need not wait for each other at every 64 kB."""


class ReadAhead:
    """A reader of sources. Of a large tree, a second process reads most files from the start.

    What it has read serves the first call; a tree that is read again is read anew.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        ahead = [source for source in sources if is_yaml(source.path) or source.path.endswith(".md")]
        large = len(ahead) >= FEW and _can_fork()
        self._theirs = [source for index, source in enumerate(ahead) if index % MINE] if large else []
        self._pipe, self._child = _start(self._theirs) if large else (-1, 0)

    def __call__(self, sources: list[Source]) -> Iterator[Raw]:
        """The sources as plain data, in their order."""
        theirs = {source.path for source in self._theirs}
        mine = {source.path: raw_of(source) for source in sources if theirs and source.path not in theirs}
        known = mine | self._collected()
        return (known.get(source.path) or raw_of(source) for source in sources)

    def _collected(self) -> dict[str, Raw]:
        """What the second process has read, once; nothing where it did not come to an end."""
        if not self._theirs:
            return {}
        with open(self._pipe, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(self._child, 0)
        self._theirs = []
        return {raw.path: raw for raw in _understood(answer)}


def _can_fork() -> bool:
    """Whether a copy of this process is safe and has a processor of its own."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _start(sources: Sequence[Source]) -> tuple[int, int]:
    """The end of a pipe to read from, and the id of the process that writes into it."""
    from_child, to_parent = os.pipe()
    with contextlib.suppress(OSError):
        fcntl.fcntl(to_parent, fcntl.F_SETPIPE_SZ, ROOMY)
    child = os.fork()
    if not child:
        os.close(from_child)
        _answer(sources, to_parent)
    os.close(to_parent)
    return from_child, child


def _answer(sources: Iterable[Source], to_parent: int) -> None:
    """The second process: read, write the result, and end without touching what it shares with the first."""
    try:
        with open(to_parent, "wb") as pipe:
            pipe.write(marshal.dumps([_plain(raw_of(source)) for source in sources]))
    finally:
        os._exit(0)


def _plain(raw: Raw) -> tuple[object, ...]:
    refusal = raw.refusal
    said = (refusal.message, _numbers(refusal.span), refusal.ids) if refusal else None
    return (*raw[:-1], said)


def _numbers(span: Span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column


def _understood(answer: bytes) -> Iterator[Raw]:
    try:
        answers = marshal.loads(answer)
    except (EOFError, ValueError, TypeError):
        return
    for *plain, said in answers:
        yield Raw._make((*plain, _refusal(said)))


def _refusal(said: tuple[str, tuple[int, int, int, int], frozenset[str]] | None) -> Refusal | None:
    return Refusal(said[0], Span(*said[1]), said[2]) if said else None
