"""What tests share: a tree written down as a mapping, and the names of the fixtures' types."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from hypothesis import settings

from isokit.model.history import Commit, History, Past, Signature
from isokit.run import Run
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


class Committed(NamedTuple):
    """A commit made by hand: its day, its author, and the files it left otherwise than they were."""

    day: str
    author: str
    files: Files


def history_of(*commits: Committed, signatures: Mapping[str, Signature] | None = None) -> History:
    """The whole history of a tree in these commits, the oldest first; the ids are forty times their number, from 1."""
    made = [(_commit(number, each), each.files) for number, each in enumerate(commits, 1)]
    paths = {path for each in commits for path in each.files}
    changes = {path: tuple(commit for commit, files in reversed(made) if path in files) for path in paths}

    def content(commit: str, path: str) -> bytes | None:
        left = [files[path] for known, files in made if path in files and known.id <= commit]
        return bytes_of(left[-1]) if left else None

    past = Past(changes, True, content, lambda commit: (signatures or {}).get(commit, Signature()))
    return History(made[-1][0].id if made else None, "main", frozenset(), reading=lambda: past)


def _commit(number: int, each: Committed) -> Commit:
    day = date.fromisoformat(each.day)
    return Commit(str(number) * 40, day, day, each.author, f"commit {number}")


def examples(number: int) -> int:
    """So many examples of a property where the profile takes a hundred, and in proportion where it takes others."""
    return max(1, number * settings().max_examples // 100)


def bytes_of(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else textwrap.dedent(content).encode()
