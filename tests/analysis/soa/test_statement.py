"""The statement of applicability: what is decided on each control, and what the tree says of it."""

from __future__ import annotations

from datetime import date

import pytest

from isokit.analysis.soa.control import Control
from isokit.analysis.soa.statement import Statement, counts, statement, statements
from isokit.model.registers.applicability import Implementation
from isokit.run import Run
from tests.support import TODAY, Files, RunTree

OLD = "organization: {name: Damp Lantern}\nstandards: [iso27001:2013]\n"
BOTH = "organization: {name: Damp Lantern}\nstandards: [iso27001:2013, iso27001:2022]\n"


def stated(run: Run, edition: str = "iso27001:2022") -> Statement:
    found = run.workspace.catalog.edition(edition)
    assert found
    adopted = {standard.standard: standard for standard in run.workspace.standards}
    return statement(adopted.get(edition, found), run.workspace, run.today)


def control(run: Run, number: str, edition: str = "iso27001:2022") -> Control:
    return next(each for each in stated(run, edition).controls if each.name == number)


def decided(number: str, **values: str) -> str:
    lines = "".join(f"\n    {key}: {value}" for key, value in values.items())
    return f"  - control: {number}{lines}\n"


def register(*entries: str) -> Files:
    return {"registers/applicability.yaml": "applicability:\n" + "".join(entries)}


def codes(run: Run, family: str = "SOA") -> list[tuple[str, str | None]]:
    return [(f.code, f.place.subject) for f in run.findings if f.code.startswith(family)]


@pytest.mark.parametrize(("edition", "number"), [("iso27001:2022", 93), ("iso27001:2013", 114)])
def test_nothing_decided_is_a_statement_of_all_controls_undecided(edition: str, number: int, run_tree: RunTree) -> None:
    found = stated(run_tree({}), edition)
    assert (len(found.controls), len(found.undecided), found.started) == (number, number, False)
    assert counts(found.controls)["undecided"] == number


def test_the_themes_of_2022_are_four(run_tree: RunTree) -> None:
    found = [(theme, len(controls)) for theme, controls in stated(run_tree({})).themes]
    assert found == [
        ("Organizational controls", 37),
        ("People controls", 8),
        ("Physical controls", 14),
        ("Technological controls", 34),
    ]


def test_a_control_knows_what_is_said_of_it(run_tree: RunTree) -> None:
    run = run_tree(
        {
            **register(
                decided(
                    "A.8.13",
                    applicable="true",
                    justification="Drawings cannot be drawn again.",
                    drivers="[RSK-1, contractual]",
                    status="implemented",
                    owner="it-manager",
                    documents="[POL-1]",
                    review="2027-01-19",
                )
            ),
            "policies/backup.md": "---\nid: POL-1\ntitle: B\nstatus: approved\nowner: o\n"
            "approved: {by: o, on: 2026-01-02}\n---\n",
            "registers/risks.yaml": "risks:\n  - {id: RSK-1, title: Fire, controls: [A.8.13]}\n",
            "evidence/EVD-1.yaml": "id: EVD-1\ntitle: Restore\ntype: restore-test\ncollected: 2026-10-01\n"
            "location: {system: archive, reference: 7}\nclauses: [iso27001:2022/A.8.13]\n",
        }
    )
    found = control(run, "A.8.13")
    assert (found.applicable, found.status, found.owner) == (True, Implementation.IMPLEMENTED, "it-manager")
    assert (found.drivers, found.documents, found.evidence) == (("RSK-1", "contractual"), ("POL-1",), ("EVD-1",))
    assert (found.evidenced, [risk.id for risk in found.risks], found.review) == (True, ["RSK-1"], date(2027, 1, 19))
    assert codes(run) == [("SOA201", None)]


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        ("collected: 2026-10-01\nlocation: {system: archive}", True),
        ("collected: 2020-10-01\nvalid_until: 2021-01-01\nlocation: {system: archive}", False),
        ("collected: 2026-11-23\nlocation: {system: archive}", False),
        ("collected: 2026-10-01", False),
        ("collected: 2026-10-01\nlocation: {system: archive}\nresult: fail", False),
        ("collected: 2026-10-01\nlocation: {system: git history}", False),
        ("collected: 2026-10-01\nfiles: [{path: evidence/lost.csv}]", False),
        ("collected: 2026-10-01\nfiles: [{path: evidence/EVD-1.yaml}]", False),
    ],
)
def test_only_a_record_that_counts_today_shows_a_control(record: str, shown: bool, run_tree: RunTree) -> None:
    text = f"id: EVD-1\ntitle: R\ntype: restore-test\nclauses: [A.8.13]\n{record}\n"
    entry = decided("A.8.13", applicable="true", drivers="[legal]", status="implemented")
    run = run_tree({**register(entry), "evidence/EVD-1.yaml": text})
    assert control(run, "A.8.13").evidence == (("EVD-1",) if shown else ())
    assert (("SOA203", "A.8.13") in codes(run)) is not shown


@pytest.mark.parametrize(
    ("register_file", "silent"),
    [
        ("risks:\n  - {id: R-1, title: T, controls: [A.8.12], treatment: modify, due: 2027-01-31}\n", True),
        ("risks:\n  - {id: R-1, title: T, controls: [A.8.12], treatment: modify}\n", False),
        ("risks:\n  - {id: R-1, title: T, controls: [A.8.12], due: 2027-01-31}\n", False),
        (
            "risks:\n  - {id: R-1, title: T, controls: [A.8.12], treatment: modify,"
            " actions: [{what: W, due: 2027-01-31}]}\n",
            True,
        ),
        (
            "risks:\n  - id: R-1\n    title: T\n    controls: [A.8.12]\n    treatment: modify\n    due: 2026-03-31\n"
            "    actions: [{what: W, due: 2026-03-31, done: 2026-03-01}]\n",
            False,
        ),
        ("objectives:\n  - {id: O-1, title: T, clauses: [A.8.12], actions: [{due: 2027-01-31}]}\n", True),
        (
            "objectives:\n  - {id: O-1, title: T, clauses: [A.8.12], actions: [{due: 2027-01-31, done: 2026-11-22}]}\n",
            False,
        ),
        (
            "objectives:\n  - {id: O-1, title: T, clauses: [A.8.12], actions: [{due: 2027-01-31, done: 2026-11-23}]}\n",
            True,
        ),
        ("opportunities:\n  - {id: P-1, title: T, clauses: [A.8.12], status: taken, due: 2027-11-21}\n", False),
        ("opportunities:\n  - {id: P-1, title: T, clauses: [A.8.12], status: declined, due: 2027-11-21}\n", False),
        ("opportunities:\n  - {id: P-1, title: T, clauses: [A.8.12], status: pursued, due: 2027-11-21}\n", True),
        ("changes:\n  - {id: C-1, title: T, clauses: [A.8.12], planned: 2027-11-21, done: 2026-11-23}\n", True),
        ("changes:\n  - {id: C-1, title: T, clauses: [A.8.12], status: rejected, planned: 2027-11-21}\n", False),
        ("objectives:\n  - {id: O-1, title: T, clauses: [A.8.12], due: 2026-11-22}\n", True),
        ("objectives:\n  - {id: O-1, title: T, clauses: [A.8.12], due: 2026-11-21}\n", False),
        ("opportunities:\n  - {id: P-1, title: T, clauses: [A.8.12], due: 2027-11-21}\n", True),
        ("changes:\n  - {id: C-1, title: T, clauses: [A.8.12], planned: 2027-11-21}\n", True),
        ("changes:\n  - {id: C-1, title: T, clauses: [A.8.12], planned: 2027-11-21, done: 2026-11-01}\n", False),
    ],
)
def test_a_planned_control_needs_an_action_still_to_come(register_file: str, silent: bool, run_tree: RunTree) -> None:
    entry = decided("A.8.12", applicable="true", drivers="[legal]", status="planned")
    name = register_file.partition(":")[0]
    run = run_tree({**register(entry), f"registers/{name}.yaml": register_file})
    assert (("SOA204", "A.8.12") not in codes(run)) is silent


@pytest.mark.parametrize(("status", "silent"), [("open", True), ("closed", False)])
def test_an_open_nonconformity_with_a_day_leads_to_a_control(status: str, silent: bool, run_tree: RunTree) -> None:
    text = (
        f"id: NC-1\ntitle: T\nstatus: {status}\nraised: 2026-10-01\nowner: o\ndue: 2026-12-01\n"
        "clauses: [iso27001:2022/A.8.12]\n"
    )
    entry = decided("A.8.12", applicable="true", drivers="[legal]", status="partial")
    run = run_tree({**register(entry), "nonconformities/NC-1.yaml": text})
    assert (("SOA204", "A.8.12") not in codes(run)) is silent


@pytest.mark.parametrize(
    ("review", "today", "overdue"),
    [
        ("2024-02-29", date(2024, 2, 28), False),
        ("2024-02-29", date(2024, 2, 29), False),
        ("2024-02-29", date(2024, 3, 1), True),
        ("2026-10-31", date(2026, 10, 31), False),
        ("2026-10-31", date(2026, 11, 1), True),
        ("2026-12-31", date(2027, 1, 1), True),
    ],
)
def test_the_review_of_an_exclusion_is_in_time_on_its_very_day(
    review: str, today: date, overdue: bool, run_tree: RunTree
) -> None:
    entry = decided("A.8.30", applicable="false", justification="Our own people write it.", review=review)
    run = run_tree(register(entry), today=today)
    assert (("SOA206", "A.8.30") in codes(run)) is overdue


@pytest.mark.parametrize(("today", "late"), [(date(2028, 2, 29), False), (date(2028, 3, 1), True)])
def test_a_control_may_be_put_into_practice_until_a_leap_day(today: date, late: bool, run_tree: RunTree) -> None:
    entry = decided("A.8.12", applicable="true", drivers="[legal]", status="planned", due="2028-02-29")
    assert (("SOA204", "A.8.12") in codes(run_tree(register(entry), today=today))) is late


def test_two_sites_may_decide_on_one_control_and_what_applies_anywhere_applies(run_tree: RunTree) -> None:
    run = run_tree(
        register(
            decided("A.7.6", id="S-1", applicable="false", justification="No secure area here.", sites="[hill]"),
            decided("A.7.6", id="S-2", applicable="true", status="planned", due="2027-01-01", sites="[river]"),
        )
    )
    assert "SOA209" not in [code for code, _ in codes(run)]
    assert (control(run, "A.7.6").applicable, control(run, "A.7.6").status) == (True, Implementation.PLANNED)


def test_a_control_written_twice_is_one_row_and_a_finding(run_tree: RunTree) -> None:
    run = run_tree(register(decided("A.5.1", applicable="true"), decided("A.5.1", applicable="false")))
    assert [each.name for each in stated(run).controls].count("A.5.1") == 1
    assert (codes(run, "WSP003"), codes(run, "SOA209")) == ([("WSP003", "A.5.1")], [("SOA209", "A.5.1")])


@pytest.mark.parametrize("words", ["''", "'   '", '"\\u00a0\\u200b"', '"\\t\\n"', ""])
def test_blanks_justify_nothing(words: str, run_tree: RunTree) -> None:
    run = run_tree(
        register(
            decided("A.8.30", applicable="false", justification=words),
            decided("A.5.1", applicable="true", justification=words, drivers="[legal]", status="planned"),
        )
    )
    found = codes(run)
    assert ("SOA102", "A.8.30") in found and ("SOA210", "A.5.1") in found


@pytest.mark.parametrize(
    ("values", "against"),
    [
        ({"status": "implemented"}, "its status is implemented"),
        ({"status": "partial"}, "its status is partial"),
        ({"status": "not-implemented"}, None),
        ({"documents": "[POL-1]"}, "POL-1 is in force for it"),
        ({"documents": "[POL-2, POL-9]"}, None),
    ],
)
def test_an_exclusion_may_contradict_itself(values: dict[str, str], against: str | None, run_tree: RunTree) -> None:
    entry = decided("A.8.30", applicable="false", justification="Our own people write it.", **values)
    approved = "---\nid: POL-1\ntitle: P\nstatus: approved\nowner: o\napproved: {by: o, on: 2026-01-02}\n---\n"
    draft = "---\nid: POL-2\ntitle: P\nstatus: draft\nowner: o\n---\n"
    run = run_tree({**register(entry), "policies/a.md": approved, "policies/b.md": draft})
    messages = [finding.message for finding in run.findings if finding.code == "SOA202"]
    assert messages == ([f"A.8.30 is excluded, but {against}"] if against else [])


SECOND = (
    decided("A.8.30", applicable="true", status="implemented"),
    decided("iso27001:2022/A.8.30", id="APP-2", applicable="true", status="implemented"),
    decided("ISO/IEC 27001:2022 A.8.30", applicable="true", sites="[river]"),
    "  - {clause: iso27001:2022/A.8.30, applicable: true, status: implemented}\n",
)


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("turned", [False, True])
def test_two_decisions_that_contradict_each_other_are_none(second: str, turned: bool, run_tree: RunTree) -> None:
    first = decided("iso27001:2022/A.8.30", applicable="false", justification="Our own people write it.")
    run = run_tree(register(*((second, first) if turned else (first, second))))
    assert (control(run, "A.8.30").applicable, control(run, "A.8.30").status) == (None, None)
    (message,) = (f.message for f in run.findings if f.code == "SOA209")
    assert "A.8.30 has two decisions that contradict each other" in message


def test_a_second_file_is_no_way_around(run_tree: RunTree) -> None:
    first = decided("iso27001:2022/A.8.30", applicable="false", justification="Our own people write it.")
    run = run_tree({**register(first), "registers/applicability.csv": "control,applicable\nA.8.30,true\n"})
    assert control(run, "A.8.30").applicable is None
    (message,) = (f.message for f in run.findings if f.code == "SOA209")
    assert message.endswith("it does not apply here, but applies in registers/applicability.csv")


def test_an_entry_with_a_control_and_a_clause_decides_on_the_control_alone(run_tree: RunTree) -> None:
    first = decided("A.8.30", applicable="false", justification="Our own people write it.")
    both = decided("A.5.1", clause="iso27001:2022/A.8.30", applicable="true", justification="W", drivers="[legal]")
    run = run_tree(register(first, both))
    assert (control(run, "A.8.30").applicable, control(run, "A.5.1").applicable) == (False, True)
    assert codes(run, "SOA211") == [("SOA211", "A.5.1")]


@pytest.mark.parametrize(
    ("register_file", "silent"),
    [
        ("risks:\n  - {id: X-1, title: T, clauses: [A.5.9]}\n", False),
        ("opportunities:\n  - {id: X-1, title: T, clauses: [A.5.9], status: declined}\n", False),
        ("incidents:\n  - {id: X-1, title: T, clauses: [A.5.9], occurred: 2026-10-01}\n", False),
        ("complaints:\n  - {id: X-1, title: T, clauses: [A.5.9], received: 2026-10-01}\n", False),
        ("roles:\n  - {id: x, title: T, clauses: [A.5.9], holders: [{e-mail: x@lantern.example}]}\n", False),
        ("assets:\n  - {id: X-1, title: T, owner: x}\n", True),
        ("assets:\n  - {id: X-1, title: T, owner: x, clauses: [A.5.9]}\n", True),
        ("assets:\n  - {id: X-1, title: T, owner: x, clauses: [A.5.10]}\n", False),
    ],
)
def test_of_registers_only_the_one_a_control_is_about_shows_it(
    register_file: str, silent: bool, run_tree: RunTree
) -> None:
    entry = decided("A.5.9", applicable="true", justification="W", drivers="[legal]", status="implemented")
    run = run_tree({**register(entry), f"registers/{register_file.partition(':')[0]}.yaml": register_file})
    assert (("SOA203", "A.5.9") not in codes(run)) is silent


@pytest.mark.parametrize("name", ["A.5.1", "A.5.2", "boss", "POL-1", "EVD-1", "NC-1"])
def test_a_control_is_driven_by_no_control_role_document_or_record(name: str, run_tree: RunTree) -> None:
    run = run_tree(
        {
            **register(
                decided("A.5.1", applicable="true", justification="W", drivers=f"[{name}, OBL-1]"), decided("A.5.2")
            ),
            "registers/roles.yaml": "roles:\n  - {id: boss, title: Boss}\n",
            "registers/obligations.yaml": "obligations:\n  - {id: OBL-1, title: Law}\n",
            "policies/p.md": "---\nid: POL-1\ntitle: P\n---\n",
            "evidence/EVD-1.yaml": "id: EVD-1\ntitle: R\ntype: restore-test\n",
            "nonconformities/NC-1.yaml": "id: NC-1\ntitle: N\nstatus: open\n",
        }
    )
    messages = [f.message for f in run.findings if f.code == "SOA208"]
    assert messages == [f"the driver {name} of A.5.1 cannot drive a control"]


def test_an_exclusion_by_clause_is_the_same_decision(run_tree: RunTree) -> None:
    entry = "  - {clause: A.7.6, applicable: false, justification: There is no such area.}\n"
    assert control(run_tree(register(entry)), "A.7.6").applicable is False


def test_an_entry_that_is_not_decided_yet_is_no_decision(run_tree: RunTree) -> None:
    run = run_tree(register("  - control: A.5.1\n    title: Policies\n    applicable:\n"))
    assert (control(run, "A.5.1").applicable, stated(run).started) == (None, True)
    assert [f.severity for f in run.findings if f.code == "SOA201"] == ["warning"]
    assert not [f for f in run.findings if f.code.startswith("WSP")]
    (assessment,) = (a for a in run.assessments if a.standard.standard == "iso27001:2022")
    assert {leaf.status.value for leaf in assessment.leaves if leaf.clause.clause == "A.5.1"} == {"missing"}


class TestEditions:
    """A tree reaches the controls of an edition it did not decide on along the map between the two."""

    def test_a_tree_on_2013_has_its_statement(self, run_tree: RunTree) -> None:
        entry = decided("A.9.2.3", applicable="true", drivers="[legal]", status="implemented")
        run = run_tree({"isokit.yaml": OLD, **register(entry)})
        (found,) = statements(run.workspace, TODAY)
        assert (found.standard.standard, len(found.controls), len(found.undecided)) == ("iso27001:2013", 114, 113)

    def test_it_shows_how_it_would_stand_in_2022(self, run_tree: RunTree) -> None:
        entry = decided("A.9.2.3", applicable="true", drivers="[legal]", status="implemented", owner="o")
        run = run_tree({"isokit.yaml": OLD, **register(entry)}, against=("iso27001:2022",))
        found = control(run, "A.8.2")
        assert (found.applicable, found.carried, found.owner) == (True, True, "o")
        assert stated(run).reached_from == ("iso27001:2013",)

    def test_implemented_becomes_partial_where_the_requirement_changed(self, run_tree: RunTree) -> None:
        entries = [
            decided(number, applicable="true", drivers="[legal]", status="implemented")
            for number in ("A.5.1.1", "A.5.1.2", "A.9.2.3")
        ]
        run = run_tree({"isokit.yaml": OLD, **register(*entries)}, against=("iso27001:2022",))
        merged, kept = control(run, "A.5.1"), control(run, "A.8.2")
        assert (merged.status, kept.status) == (Implementation.PARTIAL, Implementation.IMPLEMENTED)

    def test_a_control_that_is_new_in_2022_is_undecided(self, run_tree: RunTree) -> None:
        entries = [decided("A.9.2.3", applicable="true")]
        run = run_tree({"isokit.yaml": OLD, **register(*entries)}, against=("iso27001:2022",))
        assert control(run, "A.5.7").applicable is None

    def test_with_both_adopted_the_own_decision_comes_first(self, run_tree: RunTree) -> None:
        old = decided("iso27001:2013/A.9.2.3", applicable="false", justification="Nobody has such rights.")
        new = decided("iso27001:2022/A.8.2", applicable="true", drivers="[legal]")
        run = run_tree({"isokit.yaml": BOTH, **register(old, new)})
        assert (control(run, "A.8.2").applicable, control(run, "A.8.2").carried) == (True, False)
        assert control(run, "A.9.2.3", "iso27001:2013").applicable is False
        run = run_tree({"isokit.yaml": BOTH, **register(old)})
        assert (control(run, "A.8.2").applicable, control(run, "A.8.2").carried) == (False, True)

    def test_and_back_from_2022_to_2013(self, run_tree: RunTree) -> None:
        entry = decided("A.8.2", applicable="true", drivers="[legal]", status="implemented")
        run = run_tree(register(entry), against=("iso27001:2013",))
        assert control(run, "A.9.2.3", "iso27001:2013").applicable is True


class TestCustomControls:
    """Controls of the organization's own stand behind those of the Annex A."""

    SETTINGS = "organization: {name: Damp Lantern}\nstandards: [iso27001:2022, lantern:1]\n"
    OWN = """\
        standard: lantern:1
        title: Controls of Damp Lantern
        published: 2026-01-01
        clauses:
          - {clause: 1, title: Flames}
          - clause: 1.1
            title: Nobody leaves a flame alone
            expects: [{kind: claim, basis: organization}]
          - clause: 1.2
            title: Water stands ready
            expects: [{kind: claim, basis: organization}]
        """

    def test_a_clause_of_an_own_edition_is_a_control_once_a_decision_is_about_it(self, run_tree: RunTree) -> None:
        entry = decided("lantern:1/1.2", applicable="true", drivers="[business]", status="planned")
        run = run_tree({"isokit.yaml": self.SETTINGS, "standards/lantern.yaml": self.OWN, **register(entry)})
        (found,) = statements(run.workspace, TODAY)
        assert [(each.name, each.theme) for each in found.controls[93:]] == [("lantern:1/1.2", "Flames")]
        assert ("SOA204", "lantern:1/1.2") in codes(run)

    def test_controls_of_an_own_annex_are_there_at_once(self, run_tree: RunTree) -> None:
        own = self.OWN.replace("clause: 1.", "clause: A.1.").replace("clause: 1,", "clause: A.1,")
        run = run_tree({"isokit.yaml": self.SETTINGS, "standards/lantern.yaml": own})
        (found,) = statements(run.workspace, TODAY)
        assert [each.clause.clause for each in found.controls[93:]] == ["A.1.1", "A.1.2"]
