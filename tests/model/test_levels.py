"""How much a rule weighs: by itself, by a profile, by isokit.yaml for all files, and for some."""

from __future__ import annotations

import pytest

from isokit.check.registry import all_rules
from isokit.model.finding import Severity
from isokit.model.levels import OTHERS, PROFILES
from isokit.model.settings import Profile
from tests.support import SETTINGS, Files, RunTree

POLICY = "---\nid: {id}\ntitle: Policy\nstatus: draft\n---\n"
ABOUT = ("DOC101", "ROL102", "TXT001", "WSP001", "WSP004")
"""The rules these trees are about; others may have a word to say of them too."""
FILES = {
    "policies/quality.md": POLICY.format(id="POL-1"),
    "policies/drafts/a.md": POLICY.format(id="POL-2"),
    "registers/roles.yaml": "roles: [{id: a, title: A}]\n",
}
DRAFTS = "paths:\n  - match: policies/drafts/**\n    rules: {%s}\n"


def weighed(more: str, run_tree: RunTree, files: Files = FILES) -> dict[str, str]:
    found = run_tree({"isokit.yaml": SETTINGS + more, **files}).findings
    return {f"{f.code} {f.path}": f.severity.value for f in found if f.code in ABOUT}


def test_levels_for_some_files_win_over_those_for_all(run_tree: RunTree) -> None:
    assert weighed("rules: {DOC101: warning}\n" + DRAFTS % "DOC101: off", run_tree) == {
        "DOC101 policies/quality.md": "warning",
        "ROL102 registers/roles.yaml": "warning",
    }


def test_a_rule_may_be_asked_in_some_files_only(run_tree: RunTree) -> None:
    found = weighed("rules: {DOC: off, ROL: off}\n" + DRAFTS % "document-without-owner: note", run_tree)
    assert found == {"DOC101 policies/drafts/a.md": "note"}


def test_of_two_entries_the_later_wins_and_within_one_the_narrower_word(run_tree: RunTree) -> None:
    more = (
        DRAFTS % "DOC101: off" + "  - match: [nowhere/*, policies/drafts/*.md]\n    rules: {DOC101: note, DOC: off}\n"
    )
    assert weighed(more, run_tree)["DOC101 policies/drafts/a.md"] == "note"


def test_an_unknown_rule_or_a_pattern_that_leads_out_is_a_finding(run_tree: RunTree) -> None:
    assert weighed(DRAFTS % "DOC999: off", run_tree)["WSP004 isokit.yaml"] == "error"
    assert weighed("paths: [{match: ../x, rules: {DOC: off}}]\n", run_tree)["WSP001 isokit.yaml"] == "error"
    assert weighed("profile: startr\n", run_tree)["WSP001 isokit.yaml"] == "error"


BROKEN = {**FILES, "registers/risks.yaml": "risks: [\n"}


@pytest.mark.parametrize(
    ("profile", "owner", "holder"),
    [("starter", "note", "note"), ("internal", "error", "warning"), ("certification", "error", "error")],
)
def test_a_profile_gives_every_rule_a_level(profile: str, owner: str, holder: str, run_tree: RunTree) -> None:
    found = weighed(f"profile: {profile}\n", run_tree, BROKEN)
    assert found["DOC101 policies/quality.md"] == owner
    assert found["ROL102 registers/roles.yaml"] == holder
    assert found["TXT001 registers/risks.yaml"] == "error", "what breaks things is an error for everybody"


def test_internal_is_the_profile_where_none_is_named(run_tree: RunTree) -> None:
    assert weighed("", run_tree, BROKEN) == weighed("profile: internal\n", run_tree, BROKEN)


def test_what_is_not_due_yet_is_no_error_before_an_audit(run_tree: RunTree) -> None:
    record = "id: EVD-1\ntitle: T\ntype: t\ncollected: 2025-12-02\nevery: 12 months\n"
    run = run_tree({"isokit.yaml": SETTINGS + "profile: certification\n", "evidence/a.yaml": record})
    found = {finding.code: finding.severity.value for finding in run.findings}
    assert (found["EVD203"], found["EVD104"]) == ("warning", "error")


def test_rules_win_over_the_profile(run_tree: RunTree) -> None:
    found = weighed("profile: starter\nrules: {DOC101: error}\n", run_tree)
    assert found["DOC101 policies/quality.md"] == "error"


@pytest.mark.parametrize("profile", Profile)
def test_a_profile_names_families_and_rules_there_are(profile: Profile) -> None:
    known = {name for rule in all_rules() for name in (rule.code, rule.code[:3])}
    assert PROFILES[profile].keys() - {OTHERS} <= known
    assert {level for shift in PROFILES[profile].values() for level in shift} <= {*Severity}
