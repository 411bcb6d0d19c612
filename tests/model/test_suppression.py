"""Findings set aside, by comments, by isokit.yaml and by the baseline: each sentence of the contract about them."""

from __future__ import annotations

from datetime import date

import pytest

from isokit.check.registry import chosen
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.finding import Finding
from isokit.model.history import History
from isokit.model.suppression import UNTOUCHABLE
from isokit.pipeline import run
from isokit.request import Request
from isokit.run import Run
from tests.support import SETTINGS, TODAY, Files, RunTree, sources

ROLES = """\
roles:
  # isokit: ignore[ROL102]{said}
  - id: quality-manager
    title: Quality manager
    holders: []
"""
ABOUT = ("DOC101", "ROL102", "REF003", "TXT001", "WSP001")
DOCUMENT = "---\nid: POL-1 {comment}\ntitle: Policy\nstatus: draft\n---\n{text}\n"


def role(said: str = ' reason="advertised"') -> Files:
    return {"registers/roles.yaml": ROLES.format(said=said)}


def told(result: Run) -> list[Finding]:
    """What the rules say that these trees are about; others may have a word to say of them too."""
    return [finding for finding in result.findings if finding.code in ABOUT or finding.code.startswith("SUP")]


def codes(result: Run) -> list[str]:
    return [finding.code for finding in told(result) if not finding.suppressed]


def aside(result: Run) -> list[Finding]:
    return [finding for finding in told(result) if finding.suppressed]


def with_settings(more: str, files: Files) -> Files:
    return {"isokit.yaml": SETTINGS + more, **files}


def test_a_finding_set_aside_is_listed_with_its_reason_and_does_not_count(run_tree: RunTree) -> None:
    result = run_tree(role(' until=2026-11-22 reason="advertised"'))
    assert codes(result) == [] and len(result.counting) < len(result.findings)
    (finding,) = aside(result)
    assert finding.suppressed
    assert (finding.code, finding.suppressed.by) == ("ROL102", "comment")
    assert (finding.suppressed.reason, finding.suppressed.until) == ("advertised", "2026-11-22")


def test_without_a_reason_it_counts_and_is_a_finding(run_tree: RunTree) -> None:
    result = run_tree(role(""))
    assert codes(result) == ["SUP101"] and [f.code for f in aside(result)] == ["ROL102"]
    (said,) = [finding for finding in told(result) if finding.code == "SUP101"]
    assert (said.message, said.span.line) == ("this suppression gives no reason", 2)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (' until=2026-11-21 reason="r"', "SUP102"),
        (' until=2026-11-31 reason="r"', "SUP103"),
        (' until=soon reason="r"', "SUP103"),
        (' untill=2027-01-01 reason="r"', "SUP103"),
    ],
)
def test_past_its_day_or_where_it_cannot_be_read_it_sets_nothing_aside(said: str, code: str, run_tree: RunTree) -> None:
    assert sorted(codes(run_tree(role(said)))) == ["ROL102", code]


def test_the_last_day_still_counts(run_tree: RunTree) -> None:
    files = role(' until=2026-11-22 reason="r"')
    assert codes(run_tree(files)) == []
    assert sorted(codes(run_tree(files, today=date(2026, 11, 23)))) == ["ROL102", "SUP102"]


def test_one_that_matches_nothing_is_a_finding_for_each_word(run_tree: RunTree) -> None:
    comment = '# isokit: ignore[DOC101, DOC102, EVD] reason="r"'
    result = run_tree({"policies/p.md": DOCUMENT.format(comment=comment, text="")})
    assert codes(result) == ["SUP105", "SUP105"]
    assert [f.message for f in result.counting] == [
        "this suppression matches no finding of DOC102",
        "this suppression matches no finding of EVD",
    ]


def test_an_unknown_rule_is_a_finding_with_a_guess_and_nothing_more(run_tree: RunTree) -> None:
    result = run_tree({"registers/roles.yaml": ROLES.format(said="").replace("ROL102", "ROL12")})
    assert {"SUP101", "SUP104", "ROL102"} == {*codes(result)}
    (finding,) = [f for f in result.counting if f.code == "SUP104"]
    assert (finding.message, finding.help[:12]) == ("there is no rule 'ROL12'", "did you mean")


@pytest.mark.parametrize("word", ["ROL102", "rol102", "ROL", "ROL1", "role-without-holder", "Role-Without-Holder"])
def test_codes_prefixes_and_names_are_understood(word: str, run_tree: RunTree) -> None:
    files = {"registers/roles.yaml": ROLES.format(said=' reason="r"').replace("ROL102", word)}
    assert codes(run_tree(files)) == []


def test_in_a_text_a_comment_of_html_does_it_and_in_code_it_does_nothing(run_tree: RunTree) -> None:
    comment = '<!-- isokit: ignore[REF003] reason="r" -->'
    text = f"[a](a.md) {comment}\n\n{comment}\n[b](b.md)\n[c](c.md)\n\n`{comment}` [d](d.md)\n"
    document = DOCUMENT.format(comment="", text=text).replace("status", "owner: o\nstatus")
    result = run_tree({"policies/p.md": document})
    assert [f.place.route[-1] for f in result.counting] == ["d.md"]
    assert len(aside(result)) == 3


def test_a_comment_of_one_file_says_nothing_of_another(run_tree: RunTree) -> None:
    files = {
        "policies/a.md": DOCUMENT.format(comment='# isokit: ignore[DOC101] reason="r"', text=""),
        "policies/b.md": DOCUMENT.format(comment="", text="").replace("POL-1", "POL-2"),
    }
    assert [f.path for f in run_tree(files).counting] == ["policies/b.md"]


TABLE = "id,title,holders.1.name\nquality-manager,Quality manager,\n"


def test_in_a_table_a_fingerprint_in_the_settings_does_it(run_tree: RunTree) -> None:
    (finding,) = [f for f in run_tree({"registers/roles.csv": TABLE}).findings if f.code == "ROL102"]
    more = f"suppressions:\n  - fingerprint: {finding.fingerprint}\n    reason: advertised\n"
    result = run_tree(with_settings(more, {"registers/roles.csv": TABLE}))
    assert codes(result) == [] and [f.suppressed.by for f in aside(result) if f.suppressed] == ["config"]


def test_a_comment_above_a_register_in_markdown_covers_nothing_and_says_so(run_tree: RunTree) -> None:
    table = "| id | title |\n|---|---|\n| quality-manager | Quality manager |\n"
    result = run_tree({"registers/roles.md": f'<!-- isokit: ignore[ROL102] reason="r" -->\n\n{table}'})
    assert sorted(codes(result)) == ["ROL102", "SUP105"]
    assert "fingerprint" in next(f.help for f in result.counting if f.code == "SUP105")


POLICY = DOCUMENT.format(comment="", text="")


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ("{rule: DOC101, path: 'policies/**', reason: r}", []),
        ("{rule: [document-without-owner, DOC101], path: [plans/*, policies/*.md], reason: r}", []),
        ("{rule: DOC101, path: 'policies/**'}", ["SUP101"]),
        ("{rule: DOC101, path: 'policies/**', reason: r, until: 2026-11-21}", ["DOC101", "SUP102"]),
        ("{rule: DOC101, path: 'policies/**', reason: r, until: tomorrow}", ["DOC101", "SUP103"]),
        ("{rule: DOC991, path: 'policies/**', reason: r}", ["DOC101", "SUP104"]),
        ("{rule: DOC101, path: 'plans/**', reason: r}", ["DOC101", "SUP105"]),
        ("{fingerprint: '0000000000000000', reason: r}", ["DOC101", "SUP105"]),
    ],
)
def test_an_entry_of_the_settings_has_the_same_flaws(entry: str, left: list[str], run_tree: RunTree) -> None:
    result = run_tree(with_settings(f"suppressions: [{entry}]\n", {"policies/p.md": POLICY}))
    assert sorted(codes(result)) == left


def test_an_entry_about_everything_is_refused(run_tree: RunTree) -> None:
    result = run_tree(with_settings("suppressions: [{rule: DOC101, reason: r}]\n", {"policies/p.md": POLICY}))
    assert sorted(codes(result)) == ["DOC101", "WSP001"]


def baseline_of(result: Run, more: str = "") -> str:
    lines = "".join(f'  - fingerprint: "{f.fingerprint}"\n    code: {f.code}\n' for f in result.findings)
    return f"created: 2026-11-22\n{more}findings:\n{lines}"


def test_the_baseline_sets_known_findings_aside_and_no_new_one(run_tree: RunTree) -> None:
    known = baseline_of(run_tree({"policies/p.md": POLICY}))
    moved = POLICY.replace("---\nid", "---\n# moved down\n# by some lines\nid")
    files = {"policies/p.md": moved, "policies/q.md": POLICY.replace("POL-1", "POL-2"), "isokit.baseline.yaml": known}
    result = run_tree(files)
    assert [f.place.subject for f in result.counting] == ["POL-2"] and result.aside == (0, 1)


def test_a_baseline_may_end(run_tree: RunTree) -> None:
    known = baseline_of(run_tree({"policies/p.md": POLICY}), "until: 2026-11-21\n")
    assert sorted(codes(run_tree({"policies/p.md": POLICY, "isokit.baseline.yaml": known}))) == ["DOC101", "SUP102"]


def test_what_left_the_tree_but_not_the_baseline_is_a_note(run_tree: RunTree) -> None:
    known = baseline_of(run_tree({"policies/p.md": POLICY}))
    result = run_tree({"policies/p.md": POLICY.replace("status", "owner: o\nstatus"), "isokit.baseline.yaml": known})
    assert [(f.code, f.severity, f.span.line) for f in result.counting] == [("SUP106", "note", 3)]


def test_a_comment_goes_before_the_settings_and_these_before_the_baseline_and_none_is_idle(run_tree: RunTree) -> None:
    known = baseline_of(run_tree({"policies/p.md": POLICY}))
    more = "suppressions: [{rule: DOC101, path: 'policies/**', reason: r}]\n"
    commented = DOCUMENT.format(comment='# isokit: ignore[DOC101] reason="mine"', text="")
    result = run_tree(with_settings(more, {"policies/p.md": commented, "isokit.baseline.yaml": known}))
    assert codes(result) == [] and [f.suppressed.by for f in aside(result) if f.suppressed] == ["comment"]


def test_what_is_said_of_a_suppression_is_never_set_aside(run_tree: RunTree) -> None:
    files = {"registers/roles.yaml": ROLES.format(said="").replace("ROL102", "ROL102, SUP, SUP101")}
    assert codes(run_tree(files)).count("SUP101") == 1
    more = "suppressions: [{rule: SUP, path: '**', reason: r}]\n"
    assert codes(run_tree(with_settings(more, role("")))).count("SUP101") == 1


def test_what_cannot_be_read_is_never_set_aside(run_tree: RunTree) -> None:
    files = {"registers/roles.yaml": '# isokit: ignore[TXT001] reason="r"\nroles: [\n'}
    more = "suppressions: [{rule: TXT001, path: '**', reason: r}]\n"
    known = baseline_of(run_tree(files))
    result = run_tree(with_settings(more, {**files, "isokit.baseline.yaml": known}))
    assert "TXT001" in codes(result) and aside(result) == []


def test_what_is_never_set_aside_names_rules_there_are() -> None:
    assert all(chosen(word) for word in UNTOUCHABLE if word != "BUG000")


def test_a_suppression_of_a_rule_that_was_not_asked_is_not_idle() -> None:
    tree = sources({"registers/roles.yaml": ROLES.format(said=' reason="r"')})
    asked = (*chosen("DOC"), *chosen("SUP"))
    assert run(tree, catalog_of(data.standards()), History(), Request(TODAY, asked)).findings == ()
    mended = sources({"registers/roles.yaml": ROLES.format(said=' reason="r"').replace("[]", "[{name: R}]")})
    assert codes(run(mended, catalog_of(data.standards()), History(), Request(TODAY, (*chosen("ROL"), *asked)))) == [
        "SUP105"
    ]


def test_comments_in_files_that_name_no_rule_of_theirs_leave_everything_as_it_was(run_tree: RunTree) -> None:
    plain = run_tree({"policies/p.md": POLICY})
    talked = run_tree({"policies/p.md": POLICY + "We write `isokit: ignore[DOC101]` nowhere.\n"})
    assert [f.fingerprint for f in plain.findings] == [f.fingerprint for f in talked.findings]
    assert [f.code for f in talked.counting] == ["DOC101"]
