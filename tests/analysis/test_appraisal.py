"""A risk on a day: its scores, how far its treatment has come, and whose word on it counts."""

from __future__ import annotations

from datetime import date

import pytest

from isokit.analysis.risk import Appraisal, Progress, appraise
from isokit.model.finding import Severity
from isokit.model.registers.risk import Risk
from tests.support import TODAY, RunTree

SETTINGS = "organization: {{name: Blue Teapot Works}}\nstandards: [{standards}]\nrisk: {{acceptance: 9}}\n"


def weighed(said: str, run_tree: RunTree, day: date = TODAY, standards: str = "iso27001:2022") -> Appraisal:
    """The only risk of a tree, given by its keys, as it stands on a day."""
    risks = f"risks: [{{id: R-1, title: Laptop is stolen, {said}}}]"
    files = {"isokit.yaml": SETTINGS.format(standards=standards), "registers/risks.yaml": risks}
    workspace = run_tree(files, today=day).workspace
    (risk,) = workspace.of(Risk)
    return appraise(risk, workspace, day)


OWNED = "owner: it-manager, likelihood: 4, consequence: 4, treatment: modify"
LEFT = "residual: {likelihood: 1, consequence: 4}"
ACCEPTED = "accepted: {by: it-manager, on: 2026-09-24}"


@pytest.mark.parametrize(
    ("said", "scores"),
    [
        (OWNED, (16, None, 16)),
        (f"{OWNED}, {LEFT}", (16, 4, 16)),
        (f"{OWNED}, {LEFT}, {ACCEPTED}", (16, 4, 4)),
        (f"{OWNED}, {LEFT}, {ACCEPTED}, due: 2026-09-24", (16, 4, 4)),
        (f"{OWNED}, {LEFT}, {ACCEPTED}, due: 2026-12-31", (16, 4, 16)),
        (f"{OWNED}, {LEFT}, {ACCEPTED}, actions: [{{what: Lock it, due: 2026-12-31}}]", (16, 4, 16)),
        (f"{OWNED}, {LEFT}, {ACCEPTED}, actions: [{{what: Lock it, done: 2026-09-01}}]", (16, 4, 4)),
        (f"{OWNED}, {LEFT}, accepted: {{by: it-manager, on: 2026-11-23}}", (16, 4, 16)),
        (f"{OWNED}, {LEFT}, accepted: {{by: it-manager, on: 2026-11-22}}", (16, 4, 4)),
        (f"{OWNED}, {LEFT}, accepted: {{by: managing-director, on: 2026-09-24}}", (16, 4, 16)),
        (f"{OWNED.replace('modify', 'retain')}", (16, 16, 16)),
        (f"{OWNED}, residual: {{likelihood: 1}}, {ACCEPTED}", (16, None, 16)),
        (f"{OWNED}, residual: {{likelihood: 1, consequence: 9}}, {ACCEPTED}", (16, None, 16)),
        ("owner: it-manager, likelihood: 4", (None, None, None)),
        (f"likelihood: 4, consequence: 4, {LEFT}, {ACCEPTED}", (16, 4, 16)),
        (f"likelihood: 4, consequence: 4, treatment: share, {LEFT}, {ACCEPTED}", (16, 4, 4)),
    ],
)
def test_before_after_and_as_it_stands(said: str, scores: tuple[int | None, ...], run_tree: RunTree) -> None:
    found = weighed(said, run_tree)
    assert (found.before, found.after, found.standing) == scores


HELD = """owner: o, assessments: [
    {on: 2026-03-02, likelihood: 2, consequence: 4},
    {on: 2026-10-01, likelihood: 4, consequence: 4},
    {on: 2026-12-01, likelihood: 1, consequence: 1},
    {likelihood: 5, consequence: 5}]"""


@pytest.mark.parametrize(
    ("day", "score"),
    [("2026-03-01", None), ("2026-03-02", 8), ("2026-09-30", 8), ("2026-10-01", 16), ("2026-12-01", 1)],
)
def test_without_a_score_of_its_own_that_of_the_last_assessment_counts(
    day: str, score: int | None, run_tree: RunTree
) -> None:
    assert weighed(HELD, run_tree, date.fromisoformat(day)).before == score


def test_of_two_assessments_on_a_day_the_later_entry_counts(run_tree: RunTree) -> None:
    twice = "assessments: [{on: 2026-03-02, likelihood: 2, consequence: 4}, {on: 2026-03-02, likelihood: 1, consequence: 1}]"
    assert weighed(twice, run_tree).before == 1
    assert weighed(f"{twice}, likelihood: 3, consequence: 3", run_tree).before == 9


@pytest.mark.parametrize(
    ("said", "progress"),
    [
        ("owner: it-manager", Progress.UNDECIDED),
        (OWNED, Progress.PLANNED),
        (f"{OWNED}, due: 2026-11-22", Progress.PLANNED),
        (f"{OWNED}, due: 2026-11-21", Progress.OVERDUE),
        (f"{OWNED}, due: 2026-11-21, accepted: {{by: it-manager, on: 2026-11-20}}", Progress.OVERDUE),
        (f"{OWNED}, due: 2026-11-21, accepted: {{by: it-manager, on: 2026-11-21}}", Progress.DONE),
        (f"{OWNED}, {ACCEPTED}", Progress.DONE),
        (f"{OWNED}, actions: [{{start: 2026-11-23, due: 2026-12-31}}]", Progress.PLANNED),
        (f"{OWNED}, actions: [{{start: 2026-11-22, due: 2026-12-31}}]", Progress.UNDER_WAY),
        (f"{OWNED}, actions: [{{done: 2026-11-22}}, {{due: 2026-12-31}}]", Progress.UNDER_WAY),
        (f"{OWNED}, actions: [{{done: 2026-11-22}}, {{due: 2026-11-21}}]", Progress.OVERDUE),
        (f"{OWNED}, actions: [{{due: 2026-11-21, done: 2026-11-23}}]", Progress.OVERDUE),
        (f"{OWNED}, actions: [{{done: 2026-11-22}}, {{done: 2026-01-01}}]", Progress.DONE),
    ],
)
def test_how_far_a_treatment_has_come(said: str, progress: Progress, run_tree: RunTree) -> None:
    assert weighed(said, run_tree).progress is progress


@pytest.mark.parametrize(
    ("accepted", "reason"),
    [
        ("{by: it-manager, on: 2026-11-22}", None),
        ("{by: it-manager, on: 2026-11-23}", "2026-11-23 is in the future"),
        ("{by: it-manager}", "it does not say when"),
        ("{on: 2026-09-24}", "it does not say by whom"),
        ("{by: boss, on: 2026-09-24}", "boss is not its owner"),
    ],
)
def test_why_a_word_does_not_count(accepted: str, reason: str | None, run_tree: RunTree) -> None:
    found = weighed(f"{OWNED}, {LEFT}, approved: {accepted}, accepted: {accepted}", run_tree)
    told = [lack and lack.reason for lack in (found.against_approval, found.against_acceptance)]
    assert (told, found.approved, found.accepted) == ([reason] * 2, reason is None, reason is None)


def test_where_nobody_owns_it_or_the_standard_does_not_ask_any_role_will_do(run_tree: RunTree) -> None:
    said = f"treatment: share, {LEFT}, accepted: {{by: boss, on: 2026-09-24}}"
    assert weighed(said, run_tree).accepted
    assert weighed(f"owner: it-manager, {said}", run_tree, standards="iso9001:2015").accepted
    assert not weighed(f"owner: it-manager, {said}", run_tree).accepted


@pytest.mark.parametrize(
    ("then", "now", "accepted"),
    [("2, consequence: 4", "4, consequence: 4", False), ("4, consequence: 4", "2, consequence: 4", True)],
)
def test_an_acceptance_ends_where_the_risk_is_found_higher(
    then: str, now: str, accepted: bool, run_tree: RunTree
) -> None:
    held = f"assessments: [{{on: 2026-05-12, likelihood: {then}}}, {{on: 2026-10-02, likelihood: {now}}}]"
    said = f"owner: o, treatment: modify, {held}, {LEFT}, accepted: {{by: o, on: 2026-05-12}}"
    found = weighed(said, run_tree)
    assert (found.accepted, found.reassessed_on) == (accepted, None if accepted else date(2026, 10, 2))
    assert weighed(said, run_tree, date(2026, 10, 1)).accepted


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ("{on: 2026-09-24, likelihood: 4, consequence: 4}", None),
        ("{on: 2026-09-25, likelihood: 4, consequence: 4}", "first"),
        ("{on: 2026-11-23, likelihood: 4, consequence: 4}", None),
        ("{on: 2026-05-12}, {on: 2026-10-02, likelihood: 1, consequence: 1}", "first"),
        ("{on: 2026-05-12, likelihood: 9, consequence: 9}, {on: 2026-10-02, likelihood: 1, consequence: 1}", "first"),
        ("{on: 2026-05-12, likelihood: 1, consequence: 1}, {on: 2026-10-02, likelihood: 1, consequence: 1}", None),
        ("{on: 2026-05-12, likelihood: 1, consequence: 1}, {on: 2026-10-02, likelihood: 2, consequence: 1}", "higher"),
        ("{on: 2026-05-12, likelihood: 1, consequence: 1}, {on: 2026-10-02, likelihood: 9, consequence: 1}", None),
    ],
)
def test_what_nobody_had_weighed_was_not_accepted(held: str, reason: str | None, run_tree: RunTree) -> None:
    lack = weighed(f"{OWNED}, {LEFT}, {ACCEPTED}, assessments: [{held}]", run_tree).against_acceptance
    assert (lack and lack.reason.split(" the risk ")[1]) == (
        {"first": "was assessed for the first time by these scales", "higher": "was assessed higher"}.get(reason or "")
    )


def test_an_acceptance_of_nothing_in_particular_does_not_count(run_tree: RunTree) -> None:
    for left in ("", ", residual: {likelihood: 1}"):
        found = weighed(f"{OWNED}, {ACCEPTED}{left}", run_tree)
        assert (found.accepted, found.standing) == (False, 16)
        assert found.against_acceptance and found.against_acceptance.reason == "the residual risk is not recorded"
    assert weighed(f"{OWNED.replace('modify', 'retain')}, {ACCEPTED}", run_tree).accepted


@pytest.mark.parametrize(
    ("standards", "said", "severity"),
    [
        ("iso9001:2015", "", Severity.WARNING),
        ("iso9001:2015, iso14001:2015", "affects: integrity", Severity.WARNING),
        ("iso27001:2022", "", Severity.ERROR),
        ("iso27001:2013", "", Severity.ERROR),
        ("iso9001:2015, iso27001:2022", "", Severity.ERROR),
        ("iso9001:2015, iso27001:2022", "clauses: [iso9001:2015/6.1.2]", Severity.WARNING),
        ("iso9001:2015, iso27001:2022", "clauses: [iso9001:2015/6.1.2], affects: integrity", Severity.ERROR),
        ("iso9001:2015, iso27001:2022", "clauses: [iso9001:2015/6.1.2, iso27001:2022/6.1.2]", Severity.ERROR),
        ("iso9001:2015, iso27001:2022", "clauses: [9001:6.1.2], controls: [A.8.1]", Severity.ERROR),
        ("iso9001:2015, iso27001:2022", "clauses: [iso27001:2013/6.1.2]", Severity.ERROR),
    ],
)
def test_which_risks_are_those_of_information_security(
    standards: str, said: str, severity: Severity, run_tree: RunTree
) -> None:
    assert weighed(said or "owner: o", run_tree, standards=standards).severity is severity
