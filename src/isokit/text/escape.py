"""Repository text made harmless, one function for each place it is written to."""

from __future__ import annotations

import re

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Control characters, terminal escapes, and what turns or hides text around it."""
MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~$])")


def visible(text: str) -> str:
    """Text for a terminal or a one-line message: what cannot be seen is written out, as `\\x1b`."""
    return UNSEEN.sub(lambda match: _written_out(match[0]), text)


def _written_out(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"


def markdown(text: str) -> str:
    """Text inside a Markdown line or table cell: no markup, no HTML, no line break."""
    return MARKDOWN.sub(r"\\\1", visible(" ".join(text.split())))
