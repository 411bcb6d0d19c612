"""Inline Markdown: the links, code spans and HTML within one paragraph, heading or cell.

Positions are offsets into the text; line ends are `\\n`. Every function is linear in its stretch.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

MANY = "{0,999}"
"""How often a group repeats at most. Each time costs memory until the expression is through.

Groups are made atomic by `(?>…)`: `(?:…)*+` matches wrongly before CPython 3.11.5 (gh-106052).
"""

_PUNCTUATION = r"!-/:-@\[-`{-~"
_ATTRIBUTE = (
    r"\s++[A-Za-z_:][A-Za-z0-9_.:-]*+"
    r"""(?>(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?)"""
)

TAG = rf"<(?:/[A-Za-z][A-Za-z0-9-]*+\s*+|[A-Za-z][A-Za-z0-9-]*+(?>(?:{_ATTRIBUTE}){MANY})\s*+/?)>"
"""An opening or closing HTML tag."""


def _bare_target(depth: int) -> str:
    inner = rf"|\({_bare_target(depth - 1)}\)" if depth else ""
    return rf"(?>(?:[^\x00-\x20\x7f()\\]++|\\[{_PUNCTUATION}]|\\{inner}){MANY})"


_ANGLED = rf"(?>(?:[^<>\n\\]++|\\[^\n]){MANY})"
TARGET = rf"(?:<(?P<angled>{_ANGLED})>|(?!<)(?P<bare>{_bare_target(3)}))"
"""A link's target, in angle brackets or with parentheses that balance, three deep at most."""

_TITLES = (
    rf"\"(?:[^\"\\]++|\\.){MANY}\"",
    rf"'(?:[^'\\]++|\\.){MANY}'",
    rf"\((?:[^()\\]++|\\.){MANY}\)",
)
TITLE = rf"(?>{'|'.join(_TITLES)})"

SPACE = r"(?>[ \t]++(?:\n[ \t>]*+)?|\n[ \t>]*+)"
"""White space with at most one line end; within a quote its mark begins the next line."""

SECTION = re.compile(r"<(?:!--|\?|!\[CDATA\[|!(?=[A-Za-z]))")
SECTION_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
"""How HTML other than tags begins and ends."""

_LINK_END = rf"\]\((?>{SPACE}?){TARGET}(?>(?:{SPACE}{TITLE})?{SPACE}?)\)"
_TAIL = re.compile(_LINK_END, re.DOTALL)
# One class of first characters lets the search run over plain text.
_TOKEN = re.compile(
    r"[\\`<!\[\]](?:(?<=\\).|(?<=`)`*+|(?<=[<\]])"
    rf"|(?:(?<=!)\[|(?<=\[))(?:[^\[\]\\`<]*+(?P<link>{_LINK_END}))?)",
    re.DOTALL,
)
_TAG = re.compile(TAG)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*+)>")
_RUN = re.compile("``*+")
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_ESCAPED = re.compile(rf"\\([{_PUNCTUATION}])|{_ENTITY}")
_OPENING_RUN = re.compile(r"(?<!\w)_++(?=\S)")
_CLOSING_RUN = re.compile(r"(?<![\s_])_++(?!\w)")


class Markup(Enum):
    """What a mark is."""

    CODE = auto()
    HTML = auto()
    LINK = auto()
    IMAGE = auto()
    AUTOLINK = auto()


LINKS = frozenset((Markup.LINK, Markup.IMAGE, Markup.AUTOLINK))
"""The kinds of marks that have a target."""


class Mark(NamedTuple):
    """Markup at text[start:end]. A link's text ends at `text_end`, its target is text[slice]."""

    kind: Markup
    start: int
    end: int
    text_end: int = 0
    target: tuple[int, int] = (0, 0)


def marks(text: str, start: int, end: int) -> list[Mark]:
    """The markup of a stretch, in the order in which it closes; a code span hides what is in it."""
    stretch = _Stretch(text, end)
    position = start
    while token := _TOKEN.search(text, position, end):
        position = stretch.step(token)
    return stretch.marks


def unescaped(text: str) -> str:
    """A target with its backslash escapes and HTML entities resolved; `%20` stays."""
    return _ESCAPED.sub(_resolve, text) if "\\" in text or "&" in text else text


def reading(text: str) -> str:
    """What a reader sees of a heading: no targets, images, tags, or `_` of emphasis.

    The other marks stay; they are punctuation, which an anchor drops.
    """
    found = marks(text, 0, len(text))
    gaps = [(m.text_end, m.end) for m in found if m.kind is Markup.LINK]
    gaps += [(m.start, m.end) for m in found if m.kind in (Markup.IMAGE, Markup.HTML)]
    return unescaped(without(text, gaps + _emphasis(text, found)))


def without(text: str, gaps: list[tuple[int, int]], fill: str = "") -> str:
    """The text with each gap left out, or filled character by character; gaps may overlap."""
    pieces, position = [], 0
    for start, end in sorted(gaps):
        pieces.append(text[position:start])
        pieces.append(fill * (end - max(start, position)))
        position = max(position, end)
    return "".join(pieces) + text[position:]


def _emphasis(text: str, found: list[Mark]) -> list[tuple[int, int]]:
    """The runs of `_` outside code that open and close emphasis; within words they are letters."""
    if "_" not in text:
        return []
    prose = without(text, [(m.start, m.end) for m in found if m.kind is Markup.CODE], "x")
    opening = [run.span() for run in _OPENING_RUN.finditer(prose)]
    closing = [run.span() for run in _CLOSING_RUN.finditer(prose)]
    return opening + closing if len(opening) == len(closing) else []


def _resolve(escaped: re.Match[str]) -> str:
    from html import entities, unescape

    if escaped[1]:
        return escaped[1]
    if escaped[0].startswith("&#"):
        return unescape(escaped[0])
    return entities.html5.get(escaped[0][1:], escaped[0])


class _Stretch:
    """What is open at a place of the stretch: brackets, and which ends are known to be missing.

    Without that knowledge a text of nothing but openings would be searched again from each.
    """

    __slots__ = ("brackets", "end", "linked", "marks", "missing", "runs", "text")

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.marks: list[Mark] = []
        self.brackets: list[int] = []
        self.linked = 0  # this many of the brackets hold a link already, so can begin none
        self.missing: set[str] = set()
        self.runs: dict[int, list[int]] | None = None

    def step(self, token: re.Match[str]) -> int:
        at, end = token.span()
        first = self.text[at]
        if first == "]":
            return self._close(at)
        if first == "`":
            return self._code(at, end)
        if first == "<":
            return self._angle(at)
        if token["link"] is not None:
            self._link(at, token.start("link"), token)
        elif first != "\\":
            self.brackets.append(at)
        return end

    def _close(self, at: int) -> int:
        """A link or image ends here if brackets are open and a target follows."""
        if not self.brackets:
            return at + 1
        start = self.brackets.pop()
        spent = len(self.brackets) < self.linked
        self.linked = min(self.linked, len(self.brackets))
        if spent and self.text[start] != "!":
            return at + 1
        tail = _TAIL.match(self.text, at, self.end)
        if tail is None:
            return at + 1
        self._link(start, at, tail)
        return tail.end()

    def _link(self, start: int, text_end: int, tail: re.Match[str]) -> None:
        """Brackets that are open around a link can begin an image, but no other link."""
        image = self.text[start] == "!"
        if not image:
            self.linked = len(self.brackets)
        kind = Markup.IMAGE if image else Markup.LINK
        self.marks.append(Mark(kind, start, tail.end(), text_end, target(tail)))

    def _code(self, at: int, end: int) -> int:
        """A code span goes to the next run of as many backticks."""
        if self.runs is None:
            self.runs = _backticks(self.text, end, self.end)
        starts = self.runs.get(end - at, [])
        while starts and starts[-1] < end:
            starts.pop()
        if not starts:
            return end
        close = starts[-1] + end - at
        self.marks.append(Mark(Markup.CODE, at, close))
        return close

    def _angle(self, at: int) -> int:
        autolink = _AUTOLINK.match(self.text, at, self.end)
        if autolink:
            self.marks.append(Mark(Markup.AUTOLINK, at, autolink.end(), 0, autolink.span(1)))
            return autolink.end()
        end = self._html(at)
        if end < 0:
            return at + 1
        self.marks.append(Mark(Markup.HTML, at, end))
        return end

    def _html(self, at: int) -> int:
        opening = SECTION.match(self.text, at, self.end)
        if opening is None:
            tag = _TAG.match(self.text, at, self.end)
            return tag.end() if tag else -1
        closing = SECTION_ENDS[opening[0]]
        found = -1 if closing in self.missing else self.text.find(closing, at + 2, self.end)
        if found < 0:
            self.missing.add(closing)
            return -1
        return found + len(closing)


def target(match: re.Match[str]) -> tuple[int, int]:
    return match.span("angled") if match["angled"] is not None else match.span("bare")


def _backticks(text: str, start: int, end: int) -> dict[int, list[int]]:
    """By their length, where the runs of backticks begin, the last one first."""
    runs: dict[int, list[int]] = {}
    for run in reversed(list(_RUN.finditer(text, start, end))):
        runs.setdefault(run.end() - run.start(), []).append(run.start())
    return runs
