"""Standards of the organization's own: editions, maps between them, and licensed wording that never leaves the terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from isokit.assess.assessment import Assessment
from isokit.model.names import by_age
from isokit.run import Run
from tests import shell
from tests.hostile.doors import on_a_terminal
from tests.shell import git
from tests.support import Files, RunTree

WriteTree = Callable[[Files], Path]

SETTINGS = "organization: {name: Gentle Otter Bakery}\nstandards: [iso9001:2015, quiet-harbour:3]\n"
HARBOUR = """\
standard: quiet-harbour:3
title: Requirements of Quiet Harbour Hotels
published: 2026-03-01
clauses:
  - {clause: 1, title: Food}
  - clause: 1.1
    title: Allergens
    expects: [{kind: document, type: instruction, basis: organization}]
    asks:
      - {id: 1, ask: "Does each label name the allergens?", look_for: [labels of one day]}
  - clause: 1.2
    title: Cold chain
    expects: [{kind: evidence, type: temperature-log, within: 1 month, basis: organization}]
  - clause: 2
    title: Contact person
    expects: [{kind: claim, basis: organization}]
"""
LOG = """\
id: EVD-001
title: Temperatures of October
type: temperature-log
collected: 2026-11-02
location: {system: shelf, reference: folder 7, checked_by: baker, checked_on: 2026-10-30}
owner: baker
clauses: ["quiet-harbour:3/1.2", quiet-harbour/2]
"""
ROLE = "roles:\n  - {id: baker, title: Baker, holders: [{e-mail: baker@gentle-otter.example}]}\n"
TREE = {
    "isokit.yaml": SETTINGS,
    "standards/hotels/quiet-harbour.yaml": HARBOUR,
    "evidence/EVD-001.yaml": LOG,
    "registers/roles.yaml": ROLE,
}


def said(run: Run, *codes: str) -> list[str]:
    found = (f for f in run.findings if not codes or f.code in codes)
    return [
        f"{f.path}:{f.span.line}:{f.span.column}: {f.code} {f.message}" + (f" ({f.help})" if f.help else "")
        for f in found
    ]


def isokit(root: Path, *arguments: str) -> Result:
    return shell.isokit("-C", root, *arguments)


def assessment(run: Run, standard: str) -> Assessment:
    return next(found for found in run.assessments if found.standard.standard == standard)


def statuses(run: Run, standard: str) -> dict[str, str]:
    return {leaf.clause.clause: leaf.status.value for leaf in assessment(run, standard).leaves}


def checklist(*clauses: str, edition: str = "quiet-harbour:3") -> str:
    return f"standard: {edition}\ntitle: T\nclauses:\n" + "".join(f"  - {{{clause}}}\n" for clause in clauses)


LEAF = "title: T, expects: [{kind: claim, basis: organization}]"


# An edition of the organization's own


def test_an_own_edition_is_adopted_referenced_and_assessed(run_tree: RunTree) -> None:
    run = run_tree(TREE)
    assert said(run) == []
    assert statuses(run, "quiet-harbour:3") == {"1.1": "missing", "1.2": "evidenced", "2": "evidenced"}


def test_a_family_of_iso_that_isokit_does_not_bring_along_has_its_name(run_tree: RunTree) -> None:
    files = {
        "isokit.yaml": "organization: {name: B}\nstandards: [iso45001:2018]\n",
        "standards/45001.yaml": checklist(
            "clause: 5, title: Leadership", f"clause: 5.1, {LEAF}", edition="iso45001:2018"
        ),
        "evidence/E.yaml": LOG.replace('"quiet-harbour:3/1.2", quiet-harbour/2', "ISO 45001:2018 5.1"),
    }
    run = run_tree(files)
    assert said(run, "REF001") == []
    assert (run.assessments[0].standard.name, statuses(run, "iso45001:2018")) == (
        "ISO 45001:2018",
        {"5.1": "evidenced"},
    )


def test_mistakes_in_it_are_findings_at_their_places(run_tree: RunTree) -> None:
    text = HARBOUR.replace("published: 2026-03-01", "publisht: 2026-03-01").replace("kind: claim", "kind: clame")
    assert said(run_tree(TREE | {"standards/hotels/quiet-harbour.yaml": text}), "WSP001", "WSP002") == [
        "standards/hotels/quiet-harbour.yaml:3:1: WSP002 unknown key 'publisht' (did you mean published?)",
        "standards/hotels/quiet-harbour.yaml:16:22: WSP001 kind 'clame' is not one of"
        " document, register, evidence, audit, review, claim (did you mean claim?)",
    ]


def test_references_to_it_are_checked_like_all_others(run_tree: RunTree) -> None:
    text = LOG.replace("quiet-harbour:3/1.2", "quiet-harbour:3/1.7").replace("quiet-harbour/2", "quite-harbour:3/2")
    assert said(run_tree(TREE | {"evidence/EVD-001.yaml": text}), "REF001") == [
        "evidence/EVD-001.yaml:7:11: REF001 quiet-harbour:3 has no clause 1.7 (did you mean 1.2?)",
        "evidence/EVD-001.yaml:7:34: REF001 isokit does not know the standard quite-harbour:3 (did you mean quiet-harbour:3?)",
    ]


def test_an_edition_nobody_has_names_the_one_that_was_meant(run_tree: RunTree) -> None:
    run = run_tree(TREE | {"isokit.yaml": SETTINGS.replace("harbour:3", "harbor:3")})
    assert said(run, "WSP001") == [
        "isokit.yaml:2:27: WSP001 isokit has no standard 'quiet-harbor:3' (did you mean quiet-harbour:3?)"
    ]


def test_an_edition_in_a_file_that_cannot_be_read_is_said_to_be_there(run_tree: RunTree) -> None:
    run = run_tree(TREE | {"standards/hotels/quiet-harbour.yaml": "standard: [\n"})
    assert "and standards/hotels/quiet-harbour.yaml cannot be read" in said(run, "WSP001")[0]


def test_a_main_clause_that_is_a_leaf_may_be_claimed(run_tree: RunTree) -> None:
    assert said(run_tree(TREE | {"evidence/EVD-001.yaml": LOG.replace("harbour:3/1.2", "harbour:3/1")}), "REF002") == [
        "evidence/EVD-001.yaml:7:11: REF002 quiet-harbour:3/1 is a whole main clause; a claim on it is not counted"
        " (name the clauses under 1 that it covers)"
    ]


def test_a_type_it_expects_is_no_unknown_type(run_tree: RunTree) -> None:
    other = LOG.replace("EVD-001", "EVD-002").replace("temperature-log", "temprature-log")
    assert len(said(run_tree(TREE | {"evidence/EVD-002.yaml": other}), "WSP007")) == 1
    assert len(said(run_tree(TREE | {"standards/hotels/quiet-harbour.yaml": ""}), "WSP007")) == 1


def test_the_shelf_may_be_moved(run_tree: RunTree) -> None:
    files = {path: text for path, text in TREE.items() if not path.startswith("standards/")}
    files |= {"isokit.yaml": SETTINGS + "layout: {standards: own/*.yaml}\n", "own/harbour.yaml": HARBOUR}
    assert statuses(run_tree(files), "quiet-harbour:3")["1.2"] == "evidenced"


def test_a_file_that_is_no_standard_says_what_was_meant(run_tree: RunTree) -> None:
    run = run_tree(
        TREE | {"standards/a.yaml": "standart: acme:1\n", "standards/b.yaml": "x: y\n", "standards/c.yaml": "- a\n"}
    )
    assert said(run) == [
        "standards/a.yaml:1:1: WSP001 this is neither a standard, nor a map between editions, nor an overlay"
        " (did you mean standard?)",
        "standards/b.yaml:1:1: WSP001 this is neither a standard, nor a map between editions, nor an overlay"
        " (begin it with standard: and an id like acme:3)",
        "standards/c.yaml:1:1: WSP001 this is a list; it should be a mapping (key: value)",
    ]


def test_an_own_edition_never_redefines_one_isokit_brings_along(run_tree: RunTree) -> None:
    run = run_tree(TREE | {"standards/quality.yaml": checklist(f"clause: 4, {LEAF}", edition="iso9001:2015")})
    assert said(run) == [
        "standards/quality.yaml:1:11: STD102 isokit already includes iso9001:2015; this file is not used"
        " (give it its own id, such as own-iso9001:1)"
    ]
    assert len(assessment(run, "iso9001:2015").leaves) == 65


def test_of_two_files_with_one_edition_the_first_counts(run_tree: RunTree) -> None:
    run = run_tree(TREE | {"standards/later.yaml": checklist(f"clause: 1, {LEAF}")})
    assert said(run) == [
        "standards/later.yaml:1:11: STD103 quiet-harbour:3 is already defined in standards/hotels/quiet-harbour.yaml;"
        " this file is not used (change the edition of one of them, or remove it)"
    ]
    assert len(assessment(run, "quiet-harbour:3").leaves) == 3


@pytest.mark.parametrize(
    ("clauses", "findings"),
    [
        (["clause: 1, title: T"], ["4:14: 1 expects nothing, so it can never be evidenced"]),
        ([f"clause: 1, {LEAF}", f"clause: 1, {LEAF}"], ["5:14: 1 is defined twice in quiet-harbour:3; this one is not used"]),
        ([f"clause: 4.2, {LEAF}"], ["4:14: 4.2 belongs under 4, which is not in quiet-harbour:3"]),
        ([f"clause: A.5.1, {LEAF}"], ["4:14: A.5.1 belongs under A.5, which is not in quiet-harbour:3"]),
        ([f"clause: R-1, {LEAF}"], ["4:14: 'R-1' is not a valid clause number"]),
        ([f"clause: .5, {LEAF}"], ["4:14: '.5' is not a valid clause number"]),
        ([f"clause: '', {LEAF}"], ["4:14: '' is not a valid clause number"]),
        ([f"clause: a.5, {LEAF}"], ["4:14: 'a.5' is not a valid clause number"]),
        (
            [f"clause: 1, {LEAF}, asks: [{{id: 1, ask: Why?}}]", f"clause: 1.1, {LEAF}"],
            [f"4:{column}: 1 has subclauses, so its {key}: is not used" for column, key in ((36, "expects"), (80, "asks"))],
        ),
        (
            ["clause: 1, title: T, expects: [{kind: register, type: risk, basis: practice}]"],
            ["4:60: 'risk' is not a type of register"],
        ),
        (
            ["clause: 1, title: T, expects: [{kind: document, type: permit, basis: practice}]"],
            ["4:60: 'permit' is not a type of document"],
        ),
        (
            ["clause: 1, title: T, expects: [{kind: review, basis: practice}]"],
            ["4:37: an expectation of kind review needs a type"],
        ),
        (
            [f"clause: 1, {LEAF}, asks: [{{id: a, ask: Why?}}, {{id: a, ask: When?}}]"],
            ["4:86: the question 1/a is defined twice"],
        ),
    ],
)  # fmt: skip
def test_a_broken_checklist_is_said_where_it_breaks(clauses: list[str], findings: list[str], run_tree: RunTree) -> None:
    run = run_tree(TREE | {"standards/hotels/quiet-harbour.yaml": checklist(*clauses)})
    broken = [f"{f.span.line}:{f.span.column}: {f.message}" for f in run.findings if f.code == "STD104"]
    assert broken == findings


@pytest.mark.parametrize(
    "clauses",
    [
        [],
        ["clause: 1, title: T"],
        [f"clause: 4.2.1, {LEAF}", f"clause: 4.2.1, {LEAF}"],
        [f"clause: R-1, {LEAF}", f"clause: .5, {LEAF}", f"clause: '', {LEAF}", f"clause: 4., {LEAF}"],
        [f"clause: A, {LEAF}", f"clause: A.5.1, {LEAF}", f"clause: A.5, {LEAF}"],
        ["title: T"],
        ["clause: {a: b}, title: [x]"],
    ],
)
def test_a_broken_checklist_breaks_no_command(clauses: list[str], write_tree: WriteTree) -> None:
    text = checklist(*clauses) if clauses else "standard: quiet-harbour:3\ntitle: T\nclauses: []\n"
    root = write_tree(TREE | {"standards/hotels/quiet-harbour.yaml": text})
    for words in (
        ("gap", "--all"),
        ("gap", "-f", "json"),
        ("gap", "-f", "markdown"),
        ("check",),
        ("standards", "list"),
        ("standards", "show", "quiet-harbour:3"),
        ("report", "gap"),
        ("doctor",),
    ):
        assert isokit(root, *words).exit_code in (0, 1), words
    assert isokit(root, "check").exit_code == 1


def test_a_leaf_that_expects_nothing_is_never_evidenced(run_tree: RunTree) -> None:
    files = TREE | {"standards/hotels/quiet-harbour.yaml": checklist("clause: 2, title: T")}
    assert statuses(run_tree(files), "quiet-harbour:3") == {"2": "partial"}


def test_gap_says_that_a_checklist_has_mistakes(write_tree: WriteTree) -> None:
    text = HARBOUR.replace("title: Cold chain", "titel: Cold chain")
    result = isokit(write_tree(TREE | {"standards/hotels/quiet-harbour.yaml": text}), "gap")
    assert "the checklist of quiet-harbour:3 has mistakes, and parts of it may be left out" in result.stderr


# Maps between editions


NEXT = HARBOUR.replace("harbour:3", "harbour:10").replace("Contact person", "Two contact persons")
MAP = """\
from: quiet-harbour:3
to: quiet-harbour:10
links:
  - {from: 1.1, to: 1.1, relation: unchanged, confidence: high}
  - {from: 1.2, to: 1.2, relation: unchanged, confidence: high}
  - {from: 2, to: 2, relation: changed, change: "A second person is named.", confidence: high}
"""
BOTH = TREE | {"standards/hotels/quiet-harbour-10.yaml": NEXT, "standards/hotels/3-to-10.yaml": MAP}


def test_an_own_map_carries_claims_to_the_next_edition(run_tree: RunTree) -> None:
    run = run_tree(BOTH, against=("quiet-harbour:10",))
    assert said(run) == []
    assert statuses(run, "quiet-harbour:10") == {"1.1": "missing", "1.2": "evidenced", "2": "partial"}
    assert assessment(run, "quiet-harbour:10").reached_from == ("quiet-harbour:3",)


def test_gap_knows_own_editions_that_are_not_adopted(write_tree: WriteTree) -> None:
    root = write_tree(BOTH)
    shown = json.loads(isokit(root, "gap", "--against", "quiet-harbour:10", "-f", "json").stdout)["standards"][0]
    assert (shown["standard"], shown["reached_from"]) == ("quiet-harbour:10", ["quiet-harbour:3"])
    assert (
        "A second person is named." in isokit(root, "standards", "diff", "quiet-harbour:3", "quiet-harbour:10").stdout
    )


def test_a_map_may_lead_from_a_standard_isokit_brings_along(run_tree: RunTree) -> None:
    link = (
        "from: iso9001:2015\nto: quiet-harbour:3\nlinks:\n  - {from: 8.4.1, to: 2, relation: moved, confidence: high}\n"
    )
    record = LOG.replace('"quiet-harbour:3/1.2", quiet-harbour/2', "9001:8.4.1")
    files = TREE | {"standards/9001-to-harbour.yaml": link, "evidence/EVD-001.yaml": record}
    run = run_tree(files)
    assert said(run, "WSP001") == []
    assert statuses(run, "quiet-harbour:3") == {"1.1": "missing", "1.2": "missing", "2": "evidenced"}
    assert assessment(run, "iso9001:2015").reached_from == ()


def test_what_a_map_names_and_nobody_has_is_said(run_tree: RunTree) -> None:
    text = MAP.replace("to: quiet-harbour:10", "to: quiet-harbour:11").replace("from: 1.1", "from: 1.9")
    assert said(run_tree(BOTH | {"standards/hotels/3-to-10.yaml": text})) == [
        "standards/hotels/3-to-10.yaml:2:5: WSP001 unknown edition 'quiet-harbour:11' (did you mean quiet-harbour:10?)",
        "standards/hotels/3-to-10.yaml:4:12: WSP001 quiet-harbour:3 has no requirement 1.9 (did you mean 1.2?)",
    ]


def test_a_map_isokit_brings_along_is_not_redefined_nor_one_twice(run_tree: RunTree) -> None:
    bundled = MAP.replace("quiet-harbour:3", "iso9001:2026").replace("quiet-harbour:10", "iso9001:2015")
    files = BOTH | {"standards/z.yaml": MAP, "standards/y.yaml": bundled}
    assert [line.partition(" (")[0] for line in said(run_tree(files), "STD102", "STD103")] == [
        "standards/y.yaml:1:7: STD102 isokit already includes the map from iso9001:2026 to iso9001:2015; this file is not used",
        "standards/z.yaml:1:7: STD103 the map between quiet-harbour:3 and quiet-harbour:10 is already defined in"
        " standards/hotels/3-to-10.yaml; this file is not used",
    ]


def test_editions_are_ordered_as_people_count() -> None:
    editions = ["acme:10", "acme:9", "acme:1.10", "acme:1.9", "acme:2024", "acme:" + "9" * 9_000]
    assert sorted(editions, key=by_age) == ["acme:1.9", "acme:1.10", "acme:9", "acme:10", "acme:2024", editions[-1]]


# The commands that need no tree


def test_own_editions_are_listed_and_shown_inside_of_their_tree_only(write_tree: WriteTree, tmp_path: Path) -> None:
    root = write_tree(TREE)
    listed = isokit(root, "standards", "list").stdout
    assert re.search(r"quiet-harbour:3 .*2026-03-01 .* own: standards/hotels/quiet-harbour\.yaml", listed)
    plain = json.loads(isokit(root, "standards", "list", "-f", "json").stdout)["standards"]
    assert [s["standard"] for s in plain if s["own"]] == ["quiet-harbour:3"]
    assert "an in-date temperature log (organization)" in isokit(root, "standards", "show", "quiet-harbour:3").stdout
    outside = tmp_path / "evidence" / "sub"
    outside.mkdir()
    (outside / ".git").mkdir()
    assert "quiet-harbour" not in isokit(outside, "standards", "list").stdout
    assert isokit(outside, "standards", "show", "quiet-harbour:3").exit_code == 2


def test_the_list_says_which_own_file_has_mistakes(write_tree: WriteTree) -> None:
    result = isokit(write_tree(TREE | {"standards/a.yaml": "standard: [\n"}), "standards", "list")
    assert (result.exit_code, result.stderr) == (
        0,
        "isokit: standards/a.yaml has mistakes and may not be used in full; see isokit check\n",
    )


def test_clause_and_report_speak_of_own_editions(write_tree: WriteTree) -> None:
    root = write_tree(TREE)
    shown = isokit(root, "clause", "quiet-harbour:3/1.1").stdout
    assert "Does each label name the allergens?" in shown and "an approved instruction (organization)" in shown
    assert isokit(root, "report", "gap", "quiet-harbour:3").exit_code == 0
    (report,) = (root / "reports").rglob("*.md")
    assert "Cold chain" in report.read_text("utf-8")


# Licensed wording


SECRET = "Zyzzyva"
OVERLAY = f"""\
overlay: iso9001:2015
wording:
  8.4.1: {SECRET} one shall be licensed.
  8.4.1/2: {SECRET} two for an ask.
  iso9001:2015/8.4.1/1: {SECRET} three with its edition.
  8.4.2: {SECRET} of another clause.
"""
HEADING = "your licensed wording (private; never rendered)"
PLAIN = {"isokit.yaml": "organization: {name: B}\nstandards: [iso9001:2015]\n", "registers/roles.yaml": ROLE}


def test_wording_is_shown_on_a_terminal(write_tree: WriteTree) -> None:
    root = write_tree(PLAIN | {"standards/wording.yaml": OVERLAY})
    shown = on_a_terminal(root, "clause", "9001:8.4.1", columns=120).out.decode()
    assert re.findall(rf"• (\S+) {SECRET} (\w+)", shown.partition(HEADING)[2]) == [
        ("8.4.1", "one"),
        ("8.4.1/1", "three"),
        ("8.4.1/2", "two"),
    ]
    assert HEADING not in on_a_terminal(root, "clause", "9001:8.5.1").out.decode()


def test_wording_of_own_standards_and_of_clauses_above_others_is_shown_too(write_tree: WriteTree) -> None:
    overlay = "overlay: quiet-harbour:3\nwording: {1: Above, 1.1: Below}\n"
    root = write_tree(TREE | {"standards/hotels/wording.yaml": overlay})
    shown = on_a_terminal(root, "clause", "quiet-harbour:3/1").out.decode()
    assert re.search(r"• 1 Above\n• 1\.1 Below\n", shown)


LEAKS = {
    "sound": OVERLAY,
    "unknown clause": OVERLAY.replace("  8.4.2:", "  8.99:"),
    "words as a key": f"overlay: iso9001:2015\nwording: {{{SECRET} shall: x}}\n",
    "words as the edition": f"overlay: {SECRET} shall\nwording: {{8.4.1: {SECRET}}}\n",
    "a text for a mapping": f"overlay: iso9001:2015\nwording: {SECRET} shall\n",
    "a list": f"overlay: iso9001:2015\nwording: {{8.4.1: [{SECRET}]}}\n",
    "unknown key": OVERLAY + f"source: {SECRET}\n",
    "two in one": OVERLAY + "standard: acme:1\n",
    "no yaml": OVERLAY + f"  8.5.1: {SECRET}: {SECRET}\n",
    "only text": f"{SECRET} shall\n",
    "no key": f"wordings:\n  8.4.1: {SECRET}\n",
    "control character": OVERLAY.replace(f"{SECRET} of", f"{SECRET}\u202e of"),
}
RENDERED = [
    ("check", "-f", "full"),
    ("check", "-f", "concise"),
    ("check", "-f", "json"),
    ("gap", "--all"),
    ("gap", "-f", "json"),
    ("gap", "-f", "markdown"),
    ("clause", "9001:8.4.1"),
    ("clause", "9001:8.4.1", "-f", "json"),
    ("standards", "show", "iso9001:2015"),
    ("standards", "show", "iso9001:2015", "-f", "json"),
    ("doctor",),
    ("doctor", "-f", "json"),
    ("report", "gap"),
    ("report", "checklist"),
]


@pytest.mark.parametrize("overlay", LEAKS.values(), ids=LEAKS)
def test_no_word_of_it_is_rendered(overlay: str, write_tree: WriteTree) -> None:
    root = write_tree(PLAIN | {"standards/wording.yaml": overlay})
    for words in RENDERED:
        result = isokit(root, *words)
        assert result.exit_code in (0, 1), (words, result.output)
        assert SECRET not in result.output, words
    reports = [path.read_text("utf-8") for path in (root / "reports").rglob("*") if path.is_file()]
    assert reports and not any(SECRET in report for report in reports)


def test_where_the_output_is_no_terminal_it_is_only_said_to_be_there(write_tree: WriteTree) -> None:
    root = write_tree(PLAIN | {"standards/wording.yaml": OVERLAY})
    assert isokit(root, "clause", "9001:8.4.1").stdout.endswith(f"\n{HEADING}: 3 texts, shown on a terminal only\n")


def test_what_an_overlay_names_and_nobody_has_is_said_without_a_word_of_it(run_tree: RunTree) -> None:
    files = {
        "standards/a.yaml": "overlay: iso9001:2051\nwording: {8.4.1: x}\n",
        "standards/b.yaml": "overlay: iso27001:2022\nwording:\n  8.99: x\n  A.5.97: x\n  4.1/77: x\n  Some words: x\n",
        "standards/c.yaml": "overlay: iso9001:2015\nwording: {8.4.1: [x]}\n",
    }
    assert said(run_tree(files)) == [
        "standards/a.yaml:1:10: WSP001 unknown edition 'iso9001:2051' (did you mean iso9001:2015?)",
        "standards/b.yaml:3:3: WSP001 iso27001:2022 has no clause 8.99",
        "standards/b.yaml:4:3: WSP001 iso27001:2022 has no control A.5.97 (did you mean A.5.9?)",
        "standards/b.yaml:5:3: WSP001 iso27001:2022 has no ask 4.1/77 (did you mean 4.1/3?)",
        "standards/b.yaml:6:3: WSP001 a key of wording is neither a clause nor an ask (write it like 8.4.1 or 8.4.1/1)",
        "standards/c.yaml:2:18: WSP001 8.4.1 should be a text",
    ]


def test_a_report_is_the_same_with_and_without_an_overlay(run_tree: RunTree) -> None:
    assert run_tree(PLAIN).digest == run_tree(PLAIN | {"standards/wording.yaml": OVERLAY}).digest
    assert run_tree(PLAIN).digest != run_tree(PLAIN | {"standards/harbour.yaml": HARBOUR}).digest


def test_an_overlay_git_ignores_is_shown_and_its_mistakes_are_told(write_tree: WriteTree) -> None:
    root = write_tree(
        PLAIN | {".gitignore": "standards/private/\n", "standards/private/w.yaml": LEAKS["unknown clause"]}
    )
    git(root, "init")
    shown = on_a_terminal(root, "clause", "9001:8.4.1", columns=120).out.decode()
    assert f"{SECRET} one" in shown
    assert "isokit: standards/private/w.yaml:6:3: iso9001:2015 has no clause 8.99" in shown
    paths = {finding["path"] for finding in json.loads(isokit(root, "check", "-f", "json").stdout)["findings"]}
    assert not [path for path in paths if path.startswith("standards/")]


def test_a_folder_that_is_a_link_is_not_entered_for_wording(
    write_tree: WriteTree, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root, elsewhere = write_tree(PLAIN), tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "w.yaml").write_text(OVERLAY, "utf-8")
    (root / "standards").symlink_to(elsewhere)
    assert HEADING not in on_a_terminal(root, "clause", "9001:8.4.1").out.decode()
