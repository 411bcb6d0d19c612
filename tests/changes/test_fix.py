"""Files as somebody wrote them, what isokit mends in them, and that it touches nothing else."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from isokit.changes.fix import Fixed, fixable, fixed
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.model.finding import Suppression
from isokit.model.history import History
from isokit.pipeline import run
from isokit.request import Request
from isokit.run import Run
from isokit.text.decode import BOM
from isokit.text.raw import content_of
from tests.support import SETTINGS, TODAY, Files, bytes_of, sources

RunTree = Callable[[Files], Run]
ROLES = "roles:\n  - {id: quality-manager, title: Quality manager, holders: [{name: head of quality}]}\n"


def found(run: Run, files: Files, unsafe: bool = False) -> Fixed:
    """What is mended in a tree."""
    tree = {"isokit.yaml": SETTINGS, **files}
    findings = fixable(run.findings, unsafe)
    return fixed(findings, {f.path: bytes_of(tree[f.path]) for f in findings}, run.workspace)


def after(done: Fixed, files: Files) -> dict[str, bytes]:
    """The files that change, as they are then; they say what was meant."""
    tree = {"isokit.yaml": SETTINGS, **files}
    new = {edited.path: edited.applied(bytes_of(tree[edited.path])) for edited in done.files}
    assert all(content_of(edited.path, new[edited.path]) == edited.expected for edited in done.files)
    return new


class Mend:
    """Mends trees, round after round; twice is as good as once."""

    def __init__(self, run_tree: RunTree) -> None:
        self.run_tree = run_tree

    def __call__(self, files: Files, unsafe: bool = False) -> dict[str, str]:
        """The files that change, as they are in the end."""
        return self.rounds(files, unsafe)[0]

    def rounds(self, files: Files, unsafe: bool) -> tuple[dict[str, str], Run]:
        """The files that change, and the run over the tree in which nothing is left to change."""
        now, changed = dict(files), dict[str, bytes]()
        for _ in range(5):
            last = self.run_tree(now)
            new = after(found(last, now, unsafe), now)
            if not new:
                return {path: data.decode() for path, data in changed.items()}, last
            changed |= new
            now |= new
        raise AssertionError("the fixes never come to an end")


@pytest.fixture(scope="session")
def run_tree() -> RunTree:
    """The pipeline over a tree in memory, without assessing: fixes depend on findings alone."""
    catalog = catalog_of(data.standards())

    def over(files: Files) -> Run:
        return run(sources(files), catalog, History(), Request(TODAY, assess=False))

    return over


@pytest.fixture(scope="session")
def mend(run_tree: RunTree) -> Mend:
    return Mend(run_tree)


def evidence(lines: str) -> str:
    return f"id: EVD-1\ntitle: Evaluation\ntype: supplier-evaluation\ncollected: 2026-05-04  # by hand\n{lines}"


def policy(lines: str, text: str = "What we want.\n") -> str:
    return f"---\nid: POL-1\ntitle: Quality policy\nstatus: draft\nowner: quality-manager\n{lines}---\n{text}"


# What is safe


@pytest.mark.parametrize(
    ("lines", "then"),
    [
        ("clauses: ISO 9001:2015 8.4.1\n", "clauses: iso9001:2015/8.4.1\n"),
        ("clauses: [27001 a.5.19, 8.5.1(f)]  # why\n", "clauses: [iso27001/A.5.19, 8.5.1/f]  # why\n"),
        ("clauses:\n- 'ISO 9001 8.4.1'\n- A.5.19\n", "clauses:\n- 'iso9001/8.4.1'\n- A.5.19\n"),
        ("clauses: [\n  ISO 9001 8.4.1, # one\n  A.5.19]\n", "clauses: [\n  iso9001/8.4.1, # one\n  A.5.19]\n"),
        ("result: Pass # at last\n", "result: pass # at last\n"),
        ('result: "PASS"\n', 'result: "pass"\n'),
        ("Valid-Until: 2027-05-04\n", "valid_until: 2027-05-04\n"),
        ("'Owner': quality-manager\n", "'owner': quality-manager\n"),
        ("period: {From: 2026-01-01, to: 2026-03-31}\n", "period: {from: 2026-01-01, to: 2026-03-31}\n"),
    ],
)
def test_a_record_is_mended_as_it_is_written(mend: Mend, lines: str, then: str) -> None:
    assert mend({"evidence/e.yaml": evidence(lines)}) == {"evidence/e.yaml": evidence(then)}


def test_a_document_keeps_its_line_ends_its_mark_and_its_text(mend: Mend) -> None:
    text = policy("Type: Policy # ours\nclauses: [ISO 9001:2015 5.2.1]\n", "Prose names ISO 9001:2015 5.2.1.\n")
    then = text.replace("Type: Policy", "type: policy").replace("[ISO 9001:2015 5", "[iso9001:2015/5")
    data = (BOM + text.replace("\n", "\r\n")).encode()
    assert mend({"policies/p.md": data}) == {"policies/p.md": BOM + then.replace("\n", "\r\n")}


def test_a_register_is_mended_in_every_form_it_has(mend: Mend) -> None:
    files = {
        "registers/risks.csv": 'id,title,treatment,clauses\nR-1,"a, b",Modify,"ISO 9001 6.1; 8.1"\n',
        "registers/opportunities.md": "Ours:\n\n| id | title | clauses |\n| --- | --- | --- |\n| O-1 | x | 9001 6.1 |\n",
        "registers/assets.yaml": "assets:\n  - {id: A-1, title: x, Owner: quality-manager}\n",
    }
    assert mend(files) == {
        "registers/risks.csv": 'id,title,treatment,clauses\nR-1,"a, b",modify,"iso9001/6.1; 8.1"\n',
        "registers/opportunities.md": files["registers/opportunities.md"].replace("9001 6.1", "iso9001/6.1"),
        "registers/assets.yaml": "assets:\n  - {id: A-1, title: x, owner: quality-manager}\n",
    }


def test_a_key_is_found_as_the_tree_spells_it(mend: Mend) -> None:
    tree = {"isokit.yaml": f"{SETTINGS}aliases: {{clauses: [Normkapitel]}}\n"}
    record = evidence("Normkapitel: [ISO 9001 8.4.1]\n")
    assert mend({**tree, "evidence/e.yaml": record}) == {"evidence/e.yaml": record.replace("ISO 9001 ", "iso9001/")}


def test_an_edition_is_written_as_isokit_knows_it(mend: Mend) -> None:
    settings = "organization: {name: Blue Teapot Works}\nstandards: [ISO 9001:2015, ISO/IEC 27001:2022]  # both\n"
    then = settings.replace("ISO 9001", "iso9001").replace("ISO/IEC 27001", "iso27001")
    assert mend({"isokit.yaml": settings}) == {"isokit.yaml": then}


def test_a_clause_number_that_others_would_cut_gets_quotes(mend: Mend) -> None:
    own = "standard: acme:3\ntitle: Ours\nclauses:\n  - {clause: 8, title: a}\n  - {clause: 8.10, title: b}\n"
    expects = own.replace("title: b", "title: b, expects: [{kind: claim, basis: organization}]")
    settings = "organization: {name: Blue Teapot Works}\nstandards: [acme:3]\n"
    files = {"isokit.yaml": settings, "standards/acme.yaml": expects, "evidence/e.yaml": evidence("clauses: 8.10\n")}
    assert mend(files) == {
        "standards/acme.yaml": expects.replace("8.10", '"8.10"'),
        "evidence/e.yaml": evidence('clauses: "8.10"\n'),
    }


@pytest.mark.parametrize(
    "lines",
    [
        "clauses: [iso9001:2015/8.4.1, iso9001/8.4.2, A.5.19, 8.4.3, 8.5.1/f]\n",
        "clauses: [9001 8.44]  # nothing it could mean\n",
        "note: ISO 9001:2015 8.4.1\n",
        "colour: blue\n",
    ],
)
def test_what_is_right_or_unclear_is_left(mend: Mend, lines: str) -> None:
    assert mend({"evidence/e.yaml": evidence(lines)}) == {}


# What is not


def test_a_guess_needs_to_be_asked_for(mend: Mend) -> None:
    files = {"evidence/e.yaml": evidence("result: passed\nvalid_untill: 2027-05-04\n")}
    assert mend(files) == {}
    assert mend(files, unsafe=True) == {"evidence/e.yaml": evidence("result: pass\nvalid_until: 2027-05-04\n")}


def test_a_renamed_id_is_renamed_everywhere(mend: Mend) -> None:
    files = {
        "registers/roles.yaml": ROLES,
        "policies/p.md": policy("references: [PRO-001]\n"),
        "procedures/pour.md": policy("implements: POL-01\n").replace("id: POL-1", "id: PROC-001"),
        "evidence/e.yaml": evidence("owner: qualty-manager\ndocuments:\n  - PRO-001  # pouring\n  - POL-1\n"),
        "registers/risks.csv": "id,title,owner,controls\nR-1,x,quality-manger,\n",
    }
    assert mend(files) == {}
    assert mend(files, unsafe=True) == {
        "policies/p.md": policy("references: [PROC-001]\n"),
        "procedures/pour.md": policy("implements: POL-1\n").replace("id: POL-1", "id: PROC-001"),
        "evidence/e.yaml": evidence("owner: quality-manager\ndocuments:\n  - PROC-001  # pouring\n  - POL-1\n"),
        "registers/risks.csv": "id,title,owner,controls\nR-1,x,quality-manager,\n",
    }


@pytest.mark.parametrize("gone", ["PRO-2", "POL-2", "PRO-11", "P-1", "POX-1"])
def test_an_id_is_no_other_one_that_only_looks_like_it(mend: Mend, gone: str) -> None:
    files = {
        "procedures/a.md": policy("").replace("POL-1", "PRO-1"),
        "policies/p.md": policy(f"references: [PRO-1, {gone}]\n"),
    }
    assert mend(files, unsafe=True) == {}


def test_where_two_ids_are_as_close_none_is_taken(mend: Mend) -> None:
    files = {
        "procedures/a.md": policy("").replace("POL-1", "PROC-1"),
        "procedures/b.md": policy("").replace("POL-1", "PROX-1"),
        "policies/p.md": policy("references: [PROC-1, PROX-1, PRO-1]\n"),
    }
    assert mend(files, unsafe=True) == {}


def test_a_link_follows_a_file_that_was_moved(mend: Mend) -> None:
    pour = policy("implements: POL-1\n").replace("id: POL-1", "id: PRO-1")
    text = (
        "See [pouring](../instructions/pour%20tea.md#hot) and [the same](/pour%20tea.md).\n\n[x]: pour%20tea.md 'Tea'\n"
    )
    files = {"policies/p.md": policy("", text), "procedures/black tea/pour tea.md": pour}
    new = text.replace("../instructions/", "../procedures/black%20tea/").replace("(/p", "(/procedures/black%20tea/p")
    then = policy("", new.replace("[x]: pour", "[x]: ../procedures/black%20tea/pour"))
    assert mend(files) == {}
    assert mend(files, unsafe=True) == {"policies/p.md": then}


def test_a_link_is_left_where_two_files_have_its_name(mend: Mend) -> None:
    other = policy("implements: POL-1\n").replace("id: POL-1", "id: PRO-1")
    files = {
        "policies/p.md": policy("", "See [pouring](pour.md).\n"),
        "procedures/pour.md": other,
        "instructions/pour.md": other.replace("PRO-1", "INS-1"),
    }
    assert mend(files, unsafe=True) == {}


@pytest.mark.parametrize(
    ("lines", "then"),
    [
        ("", "review: {every: 12 months}\n"),
        ("review: {last: 2026-05-01}  # seen\n", "review: {last: 2026-05-01, every: 12 months}  # seen\n"),
        ("review:\n  last: 2026-05-01  # seen\n", "review:\n  last: 2026-05-01  # seen\n  every: 12 months\n"),
        ("review:\n", "review: {every: 12 months}\n"),
    ],
)
def test_an_interval_of_review_is_a_decision(mend: Mend, lines: str, then: str) -> None:
    approved = policy(f"approved: {{by: quality-manager, on: 2026-03-02}}\n{lines}clauses: []\n")
    files = {"policies/p.md": approved.replace("draft", "approved")}
    assert mend(files) == {}
    new = policy(f"approved: {{by: quality-manager, on: 2026-03-02}}\n{then}clauses: []\n").replace("draft", "approved")
    assert mend(files, unsafe=True) == {"policies/p.md": new}


# What is left


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("evidence/e.yaml", evidence("clauses:\n  - >-\n    ISO 9001\n    8.4.1\n")),
        ("evidence/e.yaml", evidence("clauses: [ISO 9001\n  8.4.1]\n")),
        ("evidence/e.yaml", evidence('clauses: ["ISO\\u0020 9001 8.4.1"]\n')),
        ("evidence/e.yaml", evidence("owner: quality-manager\nOwner: quality-manager\n")),
        ("evidence/e.yaml", evidence("? Owner\n: quality-manager\nowner: x\n")),
        ("evidence/e.yaml", evidence("clauses: [[a list], ISO 9001 8.4.1]\n")),
        ("evidence/e.yaml", evidence("clauses: [~, ISO 9001 8.4.1]\n")),
        ("registers/risks.csv", "id,title,owner,ownr,clauses\nR-1,x,a,b,\n"),
        ("registers/risks.csv", "id,title,treatment,treatment\nR-1,x,Modify,Modify\n"),
        ("registers/risks.csv", 'id,title,treatment\nR-1,x,"Mod""ify"\n'),
        ("policies/p.md", policy("", "| a |\n| --- |\n| [x](pour.md) |\n")),
    ],
)
def test_what_is_written_in_another_way_is_left_and_said(run_tree: RunTree, path: str, text: str) -> None:
    pour = policy("implements: POL-1\n").replace("id: POL-1", "id: PRO-1")
    files = {path: text, "procedures/pour.md": pour}
    done = found(run_tree(files), files, unsafe=True)
    assert (done.files, {finding.path for finding in done.left}) == ((), {path})


def test_a_key_that_cannot_be_renamed_keeps_no_other_fix_from_being_made(mend: Mend) -> None:
    record = evidence("owner: a\nOwner: b\nresult: Pass\n")
    assert mend({"evidence/e.yaml": record}) == {"evidence/e.yaml": record.replace("Pass", "pass")}


def test_a_header_that_cannot_be_renamed_keeps_no_other_fix_from_being_made(mend: Mend) -> None:
    table = "id,title,owner,ownr,treatment\nR-1,x,a,b,Modify\n"
    assert mend({"registers/risks.csv": table}, unsafe=True) == {"registers/risks.csv": table.replace("Mod", "mod")}


def test_two_fixes_at_one_place_are_made_one_after_the_other(run_tree: RunTree, mend: Mend) -> None:
    files = {"evidence/e.yaml": evidence("ownr: a\nonwer: b\n")}
    first = found(run_tree(files), files, unsafe=True)
    assert (len(first.done), first.left) == (1, ())
    assert mend(files, unsafe=True) == {"evidence/e.yaml": evidence("owner: a\nonwer: b\n")}


def test_a_fix_that_touches_another_one_waits_for_it(run_tree: RunTree, mend: Mend) -> None:
    lines = "approved: {by: quality-manager, on: 2026-03-02}\nSites: [yard]\n"
    files = {"policies/p.md": policy(lines).replace("draft", "approved")}
    first = found(run_tree(files), files, unsafe=True)
    assert ([finding.code for finding in first.done], first.left) == (["WSP002"], ())
    then = policy(lines.replace("Sites", "review: {every: 12 months}\nsites")).replace("draft", "approved")
    assert mend(files, unsafe=True) == {"policies/p.md": then}


def test_licensed_wording_is_never_touched(run_tree: RunTree) -> None:
    files = {"standards/w.yaml": "overlay: iso9001:2015\ntitel: Ours\nwording:\n  8.4.1: Words with a licence.\n"}
    done = found(run_tree(files), files, unsafe=True)
    assert (done.files, [finding.code for finding in done.left]) == ((), ["WSP002"])


def test_what_is_set_aside_is_not_mended(run_tree: RunTree) -> None:
    files = {"evidence/e.yaml": evidence("result: Pass\n")}
    findings = [
        dataclasses.replace(finding, suppressed=Suppression("comment", "as the form has it"))
        for finding in run_tree(files).findings
    ]
    assert fixable(run_tree(files).findings, unsafe=False)
    assert fixable(findings, unsafe=True) == []


# Whatever a file looks like

SPELLINGS = {
    "ISO 9001:2015 8.4.1": "iso9001:2015/8.4.1",
    "ISO/IEC 27001:2022 a.5.19": "iso27001:2022/A.5.19",
    "27001 A.5.20": "iso27001/A.5.20",
    "8.5.1 (f)": "8.5.1/f",
}
RIGHT = ["iso9001:2015/8.4.2", "A.5.15", "iso9001/8.4.3"]
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
COMMENTS = st.sampled_from(["", "  # why", " # {[,\"'", ' # - a: "b"'])
NEW = {**SPELLINGS, "Pass": "pass", "PRO-001": "PROC-001", "qualty-manager": "quality-manager"}
KEYS = {"Owner": "owner", "Valid-Until": "valid_until", "documnts": "documents"}
FIXED = {"REF004", "WSP001", "WSP002", "REF001", "ROL101"}
AROUND = {"registers/roles.yaml": ROLES, "procedures/pour.md": policy("").replace("id: POL-1", "id: PROC-001")}


@st.composite
def lists(draw: st.DrawFn, key: str, texts: list[str]) -> list[str]:
    """A list of texts in one of the ways people write it."""
    quote = draw(st.sampled_from(["", "'", '"']))
    shown = [f"{quote}{text}{quote}" for text in texts]
    comment = draw(COMMENTS)
    ways = [
        [f"{key}: [{', '.join(shown)}]{comment}"],
        [f"{key}: [{', '.join(shown)},]"],
        [f"{key}: [{comment}", *(f"    {text},{comment}" for text in shown), "  ]"],
        [f"{key}:{comment}", *(f"  - {text}{comment}" for text in shown)],
        [f"{key}:", *(f"- {text}" for text in shown)],
    ]
    return draw(st.sampled_from([*ways, [f"{key}: {shown[0]}{comment}"]] if len(shown) == 1 else ways))


@st.composite
def records(draw: st.DrawFn) -> str:
    """Evidence with flaws that can be mended, and much that has to stay."""
    parts = [["id: EVD-1"], ["title: 'ISO 9001:2015 8.4.1 at work'"], ["type: supplier-evaluation"]]
    parts.append([f"collected: 2026-05-04{draw(COMMENTS)}"])
    references = draw(st.lists(st.sampled_from([*SPELLINGS, *RIGHT]), min_size=1, max_size=4))
    parts.append(draw(lists("clauses", references)))
    key = draw(st.sampled_from(["documents", "documnts"]))
    parts.append(draw(lists(key, draw(st.lists(st.sampled_from(["PRO-001", "PROC-001"]), min_size=1, max_size=2)))))
    owner = draw(st.sampled_from(["qualty-manager", "quality-manager"]))
    owner_key = draw(st.sampled_from(["owner", "Owner", '"Owner"']))
    parts.append([f"{owner_key}: {owner}{draw(COMMENTS)}"])
    parts.append([f"result: {draw(st.sampled_from(['Pass', 'pass']))}"])
    parts.append(draw(st.sampled_from([[], ["Valid-Until: 2027-05-04"]])))
    parts.append(draw(st.sampled_from([[], ["note: |", "  result: Pass", "  # Owner: qualty-manager"]])))
    parts.append(
        ["location: {system: vault, reference: 'PRO-001', checked_by: quality-manager, checked_on: 2026-05-05}"]
    )
    lines = [line for part in draw(st.permutations(parts)) for line in [*draw(above()), *part]]
    return draw(st.sampled_from(["", BOM])) + draw(ENDS).join([*lines, ""])


def above() -> st.SearchStrategy[list[str]]:
    return st.sampled_from([[], [], [""], ["# Owner: Pass"]])


def meant(data: Any) -> Any:
    """What a record has to say once all its flaws are mended."""
    if isinstance(data, dict):
        kept = ("title", "note", "location")
        return {KEYS.get(key, key): value if key in kept else meant(value) for key, value in data.items()}
    return [meant(value) for value in data] if isinstance(data, list) else NEW.get(data, data)


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"#[^\r\n]*", text))


def line_ends(text: str) -> list[str]:
    return re.findall(r"\r\n|\n|\r", text)


@given(record=records(), front=st.booleans())
def test_only_what_is_meant_changes(run_tree: RunTree, mend: Mend, record: str, front: bool) -> None:
    path, text = "evidence/e.yaml", record
    if front:
        text = record.removeprefix(BOM)
        end = line_ends(text)[0]
        path, text = "evidence/e.md", f"---{end}{text}---{end}Pass 27001 A.5.20{end}"
        tree = {"isokit.yaml": f"{SETTINGS}layout: {{evidence: ['evidence/*.md', 'evidence/*.yaml']}}\n", **AROUND}
    else:
        tree = dict(AROUND)
    before = run_tree({**tree, path: text.encode()})
    assume(all(finding.code != "TXT001" for finding in before.findings))
    changed, last = mend.rounds({**tree, path: text.encode()}, unsafe=True)
    then = changed.get(path, text)
    now = content_of(path, text.encode())
    assert content_of(path, then.encode()) == [meant(now[0]), *now[1:]]
    assert (comments(then), line_ends(then)) == (comments(text), line_ends(text))
    assert then.startswith(BOM) == text.startswith(BOM)
    assert {f.code for f in last.findings} == {f.code for f in before.findings} - FIXED


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, str]:
    """A register as a table, in CSV or in Markdown, with flaws that can be mended."""
    markdown = draw(st.booleans())
    separator = draw(st.sampled_from(["; ", ";", "<br>"] if markdown else ["; ", ";"]))
    rows = []
    for number in range(draw(st.integers(1, 4))):
        references = separator.join(draw(st.lists(st.sampled_from([*SPELLINGS, *RIGHT]), max_size=3)))
        owner = draw(st.sampled_from(["qualty-manager", "quality-manager", ""]))
        rows.append([f"R-{number}", "Pass", owner, references, draw(st.sampled_from(["Modify", "modify"]))])
    head = ["id", "title", draw(st.sampled_from(["Owner", "owner", "ownr"])), "Clauses", "treatment"]
    end = draw(ENDS)
    if markdown:
        lines = [head, ["---"] * 5, *rows]
        body = end.join("| " + " | ".join(row) + " |" for row in lines)
        return "registers/risks.md", f"# Risks Modify{end}{end}{body}{end}{end}Modify qualty-manager{end}"
    delimiter = draw(st.sampled_from([",", "\t"]))
    quoted = [[f'"{cell}"' if draw(st.booleans()) else cell for cell in row] for row in [head, *rows]]
    return "registers/risks.csv", draw(st.sampled_from(["", BOM])) + end.join([*map(delimiter.join, quoted), ""])


@given(table=tables())
def test_only_the_cells_that_are_meant_change(run_tree: RunTree, mend: Mend, table: tuple[str, str]) -> None:
    path, text = table
    before = run_tree({**AROUND, path: text.encode()})
    changed, last = mend.rounds({**AROUND, path: text.encode()}, unsafe=True)
    then = changed.get(path, text)
    cells = {**NEW, "Modify": "modify", "ownr": "owner"}
    now = content_of(path, text.encode())
    columns = [0, 1, 2, 3, 4]
    expected = [
        [[[cells.get(item, item) if column > 1 else item for item in row[column]] for column in columns] for row in one]
        for one in now[1]
    ]
    assert content_of(path, then.encode()) == [now[0], expected, now[2]]
    assert line_ends(then) == line_ends(text)
    assert codes_but_of_risks(last) == codes_but_of_risks(before) - FIXED


def codes_but_of_risks(run: Run) -> set[str]:
    """What is said, but for what a risk lacks that can be understood only now."""
    return {finding.code for finding in run.findings if not finding.code.startswith("RSK")}
