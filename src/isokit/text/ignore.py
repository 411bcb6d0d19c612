"""Comments that set findings aside, and what each covers, `# isokit: ignore[DOC204] until=2027-03-31 reason="…"`.

In YAML and front matter it is a comment of YAML, in Markdown an HTML comment outside of code. It covers its line; on
a line of its own it covers what follows: in YAML the next entry of a mapping or a list with everything in it, in
Markdown the lines up to the next blank one. Neither CSV nor the rows of Markdown tables have comments.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from isokit.text.decode import LINE_END
from isokit.text.markdown.parts import with_newlines
from isokit.text.yaml.nodes import Kind, Node, nodes

MARK = "isokit: ignore"
"""A text that contains it is read again for such comments."""

YAML_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[^\r\n]*")
IN_YAML = re.compile(rf"#[ \t]*{MARK}(?P<rest>.*)")
IN_MARKDOWN = re.compile(rf"<!--\s*{MARK}(?P<rest>.*?)-->", re.DOTALL)
BLOCK_HEADER = re.compile(r"[|>][^\r\n]*")
RULES = re.compile(r"\s*\[([^\]]*)\]")
OPTION = re.compile(r'\s+(until|reason)=(?:"([^"]*)"|([^\s"]+))(?=\s|\Z)')
OTHER_COMMENT = re.compile(r"(?:^|\s)#.*", re.DOTALL)
"""An ordinary comment on the same line, not part of the suppression."""
BLANK_LINE = re.compile(r"^[ \t]*\n", re.MULTILINE)
WORD = re.compile(r"\S")
NO_LINES = (0, -1)


class Ignore(NamedTuple):
    """A comment: its place, its content, and the lines it covers, both included.

    `until` is None and `rules` is empty where it does not give them; `stray` is what cannot be understood.
    `subject` is the text on the comment's line, or the first line of what it covers.
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
    subject: str


class Statement(NamedTuple):
    """What follows the mark."""

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


def _parse(rest: str) -> Statement:
    """What follows the mark: rules in brackets, then the options in any order, each once."""
    options: dict[str, str] = {}
    rules = RULES.match(rest)
    at = rules.end() if rules else 0
    while rules and (option := OPTION.match(rest, at)) and option[1] not in options:
        options[option[1]] = " ".join((option[2] or option[3] or "").split())
        at = option.end()
    names = tuple(filter(None, (word.strip() for word in rules[1].split(",")))) if rules else ()
    stray = OTHER_COMMENT.sub("", rest[at:])
    return Statement(names, options.get("reason", ""), options.get("until"), " ".join(stray.split()))


# YAML


class _Entry(NamedTuple):
    """An entry of a mapping or a list, by the offset at which it starts, and the node it holds."""

    start: int
    node: Node


def _entries(node: Node) -> Iterator[_Entry]:
    for child in node.children:
        yield _Entry(child.start, child.node)
        yield from _entries(child.node)


def _texts(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """The stretches of the texts and keys below a node, in which no comment begins."""
    if node.kind is Kind.SCALAR:
        header = BLOCK_HEADER.match(text, node.start, node.end) if node.block_text else None
        yield (header.end() if header else node.start), node.end
    for child in node.children:
        if isinstance(child.key, str):
            yield child.start, child.end
        yield from _texts(text, child.node)


def _in_yaml(text: str) -> Iterator[Ignore]:
    root, lines = nodes(text), _Lines(text)
    entries = list(_entries(root)) if root else []
    for comment in YAML_COMMENT.finditer(_blanked(text, _texts(text, root) if root else ())):
        found = IN_YAML.search(text, *comment.span())
        if not found:
            continue
        line = lines.number(found.start())
        before = text[lines.starts[line - 1] : comment.start()].strip()
        covered = (line, line, before) if before else _next_entry(entries, comment.start(), line, lines)
        yield _ignore(lines, *found.span(), _parse(found["rest"]), covered)


def _next_entry(entries: Sequence[_Entry], offset: int, line: int, lines: _Lines) -> tuple[int, int, str]:
    """The outermost entry that begins next, from the line of the comment on; nothing where none follows."""
    following = bisect_right(entries, offset, key=lambda entry: entry.start)
    if following == len(entries):
        return (*NO_LINES, "")
    start, node = entries[following]
    return line, lines.number(max(start, node.end - 1)), lines.text(lines.number(start))


def _blanked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in stretches:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


# Markdown


def _in_body(text: str, first_line: int) -> Iterator[Ignore]:
    from isokit.text.markdown import block, inline, leaf

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
        in_table = around.kind in (leaf.Kind.HEADER, leaf.Kind.ROWS)
        covered = (*NO_LINES, "") if in_table else _next_block(blanked, match, lines)
        yield _ignore(lines, *match.span(), _parse(match["rest"]), covered)


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
    covered = before or blanked[match.end() : lines.start(last + 1)].strip()
    if covered:
        return first, last, covered
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


def _ignore(lines: _Lines, start: int, end: int, statement: Statement, covered: tuple[int, int, str]) -> Ignore:
    line, end_line = lines.number(start), lines.number(end)
    columns = start - lines.start(line) + 1, end - lines.start(end_line) + 1
    return Ignore(line, columns[0], end_line, columns[1], *statement, *covered)
