"""Calls to the system that fail when they are told to, the way SQLite proves that it loses nothing."""

from __future__ import annotations

import builtins
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NEEDING_SPACE = ("open", "write", "fsync", "mkdir", "link", "symlink", "chmod", "fchmod", "sendfile", "utime", "close")
MOVING = ("replace", "rename")
REMOVING = ("unlink", "remove", "rmdir")


class Faults:
    """Calls to the system, counted; those from `first` to `last` fail."""

    def __init__(self, first: int, last: int, fail: Callable[[], None]) -> None:
        self.first, self.last, self.fail, self.count = first, last, fail, 0

    def counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.step()
            return real(*arguments, **options)

        return call

    def step(self) -> None:
        self.count += 1
        if self.first <= self.count <= self.last:
            self.fail()

    def opened(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """`open`, whose files fail after half of what they write, and when they are flushed or closed."""

        def call(*arguments: Any, **options: Any) -> Any:
            self.step()
            file = real(*arguments, **options)
            return file if "b" in file.mode and file.readable() else Failing(file, self)

        return call


class Failing:
    """A file opened for writing whose calls count."""

    def __init__(self, file: io.BufferedWriter, faults: Faults) -> None:
        self.file, self.faults = file, faults

    def write(self, data: bytes) -> int:
        half = self.file.write(data[: len(data) // 2])
        self.faults.step()
        return half + self.file.write(data[half:])

    def flush(self) -> None:
        self.faults.step()
        self.file.flush()

    def __enter__(self) -> Failing:
        return self

    def __exit__(self, *error: object) -> None:
        self.file.close()
        self.faults.step()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@contextmanager
def faulty(faults: Faults, names: tuple[str, ...]) -> Iterator[None]:
    """Run with the calls of these names counted."""
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            if hasattr(os, name):
                patch.setattr(os, name, faults.counted(getattr(os, name)))
        if "open" in names:
            patch.setattr(builtins, "open", faults.opened(builtins.open))
            patch.setattr(io, "open", faults.opened(io.open))
            patch.setattr(tempfile, "mkstemp", faults.counted(tempfile.mkstemp))
        yield
