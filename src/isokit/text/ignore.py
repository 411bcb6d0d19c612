"""Comments that set findings aside, and what each covers: `# isokit: ignore[DOC204] until=2027-03-31 reason="…"`.

In YAML such a comment stands outside of every text; in Markdown it is an HTML comment outside of code, and in front
matter a comment of YAML. It covers its line; alone on its line it covers what comes next: in YAML the next entry of
a mapping or a list with everything in it, in a Markdown text the lines up to the next blank one. Neither CSV nor the
rows of Markdown tables have comments.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from isokit.text.decode import LINE_END
from isokit.text.markdown.parts import with_newlines
from isokit.text.yaml.events import ENDS, OPENS, SCALAR, SEQUENCE, STREAM_END, event_reader

MARK = "isokit: ignore"
"""What a text has to hold to be read again for such comments."""

YAML_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[^\r\n]*")
IN_YAML = re.compile(rf"#[ \t]*{MARK}(?P<rest>.*)")
IN_MARKDOWN = re.compile(rf"<!--\s*{MARK}(?P<rest>.*?)-->", re.DOTALL)
BLOCK_HEADER = re.compile(r"[|>][^\r\n]*")
RULES = re.compile(r"\s*\[([^\]]*)\]")
OPTION = re.compile(r'\s+(until|reason)=(?:"([^"]*)"|([^\s"]+))(?=\s|\Z)')
OTHER_COMMENT = re.compile(r"(?:^|\s)#.*", re.DOTALL)
"""What follows in the same line and is no part of the suppression."""
BLANK_LINE = re.compile(r"^[ \t]*\n", re.MULTILINE)
WORD = re.compile(r"\S")
NO_LINES = (0, -1)


class Ignore(NamedTuple):
    """A comment: where it stands, what it says, and the lines it covers, both included.

    `until` is None and `rules` is empty where it says nothing of them; `stray` is what cannot be understood.
    `beside` is the text the comment stands beside, or the first line of what it stands above.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    rules: tuple[str, ...]
    reason: str
    until: str | None
    stray: str
    first: int
    last: int
    beside: str


class Said(NamedTuple):
    """What a comment says behind the mark."""

    rules: tuple[str, ...]
    reason: str
    until: str | None
    stray: str


def in_yaml(text: str) -> tuple[Ignore, ...]:
    """The comments of a YAML text that `yaml.parse` has accepted."""
    return tuple(_in_yaml(text)) if MARK in text else ()


def in_body(text: str, first_line: int) -> tuple[Ignore, ...]:
    """The comments of a Markdown text without its front matter, which starts on a line of its file."""
    return tuple(_in_body(text, first_line)) if MARK in text else ()


def _said(rest: str) -> Said:
    """What stands behind the mark, in any order behind the brackets; each option once."""
    options: dict[str, str] = {}
    rules = RULES.match(rest)
    at = rules.end() if rules else 0
    while rules and (option := OPTION.match(rest, at)) and option[1] not in options:
        options[option[1]] = " ".join((option[2] or option[3] or "").split())
        at = option.end()
    names = tuple(filter(None, (word.strip() for word in rules[1].split(",")))) if rules else ()
    stray = OTHER_COMMENT.sub("", rest[at:])
    return Said(names, options.get("reason", ""), options.get("until"), " ".join(stray.split()))


# YAML


@dataclass(slots=True)
class _Walk:
    """The stretches of a text that are quoted or block texts, and its entries: offset, first line and last line."""

    texts: list[tuple[int, int]] = field(default_factory=list)
    entries: list[list[int]] = field(default_factory=list)
    open: list[_Level] = field(default_factory=list)
    line: int = 0

    def take(self, event: Any, kind: type, text: str) -> None:
        """Take in the next event."""
        level = self.open[-1] if self.open else None
        if kind is SCALAR or kind in OPENS:
            as_key = level is not None and level.key_comes
            if level and (as_key or level.is_list):
                self.entries.append([event.start_mark.index, event.start_mark.line + 1, 0])
                level.entry = len(self.entries) - 1
            if kind is SCALAR:
                self._scalar(event, text)
                self._value_over(level, as_key)
            else:
                is_list = kind is SEQUENCE
                self.open.append(_Level(is_list, key_comes=not is_list))
        elif kind in ENDS:
            if event.end_mark.index > event.start_mark.index:  # a bracket
                self.line = event.end_mark.line + 1
            self.open.pop()
            self._value_over(self.open[-1] if self.open else None, False)

    def _scalar(self, event: Any, text: str) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.line = event.end_mark.line + (event.end_mark.column > 0 or start == end)
        if event.style in ("|", ">"):
            header = BLOCK_HEADER.match(text, start, end)
            self.texts.append((header.end() if header else start, end))
        elif event.style:
            self.texts.append((start, end))

    def _value_over(self, level: _Level | None, was_key: bool) -> None:
        if level is None:
            return
        if was_key:
            level.key_comes = False
            return
        self.entries[level.entry][2] = self.line
        level.key_comes = not level.is_list


@dataclass(slots=True)
class _Level:
    """A collection that is open, and its open entry."""

    is_list: bool
    key_comes: bool
    entry: int = -1


def _walked(text: str, next_event: Callable[[], Any]) -> _Walk:
    walk = _Walk()
    while (kind := type(event := next_event())) is not STREAM_END:
        walk.take(event, kind, text)
    return walk


def _in_yaml(text: str) -> Iterator[Ignore]:
    walk = _walked(text, event_reader(text))
    lines = _Lines(text)
    for comment in YAML_COMMENT.finditer(_blanked(text, walk.texts)):
        found = IN_YAML.search(text, *comment.span())
        if not found:
            continue
        line = lines.number(found.start())
        before = text[lines.starts[line - 1] : comment.start()].strip()
        covered = (line, line, before) if before else _next_entry(walk, comment.start(), line, lines)
        yield _ignore(lines, *found.span(), _said(found["rest"]), covered)


def _next_entry(walk: _Walk, offset: int, line: int, lines: _Lines) -> tuple[int, int, str]:
    """The outermost entry that begins next, from the line of the comment on; nothing where none follows."""
    following = bisect_right(walk.entries, offset, key=lambda entry: entry[0])
    if following == len(walk.entries):
        return (*NO_LINES, "")
    _, first, last = walk.entries[following]
    return line, last, lines.text(first)


def _blanked(text: str, stretches: list[tuple[int, int]]) -> str:
    """The text with blanks in the place of some stretches of it."""
    parts, at = [], 0
    for start, end in stretches:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


# Markdown


def _in_body(text: str, first_line: int) -> Iterator[Ignore]:
    from isokit.text.markdown import block, inline
    from isokit.text.markdown.leaf import Kind

    plain = with_newlines(text) + "\n"
    found = list(IN_MARKDOWN.finditer(plain))
    probe = "".join(_probe(plain, [match.span() for match in found]))
    blanked = _blanked(plain, [match.span() for match in found])
    blocks, lines = block.blocks(probe), _Lines(plain, first_line)
    for match in found:
        around = next((b for b in blocks if b.start <= match.start() < b.end), None)
        marks = inline.marks(probe, around.start, around.end) if around else []
        if not around or any(m.start <= match.start() < m.end for m in marks if m.kind is inline.Markup.CODE):
            continue
        in_table = around.kind in (Kind.HEADER, Kind.ROWS)
        covered = (*NO_LINES, "") if in_table else _next_block(blanked, match, lines)
        yield _ignore(lines, *match.span(), _said(match["rest"]), covered)


def _probe(plain: str, comments: list[tuple[int, int]]) -> Iterator[str]:
    """The text with words in the place of comments: what is code then, was code before."""
    at = 0
    for start, end in comments:
        yield plain[at:start]
        yield re.sub(r"[^\n]", "x", plain[start:end])
        at = end
    yield plain[at:]


def _next_block(blanked: str, match: re.Match[str], lines: _Lines) -> tuple[int, int, str]:
    first, last = lines.number(match.start()), lines.number(match.end() - 1)
    before = blanked[lines.start(first) : match.start()].strip()
    beside = before or blanked[match.end() : lines.start(last + 1)].strip()
    if beside:
        return first, last, beside
    word = WORD.search(blanked, match.end())
    if word is None:
        return (*NO_LINES, "")
    blank = BLANK_LINE.search(blanked, word.start())
    begin = lines.number(word.start())
    return first, lines.number(blank.start() if blank else len(blanked)) - 1, lines.text(begin)


# Both


class _Lines:
    """The lines of a text by offset; the first has a number of its own."""

    def __init__(self, text: str, first: int = 1) -> None:
        self._text, self._first = text, first
        self.starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def number(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1 + self._first

    def start(self, number: int) -> int:
        at = number - self._first
        return self.starts[at] if at < len(self.starts) else len(self._text)

    def text(self, number: int) -> str:
        return self._text[self.start(number) : self.start(number + 1)].strip()


def _ignore(lines: _Lines, start: int, end: int, said: Said, covered: tuple[int, int, str]) -> Ignore:
    line, end_line = lines.number(start), lines.number(end)
    columns = start - lines.start(line) + 1, end - lines.start(end_line) + 1
    return Ignore(line, columns[0], end_line, columns[1], *said, *covered)
