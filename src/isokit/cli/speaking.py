"""How a result may look where it goes, and how it gets there. Imports next to nothing."""

from __future__ import annotations

import os
import re
import sys

from isokit.cli.legacy import View
from isokit.commands.exit import Stop
from isokit.outputs.look import Look
from isokit.text.escape import in_ascii

NARROWEST, WIDEST, UNKNOWN_WIDTH = 40, 140, 110
COLUMNS = re.compile(r"[1-9]\d{0,4}", re.ASCII)


def look_of(view: View, everything: bool = False) -> Look:
    """How the result may look where it goes."""
    if view.color not in ("auto", "always", "never"):
        raise Stop(f"--color {view.color}: write auto, always or never")
    terminal = sys.stdout.isatty()
    promised = terminal and os.environ.get("TERM", "dumb") not in ("", "dumb")
    color = view.color == "always" or (view.color == "auto" and promised and "NO_COLOR" not in os.environ)
    width = _columns() if terminal else UNKNOWN_WIDTH
    encoding = (sys.stdout.encoding or "ascii").lower()
    ascii_only = view.ascii or not encoding.startswith("utf")
    return Look(max(NARROWEST, min(width, WIDEST)), color, ascii_only, everything)


def _columns() -> int:
    """The width of the terminal, or what COLUMNS says of it."""
    said = os.environ.get("COLUMNS", "")
    plain = COLUMNS.fullmatch(said)
    return int(said) if plain else os.get_terminal_size(sys.stdout.fileno()).columns


def say(text: str, view: View | None = None) -> None:
    """Print to standard output, in UTF-8 whatever the locale, or in ASCII where that was asked for."""
    if view and view.ascii:
        text = in_ascii(text)
    text = text.replace("##[", "\\u0023#[")  # in JSON too, a CI service would take it for a command
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode("utf-8", "backslashreplace"))
        buffer.flush()
