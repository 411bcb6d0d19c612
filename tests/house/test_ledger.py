"""No folder of isokit grows unnoticed, and none becomes a list that nobody looks through."""

from __future__ import annotations

import pytest

from tests.house.ledger import SOURCE, Numbers, exceeded, lower, section

MOST_FILES = 32
"""About thirty, and what holds more is to find its rooms."""
GROW_BY_DESIGN = ("rules", "outputs/findings", "outputs/gap", "model/registers", "commands", "cli")
"""To add a rule, a format, a register or a command is to add a file here; their size is no sign of anything."""
FOLDERS = sorted(path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("__init__.py"))


def held(folder: str) -> Numbers:
    texts = [path.read_text("utf-8") for path in (SOURCE / folder).glob("*.py")]
    return {"files": len(texts), "lines": sum(text.count("\n") for text in texts)}


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder not in GROW_BY_DESIGN])
def test_a_folder_holds_no_more_than_the_ledger_says(folder: str, request: pytest.FixtureRequest) -> None:
    allowed = section("folders").get(folder)
    assert not (problem := exceeded(folder, held(folder), allowed)), problem
    if request.config.getoption("--accept") and allowed:
        lower(folder, held(folder), allowed)


def test_the_ledger_names_no_folder_that_is_gone() -> None:
    assert section("folders").keys() <= {*FOLDERS}


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder != "rules"])
def test_a_folder_is_looked_through_at_a_glance(folder: str) -> None:
    assert held(folder)["files"] <= MOST_FILES, f"find the rooms inside src/isokit/{folder}"
