"""Formats are found by scan: each module of a package of formats is one, `github_summary` as github-summary."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

from isokit.outputs import json
from isokit.outputs.look import Look

Write = Callable[[Any, Look], str]
"""Writes the schema value of its package: `Check` for `findings`, `Gap` for `gap`."""


def names(package: str) -> list[str]:
    """The formats of a package (`findings`, `gap`), in alphabetical order; every one has JSON."""
    paths = importlib.import_module(f"isokit.outputs.{package}").__path__
    return sorted({"json", *(module.name.replace("_", "-") for module in pkgutil.iter_modules(paths))})


def writers(package: str) -> dict[str, Write]:
    """What writes each format of a package; a format is imported when it is written."""
    found: dict[str, Write] = {name: functools.partial(_write, package, name) for name in names(package)}
    return found | {"json": json.write}


def _write(package: str, name: str, value: Any, look: Look) -> str:
    write: Write = importlib.import_module(f"isokit.outputs.{package}.{name.replace('-', '_')}").write
    return write(value, look)
