"""What isokit brings along is read once a process, and the same for every tree."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.load.tree import load
from isokit.model.suppression import Suppressing
from isokit.model.unread import Misfit
from isokit.text.source import Source
from tests.support import sources

EDITION = "isokit/standards/iso9001/2015.yaml"


def test_an_edition_is_read_once_for_all_trees() -> None:
    reads = Counter[str]()

    def counted(source: Source) -> Source:
        return Source(source.path, lambda: (reads.update([source.path]), source.read())[1])

    files = tuple(map(counted, data.standards()))
    for _ in range(3):
        assert load(sources({}), catalog_of(files)).standards
    assert reads[EDITION] == 1


def test_the_same_folder_gives_the_same_catalog_and_another_folder_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = catalog_of(data.standards())
    assert catalog_of(data.standards()) is brought
    other = tmp_path / "standards" / "iso9001" / "2015.yaml"
    other.parent.mkdir(parents=True)
    other.write_text("standard: iso9001:2015\ntitle: Another\nclauses: []\n")
    monkeypatch.setattr(data, "PACKAGE", tmp_path)
    assert list(catalog_of(data.standards()).editions) == ["iso9001:2015"]
    assert catalog_of(data.standards()).edition("iso9001:2015") != brought.edition("iso9001:2015")


def test_what_is_wrong_with_an_edition_is_reported_for_every_tree() -> None:
    text = b"standard: iso9001:2015\ntitle: 7\nclausess: []  # isokit: ignore DOC101 reason: none\n"
    catalog = catalog_of((Source(EDITION, lambda: text),))
    for _ in range(2):
        workspace = load(sources({}), catalog)
        assert workspace.of(Misfit)
        assert workspace.of(Suppressing)
