"""`isokit soa` as it is typed: shown, begun, approved, compared; and the report that is rendered of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from isokit.analysis.soa.statement import statements
from isokit.outputs import soa as pages
from isokit.outputs.look import Look
from isokit.schemas.soa import soa_of
from isokit.text.edits import difference
from tests import shell
from tests.shell import dated, done, git
from tests.support import Files, RunTree

WriteTree = Callable[[Files], Path]
NEW = "organization: {name: Damp Lantern}\nstandards: [iso27001:2022]\n"
OLD = "organization: {name: Damp Lantern}\nstandards: [iso27001:2013]\n"
BOTH = "organization: {name: Damp Lantern}\nstandards: [iso27001:2013, iso27001:2022]\n"
QUALITY = "organization: {name: Damp Lantern}\nstandards: [iso9001:2015]\n"
REGISTER = "registers/applicability.yaml"
ROLES = """\
roles:
  - id: director
    title: Director
    holders: [{e-mail: director@lantern.example}]
  - id: night-watch
    title: Night watch
"""
EXCLUDED = """\
  - control: iso27001:2022/A.7.6
    title: Working in secure areas
    applicable: false # seen by the auditor
    justification: '=There is no such area'
    review: 2027-01-19
"""
PARTIAL = """\
  - control: iso27001:2022/A.8.12
    applicable: true
    justification: Drawings must not leave by mail.
    drivers: [RSK-1, contractual]
    status: partial
"""
OWN = """\
standard: lantern:1
title: Controls of Damp Lantern
published: 2026-01-01
clauses:
  - {clause: A.5, title: Flames}
  - clause: A.5.1
    title: Nobody leaves a flame alone
    expects: [{kind: claim, basis: organization}]
"""
WITHOUT = "    justification: '=There is no such area'\n"
FILES: Files = {
    "isokit.yaml": NEW,
    "registers/roles.yaml": ROLES,
    "registers/risks.yaml": "risks:\n  - {id: RSK-1, title: Drawings leave}\n",
    REGISTER: f"# What applies to us\napplicability:\n{EXCLUDED}{PARTIAL}",
}


@pytest.fixture
def company(write_tree: WriteTree) -> Path:
    return write_tree(FILES)


def stopped(root: Path, *arguments: str) -> str:
    result = dated(root, *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), result.output
    return result.stderr


def plain(root: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(root, *arguments, "-f", "json"))
    return found


def controls(root: Path, *arguments: str) -> dict[str, dict[str, Any]]:
    return {each["ref"].rpartition("/")[2]: each for each in plain(root, "soa", *arguments)["controls"]}


def table(root: Path, *arguments: str) -> list[dict[str, str]]:
    shown = dated(root, "soa", "-f", "csv", *arguments).stdout_bytes.decode()
    return list(csv.DictReader(io.StringIO(shown, newline=""), strict=True))


class TestShown:
    def test_the_table_has_counts_and_every_control(self, company: Path) -> None:
        shown = done(company, "soa").splitlines()
        assert shown[:2] == [
            "iso27001:2022  Statement of applicability",
            "Damp Lantern, as of 2026-11-22; no version, not approved",
        ]
        (total,) = (line.split() for line in shown if line.startswith("total"))
        assert total == ["total", "1", "1", "91", "1", "92"]
        assert sum(line.startswith("A.") for line in shown) == 93

    def test_on_a_narrow_terminal_columns_become_words(self, run_tree: RunTree) -> None:
        run = run_tree(FILES)
        (found,) = statements(run.workspace, run.today)
        shown = pages.text(soa_of(found, run), Look(width=80))
        assert "1 applicable  1 excluded  91 undecided  1 partial" in shown
        assert "A.7.6 Working in secure areas: excluded\n    =There is no such area\n" in shown
        assert "A.8.12 Data leakage prevention: partial  SOA204\n    driven by RSK-1, contractual\n" in shown
        assert "A.5.1 Policies for information security: undecided  SOA201\nA.5.2 " in shown

    def test_json_has_every_key_the_contract_promises(self, company: Path) -> None:
        found = plain(company, "soa")
        assert list(found) == ["schema", "isokit", "standard", "as_of", "controls"]
        assert (found["schema"], found["standard"], found["as_of"]) == ("isokit/soa/1", "iso27001:2022", "2026-11-22")
        assert len(found["controls"]) == 93
        assert controls(company)["A.8.12"] == {
            "ref": "iso27001:2022/A.8.12",
            "title": "Data leakage prevention",
            "theme": "Technological controls",
            "applicable": True,
            "justification": "Drawings must not leave by mail.",
            "drivers": ["RSK-1", "contractual"],
            "status": "partial",
            "documents": [],
            "evidence": [],
            "findings": ["SOA204"],
        }
        undecided = controls(company)["A.5.1"]
        assert (undecided["applicable"], undecided["status"], undecided["findings"]) == (None, None, ["SOA201"])

    def test_a_finding_that_is_set_aside_stands_beside_no_control(self, company: Path) -> None:
        register = company / REGISTER
        said = 'status: partial # isokit: ignore[SOA204] reason="budget of 2027"'
        register.write_text(register.read_text().replace("status: partial", said))
        assert controls(company)["A.8.12"]["findings"] == []

    def test_csv_is_read_back_by_others(self, company: Path) -> None:
        rows = table(company)
        assert [row["Control"] for row in rows][:2] == ["A.5.1", "A.5.2"]
        (row,) = (row for row in rows if row["Control"] == "A.8.12")
        assert row == {
            "Control": "A.8.12",
            "Title": "Data leakage prevention",
            "Theme": "Technological controls",
            "Applicable": "yes",
            "Drivers": "RSK-1; contractual",
            "Justification for inclusion": "Drawings must not leave by mail.",
            "Justification for exclusion": "",
            "Status": "partial",
            "Owner": "",
            "Documents": "",
            "Evidence": "",
            "Due": "",
            "Next review": "",
            "Notes": "",
            "Findings": "SOA204",
        }

    def test_csv_ends_its_lines_as_rfc_4180_says(self, company: Path) -> None:
        shown = dated(company, "soa", "-f", "csv").stdout_bytes
        assert shown.count(b"\r\n") == shown.count(b"\n") == 94

    @pytest.mark.parametrize(
        ("written", "cell"),
        [
            ("'=1+1'", "'=1+1"),
            ("'+1'", "'+1"),
            ("'-1'", "'-1"),
            ("'@SUM(A1)'", "'@SUM(A1)"),
            ('"\\t=1"', "'=1"),
            ('"\uff1d1+1"', "'\uff1d1+1"),
            ("'say \"hush\"; then go'", 'say "hush"; then go'),
            ('"two\\nlines"', "two lines"),
            ('"a,b|c"', "a,b|c"),
            ("'none; =1+1'", "none; '=1+1"),
            ("'none;-1'", "none;'-1"),
            ("'none ; \"=1\"'", 'none ; \'"=1"'),
            ("'none; @a; +b'", "none; '@a; '+b"),
        ],
    )
    def test_no_cell_is_a_formula_or_breaks_the_table(self, written: str, cell: str, write_tree: WriteTree) -> None:
        entry = f"  - control: A.7.6\n    applicable: false\n    justification: {written}\n"
        rows = table(write_tree({"isokit.yaml": NEW, REGISTER: f"applicability:\n{entry}"}))
        (row,) = (row for row in rows if row["Control"] == "A.7.6")
        assert row["Justification for exclusion"] == cell
        assert all(set(row) == set(rows[0]) for row in rows)

    def test_no_item_of_a_list_is_a_formula(self, write_tree: WriteTree) -> None:
        entry = "  - {control: A.7.6, applicable: true, drivers: [legal, '=1+1']}\n"
        rows = table(write_tree({"isokit.yaml": NEW, REGISTER: f"applicability:\n{entry}"}))
        assert [row["Drivers"] for row in rows if row["Drivers"]] == ["legal; '=1+1"]

    def test_controls_of_two_editions_are_told_apart(self, company: Path) -> None:
        (company / "isokit.yaml").write_text(f"{NEW[:-2]}, lantern:1]\n")
        (company / "standards").mkdir()
        (company / "standards" / "lantern.yaml").write_text(OWN)
        assert [row["Control"] for row in table(company)][-2:] == ["A.8.34", "lantern:1/A.5.1"]
        assert "91 controls of ISO/IEC 27001:2022 and 1 of your own have no" in dated(company, "check").stdout
        assert "91 controls of iso27001:2022 and 1 of your own added, undecided" in done(company, "soa", "init")

    def test_several_outputs_of_one_run(self, company: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        path = tmp_path_factory.mktemp("out") / "soa.csv"
        assert json.loads(done(company, "soa", "-f", "json", "--report", f"csv={path}"))
        assert path.read_bytes() == dated(company, "soa", "-f", "csv").stdout_bytes

    def test_the_same_files_give_the_same_bytes(self, company: Path) -> None:
        for form in ("text", "json", "csv"):
            assert dated(company, "soa", "-f", form).stdout_bytes == dated(company, "soa", "-f", form).stdout_bytes

    def test_an_edition_that_is_not_adopted_is_reached_along_the_map(self, company: Path) -> None:
        assert len(controls(company, "--standard", "iso27001:2013")) == 114
        shown = done(company, "soa", "--standard", "iso27001:2013")
        assert "reached from iso27001:2022: where the requirement changed, partial at most" in shown

    def test_a_tree_on_2013_and_one_on_both(self, company: Path) -> None:
        (company / "isokit.yaml").write_text(OLD)
        (company / REGISTER).write_text("applicability:\n  - {control: A.9.2.3, applicable: true, drivers: [legal]}\n")
        assert (len(controls(company)), controls(company)["A.9.2.3"]["applicable"]) == (114, True)
        assert controls(company, "--standard", "iso27001:2022")["A.8.2"]["applicable"] is True
        (company / "isokit.yaml").write_text(BOTH)
        (company / REGISTER).write_text("applicability:\n  - {control: iso27001:2013/A.9.2.3, applicable: true}\n")
        assert (len(controls(company)), controls(company)["A.8.2"]["applicable"]) == (93, True)

    def test_a_tree_without_controls_to_decide_on(self, company: Path) -> None:
        (company / "isokit.yaml").write_text(QUALITY)
        (company / REGISTER).unlink()
        assert stopped(company, "soa") == (
            "isokit: no adopted edition has controls to decide on; name one, as --standard iso27001:2022\n"
        )
        assert len(controls(company, "--standard", "iso27001:2022")) == 93

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("-f", "xlsx"), "--format xlsx: write text, json or csv"),
            (("--standard", "iso9001:2015"), "iso9001:2015 has no controls to decide on"),
            (("--standard", "iso27011:2022"), "unknown edition 'iso27011:2022'; did you mean iso27001:2022?"),
            (("--at", "HEAD"), "is in no git repository, so there is no revision HEAD"),
        ],
    )
    def test_what_cannot_be_shown_is_one_line(self, arguments: tuple[str, ...], message: str, company: Path) -> None:
        assert message in stopped(company, "soa", *arguments)

    def test_a_standard_without_edition_is_the_one_that_is_adopted(self, company: Path) -> None:
        assert plain(company, "soa", "--standard", "iso27001")["standard"] == "iso27001:2022"
        (company / "isokit.yaml").write_text(OLD)
        assert plain(company, "soa", "--standard", "ISO/IEC 27001")["standard"] == "iso27001:2013"
        for settings in (BOTH, QUALITY):
            (company / "isokit.yaml").write_text(settings)
            message = "'iso27001' has several editions; name one: iso27001:2013 or iso27001:2022"
            assert message in stopped(company, "soa", "--standard", "iso27001")

    def test_flags_stand_behind_the_command_they_belong_to(self, company: Path) -> None:
        result = shell.isokit("-C", company, "soa", "-f", "json", "init")
        assert (result.exit_code, result.stderr) == (
            2,
            "isokit: --format belongs after init: isokit soa init --format …\n",
        )
        assert "applicable:\n" not in (company / REGISTER).read_text()

    @pytest.mark.parametrize("words", [("soa",), ("soa", "init"), ("soa", "approve"), ("soa", "diff")])
    def test_every_command_has_its_help(self, words: tuple[str, ...]) -> None:
        result = shell.isokit(*words, "--help")
        assert result.exit_code == 0
        assert f"{' '.join(words)} [OPTIONS]" in result.stdout

    def test_what_is_not_understood_is_said(self, company: Path) -> None:
        (company / REGISTER).write_text("applicability: seven\n")
        result = dated(company, "soa")
        assert result.exit_code == 0
        assert result.stderr == f"isokit: not everything in {REGISTER} is understood; see isokit check\n"
        (company / REGISTER).write_text("applicability: [\n")
        assert "1 file is not read" in dated(company, "soa").stderr

    def test_hostile_words_are_shown_and_not_obeyed(self, company: Path) -> None:
        (company / REGISTER).write_text(
            "applicability:\n"
            "  - control: A.7.6\n    applicable: false\n"
            "    justification: 'x | [y](javascript:z) <b>&#27;[31m ::set-output [red]r[/x]'\n"
            "  - {control: A.5.999, applicable: true}\n  - {control: '\u202eA.5.1', applicable: true}\n"
        )
        shown = done(company, "soa")
        assert "[red]r[/x]" in "".join(shown.split()) and "\x1b" not in shown and "\u202e" not in shown
        done(company, "report", "soa")
        report = (company / "reports" / "soa-iso27001-2022.md").read_text()
        assert r"x \| \[y\](javascript:z) \<b\>" in report


class TestInit:
    def test_it_begins_with_every_control_undecided(self, write_tree: WriteTree) -> None:
        root = write_tree({"isokit.yaml": NEW})
        assert done(root, "soa", "init").splitlines()[:2] == [
            REGISTER,
            "93 controls of iso27001:2022 added, undecided",
        ]
        assert {each["applicable"] for each in controls(root).values()} == {None}
        found = json.loads(dated(root, "check", "-f", "json").stdout)["findings"]
        assert [(each["code"], each["severity"]) for each in found] == [("SOA201", "warning")]

    def test_of_2013_it_is_114(self, write_tree: WriteTree) -> None:
        root = write_tree({"isokit.yaml": OLD})
        assert len(plain(root, "soa", "init")["added"]) == 114

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_twice_changes_nothing(self, form: str, company: Path) -> None:
        done(company, "soa", "init")
        once = (company / REGISTER).read_bytes()
        said = done(company, "soa", "init", "-f", form)
        assert (company / REGISTER).read_bytes() == once
        assert f"{REGISTER} (unchanged)" in said if form == "text" else json.loads(said)["written"] == []

    @pytest.mark.parametrize(
        "before",
        [
            FILES[REGISTER],
            f"# Ours\napplicability:\n{EXCLUDED}".replace("\n", "\r\n"),
            f"\ufeffapplicability:\n{EXCLUDED}",
            f"applicability:\n{EXCLUDED.rstrip()}",
            f"applicability:\n{EXCLUDED}# the end\n",
            f"applicability:\n{EXCLUDED}version: '2'\napproved: {{by: director}}\n",
            "applicability:\n- control: A.7.6 # not indented\n  applicable: false\n  justification: |\n    None.\n\n",
            "applicability:\n- {control: A.7.6, applicable: false, justification: None.}\n",
        ],
    )
    def test_what_stands_there_keeps_its_bytes(self, before: str, company: Path) -> None:
        register = company / REGISTER
        register.write_bytes(before.encode())
        stood = controls(company)["A.7.6"]
        done(company, "soa", "init")
        after = register.read_bytes().decode()
        (added,) = difference(before, after)
        assert (added.start, added.text.count("- control:")) == (added.end, 93 - before.count("control:"))
        assert "\r" not in before or after.count("\r\n") == after.count("\n")
        assert controls(company)["A.7.6"] == stood
        assert plain(company, "soa", "init")["added"] == []

    @pytest.mark.parametrize(
        "before",
        [
            "",
            "# Nothing yet\n",
            "applicability:\n",
            "applicability: []\n",
            "applicability: null\n",
            "applicability: ~ # none\n",
            "version: '1'\n",
        ],
    )
    def test_a_register_without_entries_is_begun(self, before: str, company: Path) -> None:
        (company / REGISTER).write_text(before)
        done(company, "soa", "init")
        assert len(plain(company, "soa")["controls"]) == 93
        kept = before.replace(" []", "").replace(" null", "").replace(" ~", "").rstrip("\n")
        assert (company / REGISTER).read_text().startswith(kept)
        assert plain(company, "soa", "init")["added"] == []

    @pytest.mark.parametrize(
        ("files", "message"),
        [
            (
                {REGISTER: "applicability: [{control: A.7.6, applicable: false}]\n"},
                "cannot be added to; it has to be",
            ),
            ({REGISTER: "{version: '1'}\n"}, "cannot be added to; it has to be"),
            ({REGISTER: "applicability: seven\n"}, "cannot be added to; it has to be"),
            ({REGISTER: "applicability: [\n"}, "cannot be read; see isokit check"),
            ({REGISTER: "- a\n"}, "cannot be added to; it has to be"),
            (
                {REGISTER: "Applicability:\n  - {control: A.7.6}\n"},
                "Applicability is not understood, and may be a deci",
            ),
            ({REGISTER: "applicability:\n  - {Control: A.7.6}\n"}, "is not understood, and may be a decision; fix it"),
            (
                {REGISTER: None, "registers/applicability.csv": "control,applicable\nA.7.6,no\n"},
                "csv is a table; isokit",
            ),
            (
                {REGISTER: None, "registers/applicability.md": "| control |\n| --- |\n| A.7.6 |\n"},
                "md is a table; isok",
            ),
            ({REGISTER: None, "isokit.yaml": f"{NEW}layout: {{applicability: soa/*.yaml}}\n"}, "no single file"),
        ],
    )
    def test_what_cannot_be_added_to_stays_as_it_is(
        self, files: dict[str, str | None], message: str, company: Path
    ) -> None:
        for path, text in files.items():
            (company / path).unlink(missing_ok=True)
            if text is not None:
                (company / path).write_text(text)
        before = {path: path.read_bytes() for path in company.rglob("*") if path.is_file()}
        assert message in stopped(company, "soa", "init")
        assert {path: path.read_bytes() for path in company.rglob("*") if path.is_file()} == before

    def test_it_goes_where_the_layout_says(self, write_tree: WriteTree) -> None:
        root = write_tree({"isokit.yaml": f"{NEW}layout: {{applicability: isms/soa.yaml}}\n"})
        assert plain(root, "soa", "init")["written"] == ["isms/soa.yaml"]
        assert plain(root, "soa", "init")["added"] == []


class TestApprove:
    @pytest.fixture
    def decided(self, company: Path) -> Path:
        done(company, "soa", "init")
        register = company / REGISTER
        register.write_text(
            register.read_text().replace(
                "applicable:\n",
                "applicable: true\n    justification: Law.\n    drivers: [legal]\n    status: planned\n",
            )
        )
        return company

    def test_it_seals_what_is_decided_at_the_head_of_the_file(self, decided: Path) -> None:
        before = (decided / REGISTER).read_text()
        done(decided, "soa", "approve", "--by", "director", "--version", "1.0")
        lines = (decided / REGISTER).read_text().splitlines()
        assert lines[:5] == [
            "# What applies to us",
            'version: "1.0"',
            "approved:",
            "  by: director",
            "  on: 2026-11-22",
        ]
        assert lines[5].startswith("  digest: sha256:")
        assert "\n".join([lines[0], *lines[6:], ""]) == before
        assert "version 1.0, approved by director on 2026-11-22" in done(decided, "soa")
        assert "SOA207" not in dated(decided, "check").stdout

    def test_another_decision_breaks_it_until_it_is_approved_anew(self, decided: Path) -> None:
        done(decided, "soa", "approve", "--by", "director", "--version", "1.0")
        register = decided / REGISTER
        register.write_text(register.read_text().replace("Drawings must not leave", "Drawings should not leave"))
        assert "SOA207" in dated(decided, "check").stdout
        assert "decisions changed since" in done(decided, "soa")
        assert "version 1.0 was approved with other decisions; give a new one with --version" in stopped(
            decided, "soa", "approve", "--by", "director"
        )
        found = plain(decided, "soa", "approve", "--by", "director", "--version", "1.1")
        assert (found["approved"]["version"], found["written"]) == ("1.1", [REGISTER])
        assert "SOA207" not in dated(decided, "check").stdout

    def test_progress_breaks_nothing(self, decided: Path) -> None:
        done(decided, "soa", "approve", "--by", "director", "--version", "1.0")
        register = decided / REGISTER
        register.write_text(register.read_text().replace("status: planned", "status: not-implemented"))
        assert "SOA207" not in dated(decided, "check").stdout

    def test_twice_on_a_day_changes_nothing(self, decided: Path) -> None:
        done(decided, "soa", "approve", "--by", "director", "--version", "1.0")
        once = (decided / REGISTER).read_bytes()
        assert f"{REGISTER} (unchanged)" in done(decided, "soa", "approve", "--by", "director")
        assert (decided / REGISTER).read_bytes() == once

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("--by", "director"), "the statement has no version yet; give one, as --version 1.0"),
            (("--by", "directer", "--version", "1"), "no such role; did you mean director?"),
            (("--by", "night-watch", "--version", "1"), "nobody holds this role on 2026-11-22"),
        ],
    )
    def test_what_cannot_be_approved(self, arguments: tuple[str, ...], message: str, decided: Path) -> None:
        assert message in stopped(decided, "soa", "approve", *arguments)

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            (WITHOUT, "", "A.7.6: excluded without a justification; add one, then approve"),
            (WITHOUT, "    justification: '  '\n", "A.7.6: excluded without a justification"),
            (WITHOUT, '    justification: "\\u200b\\u00a0"\n', "A.7.6: excluded without a justification"),
            ("    justification: Drawings must not leave by mail.\n", "", "A.8.12: included without a justification"),
            (
                EXCLUDED,
                f"{EXCLUDED}  - {{control: A.7.6, applicable: true}}\n",
                "A.7.6: decided by several entries; leave one for each, then approve",
            ),
            (
                EXCLUDED,
                f"{EXCLUDED}  - {{control: iso27001:2022/A.8.30/a, applicable: false}}\n",
                "iso27001:2022/A.8.30/a: decided on, but not a control of an adopted standard; see isokit check",
            ),
            (
                EXCLUDED,
                f"{EXCLUDED}  - {{control: lantern:1/A.1, applicable: true}}\n",
                "lantern:1/A.1: decided on, but",
            ),
        ],
    )
    def test_what_does_not_hold_cannot_be_approved(self, old: str, new: str, message: str, decided: Path) -> None:
        register = decided / REGISTER
        assert old in register.read_text()
        register.write_text(register.read_text().replace(old, new))
        assert message in stopped(decided, "soa", "approve", "--by", "director", "--version", "1")

    def test_an_approval_of_a_day_to_come_does_not_count_yet(self, decided: Path) -> None:
        done(decided, "soa", "approve", "--by", "director", "--version", "1.0", day="2026-12-24")
        assert "approval date in the future: 2026-12-24" in dated(decided, "check", "--select", "SOA207").stdout
        assert "approved by director on 2026-12-24, in the future" in done(decided, "soa")
        assert "SOA207" not in dated(decided, "check", day="2026-12-24").stdout

    def test_what_is_not_decided_cannot_be_approved(self, company: Path, write_tree: WriteTree) -> None:
        message = "A.5.1, A.5.2, A.5.3, A.5.4 and 87 more: not decided yet"
        assert message in stopped(company, "soa", "approve", "--by", "director", "--version", "1")
        (company / REGISTER).unlink()
        assert "isokit soa init starts" in stopped(company, "soa", "approve", "--by", "director", "--version", "1")


class TestDiff:
    @pytest.fixture
    def repository(self, company: Path) -> Path:
        git(company, "init", "--quiet")
        commit(company)
        return company

    def test_what_changed_since_a_revision(self, repository: Path) -> None:
        register = repository / REGISTER
        text = register.read_text().replace("status: partial", "status: implemented\n    documents: [POL-1]")
        register.write_text(text.replace("applicable: false", "applicable: true"))
        found = plain(repository, "soa", "diff", "HEAD")
        assert list(found) == ["schema", "isokit", "standard", "as_of", "before", "after", "controls"]
        assert (found["schema"], found["before"]["commit"]) == (
            "isokit/soa-diff/1",
            git(repository, "rev-parse", "HEAD"),
        )
        changed = [(each["ref"], each["changed"], each["decides"]) for each in found["controls"]]
        assert changed == [
            ("iso27001:2022/A.7.6", ["applicable"], True),
            ("iso27001:2022/A.8.12", ["status", "documents"], False),
        ]
        shown = done(repository, "soa", "diff", "HEAD")
        assert "applicable: false → true" in shown and "documents: – → POL-1" in shown
        assert shown.index("decided differently") < shown.index("same decision, other changes")

    def test_nothing_changed(self, repository: Path) -> None:
        assert "no control has changed" in done(repository, "soa", "diff", "HEAD")
        assert plain(repository, "soa", "diff", "HEAD")["controls"] == []

    def test_without_a_revision_since_the_commit_that_brought_the_approval(self, repository: Path) -> None:
        register = repository / REGISTER
        done(repository, "soa", "init")
        register.write_text(
            register.read_text().replace("applicable:\n", "applicable: true\n    justification: Law.\n")
        )
        done(repository, "soa", "approve", "--by", "director", "--version", "1.0")
        assert "git has no commit with this approval" in stopped(repository, "soa", "diff")
        approved = commit(repository)
        register.write_text(register.read_text().replace("status: partial", "status: planned"))
        commit(repository)
        register.write_text(register.read_text().replace("[RSK-1, contractual]", "[contractual]"))
        found = plain(repository, "soa", "diff")
        assert found["before"]["commit"] == approved
        assert [(each["ref"], each["changed"]) for each in found["controls"]] == [
            ("iso27001:2022/A.8.12", ["drivers", "status"])
        ]
        assert (found["before"]["sealed"], found["after"]["sealed"]) == (True, False)

    def test_a_version_is_taken_even_where_its_seal_was_taken_out(self, repository: Path) -> None:
        register = repository / REGISTER
        done(repository, "soa", "init")
        register.write_text(
            register.read_text().replace("applicable:\n", "applicable: true\n    justification: Law.\n")
        )
        done(repository, "soa", "approve", "--by", "director", "--version", "1.0")
        commit(repository)
        lines = register.read_text().replace("[RSK-1, contractual]", "[contractual]").splitlines(keepends=True)
        register.write_text("".join(line for line in lines if "digest:" not in line))
        message = "version 1.0 was approved with other decisions; give a new one with --version"
        assert message in stopped(repository, "soa", "approve", "--by", "director")
        done(repository, "soa", "approve", "--by", "director", "--version", "1.1")

    def test_a_move_to_another_edition_is_compared_along_the_map(self, repository: Path) -> None:
        (repository / "isokit.yaml").write_text(OLD)
        (repository / REGISTER).write_text("applicability:\n  - {control: A.9.2.3, applicable: true}\n")
        commit(repository)
        (repository / "isokit.yaml").write_text(NEW)
        (repository / REGISTER).write_text("applicability:\n  - {control: A.8.2, applicable: true}\n")
        assert plain(repository, "soa", "diff", "HEAD")["controls"] == []

    @pytest.mark.parametrize(
        ("head", "message"),
        [
            ("", "the statement of applicability is not approved; isokit soa approve --by ROLE seals it, or name a"),
            (
                "approved: {by: director, on: 2026-01-19}\n",
                "the approval of the statement of applicability is not sealed",
            ),
            ("approved: {by: director, digest: 'sha256:12'}\n", "git has no commit with this approval"),
        ],
    )
    def test_without_an_approval_to_compare_with_it_stops(self, head: str, message: str, repository: Path) -> None:
        register = repository / REGISTER
        register.write_text(head + register.read_text())
        commit(repository)
        assert message in stopped(repository, "soa", "diff")

    @pytest.mark.parametrize("revision", ["no-such", "--output=x", "HEAD:x", "HEAD~9"])
    def test_a_revision_there_is_not(self, revision: str, repository: Path) -> None:
        words = ("diff", revision) if not revision.startswith("-") else ("diff", "--", revision)
        result = shell.isokit("-C", repository, "soa", *words)
        assert (result.exit_code, result.stdout) == (2, "")

    def test_a_tree_that_could_not_be_understood_then(self, repository: Path) -> None:
        (repository / "isokit.yaml").write_text("standards: 7\n")
        commit(repository)
        (repository / "isokit.yaml").write_text(NEW)
        assert "at HEAD, isokit.yaml:" in dated(repository, "soa", "diff", "HEAD").stderr


class TestReport:
    def test_it_is_made_from_files_alone_so_that_it_can_be_committed(self, company: Path) -> None:
        assert done(company, "report", "soa") == "reports/soa-iso27001-2022.md\n"
        first = (company / "reports" / "soa-iso27001-2022.md").read_bytes()
        git(company, "init", "--quiet")
        commit(company)
        assert done(company, "report", "soa") == "reports/soa-iso27001-2022.md (unchanged)\n"
        assert (company / "reports" / "soa-iso27001-2022.md").read_bytes() == first

    def test_it_names_version_approver_digest_and_counts(self, company: Path) -> None:
        done(company, "soa", "init")
        register = company / REGISTER
        register.write_text(
            register.read_text().replace("applicable:\n", "applicable: true\n    justification: Law.\n")
        )
        found = plain(company, "soa", "approve", "--by", "director", "--version", "2.1")
        done(company, "report", "soa")
        report = (company / "reports" / "soa-iso27001-2022.md").read_text()
        for line in (
            "| Version | 2.1 |",
            "| Approved by | director |",
            "| Approved on | 2026-11-22 |",
            "| Seal | intact: the decisions are those that were approved |",
            f"| Digest of approval | {found['approved']['digest']} |",
            "| Controls | 93: 92 applicable, 1 excluded, 0 undecided |",
            "| Physical controls | 14 | 13 | 0 | 0 | 0 | 0 | 13 | 1 | 0 |",
        ):
            assert line in report
        assert "| Digest of inputs | sha256:" in report

    def test_it_shows_what_is_wrong_with_each_control(self, company: Path) -> None:
        register = company / REGISTER
        register.write_text(register.read_text().replace("false #", "false\n    status: implemented #"))
        done(company, "report", "soa")
        report = (company / "reports" / "soa-iso27001-2022.md").read_text()
        (row,) = (line for line in report.splitlines() if line.startswith("| A.7.6 |"))
        assert row.endswith("| SOA202 contradicted-exclusion |")
        assert "| SOA201 control-without-decision |" in report

    def test_a_baseline_changes_nothing_in_it(self, company: Path) -> None:
        done(company, "report", "soa")
        first = (company / "reports" / "soa-iso27001-2022.md").read_bytes()
        assert dated(company, "baseline", "create").exit_code == 0
        assert done(company, "report", "soa") == "reports/soa-iso27001-2022.md (unchanged)\n"
        assert (company / "reports" / "soa-iso27001-2022.md").read_bytes() == first

    def test_only_standards_with_controls_have_one(self, company: Path) -> None:
        (company / "isokit.yaml").write_text(f"{NEW[:-2]}, iso9001:2015]\n")
        assert done(company, "report", "soa") == "reports/soa-iso27001-2022.md\n"
        assert "the standards chosen have no report soa" in stopped(company, "report", "soa", "iso9001")

    def test_a_tree_with_both_editions_has_two(self, company: Path) -> None:
        (company / "isokit.yaml").write_text(BOTH)
        assert done(company, "report", "soa").splitlines() == [
            "reports/soa-iso27001-2013.md",
            "reports/soa-iso27001-2022.md",
        ]


def commit(root: Path) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")
    return git(root, "rev-parse", "HEAD")
