"""What `isokit report` does: look the templates up, render, and hand the files to the writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from isokit.cli.stop import Stop
from isokit.edge import writer
from isokit.model.nearest import nearest, suggestion
from isokit.model.run import Run
from isokit.reports import render


def listing() -> str:
    """The reports there are, a line each."""
    return "".join(f"{kind}\n" for kind in render.kinds())


def known(kinds: Iterable[str]) -> None:
    """Stop where a report does not exist."""
    for kind in kinds:
        if kind not in render.kinds():
            near = nearest(kind, render.kinds())
            raise Stop(f"no report '{kind}'; " + suggestion(near, f"one of {', '.join(render.kinds())}"))


def write(run: Run, kinds: Iterable[str], root: Path) -> Iterator[str]:
    """Render the reports; yields each path, and whether it changed."""
    files = [file for kind in kinds for file in render.files(kind, run)]
    try:
        written = writer.apply(root, files)
    except writer.NotWritten as reason:
        raise Stop(str(reason)) from None
    return (f"{file.path}" + ("" if file.path in written else " (unchanged)") for file in files)
