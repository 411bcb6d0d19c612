"""Where the result of a command goes, and how it may look there. Imports little, for answers that are kept."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from isokit.commands.flags import Flags, Stop, one_of
from isokit.outputs.look import Look
from isokit.text.escape import in_ascii, inert, visible

NARROWEST, WIDEST, UNKNOWN_WIDTH = 40, 140, 110
COLUMNS = re.compile(r"[1-9]\d{0,4}", re.ASCII)
T = TypeVar("T")
Write = Callable[[T, Look], str]
Writers = Mapping[str, Write[T]]
"""The formats of a command: what writes each, by name."""


def printer(flags: Flags, writers: Writers[T], default: str, everything: bool) -> Callable[[T], str]:
    """What writes a value in the format of --format, and into the files of --report, and returns what it printed.

    Stops where a format is unknown, so that a command can ask for it before it reads or writes anything.
    """
    printed, look = _writer(flags.format or default, writers, "--format"), look_of(flags, everything)
    files = [(Path(path), _writer(name, writers, "--report")) for name, path in map(_split, flags.report or ())]

    def show(value: T) -> str:
        for path, write in files:
            save(path, write(value, Look(all=everything)))
        text = printed(value, look)
        to_stdout(text, flags.ascii)
        return text

    return show


def _writer(name: str, writers: Writers[T], flag: str) -> Write[T]:
    from isokit.text.suggestions import nearest

    if near := None if name in writers else nearest(name, writers):
        raise Stop(f"{flag} {name}: did you mean {near}?")
    return writers[one_of(name, writers, flag)]


def _split(report: str) -> tuple[str, str]:
    name, equals, path = report.partition("=")
    if not equals or not path:
        raise Stop(f"--report {report}: write it as FORMAT=PATH, such as json=findings.json")
    return name, path


def save(path: Path, text: str) -> None:
    """Write a file the user named, whole or not at all."""
    from isokit.edge import writer
    from isokit.model.file_change import NewFile

    try:
        writer.apply(path.absolute().parent, [NewFile(path.name, text, replace=True)])
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None


def look_of(flags: Flags, everything: bool = False) -> Look:
    """How a result may look on standard output."""
    one_of(flags.color, ("auto", "always", "never"), "--color")
    terminal = sys.stdout.isatty()
    capable = terminal and os.environ.get("TERM", "dumb") not in ("", "dumb")
    color = flags.color == "always" or (flags.color == "auto" and capable and "NO_COLOR" not in os.environ)
    width = _columns() if terminal else UNKNOWN_WIDTH
    encoding = (sys.stdout.encoding or "ascii").lower()
    ascii_only = flags.ascii or not encoding.startswith("utf")
    return Look(max(NARROWEST, min(width, WIDEST)), color, ascii_only, everything, terminal)


def _columns() -> int:
    """The width of the terminal, unless COLUMNS sets another."""
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if COLUMNS.fullmatch(columns) else os.get_terminal_size(sys.stdout.fileno()).columns


def to_stdout(text: str, ascii_only: bool = False) -> None:
    """Print in UTF-8 whatever the locale, or in ASCII."""
    if ascii_only:
        text = in_ascii(text)
    text = text.replace("##[", "\\u0023#[")  # in JSON too, a CI service would take it for a command
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode("utf-8", "backslashreplace"))
        buffer.flush()


def to_stderr(*lines: str) -> None:
    """Print lines that begin with `isokit:`, with nothing in them that a terminal or a CI service would act on."""
    print(inert("\n".join(f"isokit: {visible(line)}" for line in lines)), file=sys.stderr)
