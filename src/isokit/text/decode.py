"""Bytes to text, refusing what two programs could read in two ways."""

from __future__ import annotations

import codecs
import re

from isokit.text.span import START, Span

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes. Documents of real trees stay under 300 kB; what is larger is a mistake or an attack."""

BOM = "\ufeff"
LINE_END = re.compile(r"\r\n|\n|\r")
WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Refused(ValueError):
    """A text is refused; the message is for the user, the span is its cause."""

    def __init__(self, message: str, span: Span = START) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


def decode(data: bytes) -> str:
    """Read bytes as UTF-8, without its byte-order mark. Line ends stay as they are.

    Raises `Refused` over 8 MiB, for UTF-16 and UTF-32, for invalid UTF-8 and for NUL.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(f"the file has {len(data):,} bytes; isokit reads at most {LARGEST_FILE:,}")
    if data.startswith(WIDE):
        raise Refused("the file is UTF-16 or UTF-32; save it as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(*_undecodable(data, error)) from None
    if (offset := text.find("\0")) >= 0:
        raise Refused(
            f"a NUL character at byte {len(text[:offset].encode())}; save the file as UTF-8 text",
            point(text, offset),
        )
    return text.removeprefix(BOM)


def point(text: str, offset: int) -> Span:
    """The one-character span at a character offset of the text."""
    ends = [match.end() for match in LINE_END.finditer(text, 0, offset)]
    line, column = len(ends) + 1, offset - (ends[-1] if ends else 0) + 1
    if text.startswith(BOM) and not ends and column > 1:
        column -= 1
    return Span(line, column, line, column + 1)


def lines_of(text: str) -> list[str]:
    """The lines of a text as editors count them: they end at LF, CRLF or CR, and at nothing else."""
    return LINE_END.split(text)


def _undecodable(data: bytes, error: UnicodeDecodeError) -> tuple[str, Span]:
    before = data[: error.start].decode("utf-8")
    message = f"byte {error.start} (0x{data[error.start]:02x}) is not valid UTF-8; save the file as UTF-8"
    return message, point(before, len(before))
