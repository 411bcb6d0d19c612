"""Places in a text: spans for people, routes for programs."""

from __future__ import annotations

from dataclasses import dataclass

Route = tuple[str | int, ...]
"""The way from the top of a file's data to one of its values: keys and list indexes."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text. Lines and columns count from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""The beginning of a file: where a finding about the whole file points."""
