"""The YAML event stream both readers stand on: the one that builds data and the one that finds places.

The C parser's *events* are safe on any input; its loaders and `compose` are not (deep nesting crashes the
process). Where the C extension is missing, PyYAML's events in Python are the same, only slower.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

import yaml

from isokit.text.span import Span

OPENS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
SCALAR, SEQUENCE, STREAM_END = yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.StreamEndEvent

DEEPEST = 64
"""Nested collections; hand-written records use five."""
MOST_NODES = 200_000
"""Keys and values of one file; a register of 5,000 entries has about 100,000."""

BLOCK_END = re.compile(r"[\0 \t\r\n]|:(?=[\0 \t\r\n])")
FLOW_END = re.compile(r"[\0 \t\r\n,\[\]{}]|:(?=[\0 \t\r\n,?\[\]{}])")
"""Where a text without quotes ends, outside of brackets and inside."""


class PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's parser in Python, without its composer and constructor, taught to accept what libyaml accepts."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)

    def scan_plain(self) -> yaml.ScalarToken:
        """A text without quotes. Inside of brackets it may hold `?`, and no `:` before another indicator."""
        start = end = self.get_mark()
        chunks: list[str] = []
        spaces: list[str] | None = []
        while (length := self._plain_length()) and self.peek() != "#":
            self.allow_simple_key = False
            chunks += [*(spaces or ()), self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(self.indent + 1, start)
            if not spaces or (not self.flow_level and self.column <= self.indent):
                break
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",?[]{}":
            raise _scanner_error("found unexpected ':'", self.get_mark())
        return yaml.ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self) -> int:
        ends = FLOW_END if self.flow_level else BLOCK_END
        found = ends.search(self.buffer, self.pointer)
        return found.start() - self.pointer if found else 0

    def fetch_directive(self) -> NoReturn:
        raise _scanner_error("found a directive", self.get_mark())

    def get_event(self) -> Any:
        """The next event. An escape beyond Unicode is an error in the text, not in the program."""
        try:
            return yaml.parser.Parser.get_event(self)  # type: ignore[no-untyped-call,unused-ignore]
        except (ValueError, OverflowError):
            raise _scanner_error("found invalid Unicode character escape code", self.get_mark()) from None


def _scanner_error(problem: str, mark: Any) -> yaml.scanner.ScannerError:
    return yaml.scanner.ScannerError(None, None, problem, mark)


Parser: Callable[[str], Any] = (
    yaml.cyaml.CParser if yaml.__with_libyaml__ else PureParser  # type: ignore[attr-defined,unused-ignore]
)


def event_reader(text: str) -> Callable[[], Any]:
    return Parser(text).get_event  # type: ignore[no-any-return]


def span_of(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
