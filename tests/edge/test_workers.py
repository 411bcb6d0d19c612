"""Reading ahead: a second process gives the very same data, and its failure costs time and nothing else."""

from __future__ import annotations

import os
from functools import partial

import pytest

from isokit.edge import workers
from isokit.text.raw import raw_of
from isokit.text.source import Source, Unreadable

TEXTS = [
    b"id: E-%d\nlist: [a, ~, '']\n",
    b"---\nid: P-%d\n---\n# Text\n",
    b"# no front matter %d\n",
    b"id: %d\nid: 2\n",
    b"---\nid: never closed %d\n",
    b"\xff%d",
]


def _bytes(data: bytes) -> bytes:
    return data


def _gone() -> bytes:
    raise Unreadable("it cannot be opened (gone)")


def some_sources() -> list[Source]:
    suffixes = (".yaml", ".md", ".md", ".yaml", ".md", ".yaml")
    files = [
        Source(f"{number}{suffixes[number % 6]}", partial(_bytes, TEXTS[number % 6] % number)) for number in range(60)
    ]
    return [*files, Source("gone.yaml", _gone), Source("pipe.yaml", _gone, "a named pipe"), Source("x.pdf", _gone)]


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEW", 1)
    monkeypatch.setattr(workers, "_can_fork", lambda: hasattr(os, "fork"))


@pytest.mark.usefixtures("small_is_large")
def test_two_processes_read_what_one_would() -> None:
    sources = some_sources()
    assert list(workers.ReadAhead(sources)(sources)) == [raw_of(source) for source in sources]


@pytest.mark.usefixtures("small_is_large")
def test_only_what_is_asked_for_comes_back_and_in_its_order() -> None:
    sources = some_sources()
    wanted = sources[40:10:-3]
    assert [raw.path for raw in workers.ReadAhead(sources)(wanted)] == [source.path for source in wanted]


@pytest.mark.usefixtures("small_is_large")
def test_a_tree_that_is_read_again_is_read_anew() -> None:
    content = [b"id: before\n"]
    source = Source("a.yaml", lambda: content[0])
    many = [Source(f"{number}.yaml", source.read) for number in range(6)]
    read = workers.ReadAhead(many)
    assert {raw.data["id"] for raw in read(many) if isinstance(raw.data, dict)} == {"before"}
    content[0] = b"id: after\n"
    assert {raw.data["id"] for raw in read(many) if isinstance(raw.data, dict)} == {"after"}


@pytest.mark.usefixtures("small_is_large")
def test_a_second_process_that_dies_costs_nothing_but_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(sources: object, to_parent: int) -> None:
        os.write(to_parent, b"\xfb half an ans")
        os._exit(9)

    monkeypatch.setattr(workers, "_answer", dies)
    sources = some_sources()
    assert list(workers.ReadAhead(sources)(sources)) == [raw_of(source) for source in sources]


def test_a_small_tree_is_read_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> tuple[int, int]:
        raise AssertionError("a second process was started")

    monkeypatch.setattr(workers, "_start", never)
    sources = some_sources()
    assert len(list(workers.ReadAhead(sources)(sources))) == len(sources)
