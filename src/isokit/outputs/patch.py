"""What would be written, as a unified diff that `patch -p1` and `git apply` understand."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.text.escape import inert, visible

STYLES = {"---": "bold", "+++": "bold", "@@ ": "cyan"}
LINE_STYLES = {"-": "red", "+": "green"}
UNENDED = "\\ No newline at end of file"


CONTEXT = 3
"""Lines shown around a change."""


class Difference(NamedTuple):
    """A file and its text before and after."""

    path: str
    before: str
    after: str


class Change(NamedTuple):
    """Lines of a file, from `start` up to `end`, and the lines of the new one that take their place."""

    start: int
    end: int
    new_start: int
    new_end: int


def styled(files: Iterable[Difference], look: Look) -> str:
    """For a terminal: characters that act are written out, but for line ends, which never change."""
    lines = (line.removesuffix("\r") for file in files for line in _lines(file))
    return terminal.render([terminal.text((line, _style(line))) for line in lines], look, wrap=False)


def piped(files: Iterable[Difference]) -> str:
    """For other programs: tabs and line ends are as they are in the files."""
    return inert("".join(f"{_harmless(line)}\n" for file in files for line in _lines(file)))


def _lines(file: Difference) -> Iterator[str]:
    """The lines of a diff, each without its newline."""
    before, after, name = _split(file.before), _split(file.after), visible(file.path)
    yield from (f"--- a/{name}", f"+++ b/{name}")
    for hunk in _hunks(_changes(before, after)):
        for line in _hunk(hunk, before, after):
            yield line.removesuffix("\n")
            if not line.endswith("\n"):
                yield UNENDED


def _hunk(changes: Sequence[Change], before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    first, last = changes[0], changes[-1]
    start, end = max(0, first.start - CONTEXT), min(len(before), last.end + CONTEXT)
    new_start, new_end = first.new_start - (first.start - start), last.new_end + (end - last.end)
    yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"
    for change in changes:
        yield from (f" {line}" for line in before[start : change.start])
        yield from (f"-{line}" for line in before[change.start : change.end])
        yield from (f"+{line}" for line in after[change.new_start : change.new_end])
        start = change.end
    yield from (f" {line}" for line in before[start:end])


def _range(start: int, end: int) -> str:
    """Lines as a diff gives them: the first one, and how many; of none, the one above."""
    return f"{start + 1},{end - start}" if end > start else f"{start},0"


def _hunks(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """The changes, those together whose surroundings touch."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """The lines that differ. Where there are as many as before, each is compared with the one in its place.

    Fixes hardly ever add a line, and to look for the shortest difference takes the square of the lines.
    """
    if len(before) == len(after):
        yield from _in_place(before, after)
        return
    most = min(len(before), len(after))
    top = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - top) if before[-1 - at] != after[-1 - at]), most - top)
    middle = difflib.SequenceMatcher(None, before[top : len(before) - end], after[top : len(after) - end])
    for tag, start, stop, new_start, new_stop in middle.get_opcodes():
        if tag != "equal":
            yield Change(top + start, top + stop, top + new_start, top + new_stop)


def _in_place(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    differ = (at for at, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1])
    for _, group in groupby(enumerate(differ), key=lambda counted: counted[1] - counted[0]):
        lines = [at for _, at in group]
        yield Change(lines[0], lines[-1] + 1, lines[0], lines[-1] + 1)


def _split(text: str) -> list[str]:
    """The lines as diffs count them: they end at LF, and the last one perhaps nowhere."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _style(line: str) -> str:
    return STYLES.get(line[:3]) or LINE_STYLES.get(line[:1], "")


def _harmless(line: str) -> str:
    body = line.removesuffix("\r")
    return "\t".join(map(visible, body.split("\t"))) + line[len(body) :]
