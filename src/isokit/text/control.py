"""Characters that act on whoever shows a text: terminal escapes, and what turns the text around it."""

from __future__ import annotations

import re
from itertools import islice

from isokit.text.decode import point

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
"""Control characters but tab and line ends, separators of lines, overrides and isolates of direction, tags.

Joiners and marks of direction are not among them: scripts that are written from right to left need them.
"""
PLAIN = bytes([*range(0x20, 0x7F), *b"\t\r\n"])
MOST = 20
"""Places that are told of one file."""


Control = tuple[str, int, int]
"""A character that acts, and the line and column where it stands."""


def controls_in(data: bytes, text: str) -> tuple[Control, ...]:
    """The characters of a text that act; `data` are its bytes, which rule them out at once in most files."""
    if not data.translate(None, PLAIN):
        return ()
    places = ((match[0], point(text, match.start())) for match in islice(CONTROLS.finditer(text), MOST))
    return tuple((char, span.line, span.column) for char, span in places)


def named(char: str) -> str:
    """The number of a character, as Unicode writes it."""
    return f"U+{ord(char):04X}"
