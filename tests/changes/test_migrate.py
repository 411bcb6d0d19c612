"""A tree as somebody wrote it, and what the move to the next edition makes of it: no byte more than it has to."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isokit.analysis.migration import Migration, Outcome, Step
from isokit.changes.migrate import migration
from isokit.changes.references import Move, affected
from isokit.edge import data
from isokit.edge.writer import apply
from isokit.load.catalog import catalog_of
from isokit.load.tree import load
from isokit.text.raw import content_of
from tests.support import TODAY, Files, bytes_of, examples, sources

OLD_AND_NEW = ("iso9001:2015", "iso9001:2026")
ENVIRONMENT = ("iso14001:2015", "iso14001:2026")
ISO9001 = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015]\n"
NEITHER = "organization: {name: Blue Teapot Works}\nstandards: [iso27001:2022]\n"
BOTH = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015, iso9001:2026]\n"
CATALOG = catalog_of(data.standards())


def planned(
    files: Files,
    editions: tuple[str, str] = OLD_AND_NEW,
    replace: bool = False,
    today: date = TODAY,
    reviewed: tuple[str, ...] = (),
) -> Migration:
    """The plan of a move. isokit.yaml adopts ISO 9001:2015 unless given."""
    tree = {source.path: source for source in sources({"isokit.yaml": ISO9001, **files})}
    between = CATALOG.between(*editions)
    assert between
    move = Move(load(tree.values(), CATALOG), between, today, replace, reviewed)
    return migration(move, {path: tree[path].read() for path in affected(move)})


def written(plan: Migration, files: Files) -> dict[str, str]:
    """The files that change, as they are then; what they say is what was meant."""
    before = {"isokit.yaml": ISO9001, **files}
    after = {edited.path: edited.applied(bytes_of(before[edited.path])) for edited in plan.files}
    assert all(content_of(edited.path, after[edited.path]) == edited.expected for edited in plan.files)
    return {path: new.decode() for path, new in after.items()}


def moved(path: str, text: str | bytes, *, replace: bool = False, reviewed: tuple[str, ...] = ()) -> str:
    """One file after the move to ISO 9001:2026, where nothing else is in the tree."""
    files: Files = {path: text}
    plan = planned(files, replace=replace, reviewed=reviewed)
    changed = written(plan, files)
    then: Files = {"isokit.yaml": ISO9001, **files, **{path: text.encode() for path, text in changed.items()}}
    assert planned(then, replace=replace, reviewed=reviewed).files == (), "twice is as good as once"
    return changed.get(path, bytes_of(text).decode())


def steps(files: Files, **options: object) -> dict[str, Step]:
    """The steps of a plan but those of isokit.yaml, by their text."""
    return {step.text: step for step in planned(files, **options).steps if step.place.path != "isokit.yaml"}  # type: ignore[arg-type]


RECORD = """\
id: EVD-1
title: Calibration
type: calibration
collected: 2026-05-04
owner: laboratory  # since spring
{clauses}
note: >-
  Prose names iso9001:2015/7.1.5.1 and stays.
"""


def record(clauses: str) -> str:
    return RECORD.format(clauses=textwrap.dedent(clauses).strip("\n"))


# Lists in YAML


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("clauses: [iso9001:2015/8.4.1]", "clauses: [iso9001:2015/8.4.1, iso9001:2026/8.4.1]"),
        (
            "clauses: [ iso9001:2015/8.4.1 , iso27001:2022/9.1 ]  # both",
            "clauses: [ iso9001:2015/8.4.1, iso9001:2026/8.4.1 , iso27001:2022/9.1 ]  # both",
        ),
        ("clauses: ['iso9001:2015/8.4.1',x]", "clauses: ['iso9001:2015/8.4.1','iso9001:2026/8.4.1',x]"),
        ("clauses: iso9001:2015/8.4.1", "clauses: [iso9001:2015/8.4.1, iso9001:2026/8.4.1]"),
        ('clauses: "iso9001:2015/8.4.1"', 'clauses: ["iso9001:2015/8.4.1", "iso9001:2026/8.4.1"]'),
        ("clauses: ISO 9001:2015, 8.4.1", 'clauses: ["ISO 9001:2015, 8.4.1", iso9001:2026/8.4.1]'),
        ("clauses: ISO 9001:2015 8.4.1  # said", "clauses: [ISO 9001:2015 8.4.1, iso9001:2026/8.4.1]  # said"),
        ("clauses: [iso9001:2015/7.4]", "clauses: [iso9001:2015/7.4, iso9001:2026/7.4]"),
        ("clauses: [iso9001:2015/8.5.1/f]", "clauses: [iso9001:2015/8.5.1/f, iso9001:2026/8.5.1/f]"),
        ("clauses: [iso9001:2015/8.6, iso9001:2015/8.6]", None),
        ("clauses:\n- iso9001:2015/8.4.1", "clauses:\n- iso9001:2015/8.4.1\n- iso9001:2026/8.4.1"),
        (
            """
            clauses:
              # what we buy
              -   'iso9001:2015/8.4.1'  # chosen by us
              - iso27001:2022/A.5.19

              # and sell
              - iso9001:2015/8.6
            """,
            """
            clauses:
              # what we buy
              -   'iso9001:2015/8.4.1'  # chosen by us
              -   'iso9001:2026/8.4.1'
              - iso27001:2022/A.5.19

              # and sell
              - iso9001:2015/8.6
              - iso9001:2026/8.6
            """,
        ),
        (
            "clauses: [\n  iso9001:2015/8.4.1,  # bought\n  iso9001:2015/8.6\n]",
            "clauses: [\n  iso9001:2015/8.4.1, iso9001:2026/8.4.1,  # bought\n  iso9001:2015/8.6, iso9001:2026/8.6\n]",
        ),
    ],
)
def test_a_kept_requirement_is_named_beside_the_old_one_in_the_same_style(before: str, after: str | None) -> None:
    if after is None:
        after = "clauses: [iso9001:2015/8.6, iso9001:2026/8.6, iso9001:2015/8.6]"
    assert moved("evidence/e.yaml", record(before)) == record(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("clauses: [iso9001:2015/8.4.1]", "clauses: [iso9001:2026/8.4.1]"),
        ('clauses: ["ISO 9001:2015 8.4.1"]', 'clauses: ["iso9001:2026/8.4.1"]'),
        ("clauses: iso9001:2015/6.1.2", "clauses: [iso9001:2026/6.1.2, iso9001:2026/6.1.3]"),
        ("clauses: [iso9001:2015/6.1.2, x]", "clauses: [iso9001:2026/6.1.2, iso9001:2026/6.1.3, x]"),
        (
            "clauses:\n  - iso9001:2015/6.1.2  # risks",
            "clauses:\n  - iso9001:2026/6.1.2  # risks\n  - iso9001:2026/6.1.3",
        ),
        ("clauses: [iso9001:2015/10.1, iso9001:2015/10.3]", "clauses: [iso9001:2026/10.1]"),
        ("clauses: [iso9001:2015/10.1, iso9001:2015/10.3, x]", "clauses: [iso9001:2026/10.1, x]"),
        ("clauses: [iso9001:2026/10.1, iso9001:2015/10.3, iso9001:2015/10.1]", "clauses: [iso9001:2026/10.1]"),
        ("clauses: [iso9001:2015/10.3, iso9001:2015/10.1, iso9001:2026/10.1]", "clauses: [iso9001:2026/10.1]"),
        (
            "clauses: [\n  iso9001:2015/10.1,  # one\n  iso9001:2015/10.3,  # other\n  x,\n]",
            "clauses: [\n  iso9001:2026/10.1,  # one\n    # other\n  x,\n]",
        ),
        (
            "clauses: [\n  iso9001:2015/10.1,  # one\n  iso9001:2015/10.3\n]",
            "clauses: [\n  iso9001:2026/10.1,  # one\n]",
        ),
        (
            "clauses:\n  - iso9001:2015/10.1\n  - iso9001:2015/10.3\n  - x",
            "clauses:\n  - iso9001:2026/10.1\n  - x",
        ),
        (
            "clauses:\n  - iso9001:2015/10.1\n  - iso9001:2015/10.3  # improving",
            "clauses:\n  - iso9001:2026/10.1\n    # improving",
        ),
    ],
)
def test_replaced_references_split_and_merge_without_duplicates(before: str, after: str) -> None:
    assert moved("evidence/e.yaml", record(before), replace=True, reviewed=("iso9001:2026",)) == record(after)


def test_line_ends_a_byte_order_mark_and_a_missing_last_line_end_stay() -> None:
    text = "\ufeffid: EVD-1\r\ntitle: Größe 🫖\r\ntype: calibration\r\nclauses:\r\n  - iso9001:2015/8.6\r\n  - iso9001:2015/8.1"
    after = text.replace("/8.6", "/8.6\r\n  - iso9001:2026/8.6").replace("/8.1", "/8.1\r\n  - iso9001:2026/8.1")
    assert moved("evidence/e.yaml", text.encode()) == after
    merged = text.replace("/8.6", "/10.1").replace("/8.1", "/10.3").encode()
    once = text.replace("/8.6", "/10.1").replace("\r\n  - iso9001:2015/8.1", "").replace("2015/10.1", "2026/10.1")
    assert moved("evidence/e.yaml", merged, replace=True, reviewed=("iso9001:2026",)) == once


def test_front_matter_changes_and_the_text_below_it_does_not() -> None:
    policy = """\
        ---
        id: POL-1
        title: Policy   # of 2019
        status: approved
        owner: o
        approved: {by: o, on: 2026-01-05, digest: 'sha256:00'}
        clauses: [ "iso9001:2015/5.2.2" ]
        ---
        | Clause |
        | ------ |
        | iso9001:2015/5.2.2 |

        clauses: [iso9001:2015/5.2.2]
    """
    after = policy.replace('"iso9001:2015/5.2.2" ]', '"iso9001:2015/5.2.2", "iso9001:2026/5.2.2" ]')
    assert moved("policies/p.md", policy) == textwrap.dedent(after)


def test_keys_may_have_the_trees_own_names() -> None:
    settings = ISO9001 + "aliases: {clauses: [Anforderungen]}\n"
    files = {"isokit.yaml": settings, "evidence/e.yaml": record("Anforderungen: [iso9001:2015/8.6]")}
    changed = written(planned(files), files)
    assert "Anforderungen: [iso9001:2015/8.6, iso9001:2026/8.6]" in changed["evidence/e.yaml"]


# Tables

CSV = 'id;title;clauses;note\nSUP-1;Glass;iso9001:2015/8.4.1;buys, sells\nSUP-2;Clay;"x; iso9001:2015/8.6";\n'


def test_cells_of_comma_separated_values_get_quotes_only_where_they_need_them() -> None:
    after = CSV.replace("iso9001:2015/8.4.1", '"iso9001:2015/8.4.1; iso9001:2026/8.4.1"')
    after = after.replace("iso9001:2015/8.6", "iso9001:2015/8.6; iso9001:2026/8.6")
    assert moved("registers/suppliers.csv", CSV) == after
    commas = "id,title,clauses\r\nSUP-1,Glass, iso9001:2015/8.4.1 ,\r\n"
    after = commas.replace("8.4.1 ", "8.4.1; iso9001:2026/8.4.1 ")
    assert moved("registers/suppliers.csv", commas) == after


def test_cells_of_a_markdown_table() -> None:
    text = """\
        # Equipment

        Prose names iso9001:2015/7.1.5.1 and stays.

        | id | Title | Clauses | note |
        | -- | ----- | ------- | ---- |
        | E1 | Scale \\| balance | iso9001:2015/7.1.5.1<br>x | iso9001:2015/7.1.5.1 |
        | E2 | Bath  | iso9001:2015/10.1; iso9001:2015/10.3 | |
    """
    after = text.replace("7.1.5.1<br>x", "7.1.5.1<br>iso9001:2026/7.1.5.1<br>x")
    assert moved("registers/equipment.md", text) == textwrap.dedent(after)
    after = text.replace("iso9001:2015/7.1.5.1<br>x", "iso9001:2026/7.1.5.1<br>x")
    after = after.replace("iso9001:2015/10.1; iso9001:2015/10.3", "iso9001:2026/10.1")
    assert moved("registers/equipment.md", text, replace=True, reviewed=("iso9001:2026/10.1",)) == textwrap.dedent(
        after
    )


# What changed, and single values


@pytest.mark.parametrize("replace", [False, True])
def test_what_changed_is_left_to_review(replace: bool) -> None:
    files = {"evidence/e.yaml": record("clauses: [iso9001:2015/5.2.1, iso9001:2015/6.1.2]")}
    found = steps(files, replace=replace)
    assert {step.outcome for step in found.values()} == {Outcome.REVIEW}
    assert [t.reference for t in found["iso9001:2015/6.1.2"].review] == ["iso9001:2026/6.1.2", "iso9001:2026/6.1.3"]
    assert "context" in found["iso9001:2015/5.2.1"].review[0].change
    assert [edited.path for edited in planned(files, replace=replace).files] == ["isokit.yaml"]


@pytest.mark.parametrize(
    ("reviewed", "clauses"),
    [
        ("iso9001:2026/5.2.1", "iso9001:2015/5.2.1, iso9001:2026/5.2.1, iso9001:2015/6.1.2"),
        ("iso9001:2026/6.1.3", "iso9001:2015/5.2.1, iso9001:2015/6.1.2, iso9001:2026/6.1.3"),
        ("iso9001:2015/6.1.2", "iso9001:2015/5.2.1, iso9001:2015/6.1.2, iso9001:2026/6.1.2, iso9001:2026/6.1.3"),
        ("iso9001:2026/6", "iso9001:2015/5.2.1, iso9001:2015/6.1.2, iso9001:2026/6.1.2, iso9001:2026/6.1.3"),
        ("iso9001:2026/5.2", "iso9001:2015/5.2.1, iso9001:2026/5.2.1, iso9001:2015/6.1.2"),
    ],
)
def test_what_somebody_reviewed_is_named_beside_the_old_one(reviewed: str, clauses: str) -> None:
    before = record("clauses: [iso9001:2015/5.2.1, iso9001:2015/6.1.2]")
    assert moved("evidence/e.yaml", before, reviewed=(reviewed,)) == record(f"clauses: [{clauses}]")


def test_where_somebody_chose_one_half_of_a_split_the_other_is_not_forced_on_them() -> None:
    before = record("clauses: [iso9001:2015/6.1.2, iso9001:2026/6.1.2]")
    assert moved("evidence/e.yaml", before) == before
    assert moved("evidence/e.yaml", before, replace=True) == record("clauses: [iso9001:2026/6.1.2]")


def test_what_somebody_claims_after_looking_is_not_to_review_any_more() -> None:
    files = {"evidence/e.yaml": record("clauses: [iso9001:2015/5.2.1, iso9001:2026/5.2.1]")}
    (step,) = steps(files).values()
    assert (step.outcome, step.review) == (Outcome.THERE, ())


EXCLUSIONS = """\
applicability:
  - clause: iso9001:2015/8.3  # design
    applicable: false
    justification: Customers design.
  - {clause: "iso9001:2015/6.1.2", applicable: false, justification: none}
"""


def test_a_single_value_waits_for_replace_and_keeps_the_first_of_a_split() -> None:
    files = {"registers/applicability.yaml": EXCLUSIONS}
    assert [step.outcome for step in steps(files).values()] == [Outcome.LATER, Outcome.REVIEW]
    reviewed = ("iso9001:2015/6.1.2",)
    after = moved("registers/applicability.yaml", EXCLUSIONS, replace=True, reviewed=reviewed)
    assert after == EXCLUSIONS.replace(":2015/", ":2026/")
    split = steps(files, replace=True, reviewed=reviewed)["iso9001:2015/6.1.2"]
    assert split.note == "this field holds one reference; see to iso9001:2026/6.1.3"


def test_controls_of_the_statement_of_applicability_and_of_risks() -> None:
    editions = ("iso27001:2013", "iso27001:2022")
    files = {
        "isokit.yaml": ISO9001.replace("iso9001:2015", "iso27001:2013"),
        "registers/applicability.yaml": "applicability: [{control: A.12.3.1, applicable: true}]\n",
        "registers/risks.yaml": "risks: [{id: R-1, title: Loss, controls: [A.12.3.1, iso27001:2013/A.18.2.3]}]\n",
    }
    plan = planned(files, editions, replace=True, reviewed=("iso27001:2022",))
    changed = written(plan, files)
    assert "control: iso27001:2022/A.8.13," in changed["registers/applicability.yaml"]
    expected = "controls: [iso27001:2022/A.8.13, iso27001:2022/A.5.36, iso27001:2022/A.8.8]"
    assert expected in changed["registers/risks.yaml"]


# References without edition


def test_without_edition_a_kept_requirement_follows_isokit_yaml() -> None:
    text = record("clauses: [iso9001/8.6, 8.4.1, '9001:8.1']")
    assert moved("evidence/e.yaml", text) == text
    assert {step.outcome for step in steps({"evidence/e.yaml": text}).values()} == {Outcome.FOLLOWS}


def test_without_edition_a_changed_requirement_goes_on_meaning_the_old_one() -> None:
    assert moved("evidence/e.yaml", record("clauses: ['iso9001/4.1', 8.6]")) == record(
        "clauses: ['iso9001:2015/4.1', 8.6]"
    )
    after = moved("evidence/e.yaml", record("clauses: [4.1]"), replace=True, reviewed=("iso9001:2026/4.1",))
    assert after == record("clauses: [iso9001:2026/4.1]")


def test_without_edition_a_renumbered_requirement_is_named_in_both() -> None:
    files = {
        "isokit.yaml": ISO9001.replace("iso9001", "iso14001"),
        "evidence/e.yaml": record("clauses: [iso14001/6.1.4]"),
    }
    changed = written(planned(files, ENVIRONMENT), files)
    assert "clauses: [iso14001:2015/6.1.4, iso14001:2026/6.1.5]" in changed["evidence/e.yaml"]


def test_with_both_adopted_what_may_mean_either_is_left_to_a_person() -> None:
    files = {"isokit.yaml": BOTH, "evidence/e.yaml": record("clauses: [iso9001/10.1, iso9001/8.6]")}
    (step,) = steps(files).values()
    assert (step.outcome, step.note) == (
        Outcome.BY_HAND,
        "without an edition it may refer to either; name the edition",
    )


# What is left alone


@pytest.mark.parametrize(
    ("reference", "outcome", "note"),
    [
        ("iso9001:2015/8", Outcome.BY_HAND, "a whole main clause is too broad; name the clauses themselves"),
        ("iso9001:2015/8.4.9", Outcome.BY_HAND, "iso9001:2015 has no 8.4.9; did you mean 8.4.3?"),
        ("iso9001:2015/8.4/a", Outcome.BY_HAND, "8.4 has subclauses, so its item a is ambiguous"),
    ],
)
def test_what_only_a_person_can_decide_is_said(reference: str, outcome: Outcome, note: str) -> None:
    text = record(f"clauses: [{reference}]")
    step = steps({"evidence/e.yaml": text})[reference]
    assert (step.outcome, step.note) == (outcome, note)
    assert moved("evidence/e.yaml", text, replace=True) == text


def test_what_is_withdrawn_stays_and_is_said() -> None:
    files = {"isokit.yaml": NEITHER, "evidence/e.yaml": record("clauses: [iso27001:2013/A.11.2.5]")}
    editions = ("iso27001:2013", "iso27001:2022")
    found = CATALOG.between(*editions)
    assert found
    gone = [link.old for link in found.lines if link.new is None]
    for number in gone:
        changed = {**files, "evidence/e.yaml": record(f"clauses: [iso27001:2013/{number}]")}
        plan = planned(changed, editions, replace=True)
        assert (plan.steps[0].outcome, plan.files) == (Outcome.WITHDRAWN, ())


AUDIT = """\
id: AUD-1
title: Internal audit
criteria: [iso9001:2015, iso27001:2022]
held: {held}
clauses: [iso9001:2015/8.6]
checklist:
  - {{clause: iso9001:2015/8.6, answer: met, observed: three orders}}
"""


@pytest.mark.parametrize("replace", [False, True])
def test_an_audit_that_was_held_stays_what_it_was(replace: bool) -> None:
    text = AUDIT.format(held="2026-03-02")
    assert moved("audits/2026/a.yaml", text, replace=replace) == text
    found = planned({"audits/2026/a.yaml": text}, replace=replace)
    assert len(found.having(Outcome.RECORD)) == 3


def test_an_audit_to_come_is_held_against_both() -> None:
    text = AUDIT.format(held="2027-03-02")
    after = text.replace("criteria: [iso9001:2015,", "criteria: [iso9001:2015, iso9001:2026,")
    after = after.replace("clauses: [iso9001:2015/8.6]", "clauses: [iso9001:2015/8.6, iso9001:2026/8.6]")
    assert moved("audits/2026/a.yaml", text) == after
    assert moved("audits/2026/a.yaml", text, replace=True) == text.replace("iso9001:2015", "iso9001:2026")


def test_the_programme_names_clauses_of_planned_audits() -> None:
    text = "id: P\ntitle: Programme\nperiod: {from: 2026-01-01, to: 2026-12-31}\naudits:\n  - {id: A, clauses: iso9001:2015/8.6}\n"
    after = text.replace("clauses: iso9001:2015/8.6", "clauses: [iso9001:2015/8.6, iso9001:2026/8.6]")
    assert moved("audits/programme.yaml", text) == after


def test_closed_nonconformities_and_certificates_are_left_alone() -> None:
    closed = "id: NC-1\ntitle: T\nstatus: closed\nraised: 2026-01-05\nowner: o\nclauses: [iso9001:2015/8.6]\n"
    certificates = "certificates:\n  - {id: C-1, title: T, standard: iso9001:2015, clauses: [iso9001:2015/8.6]}\n"
    assert moved("nonconformities/n.yaml", closed) == closed
    assert moved("registers/certificates.yaml", certificates) == certificates
    opened = closed.replace("closed", "open")
    assert "[iso9001:2015/8.6, iso9001:2026/8.6]" in moved("nonconformities/n.yaml", opened)


@pytest.mark.parametrize(
    "clauses",
    ["clauses: [>-\n  iso9001:2015/8.6]", "clauses:\n  -\n    iso9001:2015/8.6", 'clauses: ["iso9001:2015\\x2f8.6"]'],
)
def test_what_is_written_in_an_unusual_way_is_left_to_a_person(clauses: str) -> None:
    text = record(clauses)
    found = steps({"evidence/e.yaml": text})
    assert moved("evidence/e.yaml", text) == text
    assert [step.outcome for step in found.values()] in ([], [Outcome.BY_HAND])


def test_a_list_with_something_unreadable_is_left_to_a_person() -> None:
    text = record("clauses: [{a: b}, iso9001:2015/8.6]")
    (step,) = steps({"evidence/e.yaml": text}).values()
    assert step.outcome is Outcome.BY_HAND
    assert moved("evidence/e.yaml", text) == text


# Settings, and the plan as a whole


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[iso9001:2015, iso27001:2022]", "[iso9001:2015, iso9001:2026, iso27001:2022]"),
        ("iso9001:2015", "[iso9001:2015, iso9001:2026]"),
        ("\n  # today\n  - iso9001:2015\n", "\n  # today\n  - iso9001:2015\n  - iso9001:2026\n"),
    ],
)
@pytest.mark.parametrize("replace", [False, True])
def test_the_new_edition_is_adopted_beside_the_old_one(before: str, after: str, replace: bool) -> None:
    settings = "organization: {name: Blue Teapot Works}\nstandards: "
    files = {"isokit.yaml": f"{settings}{before}\n"}
    assert written(planned(files, replace=replace), files) == {"isokit.yaml": f"{settings}{after}\n"}


def test_an_edition_that_is_only_cited_is_not_adopted() -> None:
    files = {"isokit.yaml": NEITHER, "evidence/e.yaml": record("clauses: [iso9001:2015/8.6]")}
    assert [edited.path for edited in planned(files).files] == ["evidence/e.yaml"]


def test_places_are_those_of_the_references() -> None:
    files = {
        "evidence/e.yaml": "\ufeff" + record("clauses:\n  - 'iso9001:2015/8.6'"),
        "registers/suppliers.csv": CSV,
        "policies/p.md": "---\nid: P\ntitle: P\nstatus: draft\nclauses: [x, iso9001:2015/8.6]\n---\n",
    }
    assert {step.where for step in planned(files).steps} == {
        "evidence/e.yaml:7:5",
        "isokit.yaml:2:13",
        "policies/p.md:5:14",
        "registers/suppliers.csv:2:13",
        "registers/suppliers.csv:3:16",
    }


def test_the_days_of_the_transition_and_what_is_changed_asks() -> None:
    plan = planned({}, today=date(2029, 9, 28))
    assert plan.days_left == 2
    assert planned({}, today=date(2029, 10, 1)).days_left == -1
    assert any(found.reference == "iso9001:2026/6.1.3/1" for found in plan.changed_asks())
    assert "6.1.3" in {found.clause.clause for found in plan.requirements()}


# Only what is intended changes, whatever the file looks like

CLAUSES = ["8.6", "8.4.1", "5.2.1", "6.1.2", "10.1", "10.3", "7.1.5.2", "9.1"]
OTHERS = ["iso27001:2022/A.5.15", "iso9001:2026/8.6", "x"]
REFERENCES = st.sampled_from([*(f"iso9001:2015/{number}" for number in CLAUSES), *OTHERS])
QUOTES = st.sampled_from(["", "'", '"'])
COMMENTS = st.sampled_from(["", "  # because", " # [a, b], 'c'"])
BLANKS = st.sampled_from(["", "\n", "  # alone\n"])


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A list of references under `clauses`, as people write them."""
    items = draw(st.lists(REFERENCES, min_size=1, max_size=5))
    quoted = [f"{quote}{item}{quote}" for item in items for quote in [draw(QUOTES)]]
    style = draw(st.sampled_from(["flow", "open", "block", "alone"]))
    if style == "alone":
        return f"clauses: {quoted[0]}{draw(COMMENTS)}\n"
    if style == "flow":
        return f"clauses: [{draw(st.sampled_from([', ', ',', ' ,  '])).join(quoted)}]{draw(COMMENTS)}\n"
    if style == "open":
        ends = [","] * (len(quoted) - 1) + [draw(st.sampled_from([",", ""]))]
        lines = [f"  {item}{end}{draw(COMMENTS)}\n" for item, end in zip(quoted, ends, strict=True)]
        return f"clauses: [\n{''.join(lines)}]\n"
    return "clauses:\n" + "".join(f"{draw(BLANKS)}  - {item}{draw(COMMENTS)}\n" for item in quoted)


@st.composite
def registers(draw: st.DrawFn) -> bytes:
    """A register of risks with such lists, in which prose names the same clauses."""
    entries = draw(st.lists(lists(), min_size=1, max_size=3))
    text = "risks:\n"
    for number, clauses in enumerate(entries):
        text += f"- id: R-{number}\n  title: about iso9001:2015/8.6  # iso9001:2015/8.6\n"
        text += textwrap.indent(clauses, "  ") + "  note: 'iso9001:2015/10.3'\n"
    text = text if draw(st.booleans()) else text.removesuffix("\n")
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode()


@settings(max_examples=examples(300))
@given(registers(), st.booleans(), st.sampled_from([(), ("iso9001:2026",)]))
def test_only_the_intended_places_change(register: bytes, replace: bool, reviewed: tuple[str, ...]) -> None:
    path = "registers/risks.yaml"
    plan = planned({path: register}, replace=replace, reviewed=reviewed)
    edited = next((edited for edited in plan.files if edited.path == path), None)
    if edited is None:
        return
    new = edited.applied(register)
    assert content_of(path, new) == edited.expected
    before, after = content_of(path, register)[0]["risks"], content_of(path, new)[0]["risks"]
    for old_entry, entry in zip(before, after, strict=True):
        assert {**old_entry, "clauses": None} == {**entry, "clauses": None}
        assert expected(old_entry["clauses"], replace, bool(reviewed)) == listed(entry["clauses"])
    text = register.decode().removeprefix("\ufeff")
    for edit in edited.edits:
        assert not set(text[edit.start : edit.end]) & set("#:") or ":2015/" in text[edit.start : edit.end]
    assert comments(register) == comments(new)
    assert (new.startswith("\ufeff".encode()), new.endswith(b"\n")) == (
        register.startswith("\ufeff".encode()),
        register.endswith(b"\n"),
    )
    assert new.count(b"\n") - new.count(b"\r\n") == (0 if b"\r" in register else new.count(b"\n"))
    assert path not in {again.path for again in planned({path: new}, replace=replace, reviewed=reviewed).files}


def listed(clauses: str | list[str]) -> list[str]:
    return [clauses] if isinstance(clauses, str) else clauses


def expected(clauses: str | list[str], replace: bool, reviewed: bool) -> list[str]:
    """The move said once more, as simply as can be: what is kept or reviewed is added, with replace it is replaced."""
    kept, targets = {"8.6", "8.4.1", "7.1.5.2", *unchanged_parents()}, {"6.1.2": ["6.1.2", "6.1.3"], "10.3": ["10.1"]}
    found: list[str] = []
    there = {text for text in listed(clauses) if ":2026" in text}
    for text in listed(clauses):
        edition, _, number = text.partition("/")
        if edition != "iso9001:2015":
            found.append(text)
            continue
        moves = reviewed or number in kept
        wanted = [f"iso9001:2026/{each}" for each in targets.get(number, [number])] if moves else []
        new = [ref for ref in wanted if ref not in there]
        there.update(new)
        found += new if replace and moves else [text, *new]
    return found


def unchanged_parents() -> set[str]:
    between = CATALOG.between(*OLD_AND_NEW)
    assert between
    return {number for number in ("9.1",) if between.keeps(number)}


def comments(register: bytes) -> list[str]:
    return [line.partition(" #")[2].rstrip("\r") for line in register.decode().split("\n") if " #" in line]


def test_what_is_planned_can_be_written(tmp_path: Path) -> None:
    files = {"isokit.yaml": ISO9001, "evidence/e.yaml": record("clauses: [iso9001:2015/8.6]")}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    assert apply(tmp_path, planned(files).files) == ["evidence/e.yaml", "isokit.yaml"]
    assert "iso9001:2026/8.6]" in (tmp_path / "evidence/e.yaml").read_text()
