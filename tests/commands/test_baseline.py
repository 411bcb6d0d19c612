"""`isokit baseline` as it is typed, and what `isokit check` says beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from isokit.changes.baseline import file_of
from isokit.model.baseline import Baseline, KnownFinding
from isokit.text.yaml.read import parse
from tests import shell
from tests.support import Files

WriteTree = Callable[[Files], Path]
POLICY = "---\nid: POL-1\ntitle: Policy\nstatus: draft\n---\n"
PROCEDURE = "---\nid: PRO-1\ntitle: Buying\nstatus: draft\nowner: o\n---\n"
FILE = "isokit.baseline.yaml"


@pytest.fixture
def company(write_tree: WriteTree) -> Path:
    return write_tree({"policies/quality.md": POLICY, "procedures/buying.md": PROCEDURE})


def isokit(root: Path, *words: str) -> Result:
    clock = ("--as-of", "2026-11-22") if words[0] != "config" else ()
    return shell.isokit("-C", root, *words, *clock)


def done(root: Path, *words: str) -> str:
    result = isokit(root, *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_create_writes_what_is_found_and_check_is_content_then(company: Path) -> None:
    assert isokit(company, "check").exit_code == 1
    assert done(company, "baseline", "create").splitlines() == [
        f"{FILE}: 2 findings, 2 added, 0 dropped",
        "+ DOC101 policies/quality.md POL-1 owner",
        "+ DOC204 procedures/buying.md PRO-1 id",
    ]
    checked = isokit(company, "check")
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert checked.stderr == "isokit: 0 suppressed, 2 baselined\n"
    assert done(company, "check", "-f", "full") == (
        "0 errors, 0 warnings, 0 notes in 4 files, as of 2026-11-22; 0 suppressed, 2 baselined\n"
    )
    assert isokit(company, "check", "-q").stderr == ""


def test_what_is_in_the_baseline_stays_listed_in_json(company: Path) -> None:
    done(company, "baseline", "create")
    document = json.loads(done(company, "check", "-f", "json"))
    assert (document["summary"]["suppressed"], document["summary"]["baselined"], document["summary"]["error"]) == (
        0,
        2,
        0,
    )
    assert [f["suppressed"] for f in document["findings"]] == [{"by": "baseline", "reason": "", "until": None}] * 2


def test_the_file_is_for_people_too_and_the_same_again(company: Path) -> None:
    done(company, "baseline", "create")
    written = (company / FILE).read_text("utf-8")
    assert "created: 2026-11-22\nfindings:\n" in written and "    path: policies/quality.md\n" in written
    assert done(company, "baseline", "update") == f"{FILE}: 2 findings, 0 added, 0 dropped (unchanged)\n"
    (company / FILE).unlink()
    done(company, "baseline", "create")
    assert (company / FILE).read_text("utf-8") == written


def test_create_refuses_where_there_is_one_and_the_others_where_there_is_none(company: Path) -> None:
    for way in ("update", "prune"):
        refused = isokit(company, "baseline", way)
        assert (refused.exit_code, refused.stdout) == (2, "") and "isokit baseline create writes one" in refused.stderr
    done(company, "baseline", "create")
    refused = isokit(company, "baseline", "create")
    assert refused.exit_code == 2 and "exists already; isokit baseline update" in refused.stderr


def test_prune_only_drops_and_update_adds_too(company: Path) -> None:
    done(company, "baseline", "create")
    (company / "policies" / "quality.md").write_text(POLICY.replace("status", "owner: o\nstatus"))
    (company / "policies" / "other.md").write_text(POLICY.replace("POL-1", "POL-2"))
    assert done(company, "baseline", "prune").startswith(f"{FILE}: 1 finding, 0 added, 1 dropped\n- DOC101")
    assert isokit(company, "check").exit_code == 1
    told = json.loads(done(company, "baseline", "update", "-f", "json"))
    assert (told["schema"], told["total"], [f["subject"] for f in told["added"]]) == ("isokit/baseline/1", 2, ["POL-2"])
    assert isokit(company, "check").exit_code == 0


def test_what_no_longer_occurs_is_a_note(company: Path) -> None:
    done(company, "baseline", "create")
    (company / "policies" / "quality.md").write_text(POLICY.replace("status", "owner: o\nstatus"))
    checked = isokit(company, "check", "--fail-on", "note")
    assert (
        checked.exit_code == 1
        and "SUP106 [note] DOC101 POL-1 no longer occurs; run isokit baseline prune" in checked.stdout
    )
    assert "SUP106" not in isokit(company, "check", "--select", "DOC204,SUP").stdout, "DOC101 was not asked"


def test_check_never_writes_it(company: Path) -> None:
    isokit(company, "check")
    assert not (company / FILE).exists()
    done(company, "baseline", "create")
    before = (company / FILE).read_bytes()
    (company / "policies" / "other.md").write_text(POLICY.replace("POL-1", "POL-2"))
    isokit(company, "check")
    assert (company / FILE).read_bytes() == before


def test_the_reason_the_end_and_the_day_of_a_baseline_stay(company: Path) -> None:
    (company / FILE).write_text("created: 2026-01-05\nreason: 'before: isokit'\nuntil: 2027-06-30\nfindings: []\n")
    done(company, "baseline", "update")
    assert (
        'created: 2026-01-05\nreason: "before: isokit"\nuntil: "2027-06-30"\nfindings:\n'
        in (company / FILE).read_text()
    )
    (finding, *_) = json.loads(done(company, "check", "-f", "json"))["findings"]
    assert finding["suppressed"] == {"by": "baseline", "reason": "before: isokit", "until": "2027-06-30"}


def test_what_is_never_set_aside_and_what_is_set_aside_already_stays_out(company: Path) -> None:
    (company / "policies" / "quality.md").write_text(
        POLICY.replace("POL-1", 'POL-1 # isokit: ignore[DOC101] reason="r"')
    )
    (company / "procedures" / "buying.md").write_text(PROCEDURE.replace("PRO-1", "PRO-1 # isokit: ignore[DOC204]"))
    (company / "registers").mkdir()
    (company / "registers" / "roles.yaml").write_text("roles: [\n")
    assert done(company, "baseline", "create") == f"{FILE}: 0 findings, 0 added, 0 dropped\n"
    assert sorted(line.split()[1] for line in isokit(company, "check").stdout.splitlines()) == ["SUP101", "TXT001"]


def test_another_file_may_be_named_in_the_tree_or_outside(
    company: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "known.yaml"
    for file in ("known.yaml", str(outside)):
        done(company, "baseline", "create", "--baseline", file)
        assert not (company / FILE).exists()
        assert isokit(company, "check").exit_code == 1
        assert isokit(company, "check", "--baseline", file).exit_code == 0
        done(company, "baseline", "prune", "--baseline", file)
    outside.write_text("findings: [{fingerprint: x}]\nfidnings: []\n")
    shown = isokit(company, "check", "--baseline", str(outside)).stdout
    assert f"{outside}:2:1: WSP002" in shown and f"{outside}:1:26: SUP106" in shown
    refused = isokit(company, "check", "--baseline", "nowhere.yaml")
    assert refused.exit_code == 2 and "there is no nowhere.yaml" in refused.stderr


def test_a_baseline_that_cannot_be_understood_sets_nothing_aside_and_is_never_written_over(company: Path) -> None:
    (company / FILE).write_text("findings: [\n")
    assert "TXT001" in isokit(company, "check").stdout and isokit(company, "check").exit_code == 1
    refused = isokit(company, "baseline", "update")
    assert refused.exit_code == 2 and "cannot be understood" in refused.stderr
    assert (company / FILE).read_text() == "findings: [\n"


def test_a_baseline_alone_is_nothing_to_check(write_tree: WriteTree) -> None:
    root = write_tree({FILE: "findings: []\n"})
    assert isokit(root, "check").exit_code == 2


def test_reports_do_not_depend_on_it(company: Path) -> None:
    first = done(company, "gap", "-f", "markdown")
    done(company, "baseline", "create")
    assert done(company, "gap", "-f", "markdown") == first


@given(st.lists(st.text(), min_size=5, max_size=5))
def test_whatever_is_known_of_a_finding_the_file_can_be_read(texts: list[str]) -> None:
    fingerprint, code, path, subject, route = ("".join(c for c in t if not "\ud800" <= c <= "\udfff") for t in texts)
    known = KnownFinding(fingerprint="0123456789abcdef", code=code, path=path, subject=subject, route=route)
    baseline = Baseline.model_validate({"id": "b", "reason": fingerprint, "findings": [known.model_dump()]})
    data = parse(file_of(FILE, baseline).text)
    assert isinstance(data, dict)
    (entry,) = data["findings"]
    assert all(isinstance(value, str) for value in entry.values()) and entry["fingerprint"] == "0123456789abcdef"


def test_config_shows_the_level_of_every_rule_and_where_it_comes_from(company: Path) -> None:
    with (company / "isokit.yaml").open("a") as settings:
        settings.write(
            "profile: starter\nrules: {DOC204: warning}\npaths: [{match: 'policies/**', rules: {EVD: off}}]\n"
        )
    done(company, "baseline", "create")
    shown = json.loads(done(company, "config", "-f", "json"))
    levels = {rule["code"]: (rule["level"], rule["from"]) for rule in shown["rules"]}
    assert levels["DOC204"] == ("warning", "isokit.yaml, rules: DOC204")
    assert levels["DOC101"] == ("note", "profile starter") and levels["TXT001"] == ("error", "the rule itself")
    assert shown["baseline"] == {"path": FILE, "findings": 2} and shown["paths"][0]["rules"] == {"EVD": "off"}
    text = done(company, "config")
    assert "profile: starter\n" in text and f"baseline: 2 in {FILE}\n" in text
    assert "in policies/**: EVD off (isokit.yaml, paths)\n" in text
