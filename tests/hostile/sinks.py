"""What may reach a terminal, the log of a CI job, a Markdown page and a JSON reader."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
ACTING = {"Cc", "Cs", "Zl", "Zp"}
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
HIDING = "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\U000e0041"
COMMAND = re.compile(r"^\s*::", re.MULTILINE)
OLD_COMMAND = "##["
PAGE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")


def text_of(output: bytes) -> str:
    """Output as UTF-8, whatever the locale."""
    return output.decode("utf-8")


def harmful(text: str) -> set[str]:
    """The characters that act on a terminal, turn the text around them, or cannot be seen."""
    return {char for char in set(text) if char != "\n" and _harms(char)}


def _harms(char: str) -> bool:
    acts = unicodedata.category(char) in ACTING
    return acts or char in HIDING or unicodedata.bidirectional(char) in TURNING


def commands(text: str) -> list[str]:
    """The lines that the runner of a CI job would take for workflow commands: blanks before them do not count."""
    return [line for line in text.splitlines() if COMMAND.match(line)]


def strict_json(output: bytes) -> Any:
    """The data of a JSON document, in UTF-8 and without half of a surrogate pair."""
    data = json.loads(text_of(output))
    json.dumps(data, ensure_ascii=False).encode("utf-8")
    return data


def markup_of(page: str) -> set[str]:
    """The kinds of markup a Markdown page has beyond headings, tables, lists and plain or bold words."""
    plain = re.compile("(heading|table|thead|tbody|tr|th|td|ordered_list|list_item|paragraph|strong)_|inline$|text$")
    tokens = [token for block in PAGE.parse(page) for token in (block, *(block.children or ()))]
    return {token.type for token in tokens if not plain.match(token.type) and token.type != "softbreak"}


def ragged(page: str) -> list[str]:
    """The rows of the tables of a page that have other cells than the row above."""
    lines = page.splitlines()
    pairs = pairwise(lines)
    rows = [(above, row) for above, row in pairs if above.startswith("|") and row.startswith("|")]
    return [row for above, row in rows if len(PIPE.findall(above)) != len(PIPE.findall(row))]


def cells_of(page: str) -> Iterator[str]:
    """The text of every cell of a page, as a reader sees it."""
    tokens = PAGE.parse(page)
    for opened, inline in pairwise(tokens):
        if opened.type == "td_open":
            yield "".join(child.content for child in inline.children or ())
