"""How an output may look: what the place it is shown in can do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Width in columns; colour and glyphs beyond ASCII or not; `all` shows what is short otherwise.

    `terminal`: a person reads it, so that long lines are broken between words.
    """

    width: int = 110
    color: bool = False
    ascii: bool = False
    all: bool = False
    terminal: bool = False
