"""Risks, opportunities, aspects, obligations, suppliers and drills: what the pages of the rules do not say."""

from __future__ import annotations

from datetime import date

import pytest

from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.evidence import Evidence
from isokit.model.finding import Finding
from isokit.model.history import History
from isokit.pipeline import run
from isokit.request import Request, Terms
from tests.support import TODAY, Files, RunTree, sources

SETTINGS = "organization: {{name: Blue Teapot Works}}\nstandards: [{standards}]\nrisk: {{acceptance: 9}}\n"
QUALITY = "clauses: [iso9001:2015/6.1.2]"
HELD = "assessments: [{{on: 2026-09-10, criteria: '1', assessor: o, likelihood: {}, consequence: {}}}]"


def settings(standards: str = "iso9001:2015, iso27001:2022") -> str:
    return SETTINGS.format(standards=standards)


def found(files: Files, run_tree: RunTree, *families: str, day: date = TODAY) -> list[Finding]:
    findings = run_tree({"isokit.yaml": settings(), **files}, today=day).findings
    return [finding for finding in findings if finding.code.startswith(families or ("RSK", "ENV"))]


def risk(said: str, run_tree: RunTree, *codes: str, standards: str | None = None, day: date = TODAY) -> list[Finding]:
    """What is said of the only risk of a tree, given by its keys."""
    files = {"registers/risks.yaml": f"risks: [{{id: R-1, title: Laptop is stolen, {said}}}]"}
    return found(files | ({"isokit.yaml": settings(standards)} if standards else {}), run_tree, *codes, day=day)


def codes(findings: list[Finding]) -> list[str]:
    return sorted(finding.code for finding in findings)


def messages(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


# Who has to own and weigh a risk


@pytest.mark.parametrize(
    ("standards", "severities"),
    [
        ("iso27001:2022", ["error", "error"]),
        ("iso9001:2015, iso14001:2015, iso27001:2013", ["error", "error"]),
        ("iso9001:2015", ["warning", "warning"]),
        ("iso9001:2015, iso14001:2015", ["warning", "warning"]),
    ],
)
def test_owner_and_score_are_errors_only_where_27001_is_adopted(
    standards: str, severities: list[str], run_tree: RunTree
) -> None:
    said = risk("affects: integrity, controls: [A.8.1]", run_tree, "RSK001", "RSK002", standards=standards)
    assert [finding.severity.value for finding in said] == severities
    outside = risk("owner: o, likelihood: 6, consequence: 0", run_tree, "RSK003", standards=standards)
    assert [finding.severity.value for finding in outside] == severities


def test_a_level_in_isokit_yaml_wins_over_that(run_tree: RunTree) -> None:
    levels = f"{settings('iso27001:2022')}rules: {{RSK001: note}}\n"
    files = {"isokit.yaml": levels, "registers/risks.yaml": "risks: [{id: R-1, title: R}]"}
    assert [finding.severity.value for finding in found(files, run_tree, "RSK001")] == ["note"]


@pytest.mark.parametrize(
    "said",
    [
        "likelihood: often",
        "likelyhood: 3",
        "treatment: mitigate",
        "affects: [secrecy]",
        "accepted: {by: o, at: 2026-01-01}",
    ],
)
def test_a_word_isokit_does_not_know_is_one_finding(said: str, run_tree: RunTree) -> None:
    keys = {"owner": "o", "affects": "integrity", "likelihood": "2", "consequence": "2"}
    keys |= dict([said.split(": ", 1)])
    whole = ", ".join([*(f"{key}: {value}" for key, value in keys.items()), HELD.format(2, 2)])
    assert [finding.code[:3] for finding in risk(whole, run_tree, "WSP", "TXT", "RSK")] == ["WSP"]


# Above acceptance

HIGH = f"owner: o, likelihood: 2, consequence: 5, {QUALITY}"


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        (HIGH, True),
        (HIGH.replace("5", "4"), False),
        (f"{HIGH}, treatment: modify, due: 2027-01-01", False),
        (f"{HIGH}, treatment: retain", True),
        (f"{HIGH}, treatment: retain, accepted: {{by: o, on: 2026-11-22}}", False),
        (f"{HIGH}, treatment: retain, accepted: {{by: o, on: 2026-11-23}}", True),
        (f"{HIGH}, treatment: retain, accepted: {{by: o}}", True),
        (f"{HIGH}, treatment: retain, accepted: {{by: somebody-else, on: 2026-11-22}}", False),
        (f"{HIGH}, affects: integrity, treatment: retain, accepted: {{by: o, on: 2026-11-22}}", False),
        (f"{HIGH}, affects: integrity, treatment: retain, accepted: {{by: somebody-else, on: 2026-11-22}}", True),
        (f"{HIGH}, {HELD.format(2, 5)}, treatment: retain, accepted: {{by: o, on: 2026-09-10}}", False),
        (f"{HIGH}, {HELD.format(2, 5)}, treatment: retain, accepted: {{by: o, on: 2026-09-09}}", True),
        (f"{HIGH}, treatment: retain, residual: {{likelihood: 2}}, accepted: {{by: o, on: 2026-11-22}}", True),
        (f"{HIGH}, residual: {{likelihood: 1, consequence: 1}}, accepted: {{by: o, on: 2026-11-22}}", True),
    ],
)
def test_what_is_above_acceptance_is_treated(said: str, fires: bool, run_tree: RunTree) -> None:
    assert codes(risk(said, run_tree, "RSK004")) == (["RSK004"] if fires else [])


def test_an_acceptance_that_does_not_count_is_said_with_the_reason_at_its_place(run_tree: RunTree) -> None:
    grown = f"{HELD.format(1, 4)[:-1]}, {{on: 2026-10-02, criteria: '1', assessor: o, likelihood: 5, consequence: 5}}]"
    said = f"owner: o, treatment: retain, accepted: {{by: o, on: 2026-09-11}}, {grown}, {QUALITY}"
    (finding,) = risk(said, run_tree, "RSK004")
    assert finding.message == (
        "risk R-1 is retained with a score of 25, above the acceptance level of 9, and that is not accepted: "
        "on 2026-10-02 the risk was assessed higher"
    )
    assert finding.place.route[2:] == ("accepted", "on")


OPEN = HIGH.replace("owner: o", "owner: o, treatment: share")


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        (OPEN, True),
        (OPEN.replace("share", "avoid"), True),
        (OPEN.replace("share", "retain"), False),
        (OPEN.replace("consequence: 5", "consequence: 4"), False),
        (f"{OPEN}, due: 2027-01-01", False),
        (f"{OPEN}, actions: [{{what: Insure it, due: 2027-01-01}}]", False),
        (f"{OPEN}, actions: [{{what: Insure it}}]", True),
        (f"{OPEN}, actions: [{{what: Insure it, due: 2026-12-01, done: 2026-10-01}}, {{what: Pay}}]", True),
        (f"{OPEN}, actions: [{{what: Insure it, done: 2026-11-22}}]", False),
        (f"{OPEN}, actions: [{{what: Insure it, done: 2026-11-23}}]", True),
        (f"{OPEN}, accepted: {{by: o, on: 2026-11-22}}", False),
        (f"{OPEN}, residual: {{likelihood: 1, consequence: 1}}", False),
        (f"{OPEN}, affects: integrity", False),
        (f"{OPEN}, affects: integrity, actions: [{{what: Insure it}}]", True),
    ],
)
def test_a_treatment_above_acceptance_has_a_day(said: str, fires: bool, run_tree: RunTree) -> None:
    assert codes(risk(said, run_tree, "RSK005")) == (["RSK005"] if fires else [])
    if not fires and "affects" in said:
        assert "RSK006" in codes(risk(said, run_tree)), "that rule asks for the day already"


@pytest.mark.parametrize(
    ("said", "fires"),
    [
        ("likelihood: 2, consequence: 2, affects: integrity", True),
        ("likelihood: 2, consequence: 2", True),
        (f"likelihood: 2, consequence: 2, {QUALITY}", False),
        ("likelihood: 2, affects: integrity", False),
        ("affects: integrity", False),
        (f"likelihood: 2, consequence: 2, affects: integrity, {HELD.format(2, 2)}", False),
        (f"affects: integrity, {HELD.format(2, 2)}", False),
    ],
)
def test_points_of_a_risk_of_27001_come_from_an_assessment(said: str, fires: bool, run_tree: RunTree) -> None:
    assert codes(risk(said, run_tree, "RSK012")) == (["RSK012"] if fires else [])
    assert codes(risk(said, run_tree, "RSK012", standards="iso9001:2015")) == []


def test_without_an_acceptance_level_no_score_is_judged(run_tree: RunTree) -> None:
    files = {
        "isokit.yaml": settings().replace("risk: {acceptance: 9}\n", ""),
        "registers/risks.yaml": f"risks: [{{id: R-1, title: R, owner: o, affects: integrity, {HELD.format(5, 5)}}}]",
    }
    assert found(files, run_tree) == []


def test_a_matrix_decides_instead_of_the_product(run_tree: RunTree) -> None:
    matrix = settings().replace("{acceptance: 9}", "{matrix: [[1, 9], [2, 9]], acceptance: 2}")
    risks = "risks: [{{id: R-1, title: R, owner: o, likelihood: {}, consequence: {}, clauses: [iso9001:2015/6.1.2]}}]"
    said = [
        messages(found({"isokit.yaml": matrix, "registers/risks.yaml": risks.format(*pair)}, run_tree))
        for pair in ((2, 1), (1, 2))
    ]
    assert said == [[], ["risk R-1 has a score of 9, above the acceptance level of 2, and is not treated"]]


def test_a_change_under_test_does_not_raise_what_it_may_accept(run_tree: RunTree) -> None:
    risks = {"registers/risks.yaml": f"risks: [{{id: R-1, title: R, {HIGH}}}]"}
    raised = {"isokit.yaml": settings().replace("acceptance: 9", "acceptance: 24"), **risks}
    trusted = run_tree({"isokit.yaml": settings(), **risks}).workspace.trusted_criteria
    said = [
        codes([*run(sources(raised), catalog_of(data.standards()), History(), Request(TODAY, terms=terms)).findings])
        for terms in (Terms(), Terms(trusted=trusted))
    ]
    assert said == [[], ["RSK004"]]


# Who approves, and who accepts

SECURITY = f"owner: it-manager, affects: integrity, controls: [A.8.1], {HELD.format(2, 4)}"
WORD = "{by: it-manager, on: 2026-09-24}"


@pytest.mark.parametrize("treatment", ["modify", "retain", "avoid", "share"])
def test_the_owner_approves_and_accepts_whatever_the_treatment(treatment: str, run_tree: RunTree) -> None:
    said = f"{SECURITY}, treatment: {treatment}, residual: {{likelihood: 1, consequence: 4}}"
    assert codes(risk(said, run_tree)) == ["RSK006", "RSK007"]
    assert codes(risk(f"{said}, approved: {WORD}", run_tree)) == ["RSK006"]
    assert codes(risk(f"{said}, approved: {WORD}, accepted: {WORD}", run_tree)) == []


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("{by: managing-director, on: 2026-09-24}", "managing-director is not its owner"),
        ("{by: it-manager, on: 2026-11-23}", "2026-11-23 is in the future"),
        ("{by: it-manager}", "it does not say when"),
        ("{on: 2026-09-24}", "it does not say by whom"),
    ],
)
def test_a_word_that_does_not_count_is_said_at_its_place(word: str, reason: str, run_tree: RunTree) -> None:
    left = "residual: {likelihood: 1, consequence: 4}"
    said = risk(f"{SECURITY}, treatment: share, {left}, approved: {word}, accepted: {word}", run_tree)
    assert sorted(messages(said)) == [
        f"the residual risk of R-1 is not accepted: {reason}",
        f"the treatment of risk R-1 (share) is not approved by its owner: {reason}",
    ]
    assert {finding.place.route[2] for finding in said} == {"approved", "accepted"}


def test_a_day_to_come_counts_from_that_day_on(run_tree: RunTree) -> None:
    word = "{by: it-manager, on: 2026-11-23}"
    said = f"{SECURITY}, treatment: retain, approved: {word}, accepted: {word}"
    assert codes(risk(said, run_tree)) == ["RSK006", "RSK007"]
    assert codes(risk(said, run_tree, day=date(2026, 11, 23))) == []


def test_for_other_standards_only_what_is_written_down_counts(run_tree: RunTree) -> None:
    plain = f"owner: o, likelihood: 2, consequence: 4, treatment: modify, {QUALITY}"
    left = "residual: {likelihood: 1, consequence: 4}"
    assert codes(risk(plain, run_tree)) == []
    assert codes(risk(f"{plain}, {left}", run_tree)) == ["RSK006"]
    assert codes(risk(f"{plain}, {left}, accepted: {{by: anybody, on: 2026-09-24}}", run_tree)) == []
    assert codes(risk(f"{plain}, {left}, accepted: {{by: anybody, on: 2026-12-24}}", run_tree)) == ["RSK006"]
    assert codes(risk(f"{plain}, {left}", run_tree, standards="iso9001:2015")) == ["RSK006"]


def test_of_a_retained_risk_nobody_weighed_only_that_is_said(run_tree: RunTree) -> None:
    said = f"owner: it-manager, affects: integrity, treatment: retain, approved: {WORD}, accepted: {WORD}"
    assert codes(risk(said, run_tree)) == ["RSK002"]


def test_half_a_remainder_is_none(run_tree: RunTree) -> None:
    said = f"{SECURITY}, treatment: share, approved: {WORD}, accepted: {WORD}, residual: {{likelihood: 1}}"
    assert messages(risk(said, run_tree)) == ["risk R-1 has no residual risk recorded after its treatment"]


@pytest.mark.parametrize(
    ("residual", "fires"), [("4, consequence: 3", True), ("2, consequence: 4", False), ("4, consequence: 2", False)]
)
def test_what_remains_may_be_as_high_as_before_and_not_higher(residual: str, fires: bool, run_tree: RunTree) -> None:
    said = f"{SECURITY}, residual: {{likelihood: {residual}}}"
    assert codes(risk(said, run_tree, "RSK008")) == (["RSK008"] if fires else [])


# Controls

DECIDED = """\
applicability:
  - {{control: "{excluded}", applicable: false, justification: None here.}}
  - {{control: "{included}", applicable: true, justification: Needed.}}
  - {{control: "{open}"}}
"""


def counted_on(controls: str, decisions: str, run_tree: RunTree, standards: str = "iso27001:2022") -> list[str]:
    files = {
        "isokit.yaml": settings(standards),
        "registers/applicability.yaml": decisions,
        "registers/risks.yaml": f"risks: [{{id: R-1, title: R, treatment: modify, controls: [{controls}]}}]",
    }
    return messages(found(files, run_tree, "RSK009", "REF001", "STD101"))


TODAYS = DECIDED.format(excluded="iso27001:2022/A.7.7", included="iso27001:2022/A.8.13", open="iso27001:2022/A.8.7")


@pytest.mark.parametrize(
    ("control", "told"),
    [
        ("A.8.13", []),
        ("A.7.7", ["risk R-1 is treated by A.7.7, which is excluded"]),
        ("A.8.7", ["risk R-1 is treated by A.8.7, which has no decision"]),
        ("A.8.24", ["risk R-1 is treated by A.8.24, which has no decision"]),
        ("A.8.99", ["iso27001:2022 has no control A.8.99"]),
        ("iso27001:2022/6.1.3", []),
        ("iso27001:2013/A.12.3.1", ["ISO/IEC 27001:2013 is withdrawn; certificates to it ended 2025-10-31"]),
    ],
)
def test_a_control_is_decided_undecided_excluded_or_there_is_none(
    control: str, told: list[str], run_tree: RunTree
) -> None:
    assert counted_on(control, TODAYS, run_tree) == told


def test_as_long_as_nothing_is_decided_nothing_is_said(run_tree: RunTree) -> None:
    begun = 'applicability: [{control: "iso27001:2022/A.8.7"}, {control: "iso27001:2022/A.8.13"}]'
    assert counted_on("A.8.7, A.8.24", begun, run_tree) == []


def test_one_site_that_has_the_control_is_enough(run_tree: RunTree) -> None:
    sites = """\
        applicability:
          - {control: "iso27001:2022/A.7.7", applicable: false, justification: No desks., sites: [kiln]}
          - {control: "iso27001:2022/A.7.7", applicable: true, justification: Desks., sites: [office]}
        """
    assert counted_on("A.7.7", sites, run_tree) == []


def test_a_tree_still_on_2013(run_tree: RunTree) -> None:
    old = DECIDED.format(excluded="iso27001:2013/A.11.2.9", included="iso27001:2013/A.12.3.1", open="A.18.1.1")
    assert counted_on("A.12.3.1, A.11.2.9", old, run_tree, "iso27001:2013") == [
        "risk R-1 is treated by A.11.2.9, which is excluded"
    ]


@pytest.mark.parametrize("standards", ["iso27001:2013, iso27001:2022", "iso27001:2022, iso27001:2013"])
def test_between_two_editions_the_map_leads_from_one_to_the_other(standards: str, run_tree: RunTree) -> None:
    old, new = "iso27001:2013/A.11.2.9", "iso27001:2022/A.7.7"
    for named, decided in ((old, new), (new, old)):
        decision = f'applicability: [{{control: "{decided}", applicable: false, justification: No desks.}}]'
        (told,) = counted_on(named, decision, run_tree, standards)
        assert told == f"risk R-1 is treated by {named.partition('/')[2]}, which is excluded"
        assert counted_on(named, decision.replace("false", "true"), run_tree, standards) == []


# Days: the very day, leap days, ends of months

LAST_DAYS = [
    ("RSK005", "risks", "treatment: modify, due: {}", "2024-02-29"),
    ("RSK005", "risks", "treatment: modify, actions: [{{what: Lock it, due: {}}}]", "2024-02-29"),
    ("RSK010", "risks", "review: {}", "2024-02-29"),
    ("RSK111", "opportunities", "status: open, due: {}", "2024-02-29"),
    ("RSK111", "opportunities", "status: taken, review: {}", "2024-02-29"),
    ("RSK121", "suppliers", "every: 12 months, evaluated: {{on: 2023-02-28, result: good}}", "2024-02-28"),
    ("RSK121", "suppliers", "every: 12 months, evaluated: {{on: 2024-02-29, result: good}}", "2025-02-28"),
    ("RSK121", "suppliers", "every: 1 month, evaluated: {{on: 2024-01-31, result: good}}", "2024-02-29"),
    ("RSK122", "suppliers", "expires: {}", "2024-02-29"),
    ("ENV101", "obligations", "every: 6 months, evaluated: {{on: 2023-08-31, result: met}}", "2024-02-29"),
    ("ENV105", "aspects", "significant: false, impact: none, review: {}", "2024-02-29"),
]


@pytest.mark.parametrize(("code", "register", "said", "last"), LAST_DAYS)
def test_on_the_last_day_there_is_still_time(code: str, register: str, said: str, last: str, run_tree: RunTree) -> None:
    files = {f"registers/{register}.yaml": f"{register}: [{{id: X-1, title: X, {said.format(last)}}}]"}
    day = date.fromisoformat(last)
    on_time, late = (
        codes(found(files, run_tree, code, day=each)) for each in (day, date.fromordinal(day.toordinal() + 1))
    )
    assert (on_time, late) == ([], [code])


@pytest.mark.parametrize(
    ("day", "severity"),
    [("2023-11-30", None), ("2023-12-01", "warning"), ("2024-02-29", "warning"), ("2024-03-01", "error")],
)
def test_a_permit_that_ends_on_a_leap_day(day: str, severity: str | None, run_tree: RunTree) -> None:
    files = {"registers/obligations.yaml": "obligations: [{id: O-1, title: O, kind: permit, expires: 2024-02-29}]"}
    said = found(files, run_tree, "ENV102", day=date.fromisoformat(day))
    assert [finding.severity.value for finding in said] == ([severity] if severity else [])


def test_the_last_day_of_all_is_a_day_like_others(run_tree: RunTree) -> None:
    files = {
        "registers/risks.yaml": f"risks: [{{id: R-1, title: R, owner: o, treatment: share, due: 9999-12-31, {QUALITY}}}]",
        "registers/obligations.yaml": "obligations: [{id: O-1, title: O, expires: 9999-12-31, every: 999 years, "
        "evaluated: {on: 9999-12-31, result: met}}]",
    }
    assert codes(found(files, run_tree, "RSK005", "ENV10", day=date.max)) == ["ENV102", "ENV107"]


# Evaluations


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("every: 12 months", "was never evaluated"),
        ("every: 12 months, evaluated: {by: o, result: good}", "was never evaluated"),
        ("evaluated: {on: 2026-11-23, result: good}", "has an evaluation date in the future: 2026-11-23"),
        ("evaluated: {on: 2026-11-22}", "was evaluated on 2026-11-22, and no result is given"),
        ("every: 12 months, evaluated: {on: 2025-11-21, result: good}", "was to be evaluated by 2026-11-21"),
        ("every: 12 months, evaluated: {on: 2025-11-22, result: good}", None),
        ("evaluated: {on: 2019-11-22, result: good}", None),
        ("provides: clay", None),
        ("every: monthly", None),
    ],
)
def test_how_an_evaluation_fails_to_count(said: str, told: str | None, run_tree: RunTree) -> None:
    suppliers = {"registers/suppliers.yaml": f"suppliers: [{{id: S-1, title: S, {said}}}]"}
    assert messages(found(suppliers, run_tree, "RSK12")) == ([f"supplier S-1 {told}"] if told else [])
    if "provides" not in said:
        obligations = {"registers/obligations.yaml": f"obligations: [{{id: O-1, title: O, {said}}}]"}
        assert messages(found(obligations, run_tree, "ENV101")) == (
            [f"compliance with obligation O-1 {told}"] if told else []
        )


def test_nothing_is_said_of_a_supplier_nothing_is_bought_from(run_tree: RunTree) -> None:
    said = "critical: true, every: 12 months, agreement: C-1, expires: 2020-01-01"
    files = {"registers/suppliers.yaml": f"suppliers: [{{id: S-1, title: S, {said}}}]"}
    assert codes(found(files, run_tree)) == ["RSK121", "RSK122", "RSK123"]
    blocked = {
        path: text.replace("said", "").replace("critical", "status: blocked, critical") for path, text in files.items()
    }
    assert codes(found(blocked, run_tree)) == []


# Drills

DRILL = """\
id: EVD-1
title: Fire drill
type: emergency-drill
collected: 2026-09-30
location: {system: binder, reference: 4}
"""


@pytest.mark.parametrize(
    ("more", "severities"),
    [
        ("", ["warning"]),
        ("result: fail\n", ["note"]),
        ("result: pass\nlessons: a pen in each kit\n", []),
        ("result: fail\nlessons: [a, b]\n", []),
        ("result: partly\n", []),
    ],
)
def test_a_drill_has_an_outcome_and_teaches_something(more: str, severities: list[str], run_tree: RunTree) -> None:
    said = found({"evidence/EVD-1.yaml": DRILL + more}, run_tree, "ENV104")
    assert [finding.severity.value for finding in said] == severities


def test_a_drill_that_is_planned_has_no_outcome_yet(run_tree: RunTree) -> None:
    assert found({"evidence/EVD-1.yaml": DRILL.replace("2026-09-30", "2026-11-23")}, run_tree, "ENV104") == []


def test_the_next_drill_is_asked_for_as_any_record_is(run_tree: RunTree) -> None:
    files = {"evidence/EVD-1.yaml": f"{DRILL}result: pass\nlessons: x\nevery: 1 month\n"}
    assert codes(found(files, run_tree, "EVD101")) == ["EVD101"]
    (drill,) = run_tree(files).workspace.of(Evidence)
    assert drill.lessons == ("x",)


# Aspects and opportunities


def test_an_objective_that_names_an_aspect_is_something_done_about_it(run_tree: RunTree) -> None:
    weighed = "significant: true, impact: river, condition: normal, criteria: amount 3"
    files = {"registers/aspects.yaml": f"aspects: [{{id: ASP-1, title: A, {weighed}}}]"}
    assert codes(found(files, run_tree, "ENV")) == ["ENV103"]
    named = {"registers/objectives.yaml": "objectives: [{id: OBJ-1, title: Less of ASP-1}]"}
    other = {"registers/objectives.yaml": "objectives: [{id: OBJ-1, title: Less of ASP-11}]"}
    assert (codes(found(files | named, run_tree, "ENV")), codes(found(files | other, run_tree, "ENV"))) == (
        [],
        ["ENV103"],
    )


def test_a_condition_is_normal_abnormal_or_an_emergency(run_tree: RunTree) -> None:
    files = {
        "registers/aspects.yaml": "aspects: [{id: A-1, title: A, significant: false, impact: x, condition: normally}]"
    }
    assert messages(found(files, run_tree, "WSP", "ENV")) == [
        "condition 'normally' is not one of normal, abnormal, emergency"
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("impact: x", "whether it is significant"),
        ("significant: true", "its environmental impact or its operating condition or its criteria"),
        ("significant: false, impact: x, condition: emergency", "its criteria"),
        ("significant: false, impact: x, criteria: [harm 1]", "its operating condition"),
        ("significant: false, impact: x, criteria: [harm 1], condition: normal", None),
    ],
)  # fmt: skip
def test_what_an_aspect_has_to_say(said: str, told: str | None, run_tree: RunTree) -> None:
    files = {"registers/aspects.yaml": f"aspects: [{{id: A-1, title: A, {said}}}]"}
    assert messages(found(files, run_tree, "ENV106")) == ([f"aspect A-1 does not state {told}"] if told else [])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("kind: legal", "source and no evaluation interval"),
        ("source: Noise act", "evaluation interval"),
        ("every: 1 year", "source"),
        ("every: 1 year, source: Noise act", None),
        ("every: yearly", None),
    ],
)
def test_what_an_obligation_has_to_say(said: str, told: str | None, run_tree: RunTree) -> None:
    files = {"registers/obligations.yaml": f"obligations: [{{id: O-1, title: O, {said}}}]"}
    assert messages(found(files, run_tree, "ENV107")) == ([f"obligation O-1 has no {told}"] if told else [])


def test_what_is_declined_waits_for_nothing(run_tree: RunTree) -> None:
    said = "status: {}, due: 2026-01-31, actions: [{{what: Draw it, due: 2026-01-31}}, {{what: Cast it}}]"
    files = [
        {"registers/opportunities.yaml": f"opportunities: [{{id: O, title: O, {said.format(s)}}}]"}
        for s in ("pursued", "declined")
    ]
    assert [len(found(each, run_tree, "RSK111")) for each in files] == [2, 0]


@pytest.mark.parametrize(("day", "fires"), [("2026-11-21", False), ("2026-11-22", False), ("2026-11-23", True)])
def test_what_is_done_on_a_day_to_come_is_open_until_then(day: str, fires: bool, run_tree: RunTree) -> None:
    said = f"status: pursued, actions: [{{what: Draw it, due: 2026-11-01, done: {day}}}]"
    files = {"registers/opportunities.yaml": f"opportunities: [{{id: O, title: O, {said}}}]"}
    assert codes(found(files, run_tree, "RSK111")) == (["RSK111"] if fires else [])


# Registers in other forms


def test_risks_may_stand_in_a_table(run_tree: RunTree) -> None:
    head = (
        "id,title,owner,affects,likelihood,consequence,treatment,controls,approved.by,approved.on,residual.likelihood"
    )
    head += ",residual.consequence,accepted.by,accepted.on,assessments.1.on,assessments.1.criteria\n"
    row = "R-1,Laptop,o,integrity; availability,4,4,modify,A.8.1;A.8.24,o,2026-09-24,1,{},o,2026-09-24,2026-09-01,1\n"
    files = {"registers/risks.csv": head + row.format(4)}
    assert messages(found(files, run_tree)) == [
        "an assessment of risk R-1 has no assessor and no likelihood and no consequence"
    ]
    assert codes(found({"registers/risks.csv": head + row.format(9)}, run_tree)) == ["RSK003", "RSK012"]
