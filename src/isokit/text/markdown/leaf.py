"""What the blocks of a Markdown text look like: headings, definitions, tables, fences, HTML.

Here each is read for itself; `block` knows which lists and quotes are open around it. Positions are
offsets into a text whose lines, the last one too, all end with `\\n`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from isokit.text.markdown.inline import MANY, SECTION, SECTION_ENDS, SPACE, TAG, TARGET, TITLE, target


class Kind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    HEADING = auto()
    DEFINITION = auto()
    HEADER = auto()
    ROWS = auto()


class Block(NamedTuple):
    """A block at text[start:end]: of a definition its target, of ROWS one or more whole lines."""

    kind: Kind
    start: int
    end: int
    level: int = 0


class Closing(NamedTuple):
    """What the last line of a fence or HTML block looks like, and how far in it may stand."""

    line: re.Pattern[str]
    indent: float = float("inf")


CODE = 4
"""Columns of indentation that make a line code."""

_NO_MARKER = r"\*{1,2}+(?![*\s])|_(?![_\s])|`(?!``)|\d++(?![.)])"
_GOES_ON = rf"\n[ \t]*+(?:[^\s\d#>`~<|+*_=:-]|{_NO_MARKER}|\|(?![ \t]*+[:-]))[^\n]*+"
_MORE = rf"[^\n]*+(?>(?:{_GOES_ON}){MANY})"
_PROSE = rf"(?:[^\s\d#>`~<|+*_=:\[-]|{_NO_MARKER}|\[[^\[\]\\\n]*+\](?!:)){_MORE}"
_MARKER = r"(?:[-+*]|\d{1,9}[.)])"
_BLANKS = r"[ \t\n]*\n"

PROSE = re.compile(_MORE)
"""A line of a paragraph and those below that can only go on with it."""
BLANKS = re.compile(_BLANKS)
ROWS = re.compile(rf"[^\n]*+(?>(?:\n {{0,3}}+\|[^\n]*+){MANY})")
"""A row and those below that can be nothing else."""
UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+(?=\n)")
_SIMPLE = re.compile(
    rf"(?P<paragraph>{_PROSE})\n(?:{_BLANKS}|\Z|(?=[-+*] \S))"
    rf"|(?P<item>{_MARKER} )"
    rf"|(?P<heading>\#{{1,6}}+)(?=[ \t\n])[^\n]*+\n(?:{_BLANKS})?"
    r"|(?P<header>\|[^\n]*+)\n(?P<delimiter>\|[-| :\t]*+)\n"
    rf"(?P<rows>(?>(?:\|[^\n]*+\n){MANY})){_BLANKS}"
    r"|(?P<fence>```++(?=[^`\n]*+\n)|~~~++)"
    r"|(?P<comment><!--)"
    rf"|> ?(?P<quote>{_PROSE}(?>(?:\n> ?{_PROSE}){MANY}))\n{_BLANKS}"
    rf"|(?P<blank>{_BLANKS})"
)
_ITEM = re.compile(
    rf"(?P<indent> *+)(?P<marker>{_MARKER} {{1,4}}+)(?P<text>{_PROSE})\n"
    rf"(?P<over>(?>{_BLANKS})(?=[^ \t]|\Z)|\Z)?"
)
_FENCE_END = re.compile(r"\n {0,3}+(```++|~~~++)[ \t]*+(?=\n)")
_COLUMN = r"[ \t]*+:?-++:?[ \t]*+"
_DELIMITER = re.compile(rf"(?!-[ \t])\|?{_COLUMN}(?>(?:\|{_COLUMN}){MANY})\|?[ \t]*+\n")
_ROW = re.compile(r"[^ \t\n][^\n]*+")
_CELL = re.compile(rf"[ \t]*+((?>(?:[^|]++|(?<=\\)\|){MANY}))(?:\||\Z)")
_DEFINITION = re.compile(
    rf"\[(?![\s>]*+\])(?>(?:[^\[\]\\]|\\.){{1,999}})\]:(?>{SPACE}?)(?=\S){TARGET}"
    rf"(?:{SPACE}{TITLE}[ \t]*+\n|[ \t]*+\n)[ \t>]*+",
    re.DOTALL,
)
_SECTIONS = {start: re.compile(rf"[^\n]*?{re.escape(end)}") for start, end in SECTION_ENDS.items()}
_RAW_LINE = re.compile(r"[^\n]*?</(?:script|pre|style|textarea)>", re.IGNORECASE)
_RAW_NAMES = frozenset(("script", "pre", "style", "textarea"))
_BLANK_LINE = re.compile(r"\n")
_TAG_LINE = re.compile(rf"{TAG}[ \t]*+\n")
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)(?=[ \t\n>]|/>)")
_NAMES = """
address article aside base basefont blockquote body caption center col colgroup dd details
dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head
header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param
search section summary table tbody td tfoot th thead title tr track ul"""
_BLOCK_NAMES = frozenset(_NAMES.split())


def simple(text: str, start: int) -> tuple[list[Block], int]:
    """The blocks from `start` on that end for certain where they seem to, and where that is.

    Lists of nothing but items and quotes of one paragraph are the only containers among them. A
    walk line by line finds the same; this is the fast way through the plain parts of a text.
    """
    blocks: list[Block] = []
    while found := _SIMPLE.match(text, start):
        kind, start = found.lastgroup, found.end()
        if kind == "paragraph" or kind == "quote":
            blocks.append(Block(Kind.PARAGRAPH, *found.span(kind)))
        elif kind == "item":
            items, start = _items(text, found.start())
            if not items:
                return blocks, start
            blocks += items
        elif kind == "heading":
            blocks.append(heading(text, *found.span(kind)))
        elif kind == "rows":
            if not delimits(text, found.start("delimiter"), *found.span("header")):
                return blocks, found.start()
            blocks.append(Block(Kind.HEADER, *found.span("header")))
            blocks.append(Block(Kind.ROWS, *found.span("rows")))
        elif kind != "blank":
            start = _closed(text, start, found[0])
    return blocks, start


def _items(text: str, start: int) -> tuple[list[Block], int]:
    """The items of a list that holds nothing but items, and where it is over.

    No items if a line of it is anything else, is indented like code, or begins with a number where
    a paragraph may go on.
    """
    items: list[Block] = []
    columns = [0]
    position = start
    while found := _ITEM.match(text, position):
        indent, marker = len(found["indent"]), found["marker"]
        while indent < columns[-1]:
            columns.pop()
        nested = items and columns[-1] > 0
        if indent - columns[-1] >= CODE or (nested and marker[0].isdigit()):
            break
        columns.append(indent + len(marker))
        items.append(Block(Kind.PARAGRAPH, *found.span("text")))
        position = found.end()
        if found["over"] is not None:
            return items, position
    return [], start


def _closed(text: str, start: int, opening: str) -> int:
    """The line below the fence or comment whose opening ends at `start`; it may have no end."""
    if opening == "<!--":
        end = text.find("-->", start - 2)
        return text.index("\n", end) + 1 if end >= 0 else len(text)
    for line in _FENCE_END.finditer(text, text.index("\n", start)):
        if line[1].startswith(opening):
            return line.end() + 1
    return len(text)


def heading(text: str, start: int, end: int) -> Block:
    content = text[end : text.index("\n", end)].strip(" \t")
    bare = content.rstrip("#")
    if not bare or bare[-1] in " \t":
        content = bare.rstrip(" \t")
    begin = text.index(content, end)
    return Block(Kind.HEADING, begin, begin + len(content), end - start)


def definition(text: str, start: int, end: int) -> tuple[Block, int] | None:
    found = _DEFINITION.match(text, start, end + 1)
    return (Block(Kind.DEFINITION, *target(found)), found.end()) if found else None


def delimits(text: str, at: int, start: int, end: int) -> bool:
    """Whether the line at `at` makes text[start:end] the header of a table: as many columns."""
    delimiter = _DELIMITER.match(text, at)
    if not delimiter or text.find("|", start, end) < 0:
        return False
    columns = delimiter[0].strip(" \t\n").strip("|").count("|") + 1
    return columns == len(cells(text, start, end))


def rows(text: str, block: Block) -> Iterator[tuple[int, int]]:
    return (row.span() for row in _ROW.finditer(text, block.start, block.end))


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of the row at text[start:end] stand, without the blanks around them."""
    end = start + len(text[start:end].rstrip(" \t"))
    matches = _CELL.finditer(text, start, end)
    found = [(cell.start(1), cell.start(1) + len(cell[1].rstrip(" \t"))) for cell in matches]
    return found[text.startswith("|", start) : -1]  # at its end the expression matches once more


def fence(text: str, start: int, end: int) -> Closing:
    """How the fence ends that begins with text[start:end]: at least as long."""
    return Closing(re.compile(rf"{text[start]}{{{end - start},}}+[ \t]*+\n"), CODE)


def html(text: str, at: int, interrupts_nothing: bool) -> Closing | None:
    """How the HTML block that begins at `at` ends, or None if none does.

    A tag that is not of a block element begins one only where it interrupts no paragraph.
    """
    section = SECTION.match(text, at)
    if section:
        return Closing(_SECTIONS[section[0]])
    name = _NAME.match(text, at)
    if name and not name[1] and name[2].lower() in _RAW_NAMES:
        return Closing(_RAW_LINE)
    if name and name[2].lower() in _BLOCK_NAMES:
        return Closing(_BLANK_LINE)
    if interrupts_nothing and _TAG_LINE.match(text, at, text.index("\n", at) + 1):
        return Closing(_BLANK_LINE)
    return None
