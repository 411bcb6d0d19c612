"""What tests share: a tree written down as a mapping, and the names of the fixtures' types."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from isokit.model.run import Run
from isokit.text.source import Source

TODAY = date(2026, 11, 22)
SETTINGS = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015, iso27001:2022]\n"

Files = Mapping[str, str | bytes]
RunTree = Callable[..., Run]
Golden = Callable[[str, str], None]


def sources(files: Files) -> list[Source]:
    """A tree in memory. Texts lose their common indentation; isokit.yaml is there unless given."""
    with_settings = {"isokit.yaml": SETTINGS, **files}
    return [Source(path, partial(bytes_of, content)) for path, content in sorted(with_settings.items())]


def bytes_of(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else textwrap.dedent(content).encode()
