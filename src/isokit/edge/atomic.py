"""Files that are complete or not there at all: written under a temporary name, and then put in their place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = ".isokit-"
"""What temporary names begin with; only a process that is killed leaves such a file behind."""


@contextmanager
def temporary(folder: Path) -> Iterator[Path]:
    """An empty file in a folder; deleted at the end unless it was put elsewhere."""
    handle, name = tempfile.mkstemp(prefix=PREFIX, dir=folder)
    try:
        os.close(handle)
        yield Path(name)
    finally:
        with suppress(OSError):
            os.unlink(name)


def put(file: Path, target: Path) -> None:
    """Move a file of the same folder to its place, over the one that is there."""
    os.replace(file, target)
