"""The trees of the corpus, run once each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from isokit.edge import data, disk
from isokit.model.history import History
from isokit.model.run import Request, Run
from isokit.pipeline import run
from isokit.text.source import Source
from tests.support import TODAY

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"


@cache
def run_over(tree: Path, *more: Source, against: tuple[str, ...] = ()) -> Run:
    """The pipeline over a folder, as of the day all golden files are about, and perhaps more files."""
    sources = sorted([*more, *disk.sources(tree)], key=lambda source: source.path)
    return run(sources, data.catalog(), History(), Request(TODAY, against=against))
