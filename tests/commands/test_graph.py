"""isokit graph as a user types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import shell
from tests.hostile.sinks import commands, harmful
from tests.support import Files

WriteTree = Callable[[Files], Path]
FACTS = "title: {title}\nstatus: approved\nowner: quality-manager\napproved: {{by: quality-manager, on: 2026-03-02}}\n"


def document(name: str, title: str, more: str = "", body: str = "") -> str:
    return f"---\nid: {name}\n{FACTS.format(title=title)}{more}---\n{body}\n"


TEAPOTS: Files = {
    "policies/quality.md": document("POL-1", "Quality policy"),
    "policies/clay.md": document("POL-2", "Clay policy", "implements: [POL-1]\n"),
    "policies/lead.md": document("POL-3", "No lead in glazes", "clauses: [9001/8.5.1]\n"),
    "procedures/buying.md": document("PRO-1", "Buying", "implements: [POL-1, POL-2]\nreferences: [INS-1, PRO-9]\n"),
    "procedures/selling.md": document("PRO-2", "Selling"),
    "instructions/goods-in.md": document("INS-1", "Goods-in", body="For [buying](../procedures/buying.md)."),
    "evidence/EVD-1.yaml": """\
        id: EVD-1
        title: Clay supplier
        type: supplier-evaluation
        collected: 2026-05-06
        documents: [PRO-1]
        """,
    "evidence/EVD-2.yaml": "id: EVD-2\ntitle: A photo\ntype: process-record\ncollected: 2026-05-06\n",
    "registers/roles.yaml": """\
        roles:
          - {id: quality-manager, title: Quality manager, holders: [{name: q}]}
          - {id: figurehead, title: Figurehead, holders: [{name: f}]}
        """,
    "registers/processes.yaml": """\
        processes:
          - {id: buying, title: Buying, owner: quality-manager, documents: [PRO-1]}
          - {id: firing, title: Firing, owner: quality-manager}
        """,
}
WHOLE = """\
POL-1 Quality policy (policy, approved)
├── implemented by POL-2 Clay policy (policy, approved)
│   └── implemented by PRO-1 Buying (procedure, approved)
│       ├── references INS-1 Goods-in (instruction, approved)
│       ├── supported by EVD-1 Clay supplier (supplier evaluation)
│       ├── describes buying Buying (process)
│       └── references PRO-9 (not there)
└── implemented by PRO-1 Buying (procedure, approved, see above)

POL-3 No lead in glazes (policy, approved)

Below no policy

PRO-2 Selling (procedure, approved)

Below no document: 1 record, see isokit graph --kinds evidence
Below no document: 1 register entry, see isokit graph --kinds registers

Orphans
PRO-2: no policy, document or register leads to it (DOC204)
POL-3: nothing puts it into practice (REF101)
EVD-2: it claims no clause, and nothing names it (EVD108)
"""
AROUND = """\
PRO-1 Buying (procedure, approved)
├── implements POL-1 Quality policy (policy, approved)
├── implements POL-2 Clay policy (policy, approved)
├── references INS-1 Goods-in (instruction, approved)
├── references PRO-9 (not there)
├── owned by, approved by quality-manager Quality manager (role)
├── supported by EVD-1 Clay supplier (supplier evaluation)
├── describes buying Buying (process)
└── linked from INS-1 Goods-in (instruction, approved)

"""


def isokit(root: Path, *arguments: str) -> Result:
    return shell.isokit("-C", root, "graph", *arguments)


@pytest.fixture
def teapots(write_tree: WriteTree) -> Path:
    return write_tree(TEAPOTS)


def test_a_tree_below_each_policy_and_then_what_hangs_in_the_air(teapots: Path) -> None:
    done = isokit(teapots)
    assert (done.exit_code, done.stdout, done.stderr) == (0, WHOLE, "")


def test_in_ascii_it_is_the_same_tree(teapots: Path) -> None:
    shown = isokit(teapots, "--ascii").stdout
    assert shown.isascii() and "|   `-- implemented by PRO-1 Buying" in shown


def test_around_one_thing_both_directions_are_shown(teapots: Path) -> None:
    assert isokit(teapots, "--of", "PRO-1").stdout == AROUND
    assert "no orphans" not in isokit(teapots, "--of", "PRO-1").stdout.lower()


def test_around_one_thing_only_some_kinds(teapots: Path) -> None:
    shown = isokit(teapots, "--of", "PRO-1", "--kinds", "evidence, clauses").stdout.splitlines()
    assert shown[1:] == [
        "├── references PRO-9 (not there)",
        "└── supported by EVD-1 Clay supplier (supplier evaluation)",
        "",
    ]


def test_what_is_named_and_not_there_can_be_asked_for(teapots: Path) -> None:
    assert (
        isokit(teapots, "--of", "PRO-9").stdout.splitlines()[1]
        == "└── referenced by PRO-1 Buying (procedure, approved)"
    )


def test_a_clause_shows_who_speaks_of_it_and_of_those_below(teapots: Path) -> None:
    shown = isokit(teapots, "--of", "iso9001:2015/8.5").stdout.splitlines()
    assert shown[1] == "└── claimed by POL-3 No lead in glazes (policy, approved)"
    assert isokit(teapots, "--of", "9001 8.5.1").stdout.splitlines() == shown
    alone = isokit(teapots, "--of", "iso9001:2015/7.2")
    assert (alone.exit_code, alone.stdout.splitlines()[0]) == (0, "iso9001:2015/7.2 Competence (clause)")
    assert "it has no links of these kinds" in alone.stdout


def test_without_documents_everything_of_a_kind_is_listed_with_its_orphans(teapots: Path) -> None:
    shown = isokit(teapots, "--kinds", "roles,registers").stdout
    assert "buying Buying (process)\n└── owned by quality-manager Quality manager (role)\n" in shown
    assert shown.endswith("Orphans\nfigurehead: it has no responsibility, and nothing names it (ROL103)\n")
    assert isokit(teapots, "--kinds", "clauses").stdout.endswith("No orphans\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["--of", "PRO-11"],
            "isokit: --of PRO-11: nothing has this id, and it is not a clause of an adopted edition; did you mean PRO-1?",
        ),
        (["--kinds", "document"], "isokit: --kinds document: did you mean documents?"),
        (
            ["--kinds", "x"],
            "isokit: --kinds x: write some of documents,evidence,registers,audits,nonconformities,roles,clauses",
        ),
        (["-f", "svg"], "isokit: --format svg: write text, mermaid, dot or json"),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_line(teapots: Path, arguments: list[str], complaint: str) -> None:
    done = isokit(teapots, *arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", complaint + "\n")


def test_an_id_in_a_file_that_cannot_be_read_is_told_from_an_unknown_one(write_tree: WriteTree) -> None:
    done = isokit(write_tree({"procedures/a.md": "---\nid: PRO-5\ntitle: [\n---\n"}), "--of", "PRO-5")
    assert done.exit_code == 2
    assert done.stderr == "isokit: PRO-5 seems to be in a file that cannot be read; see isokit check\n"


def test_what_is_not_read_is_said(write_tree: WriteTree) -> None:
    done = isokit(write_tree({**TEAPOTS, "procedures/a.md": "---\nid: PRO-5\ntitle: [\n---\n"}))
    assert done.stderr == "isokit: 1 file is not read and not counted; see isokit check\n".replace("count", "count")


def test_json_names_nodes_edges_and_orphans(teapots: Path) -> None:
    document = json.loads(isokit(teapots, "-f", "json").stdout)
    assert list(document) == ["schema", "isokit", "commit", "of", "kinds", "nodes", "edges", "orphans"]
    assert (document["schema"], document["of"]) == ("isokit/graph/1", [])
    assert document["kinds"] == ["documents", "evidence", "registers"]
    nodes = {node["key"]: node for node in document["nodes"]}
    assert nodes["documents/PRO-1"] == {
        "key": "documents/PRO-1",
        "kind": "documents",
        "id": "PRO-1",
        "type": "procedure",
        "title": "Buying",
        "status": "approved",
        "path": "procedures/buying.md",
    }
    assert {edge[end] for edge in document["edges"] for end in ("from", "to")} <= nodes.keys()
    assert {"from": "documents/PRO-1", "relation": "implements", "to": "documents/POL-1"} in document["edges"]
    assert document["orphans"] == [
        {"code": "DOC204", "kind": "documents", "ids": ["PRO-2"]},
        {"code": "REF101", "kind": "documents", "ids": ["POL-3"]},
        {"code": "EVD108", "kind": "evidence", "ids": ["EVD-2"]},
    ]


def test_json_around_one_thing_says_of_what_and_has_no_orphans(teapots: Path) -> None:
    document = json.loads(isokit(teapots, "-f", "json", "--of", "9001/7.2").stdout)
    assert (document["of"], document["orphans"]) == (["clauses/iso9001:2015/7.2"], None)
    assert [node["id"] for node in document["nodes"]] == ["iso9001:2015/7.2"]


def test_one_run_writes_several_forms(teapots: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "graph.mmd"
    done = isokit(teapots, "-f", "dot", "--report", f"mermaid={drawn}", "--kinds", "documents")
    assert done.stdout.startswith("digraph isokit {\n")
    assert drawn.read_text("utf-8").startswith('flowchart LR\n  n1["INS-1 Goods-in"]\n')


def test_a_diagram_that_will_not_be_drawn_is_said(write_tree: WriteTree) -> None:
    many = {f"procedures/{n}.md": document(f"PRO-{n}", "T", "implements: [POL-1]\n") for n in range(501)}
    root = write_tree({"policies/quality.md": document("POL-1", "Quality policy"), **many})
    said = isokit(root, "-f", "mermaid").stderr
    assert said.startswith("isokit: 501 edges and ") and said.endswith("; --of ID or --kinds documents shows less\n")
    assert isokit(root, "-f", "mermaid", "-q").stderr == isokit(root, "-f", "dot").stderr == ""


def test_a_deep_chain_goes_on_in_a_tree_of_its_own(write_tree: WriteTree) -> None:
    chain = {f"procedures/{n}.md": document(f"PRO-{n}", "T", f"implements: [PRO-{n + 1}]\n") for n in range(1, 20)}
    top = {"policies/a.md": document("PRO-20", "T")}
    shown = isokit(write_tree({**chain, **top})).stdout
    assert " PRO-12 T (procedure, approved, see below)" in shown and "\n\nPRO-12 T (procedure, approved)\n" in shown
    assert "\nPRO-1 T" not in shown and all(f"PRO-{n} T (p" in shown for n in range(1, 21))


def test_a_circle_has_an_end(write_tree: WriteTree) -> None:
    circle = {f"procedures/{n}.md": document(f"PRO-{n}", "T", f"implements: [PRO-{n % 3 + 1}]\n") for n in (1, 2, 3)}
    shown = isokit(write_tree(circle)).stdout
    assert shown.startswith("Below no policy\n\nPRO-1 T (procedure, approved)\n└── implemented by PRO-3 T")
    assert (
        "            └── implemented by PRO-1" not in shown
        and "implemented by PRO-1 T (procedure, approved, see above)" in shown
    )
    assert shown.endswith("PRO-1, PRO-2, PRO-3: a circle of implements (REF102)\n")


@pytest.mark.parametrize("form", ["text", "mermaid", "dot"])
def test_words_of_the_tree_do_no_harm(form: str, write_tree: WriteTree) -> None:
    words = '\\e[31m\\u202e\\n::error::x ##[error]x ##vso[x] "]; <b>'
    files = {"policies/a.md": document(f'"{words}"', f'"{words}"', f'references: ["x{words}"]\n')}
    done = isokit(write_tree(files), "-f", form)
    assert done.exit_code == 0
    assert not harmful(done.stdout) and not commands(done.stdout)
    assert "##[" not in done.stdout and "##vso[" not in done.stdout
