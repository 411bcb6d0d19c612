"""The block structure of a Markdown text: which lists and quotes are open, and which block in them.

Plain parts go through `leaf.simple`, where compiled expressions do the walking. The lines of lists
and quotes are walked one by one, by the rules of CommonMark and with the tables of GFM. What is no
prose (fences, indented code, HTML) yields no block. Lines end with `\\n`, the last one too.
"""

from __future__ import annotations

import re

from isokit.text.markdown import leaf
from isokit.text.markdown.leaf import CODE, Block, Closing, Kind

DEEPEST = 30
"""Lists and quotes inside each other; deeper markers are prose, so that time stays linear."""

QUOTE = -1
"""A quote among the open containers; a list item stands there as the width of its indentation."""

_RULE = "|".join(rf"\{c}[ \t]*+\{c}[ \t]*+\{c}[ \t\{c}]*+\n" for c in "-_*")
_START = re.compile(
    rf"(?P<rule>{_RULE})"
    r"|(?P<item>(?:[-+*]|\d{1,9}[.)])(?=[ \t\n]))"
    r"|(?P<quote>>)"
    r"|(?P<heading>\#{1,6}(?=[ \t\n]))"
    r"|(?P<fence>```++(?=[^`\n]*+\n)|~~~++)"
    r"|(?P<html><(?=[A-Za-z/!?]))"
)
_INTERRUPTING_ITEM = re.compile(r"(?:[-+*]|0*1[.)])[ \t]++(?!\n)")
_INDENT = re.compile(r"[ \t]*+")
_PREFIX = re.compile(r"[ \t>]*+")


def blocks(text: str) -> list[Block]:
    """The blocks in the order of the text; nothing is refused, every text is Markdown."""
    walk = _Walk(text)
    position = 0
    while position < len(text):
        found, position = leaf.simple(text, position)
        walk.blocks += found
        position = walk.until_idle(position)
    walk.finish(0)
    return walk.blocks


class _Walk:
    """What the lines above have left open: containers (quotes and list items) and one leaf."""

    __slots__ = (
        "begin",
        "blocks",
        "closing",
        "containers",
        "empty",
        "rows",
        "stop",
        "tabs",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.tabs = "\t" in text
        self.blocks: list[Block] = []
        self.containers: list[int] = []
        self.begin = self.stop = -1  # of the open paragraph; none is open if negative
        self.rows = False  # a table is open
        self.empty = False  # the line above began an item and put nothing into it
        self.closing: Closing | None = None

    def until_idle(self, start: int) -> int:
        """Take in lines until nothing is open, and say where to go on."""
        end = len(self.text)
        while start < end:
            start = self._line(start)
            if not (self.containers or self.begin >= 0 or self.rows or self.closing):
                break
        return start

    def finish(self, depth: int) -> None:
        """End the open leaf and all containers deeper than `depth`."""
        if self.begin >= 0:
            self._define()
        if self.begin >= 0:
            self.blocks.append(Block(Kind.PARAGRAPH, self.begin, self.stop))
            self.begin = -1
        self.rows = False
        del self.containers[depth:]

    def _line(self, start: int) -> int:
        at, base, depth = self._descend(start)
        whole = depth == len(self.containers)
        if self.closing and whole:
            return self._verbatim(self.closing, at, self._column(start, at) - base)
        self.closing = None
        if self.text[at] == "\n":
            return self._blank(at, depth)
        self.empty = False
        if self._column(start, at) - base >= CODE:
            return self._indented(at, depth)
        if self.begin >= 0 and whole and self.text[at] in "=-|:" and self._underlined(at):
            return self._next(at)
        return self._open(start, at, base, depth)

    def _column(self, start: int, at: int) -> int:
        return len(self.text[start:at].expandtabs(4)) if self.tabs else at - start

    def _skip(self, at: int) -> int:
        return _end(_INDENT.match(self.text, at))

    def _next(self, at: int) -> int:
        return self.text.index("\n", at) + 1

    def _descend(self, start: int) -> tuple[int, int, int]:
        """Where the line begins within the open containers, their column, and how many go on."""
        at, base, depth = self._skip(start), 0, 0
        for container in self.containers:
            column = self._column(start, at)
            if container == QUOTE:
                if self.text[at] != ">" or column - base >= CODE:
                    break
                at, base = self._quoted(at, column)
            elif column - base < container and self.text[at] != "\n":
                break
            else:
                base += container
            depth += 1
        return at, base, depth

    def _quoted(self, at: int, column: int) -> tuple[int, int]:
        """Where what is quoted begins, and the column from which its indentation counts."""
        return self._skip(at + 1), column + 1 + (self.text[at + 1] in " \t")

    def _verbatim(self, closing: Closing, at: int, indent: int) -> int:
        if indent < closing.indent and closing.line.match(self.text, at):
            self.closing = None
        return self._next(at)

    def _blank(self, at: int, depth: int) -> int:
        """An item that begins with two blank lines is over; so is a list that no line goes on."""
        self.finish(depth - (self.empty and depth == len(self.containers)))
        self.empty = False
        if QUOTE in self.containers:
            return at + 1
        end = _end(leaf.BLANKS.match(self.text, at))
        if not self.text.startswith((" ", "\t"), end):
            self.containers.clear()
        return end

    def _indented(self, at: int, depth: int) -> int:
        """Code; but a paragraph goes on."""
        if self.begin >= 0:
            return self._prose(at, depth)
        self.finish(depth)
        return self._next(at)

    def _open(self, start: int, at: int, base: int, depth: int) -> int:
        """Open the containers that begin in this line, then its leaf."""
        while self.text[at] != "\n":
            column = self._column(start, at)
            if column - base >= CODE:
                return self._indented(at, depth)
            found = _START.match(self.text, at)
            if found is None:
                return self._prose(at, depth)
            if found.lastgroup == "item" and self._interrupts(at, depth):
                self.finish(depth)
                at, base = self._item(start, found.end(), base)
            elif found.lastgroup == "quote" and depth < DEEPEST:
                self.finish(depth)
                self.containers.append(QUOTE)
                at, base = self._quoted(at, column)
            else:
                return self._leaf(found.lastgroup, at, found.end(), depth)
            depth += 1
        return at + 1

    def _interrupts(self, at: int, depth: int) -> bool:
        """Whether an item may begin here: a paragraph goes on at `1990. ` or at a bare marker."""
        if self.begin < 0 or depth < len(self.containers):
            return depth < DEEPEST
        return depth < DEEPEST and _INTERRUPTING_ITEM.match(self.text, at) is not None

    def _item(self, start: int, marked: int, base: int) -> tuple[int, int]:
        """Open the item whose marker ends at `marked`: where and in which column it begins."""
        at, column = self._skip(marked), self._column(start, marked)
        self.empty = self.text[at] == "\n"
        gap = self._column(start, at) - column
        column += 1 if self.empty or gap > CODE else gap
        self.containers.append(column - base)
        return at, column

    def _leaf(self, kind: str | None, at: int, end: int, depth: int) -> int:
        """The block that begins here, or a paragraph where what looks like a beginning is none."""
        closing = None
        if kind == "html":
            closing = leaf.html(self.text, at, self.begin < 0 and not self.rows)
        if kind in ("item", "quote") or (kind == "html" and closing is None):
            return self._prose(at, depth)
        self.finish(depth)
        if kind == "heading":
            self.blocks.append(leaf.heading(self.text, at, end))
        if kind == "fence":
            self.closing = leaf.fence(self.text, at, end)
        if closing is None:
            return self._next(at)
        self.closing = closing
        return self._verbatim(closing, at, 0)

    def _prose(self, at: int, depth: int) -> int:
        """A line of a table or paragraph; a paragraph may go on after its quote or list ended."""
        if self.rows and depth == len(self.containers):
            end = self._next(at) - 1 if self.containers else _end(leaf.ROWS.match(self.text, at))
            self.blocks.append(Block(Kind.ROWS, at, end))
            return end + 1
        if self.begin < 0:
            self.finish(depth)
            self.begin = at
        self.stop = _end(leaf.PROSE.match(self.text, at))
        return self.stop + 1

    def _underlined(self, at: int) -> bool:
        """Whether this line makes the paragraph above a heading, or its last line a table's."""
        if not leaf.UNDERLINE.match(self.text, at):
            return self._delimited(at)
        self._define()
        if self.begin < 0:
            return False
        end = self.begin + len(self.text[self.begin : self.stop].rstrip(" \t"))
        self.blocks.append(Block(Kind.HEADING, self.begin, end, 1 if self.text[at] == "=" else 2))
        self.begin = -1
        return True

    def _delimited(self, at: int) -> bool:
        line = self.text.rfind("\n", 0, self.stop) + 1
        start, end = max(self.begin, _end(_PREFIX.match(self.text, line))), self.stop
        if not leaf.delimits(self.text, at, start, end):
            return False
        self.begin, self.stop = (self.begin, line - 1) if line > self.begin else (-1, -1)
        self.finish(len(self.containers))
        self.blocks.append(Block(Kind.HEADER, start, end))
        self.rows = True
        return True

    def _define(self) -> None:
        """Take the definitions from the head of the paragraph."""
        while self.begin >= 0 and self.text[self.begin] == "[":
            found = leaf.definition(self.text, self.begin, self.stop)
            if found is None:
                return
            self.blocks.append(found[0])
            self.begin = found[1] if found[1] < self.stop else -1


def _end(match: re.Match[str] | None) -> int:
    """Where a match ends, of an expression that matches everywhere."""
    assert match is not None
    return match.end()
