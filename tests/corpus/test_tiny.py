"""examples/tiny, pinned: what a newcomer sees on the first day. `make accept` writes these files anew."""

from __future__ import annotations

import pytest

from isokit.outputs.formats import writers
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.check import check_of
from isokit.schemas.gap import gap_of
from tests.corpus.trees import EXAMPLES, report, run_over
from tests.support import Golden


def tiny() -> Run:
    return run_over(EXAMPLES / "tiny")


@pytest.mark.parametrize(("fmt", "name"), [("full", "full.txt"), ("concise", "concise.txt"), ("json", "json")])
def test_its_findings(fmt: str, name: str, golden: Golden) -> None:
    golden(f"tiny-check.{name}", writers("findings")[fmt](check_of(tiny()), Look()))


def test_its_gap_table(golden: Golden) -> None:
    golden("tiny-gap.txt", writers("gap")["table"](gap_of(tiny()), Look()))


def test_its_gap_table_on_a_wide_terminal(golden: Golden) -> None:
    golden("tiny-gap-wide.txt", writers("gap")["table"](gap_of(tiny()), Look(width=120)))


def test_its_gap_table_with_every_clause_in_ascii(golden: Golden) -> None:
    golden("tiny-gap-all.txt", writers("gap")["table"](gap_of(tiny()), Look(ascii=True, all=True)))


def test_its_gap_as_json(golden: Golden) -> None:
    golden("tiny-gap.json", writers("gap")["json"](gap_of(tiny()), Look()))


def test_its_gap_report(golden: Golden) -> None:
    golden("tiny-gap.md", report("gap", tiny()))


def test_it_shows_every_status_and_six_rules() -> None:
    assert all(tiny().assessments[0].counts.values())
    assert len({finding.code for finding in tiny().findings}) == len(tiny().findings) == 6
