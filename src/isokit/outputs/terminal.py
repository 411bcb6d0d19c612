"""The terminal: the only module that knows rich. Repository text goes through `visible`, never as markup."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from isokit.outputs.look import Look
from isokit.text.escape import inert, visible

Line = Text
Block = RenderableType
Styled = tuple[str, str]
"""A text and the name of its style: `red bold`, or '' for none."""
GAP, NARROW = 3, 20
"""Columns between the first two columns of a table, and those that the second has at least."""


def text(*parts: Styled | str) -> Text:
    styled = ((part, "") if isinstance(part, str) else part for part in parts)
    return Text.assemble(*((visible(words), style) for words, style in styled))


def table(heads: Sequence[str], rows: Iterable[Sequence[Text | str]], look: Look, numbers: bool = False) -> Table:
    """A table with one column a head; with `numbers`, all but the first are right-aligned."""
    made = Table(box=box.ASCII2 if look.ascii else box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, head in enumerate(heads):
        number = numbers and index > 0
        made.add_column(head, justify="right" if number else "left", overflow="fold")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else text(cell) for cell in row))
    return made


def packed(items: Iterable[Styled], room: int) -> Text:
    """Styled words one after the other, with line breaks only between items."""
    made = Text()
    for words, style in items:
        line = made.plain.rpartition("\n")[2]
        if line and cell_len(line + words.rstrip()) > room:
            made.append("\n")
        made.append(visible(words), style)
    return made


def counts(rows: Iterable[tuple[str, Sequence[Styled]]], heads: tuple[str, str], look: Look) -> Table:
    """A table of titles, each with numbers in words, for a terminal too narrow for a column a number."""
    listed = list(rows)
    room = max(look.width - max(cell_len(title) for title, _ in listed) - GAP, NARROW)
    return table(heads, ((title, packed(words, room)) for title, words in listed), look)


def broken(line: Text, look: Look, by: int) -> Text:
    """On a terminal, a line broken between words, the further lines indented; elsewhere the line as it is."""
    if not look.terminal:
        return line
    return Text("\n" + " " * by).join(line.wrap(Console(width=look.width), look.width - by))


def indent(what: RenderableType, by: int) -> Padding:
    return Padding(what, (0, 0, 0, by))


def render(parts: Iterable[RenderableType], look: Look, wrap: bool = True) -> str:
    """The text for a terminal of this look, without rich's trailing blanks."""
    console = Console(
        file=io.StringIO(),
        width=look.width,
        height=look.width,  # any: without one, rich asks the environment for both
        force_terminal=look.color,
        color_system="standard" if look.color else None,
        no_color=not look.color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        safe_box=look.ascii,
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part, soft_wrap=not wrap)
    return inert("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def cells(words: str) -> int:
    return cell_len(words)


def point(words: Text, look: Look) -> Table:
    made = Table.grid(padding=(0, 1))
    made.add_row("-" if look.ascii else "\u2022", words)
    return made


def columns(parts: Sequence[Text], widths: Sequence[int]) -> Table:
    """Texts side by side, each folded in its own column; the last one has the room that is left."""
    made = Table.grid(padding=(0, 2, 0, 0))
    for width in (*widths, None):
        made.add_column(width=width, overflow="fold")
    made.add_row(*parts)
    return made


def fact(head: str, words: str) -> Table:
    """A line of facts, its name dimmed; further lines are aligned with the first."""
    made = Table.grid(padding=0)
    made.add_column(width=12, no_wrap=True)
    made.add_row(text((head, "dim")), text(words))
    return made
