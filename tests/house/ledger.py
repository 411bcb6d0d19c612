"""The numbers of tests/house.toml: what a part of isokit may hold or cost. They are raised by hand and lowered by a switch."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

LEDGER = Path(__file__).parents[1] / "house.toml"
SOURCE = Path(__file__).parents[2] / "src" / "isokit"
Numbers = Mapping[str, int]


def section(name: str) -> dict[str, Numbers]:
    found: dict[str, Numbers] = tomllib.loads(LEDGER.read_text("utf-8"))[name]
    return found


def line(name: str, numbers: Numbers) -> str:
    return f'"{name}" = {{ {", ".join(f"{key} = {number}" for key, number in numbers.items())} }}'


def exceeded(name: str, found: Numbers, allowed: Numbers | None) -> str:
    """What is too high and which line to write, where more is found than the ledger allows; empty where it holds."""
    if allowed is None:
        return f"{name} is not in tests/house.toml; write: {line(name, found)}"
    high = {key: number for key, number in found.items() if number > allowed[key]}
    if not high:
        return ""
    new = {key: max(found[key], number) for key, number in allowed.items()}
    return f"{name} grew to {high}; make it smaller, or raise the line in tests/house.toml: {line(name, new)}"


def lower(name: str, found: Numbers, allowed: Numbers) -> None:
    """Write the lower of what is found and what is allowed."""
    new = line(name, {key: min(found[key], number) for key, number in allowed.items()})
    text, first = LEDGER.read_text("utf-8"), next(iter(allowed))  # a folder and a budget may have one name
    LEDGER.write_text(re.sub(rf'^"{re.escape(name)}" = \{{ {first} = .*$', lambda _: new, text, flags=re.M), "utf-8")


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module by its path below src/isokit, as a syntax tree."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))
