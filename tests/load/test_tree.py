"""What a tree holds, understood or not: the loader raises nothing, and loses nothing in silence."""

from __future__ import annotations

import pytest

from isokit.model.document import Document
from isokit.model.evidence import Evidence
from isokit.model.finding import Finding
from isokit.model.registers.objective import Objective
from isokit.model.registers.role import Role
from isokit.run import Run
from tests.support import Files, RunTree

ROLE = "roles:\n  - id: quality-manager\n    title: Quality manager\n"


def said(run: Run, *codes: str) -> list[str]:
    return [f"{f.path}:{f.span.line}:{f.span.column}: {f.message}" for f in run.findings if f.code in codes]


def only(run: Run, code: str) -> Finding:
    (finding,) = (finding for finding in run.findings if finding.code == code)
    return finding


def test_an_entity_knows_its_file_and_place(run_tree: RunTree) -> None:
    (role,) = run_tree({"registers/roles.yaml": ROLE}).workspace.of(Role)
    assert (role.id, role.path, role.at("title").route) == (
        "quality-manager",
        "registers/roles.yaml",
        ("roles", 0, "title"),
    )


def test_one_bad_field_is_one_finding_and_the_entity_stays(run_tree: RunTree) -> None:
    files = {
        "registers/objectives.yaml": "objectives:\n  - id: OBJ-1\n    title: Fewer returns\n    target: few\n    unit: ppm\n"
    }
    run = run_tree(files)
    assert said(run, "WSP001") == [
        "registers/objectives.yaml:4:13: target 'few': not a number; write it with a point and without units, like 97.5"
    ]
    (objective,) = run.workspace.of(Objective)
    assert objective.flawed and objective.unit == "ppm" and objective.target is None


def test_a_bad_item_of_a_list_is_dropped_and_the_others_stay(run_tree: RunTree) -> None:
    files = {
        "evidence/E.yaml": "id: E-1\ntitle: T\ntype: other\ncollected: 2026-01-01\nclauses:\n  - {a: b}\n  - iso9001:2015/7.2\n"
    }
    run = run_tree(files)
    assert said(run, "WSP001") == ["evidence/E.yaml:6:5: clauses should be a text"]
    assert run.workspace.of(Evidence)[0].clauses == ("iso9001:2015/7.2",)


def test_an_unknown_key_names_the_one_that_was_meant(run_tree: RunTree) -> None:
    finding = only(run_tree({"registers/roles.yaml": ROLE + "    holder: []\n"}), "WSP002")
    assert (finding.span.line, finding.span.column, finding.help) == (4, 5, "did you mean holders?")


def test_an_unknown_key_inside_a_part_is_said_too(run_tree: RunTree) -> None:
    finding = only(run_tree({"registers/roles.yaml": ROLE + "    holders: [{nam: somebody}]\n"}), "WSP002")
    assert (finding.message, finding.help) == ("unknown key 'nam'", "did you mean name?")


def test_what_is_missing_points_at_the_entry(run_tree: RunTree) -> None:
    assert said(run_tree({"registers/roles.yaml": "roles:\n  - title: Quality manager\n"}), "WSP001") == [
        "registers/roles.yaml:2:5: the key 'id' is missing"
    ]


def test_a_key_without_a_value_is_a_missing_key(run_tree: RunTree) -> None:
    files = {"policies/p.md": "---\nid: POL-1\ntitle: Policy\nstatus: draft\nowner:\n---\n"}
    assert said(run_tree(files), "DOC101") == ["policies/p.md:5:1: POL-1 has no owner"]


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"registers/roles.yaml": "- id: a\n"}, "registers/roles.yaml:1:1: a register is a list of entries under the key 'roles'"),
        ({"registers/roles.yaml": ""}, "registers/roles.yaml:1:1: a register is a list of entries under the key 'roles'"),
        ({"registers/roles.yaml": "role: []\n"}, "registers/roles.yaml:1:1: a register has one key, 'roles'; 'role' is not expected"),
        ({"registers/roles.yaml": "roles: {}\n"}, "registers/roles.yaml:1:8: a register is a list; begin each entry with '- id: …'"),
        ({"registers/roles.yaml": "roles: [text]\n"}, "registers/roles.yaml:1:9: this is a single text; it should be a mapping (key: value)"),
        ({"evidence/e.yaml": "[]\n"}, "evidence/e.yaml:1:1: this is a list; it should be a mapping (key: value)"),
        ({"policies/p.md": "# Policy\n"}, "policies/p.md:1:1: the document has no front matter"),
    ],
)  # fmt: skip
def test_a_file_of_the_wrong_shape_is_said(files: Files, place: str, run_tree: RunTree) -> None:
    assert said(run_tree(files), "WSP001") == [place]


def test_front_matter_that_is_never_closed_is_illegible(run_tree: RunTree) -> None:
    finding = only(run_tree({"policies/p.md": "---\nid: POL-1\n"}), "TXT001")
    assert "never closed" in finding.message and finding.span.line == 1


def test_a_refusal_in_front_matter_points_at_its_line_in_the_file(run_tree: RunTree) -> None:
    finding = only(run_tree({"policies/p.md": "---\nid: POL-1\nid: POL-2\n---\n"}), "TXT001")
    assert (finding.span.line, finding.span.column, finding.excerpt) == (3, 1, "id: POL-2")


def test_an_illegible_file_makes_no_unknown_references_elsewhere(run_tree: RunTree) -> None:
    files = {
        "policies/p.md": "---\nid: POL-1\ntitle: [\n---\n",
        "procedures/q.md": "---\nid: PRO-1\ntitle: Q\nstatus: draft\nowner: o\nimplements: [POL-1]\n---\n",
    }
    assert [finding.code for finding in run_tree(files).findings] == ["TXT001"]


def test_a_single_text_stands_for_a_list_of_one(run_tree: RunTree) -> None:
    files = {"policies/p.md": "---\nid: POL-1\ntitle: P\nstatus: draft\nowner: o\nclauses: iso9001:2015/5.2.2\n---\n"}
    run = run_tree(files)
    assert not run.findings
    assert run.workspace.of(Document)[0].clauses == ("iso9001:2015/5.2.2",)


SETTINGS = "organization: {name: Blue Teapot Works}\nstandards: [iso9001:2015]\n"


def test_a_moved_shelf_is_read_where_it_is(run_tree: RunTree) -> None:
    files = {
        "isokit.yaml": SETTINGS + "layout:\n  procedures: docs/sop/**/*.md\n",
        "docs/sop/a/b.md": "---\nid: PRO-1\ntitle: P\nstatus: draft\n---\n",
        "procedures/old.md": "---\nid: PRO-2\ntitle: P\nstatus: draft\n---\n",
    }
    assert [document.id for document in run_tree(files).workspace.of(Document)] == ["PRO-1"]


def test_keys_in_the_language_of_the_tree_keep_their_places(run_tree: RunTree) -> None:
    files = {
        "isokit.yaml": SETTINGS + "aliases:\n  title: [Titel]\n  owner: [Verantwortlich]\n  clauses: Normbezug\n",
        "policies/p.md": "---\nid: POL-1\nTitel: Politik\nstatus: draft\nVerantwortlich: leitung\nNormbezug: [iso9001:2015/5.99]\n---\n",
    }
    run = run_tree(files)
    (document,) = run.workspace.of(Document)
    assert (document.title, document.owner) == ("Politik", "leitung")
    assert said(run, "REF001") == ["policies/p.md:6:13: iso9001:2015 has no clause 5.99"]


def test_two_keys_that_mean_the_same_are_said(run_tree: RunTree) -> None:
    files = {
        "isokit.yaml": SETTINGS + "aliases: {title: [Titel]}\n",
        "policies/p.md": "---\nid: POL-1\ntitle: Policy\nTitel: Politik\nstatus: draft\nowner: o\n---\n",
    }
    run = run_tree(files)
    assert said(run, "WSP001") == ["policies/p.md:4:1: 'Titel' means 'title', which is already given"]
    assert run.workspace.of(Document)[0].title == "Policy"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("standards: [iso9001:2051]\n", "isokit.yaml:1:13: isokit has no standard 'iso9001:2051'"),
        ("standards: [ISO 9001:2015]\n", "isokit.yaml:1:13: isokit has no standard 'ISO 9001:2015'"),
        ("standarts: []\n", "isokit.yaml:1:1: unknown key 'standarts'"),
        ("standards: []\nlayout: {procedure: x/*.md}\n", "isokit.yaml:2:10: the layout has no shelf 'procedure'"),
        ("standards: []\naliases: {onwer: [Eigner]}\n", "isokit.yaml:2:11: no entry has a key 'onwer'"),
        (
            "standards: []\nrules: {DOC204: maybe}\n",
            "isokit.yaml:2:17: DOC204 'maybe' is not one of off, note, warning, error",
        ),
    ],
)
def test_settings_that_cannot_be_understood_are_said_at_their_place(
    settings: str, message: str, run_tree: RunTree
) -> None:
    assert message in said(run_tree({"isokit.yaml": settings}), "WSP001", "WSP002")


def test_rules_can_be_switched_off_and_weighed_anew(run_tree: RunTree) -> None:
    policy = {"policies/p.md": "---\nid: POL-1\ntitle: P\nstatus: approved\n---\n"}
    assert {f.code: f.severity.value for f in run_tree(policy).findings} == {"DOC101": "error", "DOC102": "error"}
    settings = SETTINGS + "rules: {DOC: note, document-without-owner: off}\n"
    run = run_tree({"isokit.yaml": settings, **policy})
    assert {f.code: f.severity.value for f in run.findings} == {"DOC102": "note"}


def test_a_bom_and_crlf_are_read_and_places_are_right(run_tree: RunTree) -> None:
    text = "\ufeff---\r\nid: POL-1\r\ntitle: P\r\nstatus: approved\r\nowner: o\r\n---\r\nSee [x](gone.md).\r\n"
    run = run_tree({"policies/p.md": text.encode()})
    assert said(run, "DOC102", "REF003") == [
        "policies/p.md:4:9: POL-1 is approved, but does not say by whom or when",
        "policies/p.md:7:9: the link 'gone.md' leads to policies/gone.md, which is not in the tree",
    ]


def test_fingerprints_stay_when_lines_move_and_differ_between_findings(run_tree: RunTree) -> None:
    text = "---\n{}id: POL-1\ntitle: P\nstatus: approved\n---\n[a](x.md) [b](y.md) [a](x.md)\n"
    before = [f.fingerprint for f in run_tree({"policies/p.md": text.format("")}).findings]
    after = [f.fingerprint for f in run_tree({"policies/p.md": text.format("# a comment\n\n")}).findings]
    assert before == after
    assert len(set(before)) == len(before) == 5


def test_the_same_tree_and_day_give_the_same_run(run_tree: RunTree) -> None:
    files = {"registers/roles.yaml": ROLE, "policies/p.md": "---\nid: POL-1\n---\n"}
    first, second = run_tree(files), run_tree(files)
    assert first.findings == second.findings and first.digest == second.digest
    assert (
        first.digest != run_tree({"registers/roles.yaml": ROLE + "\n", "policies/p.md": files["policies/p.md"]}).digest
    )


def test_the_excerpt_of_a_refused_file_has_no_byte_order_mark(run_tree: RunTree) -> None:
    finding = only(run_tree({"registers/roles.yaml": "\ufeffroles: &a []\n".encode()}), "TXT001")
    assert finding.excerpt[finding.span.column - 1 :].startswith("&a")


def test_a_period_that_ends_before_it_begins_is_none(run_tree: RunTree) -> None:
    period = "{from: 2026-07-01, to: 2026-06-30}"
    run = run_tree({"evidence/E.yaml": f"id: E-1\ntitle: Count\ntype: count\nperiod: {period}\n"})
    found = "evidence/E.yaml:4:32: to '2026-06-30': a period that begins on 2026-07-01 cannot end before that"
    assert said(run, "WSP001") == [found]
