"""Reading a large tree with two processes: the second one starts while the first still imports the model."""

from __future__ import annotations

import contextlib
import fcntl
import marshal
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence

from isokit.text.raw import Raw, Refusal, raw_of
from isokit.text.source import Source
from isokit.text.span import Span
from isokit.text.table import is_yaml

FEW = 1_000
"""Files below which starting a second process costs more than it saves."""
MINE = 4
"""The first process, which imports the model meanwhile, reads one file in so many."""
ROOMY = 1 << 20
"""Bytes a pipe should hold, so that the processes do not wait for each other at every 64 kB."""


class ReadAhead:
    """A reader of sources. Of a large tree, a second process starts to read most files at once.

    Its result serves the first call; later calls read the files again.
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
        """What the second process has read, once; nothing where it failed."""
        if not self._theirs:
            return {}
        with open(self._pipe, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(self._child, 0)
        self._theirs = []
        return {raw.path: raw for raw in _parsed(answer)}


def _can_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _start(sources: Sequence[Source]) -> tuple[int, int]:
    """The end of a pipe to read from, and the id of the process that writes to it."""
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
    """The second process: read, write the result, and exit without running cleanup it shares with the first."""
    try:
        with open(to_parent, "wb") as pipe:
            pipe.write(marshal.dumps([_plain(raw_of(source)) for source in sources]))
    finally:
        os._exit(0)


def _plain(raw: Raw) -> tuple[object, ...]:
    refusal = raw.refusal
    plain = (refusal.message, _numbers(refusal.span), refusal.ids) if refusal else None
    return (*raw[:-1], plain)


def _numbers(span: Span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column


def _parsed(answer: bytes) -> Iterator[Raw]:
    try:
        answers = marshal.loads(answer)
    except (EOFError, ValueError, TypeError):
        return
    for *plain, refusal in answers:
        yield Raw._make((*plain, _refusal(refusal)))


def _refusal(plain: tuple[str, tuple[int, int, int, int], frozenset[str]] | None) -> Refusal | None:
    return Refusal(plain[0], Span(*plain[1]), plain[2]) if plain else None
