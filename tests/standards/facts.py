"""The bundled standards, and what the facts say they should say.

Facts are tables in `tests/facts/`; where they use other words than the standards, the translation stands here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped,unused-ignore]

Row = dict[str, str]
Clause = dict[str, Any]
Ask = dict[str, Any]
Link = dict[str, str]
Modes = list[tuple[str, bool]]

TESTS = Path(__file__).parents[1]
STANDARDS = TESTS.parent / "standards"

EDITIONS = ("iso9001/2015", "iso9001/2026", "iso14001/2015", "iso14001/2026", "iso27001/2013", "iso27001/2022")
CHECKLISTS = ("iso9001/2015", "iso9001/2026", "iso14001/2015", "iso14001/2026", "iso27001/2022")
MAPS = ("iso9001/2015-to-2026", "iso14001/2015-to-2026", "iso27001/2013-to-2022")
ASKS_THE_SAME = {"unchanged", "wording", "renamed", "renumbered"}
CONFIDENCE = ("low", "medium", "high")
DECISION = {"kind": "register", "type": "applicability", "basis": "standard"}

each_standard = pytest.mark.parametrize("standard", EDITIONS)
each_checklist = pytest.mark.parametrize("standard", CHECKLISTS)
each_map = pytest.mark.parametrize("edition_map", MAPS)


# Reading


@cache
def read_yaml(path: str) -> Any:
    return yaml.load((STANDARDS / f"{path}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@cache
def read_facts(name: str) -> list[Row]:
    with (TESTS / "facts" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def edition_facts(standard: str) -> dict[str, Any]:
    text = (TESTS / "facts" / "standards_editions.yaml").read_text(encoding="utf-8")
    editions = yaml.load(text, Loader=yaml.BaseLoader)["editions"]
    found: list[dict[str, Any]] = [edition for edition in editions if edition["id"] == standard.replace("/", "-")]
    return found[0]


# The standards


def all_clauses(standard: str) -> list[Clause]:
    clauses: list[Clause] = read_yaml(standard)["clauses"]
    return clauses


def numbered_clauses(standard: str) -> list[Clause]:
    return [clause for clause in all_clauses(standard) if not is_in_annex_a(clause["clause"])]


def leaves(standard: str) -> list[Clause]:
    parents = {parent_of(clause["clause"]) for clause in all_clauses(standard)}
    return [clause for clause in all_clauses(standard) if clause["clause"] not in parents]


def is_in_annex_a(number: str) -> bool:
    return number.startswith("A.")


def parent_of(number: str) -> str:
    return number.rpartition(".")[0]


def column(clauses: list[Clause], key: str) -> dict[str, Any]:
    return {clause["clause"]: clause.get(key) for clause in clauses}


def documented_modes(clause: Clause) -> Modes:
    return [(entry["mode"], "depends_on" in entry) for entry in clause.get("documented", [])]


def asks_of(clause: Clause) -> list[Ask]:
    asks: list[Ask] = clause.get("asks", [])
    return asks


def links(edition_map: str) -> list[Link]:
    found: list[Link] = read_yaml(edition_map)["links"]
    return found


def editions(edition_map: str) -> tuple[str, str]:
    """`iso9001/2015-to-2026` leads from `iso9001/2015` to `iso9001/2026`."""
    family, _, years = edition_map.partition("/")
    older, _, newer = years.partition("-to-")
    return f"{family}/{older}", f"{family}/{newer}"


def name(link: Link) -> str:
    return f"{link.get('from', 'nothing')} to {link.get('to', 'nothing')}"


def types_under(heading: str) -> list[str]:
    return [entry["type"] for entry in read_yaml("types")[heading]]


# Reading the facts as the standards should say them


def clause_facts(standard: str) -> list[Row]:
    return read_facts(f"{standard.replace('/', '_')}_clauses.csv")


def title_in(row: Row) -> str:
    title = row["title"].removeprefix("(untitled) ")
    return title if is_titled(row) else title[0].upper() + title[1:]


def is_titled(row: Row) -> bool:
    return row["titled_in_standard"] == "Y"


def modes_in(row: Row) -> Modes:
    """What the facts call conditional may be kept as a document or as a record: isokit says available."""
    modes = row["mode"].replace("conditional", "available").split("+")
    return [(mode, row["conditional"] == "Y") for mode in modes]


def modes_by_clause(standard: str) -> dict[str, Modes]:
    """By clause, since one clause may have several rows."""
    by_clause: dict[str, Modes] = {}
    for row in read_facts("documented_information.csv"):
        if f"{row['standard']}/{row['edition']}" == standard:
            by_clause.setdefault(row["clause"], []).extend(modes_in(row))
    return by_clause


def lower(words: Iterable[str]) -> str:
    """Where the facts give two confidences (`high/medium`, `medium-high`), the standards say the lower one."""
    return min(words, key=CONFIDENCE.index)
