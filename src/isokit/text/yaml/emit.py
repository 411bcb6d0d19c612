"""New YAML: every value, entry and file that isokit writes. Each text reads back as this text, in YAML 1.1 too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from isokit.text.decode import Refused
from isokit.text.yaml.read import Data, parse

Value = str | date | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written. A text gets quotes where some reader would take it for a number, a date or a truth value."""

WIDEST = 100
"""Characters of a line that holds a collection in brackets."""
OWN_KEY = "on"
"""A key of isokit's own that YAML 1.1 takes for `true`; it is written without quotes everywhere."""
WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
NUMBER = re.compile(r"[-+.]?\d[\d._:xXoO+eE-]*|[-+]?\.\d+")
"""What looks like a number, a date or a time to some reader."""
STRING = "tag:yaml.org,2002:str"
UNLIMITED = 1 << 30
RESOLVER: Any = yaml.resolver.Resolver()
"""What YAML 1.1 takes for another thing than a text."""
SIMPLE = re.compile(r"[A-Za-z][\w ./-]*(?<! )", re.ASCII)
"""A text that no reader takes for punctuation."""


def emit(value: Mapping[str, Value] | Sequence[Value]) -> str:
    """A collection in block style; in it, what fits on a line is in brackets, but for lists of mappings."""
    return _write(_events(value, flow=False, room=WIDEST))


def inline(value: Value, style: str = "") -> str:
    """A value on one line, as it may stand in brackets. `style` is the kind of quotes a text keeps."""
    return _write(_events([value], flow=True, style=style)).strip()[1:-1].strip()


def data_of(value: Value) -> Data:
    """The data isokit reads back."""
    if isinstance(value, Mapping):
        return {key: data_of(child) for key, child in value.items()}
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | date | int):
        return str(value)
    return None if value is None else [data_of(child) for child in value]


def _events(value: Value, flow: bool, room: int = 0, style: str = "") -> Iterator[Any]:
    """The events of a value: in brackets, or in block style where `room` characters are left on the line."""
    from ruamel.yaml import events

    if isinstance(value, Mapping):
        yield events.MappingStartEvent(None, None, True, flow_style=flow or not value, nr_items=len(value))
        for key, child in value.items():
            yield _scalar(key, "" if key == OWN_KEY else _style(key, True))
            left = room - len(key) - 2
            in_brackets = flow or _fits(child, left)
            yield from _events(child, in_brackets, left - 2)
        yield events.MappingEndEvent()
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield events.SequenceStartEvent(None, None, True, flow_style=flow or not value)
        for child in value:
            yield from _events(child, flow, room - 4, style)
        yield events.SequenceEndEvent()
    elif isinstance(value, str):
        yield _scalar(value, _style(value, flow, style))
    else:
        yield _scalar(str(data_of(value)) if value is not None else "null" if flow else "", "")


def _scalar(text: str, style: str) -> Any:
    from ruamel.yaml.events import ScalarEvent

    return ScalarEvent(None, None, (True, True, True), text, style=style)


def _fits(value: Value, room: int) -> bool:
    """Whether a collection goes in brackets: it fits on the line and is not a list of mappings."""
    if not isinstance(value, Mapping | Sequence) or isinstance(value, str):
        return False
    entries = isinstance(value, Sequence) and any(isinstance(child, Mapping) for child in value)
    return not entries and len(inline(value)) <= room


def _style(text: str, flow: bool, style: str = "") -> str:
    """The quotes a text gets: single ones where it had them, none where every reader takes it for this text."""
    if style == "'" and text.isprintable():
        return style
    plain = not style and not _disputed(text) and _reads(f"- {text}", text) and (not flow or _reads_in_brackets(text))
    return "" if plain else '"'


def _reads_in_brackets(text: str) -> bool:
    """Whether a text needs no quotes in brackets, where YAML 1.1 ends it at a question mark."""
    return "?" not in text and _reads(f"[{text}]", text)


def _disputed(text: str) -> bool:
    """Whether some reader of YAML takes it for another type where it has no quotes."""
    return (
        RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) != STRING
        or text.lower() in WORDS
        or bool(NUMBER.fullmatch(text))
    )


def _reads(line: str, text: str) -> bool:
    try:
        return SIMPLE.fullmatch(text) is not None or parse(line) == [text]
    except Refused:
        return False


def _write(events: Iterator[Any]) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml import events as kinds
    from ruamel.yaml.emitter import Emitter

    class Decided(Emitter):
        """Writes each text in the quotes that were chosen for it."""

        def choose_scalar_style(self) -> Any:
            self.analysis = self.analysis or self.analyze_scalar(self.event.value)
            return self.event.style or ""

        def process_tag(self) -> None:
            """A value without quotes is what its text says, so no tag is written."""

    out = io.StringIO()
    writer = Decided(out, width=UNLIMITED, dumper=YAML(pure=True))
    writer.best_sequence_indent, writer.sequence_dash_offset = 4, 2
    writer.brace_single_entry_mapping_in_flow_sequence = True
    for event in (kinds.StreamStartEvent(), kinds.DocumentStartEvent(explicit=False), *events):
        writer.emit(event)
    writer.emit(kinds.DocumentEndEvent(explicit=False))
    writer.emit(kinds.StreamEndEvent())
    return out.getvalue()
