"""The parts of a Markdown text: headings, links and tables, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from isokit.text.span import Span


@dataclass(frozen=True, slots=True)
class Unclosed:
    """Front matter that is opened and never closed."""

    fence: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, level 1 to 6. Its text is raw inline Markdown on one line."""

    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link, image, definition or autolink.

    Backslash escapes and entities of the target are resolved, `%20` is not; the span is that of
    the target as it is written, without angle brackets.
    """

    target: str
    span: Span
    image: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, trimmed and with `\\|` as `|`. An empty cell has an empty span."""

    text: str
    span: Span


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. A row has the cells that are written, be they more or fewer than the header's."""

    header: Row
    rows: tuple[Row, ...]


def with_newlines(text: str) -> str:
    """The text with `\\n` as its only line end and every character where it was."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
