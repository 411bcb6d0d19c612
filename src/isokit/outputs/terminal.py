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


def text(*parts: Styled | str) -> Text:
    """Styled text from parts, made visible and harmless."""
    styled = ((part, "") if isinstance(part, str) else part for part in parts)
    return Text.assemble(*((visible(words), style) for words, style in styled))


def table(heads: Sequence[str], rows: Iterable[Sequence[Text | str]], look: Look, numbers: bool = False) -> Table:
    """A table with one column a head; the columns behind the first are right-aligned numbers where said so."""
    made = Table(box=box.ASCII2 if look.ascii else box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, head in enumerate(heads):
        number = numbers and index > 0
        made.add_column(head, justify="right" if number else "left", overflow="fold")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else text(cell) for cell in row))
    return made


def indented(what: RenderableType, columns: int) -> Padding:
    """The same, moved to the right."""
    return Padding(what, (0, 0, 0, columns))


def rendered(parts: Iterable[RenderableType], look: Look, wrap: bool = True) -> str:
    """What a terminal of this look is to show; the trailing blanks rich leaves are cut."""
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
    """How many columns a text takes on a terminal."""
    return cell_len(words)


def listed(words: Text, look: Look) -> Table:
    """A point of a list whose further lines are indented."""
    made = Table.grid(padding=(0, 1))
    made.add_row("-" if look.ascii else "\u2022", words)
    return made


def beside(parts: Sequence[Text], widths: Sequence[int]) -> Table:
    """Texts side by side, each folded in its own column; the last one has the room that is left."""
    made = Table.grid(padding=(0, 2, 0, 0))
    for width in (*widths, None):
        made.add_column(width=width, overflow="fold")
    made.add_row(*parts)
    return made


def fact(head: str, words: str) -> Table:
    """A line of facts, its name dimmed; further lines stand under the first."""
    made = Table.grid(padding=0)
    made.add_column(width=12, no_wrap=True)
    made.add_row(text((head, "dim")), text(words))
    return made
