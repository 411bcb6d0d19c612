"""`isokit risk list` and the reports on risks, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isokit.outputs import risks as pages
from isokit.outputs.look import Look
from isokit.outputs.terminal import cells
from isokit.schemas.risks import by_score, risks_of
from tests import shell
from tests.hostile.sinks import cells_of, commands, harmful, markup_of, ragged
from tests.outputs.made import HOSTILE
from tests.shell import dated, done
from tests.support import Files, RunTree

WriteTree = Callable[[Files], Path]
SETTINGS = """\
organization: {name: Blue Teapot Works, scope: Teapots}
standards: [iso9001:2015, iso27001:2022]
risk:
  scale: {likelihood: 4, consequence: 3}
  levels: [{name: low, up_to: 3}, {name: medium, up_to: 6}, {name: high, up_to: 12}]
  acceptance: 6
"""
RISKS = """\
risks:
  - id: RSK-1
    title: Accounts stay open
    owner: it-manager
    affects: [confidentiality]
    likelihood: 4
    consequence: 3
    assessments:
      - {on: 2026-09-10, criteria: "3.0", assessor: it-manager, trigger: a theft, likelihood: 4, consequence: 3}
    treatment: modify
    controls: [iso27001:2022/A.5.18]
    actions:
      - {what: Close them, who: clerk, start: 2026-10-01, due: 2026-12-11}
      - what: Count them
        due: 2026-10-30
        done: 2026-10-29
        verified: {on: 2026-11-02, by: auditor, result: all counted, evidence: [EVD-7]}
    approved: {by: managing-director, on: 2026-09-24}
    residual: {likelihood: 1, consequence: 3}
    due: 2026-12-11
    review: 2027-01-29
    processes: [it]
  - id: RSK-2
    title: The kiln fails
    owner: potter
    likelihood: 2
    consequence: 2
    treatment: share
    approved: {by: potter, on: 2026-09-24}
    residual: {likelihood: 1, consequence: 1}
    accepted: {by: potter, on: 2026-09-24}
    clauses: [iso9001:2015/6.1.2]
  - id: RSK-3
    title: Clay runs out
    likelihood: 3
    consequence: 3
  - id: RSK-4
    title: Nobody weighed this
    owner: potter
"""


@pytest.fixture
def company(write_tree: WriteTree) -> Path:
    return write_tree({"isokit.yaml": SETTINGS, "registers/risks.yaml": RISKS})


def plain(root: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(root, "risk", "list", "-f", "json", *arguments))
    return found


def report(root: Path, kind: str, day: str = "2026-11-22") -> str:
    done(root, "report", kind, day=day)
    return (root / "reports" / f"{kind}.md").read_text("utf-8")


LISTED = """\
RSK-1  12! high → 3 low  Accounts stay open
    it-manager; modify (under way, due 2026-12-11); plan not approved; residual not accepted; review
    2027-01-29
RSK-3  9! high           Clay runs out
    no owner; not treated
RSK-2  4 medium → 1 low  The kiln fails
    potter; share (done); residual accepted 2026-09-24
RSK-4  no score          Nobody weighed this
    potter; not treated

before treatment: likelihood up, consequence to the right
 4   ·   ·!  1!
 3   ·   ·   1!
 2   ·   1   ·
 1   ·   ·   ·
     1   2   3

as they stand: likelihood up, consequence to the right
 4   ·   ·!  1!
 3   ·   ·   1!
 2   ·   ·   ·
 1   1   ·   ·
     1   2   3

4 risks as of 2026-11-22
! above the acceptance level of 6: 2 risks
high: 2 risks
medium: 0 risks
low: 1 risk
without a score: 1 risk; see isokit check
"""


def test_the_list_with_its_heat_maps(company: Path) -> None:
    shown = done(company, "risk", "list")
    assert [line.rstrip() for line in shown.splitlines()] == [line.rstrip() for line in LISTED.splitlines()]
    assert all(line == line.rstrip() for line in shown.splitlines())


def test_in_ascii(company: Path) -> None:
    shown = done(company, "risk", "list", "--ascii")
    assert shown.isascii()
    assert "12! high -> 3 low" in shown and " 4   .   .!  1!" in shown


def test_only_those_above_the_acceptance_level(company: Path) -> None:
    assert [each["id"] for each in plain(company, "--above")["risks"]] == ["RSK-1", "RSK-3"]
    shown = done(company, "risk", "list", "--above")
    assert "RSK-2" not in shown and "4 risks as of 2026-11-22" in shown


def test_json_has_these_keys(company: Path) -> None:
    document = plain(company)
    assert list(document) == ["schema", "isokit", "as_of", "organization", "rating", "risks"]
    assert (document["schema"], document["as_of"]) == ("isokit/risks/1", "2026-11-22")
    assert document["rating"] == {
        "scale": {"likelihood": 4, "consequence": 3},
        "matrix": [],
        "levels": [{"name": "low", "up_to": 3}, {"name": "medium", "up_to": 6}, {"name": "high", "up_to": 12}],
        "acceptance": 6,
    }
    first = document["risks"][0]
    assert {key: first.pop(key) for key in ("actions", "assessments")} == {
        "actions": [
            {
                "id": "RSK-1/1",
                "what": "Close them",
                "who": "clerk",
                "start": "2026-10-01",
                "due": "2026-12-11",
                "status": "under way",
                "done": None,
                "verified": None,
            },
            {
                "id": "RSK-1/2",
                "what": "Count them",
                "who": "it-manager",
                "start": None,
                "due": "2026-10-30",
                "status": "done",
                "done": "2026-10-29",
                "verified": {"on": "2026-11-02", "by": "auditor", "result": "all counted", "evidence": ["EVD-7"]},
            },
        ],
        "assessments": [
            {
                "on": "2026-09-10",
                "criteria": "3.0",
                "assessor": "it-manager",
                "trigger": "a theft",
                "likelihood": 4,
                "consequence": 3,
                "score": 12,
                "level": "high",
                "above": True,
            }
        ],
    }
    high = {"likelihood": 4, "consequence": 3, "score": 12, "level": "high", "above": True}
    not_its_owner = "managing-director is not its owner"
    assert first == {
        "id": "RSK-1",
        "title": "Accounts stay open",
        "owner": "it-manager",
        "security": True,
        "affects": ["confidentiality"],
        "processes": ["it"],
        "before": high,
        "after": {"likelihood": 1, "consequence": 3, "score": 3, "level": "low", "above": False},
        "standing": high,
        "treatment": "modify",
        "progress": "under way",
        "controls": ["iso27001:2022/A.5.18"],
        "due": "2026-12-11",
        "approved": {"by": "managing-director", "on": "2026-09-24", "counts": False, "objection": not_its_owner},
        "accepted": {"by": None, "on": None, "counts": False, "objection": None},
        "review": "2027-01-29",
        "clauses": [],
        "path": "registers/risks.yaml",
    }
    assert [each["progress"] for each in document["risks"]] == ["under way", "undecided", "done", "undecided"]


def test_a_tree_without_risks(write_tree: WriteTree) -> None:
    root = write_tree({"policies/a.md": "---\nid: A\ntitle: A\nstatus: draft\nowner: o\n---\n"})
    assert done(root, "risk", "list") == "no risks; they are kept in registers/risks.yaml\n"
    assert plain(root)["risks"] == []
    assert "| Risks | 0 |" in report(root, "risks")
    assert "| Risks treated | 0;" in report(root, "risk-treatment-plan")
    (root / "isokit.yaml").write_text(f"{(root / 'isokit.yaml').read_text()}risk: {{acceptance: 9}}\n")
    (root / "registers").mkdir()
    (root / "registers" / "risks.yaml").write_text("risks: []\n")
    assert done(root, "risk", "list", "--above") == "no risks; they are kept in registers/risks.yaml\n"


def test_what_nobody_wrote_down_is_not_accepted_in_any_list(company: Path) -> None:
    said = "risks: [{id: R-1, title: R, owner: o, likelihood: 2, consequence: 2, treatment: share, %s}]\n"
    register = company / "registers" / "risks.yaml"
    for left, counts in (("residual: {likelihood: 1}", False), ("residual: {likelihood: 1, consequence: 1}", True)):
        register.write_text(said % f"accepted: {{by: o, on: 2026-02-02}}, {left}")
        words = "residual accepted 2026-02-02" if counts else "residual not accepted"
        assert words in done(company, "risk", "list")
        assert ("RSK006" in dated(company, "check").stdout) is not counts
        assert plain(company)["risks"][0]["accepted"]["counts"] is counts
        assert ("the residual risk is not recorded" in report(company, "risks")) is not counts
        assert f"residual risks accepted: {counts:d}" in report(company, "risk-treatment-plan")


def test_none_above(company: Path) -> None:
    (company / "registers" / "risks.yaml").write_text("risks: [{id: R-1, title: R, likelihood: 1, consequence: 1}]")
    shown = done(company, "risk", "list", "--above").splitlines()
    assert shown[0] == "no risk is above the acceptance level of 6"
    assert "1 risk as of 2026-11-22" in shown


@pytest.mark.parametrize(
    ("arguments", "settings", "message"),
    [
        (("--above",), "", "--above needs an acceptance level; add risk: {acceptance: 9} to isokit.yaml"),
        (("-f", "csv"), "", "--format csv: write text or json"),
        (("--color", "blue"), "", "--color blue: write auto, always or never"),
        ((), "risk: {scale: {likelihood: 11}}\n", "isokit.yaml:3:28: likelihood '11': a scale has 2 to 10 steps"),
        ((), "risk: {acceptence: 9}\n", "isokit.yaml:3:8: unknown key 'acceptence'; did you mean acceptance?"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: tuple[str, ...], settings: str, message: str, write_tree: WriteTree
) -> None:
    standards = "organization: {name: B}\nstandards: [iso27001:2022]\n"
    root = write_tree({"isokit.yaml": standards + settings, "registers/risks.yaml": RISKS})
    result = dated(root, "risk", "list", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr


def test_what_cannot_be_read_is_said(company: Path) -> None:
    (company / "registers" / "opportunities.yaml").write_text("opportunities: [")
    result = dated(company, "risk", "list")
    assert (result.exit_code, "RSK-1" in result.stdout) == (0, True)
    assert result.stderr == "isokit: 1 file is not read and not counted; see isokit check\n"


# Reports


def test_the_register_as_a_report(company: Path) -> None:
    page = report(company, "risks")
    for line in (
        "| Risks | 4, 2 of them above the acceptance level |",
        "| Scales | likelihood 1 to 4, consequence 1 to 3 |",
        "| Score | likelihood × consequence |",
        "| **4** | – medium | – high | **1** high |",
        "| **1** | **1** low | – low | – low |",
        "* high: 2",
        "* without a score: 1",
        "| RSK-3 | Clay runs out | no owner |  |  | 3 × 3: 9 high |  | 3 × 3: 9 high |  |",
        "| RSK-4 | Nobody weighed this | potter |  |  |  |  | no score |  |",
        "| RSK-2 | share |  | done |  | potter | 2026-09-24 | potter | 2026-09-24 |",
        "| RSK-1 | 2026-09-10 | 3.0 | it-manager | a theft | 4 × 3: 12 high |",
    ):
        assert line in page.splitlines()
    assert "| managing-director | 2026-09-24 (does not count: managing-director is not its owner) |  |  |" in page


def test_the_treatment_plan(company: Path) -> None:
    page = report(company, "risk-treatment-plan").splitlines()
    controls = "iso27001:2022/A.5.18"
    for line in (
        "| Risks treated | 2; plans approved: 1; residual risks accepted: 1 |",
        f"| RSK-1/1 | Accounts stay open | modify | Close them | {controls} | clerk | 1 | 2026-10-01 | 2026-12-11 | under way |  |  |",
        f"| RSK-1/2 | Accounts stay open | modify | Count them | {controls} | it-manager | 1 |  | 2026-10-30 | done | 2026-10-29 | 2026-11-02 auditor all counted EVD-7 |",
        "| RSK-2 | The kiln fails | share |  |  | potter | 2 |  |  | done |  |  |",
        "## Above the acceptance level without a treatment",
        "| RSK-3 Clay runs out | no owner | 3 × 3: 9 high |",
    ):
        assert line in page


def test_the_day_decides(company: Path) -> None:
    late = report(company, "risk-treatment-plan", day="2026-12-12")
    assert "| 2026-12-11 | overdue |  |  |" in late
    assert "| 2026-12-11 | under way |  |  |" in report(company, "risk-treatment-plan", day="2026-12-11")
    assert "| 2026-12-11 | planned |  |  |" in report(company, "risk-treatment-plan", day="2026-09-30")


@pytest.mark.parametrize("kind", ["risks", "risk-treatment-plan"])
def test_the_same_files_and_day_give_the_same_bytes_with_git_or_without(kind: str, company: Path) -> None:
    bare = report(company, kind)
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "All of it")):
        shell.git(company, *words)
    assert report(company, kind) == bare
    assert done(company, "report", kind) == f"reports/{kind}.md (unchanged)\n"


# Hostile and many


def tree_of(titles: list[str]) -> Files:
    entries = [
        {"id": f"R-{n}", "title": t, "owner": t, "treatment": "share", "likelihood": "3", "consequence": "3",
         "controls": [t], "actions": [{"what": t, "who": t}], "approved": {"by": t, "on": "2026-01-01"},
         "assessments": [{"on": "2026-01-01", "trigger": t, "criteria": t, "assessor": t}]}
        for n, t in enumerate(titles)
    ]  # fmt: skip
    return {"isokit.yaml": SETTINGS, "registers/risks.yaml": json.dumps({"risks": entries}, ensure_ascii=False)}


UNREADABLE = ("\x00", "\x1b", "\u2028", "\ud83d")
"""What makes a file none that is read: what stands in it never comes as far as this."""
TITLES = [title for title in HOSTILE if title and not any(sign in title for sign in UNREADABLE)]
TITLES += ["w" * 400, "[red]x[/y]", "=1+1", "- 1. x", "+"]


def test_a_terminal_escape_makes_the_register_unreadable_and_that_is_said(write_tree: WriteTree) -> None:
    root = write_tree({"isokit.yaml": SETTINGS, "registers/risks.yaml": RISKS.replace("Clay", "\x1b[31mClay")})
    result = dated(root, "risk", "list")
    assert result.stderr == "isokit: 1 file is not read and not counted; see isokit check\n"
    assert harmful(result.output) == set()


def test_hostile_text_is_shown_and_not_obeyed(write_tree: WriteTree) -> None:
    root = write_tree(tree_of(TITLES))
    for arguments in ((), ("--ascii",), ("--above",)):
        shown = done(root, "risk", "list", *arguments)
        assert (harmful(shown), commands(shown)) == (set(), [])
    coloured = dated(root, "risk", "list", "--color", "always").stdout
    assert "[red]x[/y]" in coloured and "\x1b]8" not in coloured
    assert [each["title"] for each in plain(root)["risks"]] == TITLES


@pytest.mark.parametrize("kind", ["risks", "risk-treatment-plan"])
def test_hostile_text_breaks_no_table(kind: str, write_tree: WriteTree) -> None:
    page = report(write_tree(tree_of(TITLES)), kind)
    lists = {"bullet_list_open", "bullet_list_close"}
    assert (ragged(page), markup_of(page) - lists, harmful(page), commands(page)) == ([], set(), set(), [])
    assert len([line for line in page.splitlines() if line.startswith("* ")]) in (0, 6)
    assert {"a | b || c \\| d \\", "[red]x[/y]", "w" * 400} <= set(cells_of(page))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
@pytest.mark.parametrize("steps", [2, 5, 10])
def test_nothing_is_wider_than_the_terminal(width: int, steps: int, run_tree: RunTree) -> None:
    scale = f"organization: {{name: B}}\nstandards: [iso27001:2022]\nrisk: {{scale: {{consequence: {steps}}}, acceptance: 3}}\n"
    titles = ["w" * 400, "word " * 80, "茶壶" * 60, "R", *["Many"] * 120]
    run = run_tree({**tree_of(titles), "isokit.yaml": scale})
    shown = pages.text(risks_of(run, by_score(run)), Look(width=width))
    assert max(map(cells, shown.splitlines())) <= width
    rows = [line for line in shown.splitlines() if line.startswith(" 5 ")]
    assert len(rows) == 2 and {len(row.split()) for row in rows} == {steps + 1}


def test_a_number_too_long_for_its_field_is_cut(run_tree: RunTree) -> None:
    scale = "organization: {name: B}\nstandards: [iso27001:2022]\nrisk: {scale: {consequence: 10}}\n"
    run = run_tree({**tree_of(["Many"] * 120), "isokit.yaml": scale})
    (listed, narrow) = ("".join(pages.text(risks_of(run, by_score(run), []), Look(width=w))) for w in (100, 40))
    assert " 120 " in listed and " + " in narrow


def test_a_thousand_risks(write_tree: WriteTree) -> None:
    root = write_tree(tree_of([f"Risk number {n}" for n in range(1000)]))
    shown = done(root, "risk", "list")
    assert "1000 risks as of 2026-11-22" in shown and " 1000!" in shown
    assert len(plain(root)["risks"]) == 1000
    assert report(root, "risks").count("\n| R-") == 3000
