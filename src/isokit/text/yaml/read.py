"""YAML to plain data, where every scalar stays text.

Every loader that resolves types turns `8.10` into 8.1 and `NO` into false. So data is built here, from
events: dicts, lists, text, and None for a plain empty value, `~` or `null`. Meaning is given by the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from isokit.text.decode import Refused, point
from isokit.text.span import Route
from isokit.text.yaml.events import DEEPEST, ENDS, MOST_NODES, OPENS, PureParser, event_reader, span_of
from isokit.text.yaml.places import places

Data = dict[str, Any] | list[Any] | str | None
"""What a YAML file holds. `Any` stands for Data once more."""

Scalar, MappingStart, StreamEnd = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.StreamEndEvent
NESTING = "maximum nesting depth"
"""What libyaml says when a text is nested deeper than it reads."""
NULLS = frozenset({"", "~", "null"})
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
NO_KEYS = frozenset({"", "<<"})
COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[^\r\n]*")
BLOCK_HEADER = re.compile(r"[|>][-+]?(\d?)[-+]?(#?)[^\r\n]*")
BLANKS = re.compile(r"[ \t\r\n]*")
GLUED = re.compile(r"#(?<=[|>+\-\d]#)")
"""What may be a comment glued to the beginning of a block text."""

DIRECTIVE = "a directive (%): isokit reads plain YAML"
LINE_ABOVE = "check the indentation and the quotes here and in the line above"
BEGINS = "put quotes around a text that begins with this character"
BACKSLASH = "put a text with a backslash in single quotes"
HINTS = {
    "mapping values are not allowed": "put quotes around a text that contains ': ', or check the indentation",
    "cannot start any token": BEGINS,
    "node content": BEGINS,
    "expected alphabetic or numeric character": "put quotes around a text that begins with & or *",
    "comment or line break": "put quotes around a text that begins with | or >",
    "expected chomping": "put quotes around a text that begins with | or >",
    "expected key": LINE_ABOVE,
    "expected '-' indicator": LINE_ABOVE,
    "expected <block end>": LINE_ABOVE,
    "document start>": LINE_ABOVE,
    "could not find expected ':'": "every key needs a ':' followed by a space",
    "expected ',' or": "check the commas, and that every bracket is closed",
    "escape": BACKSLASH,
    "hexdecimal": BACKSLASH,
}


def parse(text: str) -> Data:
    """The data of one YAML document; None for an empty one.

    Raises `Refused`, with the place, for invalid YAML and for what YAML allows but two readers could
    understand in two ways: duplicate keys, anchors, aliases, merge keys, tags, directives, keys that are
    missing or no scalars, tabs outside of quoted and block text, several documents, characters that are no text,
    more than 64 levels or 200,000 nodes.
    """
    if not text.isascii():
        _refuse_characters(text)
    try:
        data = _read(text)
        if "\t" in text or (("|" in text or ">" in text) and GLUED.search(text)):
            _refuse_disputed(text)
    except yaml.YAMLError as error:
        _refuse_characters(text)
        raise _not_yaml(text, error) from None
    return data


def _refuse_characters(text: str) -> None:
    if bad := NO_TEXT.search(text):
        raise Refused(f"the character U+{ord(bad[0]):04X} is not allowed here; delete it", point(text, bad.start()))


def _read(text: str) -> Data:
    """Data from events.

    libyaml 0.2.6 (PyYAML 6.0.4) has a depth limit of its own and reports it before it gives the events of the
    brackets. The parser in Python has none: it reads such a text up to our limit.
    """
    try:
        return _build(text, event_reader(text))
    except yaml.YAMLError as error:
        if NESTING not in str(error):
            raise
        return _build(text, PureParser(text).get_event)


def _build(text: str, next_event: Callable[[], Any]) -> Data:
    """Data from events. One flat loop, because this is where a check spends its time."""
    decorated = "&" in text or "!" in text or "\\" in text
    nodes = 0 if 2 * len(text) > MOST_NODES else -MOST_NODES
    top: Any = []
    key: str | None = None
    above: list[tuple[Any, str | None]] = []
    while (kind := type(event := next_event())) is not StreamEnd:
        if kind is Scalar:
            if decorated:
                _refuse_decoration(event)
            value = event.value
            if key is not None:
                top[key] = None if value in NULLS and not event.style else value
                key = None
            elif type(top) is dict:
                if value in top or value in NO_KEYS:
                    _refuse_key(text, event, [*above, (top, value)])
                key = value
            else:
                top.append(None if value in NULLS and not event.style else value)
        elif kind in OPENS:
            _refuse_collection(event, decorated, type(top) is dict and key is None, len(above))
            above.append((top, key))
            top, key = ({} if kind is MappingStart else []), None
        elif kind in ENDS:
            child, (top, key) = top, above.pop()
            if key is None:
                top.append(child)
            else:
                top[key], key = child, None
            continue
        else:
            _refuse_stream(event, second=bool(top))
            continue
        nodes += 1
        if nodes > MOST_NODES:
            raise Refused(f"more than {MOST_NODES:,} keys and values", span_of(event))
    return top[0] if top else None


def _refuse_collection(event: Any, decorated: bool, as_key: bool, depth: int) -> None:
    if decorated:
        _refuse_decoration(event)
    if as_key:
        raise Refused("a key must be a text, not a list or a mapping", span_of(event))
    if depth == DEEPEST:
        raise Refused(f"nested deeper than {DEEPEST} levels", span_of(event))


def _refuse_decoration(event: Any) -> None:
    """Refuse anchors and tags, and escapes such as `"\\ud800"` that stand for a character that is not allowed."""
    if event.anchor is not None:
        raise Refused(f"anchor &{event.anchor}: write the value out, or in quotes if it is a text", span_of(event))
    if event.tag is not None:
        raise Refused("a tag (!): isokit reads plain values only; put a text in quotes", span_of(event))
    if isinstance(event, yaml.ScalarEvent) and (bad := NO_TEXT.search(event.value)):
        raise Refused(f"an escape stands for U+{ord(bad[0]):04X}, which is not allowed", span_of(event))


def _refuse_key(text: str, event: Any, frames: list[tuple[Any, str | None]]) -> None:
    if event.value == "<<" and not event.style:  # in quotes it is a key like any other
        raise Refused("a merge key (<<): write the keys out instead", span_of(event))
    if not event.value and not event.style:
        raise Refused("a value without a key; write it as key: value", span_of(event))
    if event.value not in frames[-1][0]:
        return
    route: Route = tuple(len(data) if key is None else key for data, key in frames[1:])
    first = places(text).key(route)
    message = f"the key '{event.value}' appears twice in one mapping, first at line {first.line}:{first.column}"
    raise Refused(message, span_of(event))


def _refuse_stream(event: Any, second: bool) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise Refused(f"alias *{event.anchor}: write the value out, or in quotes if it is a text", span_of(event))
    if isinstance(event, yaml.DocumentStartEvent):
        if second:
            raise Refused("a second document (---): keep one document per file", span_of(event))
        if event.version or event.tags:
            raise Refused(DIRECTIVE, span_of(event))


def _refuse_disputed(text: str) -> None:
    """Refuse what readers disagree on: tabs that indent or separate, and a comment glued to the `|` of a block.

    In quotes and in blocks both are text.
    """
    next_event = event_reader(text)
    bare, end = [], 0
    while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
        if kind is yaml.ScalarEvent and event.style:
            start, stop = event.start_mark.index, event.end_mark.index
            if header := BLOCK_HEADER.match(text, start, stop):
                start = _begin_of_block(header, stop)
            bare.append(text[end:start] + " " * (stop - start))
            end = stop
    bare.append(text[end:])
    outside = COMMENT.sub(lambda comment: " " * len(comment[0]), "".join(bare))
    if (offset := outside.find("\t")) >= 0:
        raise Refused("a tab; use spaces here", point(text, offset))


def _begin_of_block(header: re.Match[str], stop: int) -> int:
    """Where the text of a block begins: behind the indentation of its first line, unless that is given as a digit."""
    digit, comment = header.groups()
    if comment:
        raise Refused("a comment without a space before it", point(header.string, header.start(2)))
    blanks = None if digit else BLANKS.match(header.string, header.end(), stop)
    return blanks.end() if blanks else header.end()


def _not_yaml(text: str, error: yaml.YAMLError) -> Refused:
    """What is wrong, and where it begins: the parser notices an open quote only at the end of the file."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Refused("the file is not valid YAML")
    problem, context, index = str(error.problem), str(error.context), error.problem_mark.index
    opening = error.context_mark.index if error.context_mark else index
    if text[index : index + 1] == "\t":
        return Refused("a tab; use spaces here", point(text, index))
    if "directive" in problem:
        return Refused(DIRECTIVE, point(text, opening))
    if context.endswith("scanning a quoted scalar") and problem.startswith("found unexpected"):
        return Refused("a quote is opened here and never closed", point(text, opening))
    if "parsing a flow" in context and not text[index:].strip():
        return Refused("a bracket is opened here and never closed", point(text, opening))
    hint = next((cure for sign, cure in HINTS.items() if sign in problem), "")
    at = opening if context.endswith("scanning a simple key") else index
    return Refused("not valid YAML: " + problem + (f"; {hint}" if hint else ""), point(text, at))
