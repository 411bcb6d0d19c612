"""New YAML: every value, entry and file that isokit writes. Each text reads back as this text, in YAML 1.1 too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
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
"""What looks like a number, a date or a time; some readers take more of them for one than others."""
STRING = "tag:yaml.org,2002:str"
UNLIMITED = 1 << 30
RESOLVER: Any = yaml.resolver.Resolver()
"""What YAML 1.1 takes for another thing than a text."""
SIMPLE = re.compile(r"[A-Za-z][\w ./-]*(?<! )", re.ASCII)
"""A text that no reader takes for punctuation."""


def emit(value: Mapping[str, Value] | Sequence[Value]) -> str:
    """A collection in block style; in it, what fits on a line is in brackets, but for lists of mappings."""
    return _written(_block(value, WIDEST))


def inline(value: Value, style: str = "") -> str:
    """A value on one line, as it may stand in brackets. `style` is the kind of quotes a text keeps."""
    return _written(_sequence([_flow(value, style)], True)).strip()[1:-1].strip()


def data_of(value: Value) -> Data:
    """What isokit reads where a value is written."""
    if isinstance(value, Mapping):
        return {key: data_of(child) for key, child in value.items()}
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | date | int):
        return str(value)
    return None if value is None else [data_of(child) for child in value]


def _text(text: str, style: str) -> Any:
    from ruamel.yaml.nodes import ScalarNode

    return ScalarNode(STRING, text, style=style)


def _sequence(items: list[Any], flow: bool) -> Any:
    from ruamel.yaml.nodes import SequenceNode

    return SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow or not items)


def _mapping(entries: Iterable[tuple[str, Any]], flow: bool) -> Any:
    from ruamel.yaml.nodes import MappingNode

    keys = [(_text(key, "" if key == OWN_KEY else _style(key, True)), node) for key, node in entries]
    return MappingNode("tag:yaml.org,2002:map", keys, flow_style=flow or not keys)


def _block(value: Value, room: int) -> Any:
    """A value below a key or a dash, where `room` characters are left on the line."""
    if isinstance(value, Mapping):
        return _mapping(((key, _child(child, room - len(key) - 2)) for key, child in value.items()), False)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _sequence([_block(child, room - 4) for child in value], False)
    return _scalar(value, "", flow=False)


def _child(value: Value, room: int) -> Any:
    if not isinstance(value, Mapping | Sequence) or isinstance(value, str):
        return _scalar(value, "", flow=False)
    return _flow(value) if not _holds_entries(value) and len(inline(value)) <= room else _block(value, room - 2)


def _holds_entries(value: Value) -> bool:
    """Whether a list of mappings is in it, whose entries get lines of their own."""
    return isinstance(value, Sequence) and any(isinstance(child, Mapping) for child in value)


def _flow(value: Value, style: str = "") -> Any:
    if isinstance(value, Mapping):
        return _mapping(((key, _flow(child)) for key, child in value.items()), True)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _sequence([_flow(child) for child in value], True)
    return _scalar(value, style, flow=True)


def _scalar(value: str | date | int | bool | None, style: str, flow: bool) -> Any:
    if isinstance(value, str):
        return _text(value, _style(value, flow, style))
    return _text(str(data_of(value)) if value is not None else "null" if flow else "", "")


def _style(text: str, flow: bool, style: str = "") -> str:
    """The quotes a text gets: single ones where it had them, none where every reader takes it for this text."""
    if style == "'" and text.isprintable():
        return style
    plain = not style and not _disputed(text) and _reads(f"- {text}", text) and (not flow or _reads(f"[{text}]", text))
    return "" if plain else '"'


def _disputed(text: str) -> bool:
    """Whether some reader of YAML takes it for no text where it has no quotes."""
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


def _written(node: Any) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.emitter import Emitter

    class Decided(Emitter):
        """Writes each text in the quotes that were chosen for it."""

        def choose_scalar_style(self) -> Any:
            self.analysis = self.analysis or self.analyze_scalar(self.event.value)
            return self.event.style or ""

        def process_tag(self) -> None:
            """A value without quotes is what its text says, so no tag is written."""

    writer, out = YAML(pure=True), io.StringIO()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width, writer.Emitter = UNLIMITED, Decided
    writer.brace_single_entry_mapping_in_flow_sequence = True
    writer.serialize(node, out)
    return out.getvalue()
