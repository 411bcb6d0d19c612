"""Repository text made harmless, one function for each place it is written to, and the characters that need it."""

from __future__ import annotations

import re
from itertools import islice

from isokit.text.decode import point

UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Control characters, terminal escapes, and what reverses or hides the text around it."""
MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~$]|&(?=[A-Za-z0-9]+;))")
COMMAND = re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*)(:)(?=:)|()(#)(?=#(?:vso)?\[)", re.MULTILINE)
"""A workflow command: `::` at the start of a line, after blanks and colours; the older `##[` anywhere."""
NOT_ASCII = re.compile("[^\x00-\x7f]")
LINE_START = re.compile(r"^(\d{1,9}(?=[.)](?: |$))|(?=[-+](?: |$)|-[- ]*$|=+$))")
"""What would begin a list, a rule or the underline of a heading."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
"""Control characters but tab and line ends, separators of lines, overrides and isolates of direction, tags.

Joiners and marks of direction are not among them: scripts that are written from right to left need them.
"""
PLAIN = bytes([*range(0x20, 0x7F), *b"\t\r\n"])
MOST_CONTROLS = 20
"""Control characters reported for one file."""

Control = tuple[str, int, int]
"""A control character with its line and column."""


def controls_in(data: bytes, text: str) -> tuple[Control, ...]:
    """The control characters of a text; `data` are its bytes, which rule them out at once in most files."""
    if not data.translate(None, PLAIN):
        return ()
    places = ((match[0], point(text, match.start())) for match in islice(CONTROLS.finditer(text), MOST_CONTROLS))
    return tuple((char, span.line, span.column) for char, span in places)


def code_point(char: str) -> str:
    """`U+200B`."""
    return f"U+{ord(char):04X}"


def visible(text: str) -> str:
    """Text for a terminal or a one-line message: what cannot be seen is written out, as `\\x1b`."""
    return UNSEEN.sub(lambda match: _written_out(match[0]), text)


def in_ascii(text: str) -> str:
    """The text with every other character as JSON writes it (`\\u00e4`), so that JSON stays JSON."""
    return text if text.isascii() else NOT_ASCII.sub(lambda match: _as_json(match[0]), text)


def _as_json(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def inert(text: str) -> str:
    """Text for a log, in which no CI service finds a command such as `::set-output` or `##vso[`."""
    return COMMAND.sub(lambda match: (match[1] or "") + _written_out(match[2] or match[4]), text)


def _written_out(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def markdown(text: str) -> str:
    """Text inside a Markdown line or table cell: no markup, no HTML, no line break."""
    return LINE_START.sub(r"\1\\", MARKDOWN.sub(r"\\\1", visible(" ".join(text.split()))))
