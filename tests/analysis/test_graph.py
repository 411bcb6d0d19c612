"""What leads from one thing of a tree to another, and what hangs in the air."""

from __future__ import annotations

import random

from isokit.analysis.documents.orphans import Orphans, orphans_of
from isokit.analysis.graph import Graph, Group, graph_of
from isokit.edge import data
from isokit.load.catalog import catalog_of
from isokit.load.tree import load
from isokit.workspace.workspace import Workspace
from tests.support import Files, sources


def document(name: str, *more: str, body: str = "", kind: str = "procedure", status: str = "draft") -> str:
    facts = "\n".join(more)
    return f"---\nid: {name}\ntitle: {name} titled\ntype: {kind}\nstatus: {status}\n{facts}\n---\n{body}\n"


def workspace_of(files: Files) -> Workspace:
    return load(sources(files), catalog_of(data.standards()))


def graph(files: Files) -> Graph:
    return graph_of(workspace_of(files))


def lines(graph: Graph) -> list[str]:
    return [f"{edge.origin.key} {edge.relation} {edge.target.key}" for edge in graph.edges]


def orphans(files: Files) -> Orphans:
    return orphans_of(workspace_of(files))


COMPANY: Files = {
    "policies/quality.md": document("POL-1", "references: [PRO-1]", "clauses: [9001/5.2.1]", kind="policy"),
    "procedures/buying.md": document(
        "PRO-1",
        "implements: [POL-1]",
        "owner: buyer",
        "approved: {by: boss, on: 2026-03-02}",
        body="See [checking](../instructions/checking.md), the [survey](../evidence/survey.csv), and R-1.",
    ),
    "instructions/checking.md": document("INS-1", "implements: [PRO-1]", "references: [INS-9]", kind="instruction"),
    "evidence/E-1.yaml": """\
        id: E-1
        title: Survey
        type: customer-satisfaction
        collected: 2026-05-06
        collected_by: buyer
        documents: [PRO-1]
        files: [{path: evidence/survey.csv}]
        processes: [buying]
        """,
    "evidence/survey.csv": "a,b\n",
    "registers/roles.yaml": "roles: [{id: buyer, title: Buyer}, {id: boss, title: Boss}]",
    "registers/processes.yaml": "processes: [{id: buying, title: Buying, documents: [PRO-1], risks: [R-1]}]",
    "registers/risks.yaml": """\
        risks:
          - {id: R-1, title: No clay, owner: boss, controls: [A.5.21], accepted: {by: boss, on: 2026-03-02}}
        """,
    "registers/applicability.yaml": """\
        applicability:
          - {control: A.5.21, applicable: true, drivers: [risk, R-1], documents: [PRO-1]}
          - {clause: 9001/8.3, applicable: false}
        """,
    "audits/2026/A-1.yaml": """\
        id: A-1
        title: Audit
        auditors: [boss]
        clauses: [9001/8.4.1]
        checklist: [{clause: 9001/8.4.1, answer: met, observed: Saw evidence/E-1.yaml and asked the buyer.}]
        """,
    "nonconformities/N-1.yaml": """\
        id: N-1
        title: Wrong clay
        status: open
        raised: 2026-09-02
        owner: buyer
        clauses: [9001/8.4.2]
        source: A-1
        verified: {by: boss, evidence: [E-1]}
        """,
}


def test_every_way_in_which_one_thing_leads_to_another() -> None:
    assert lines(graph(COMPANY)) == [
        "documents/INS-1 implements documents/PRO-1",
        "documents/INS-1 references unknown/INS-9",
        "documents/POL-1 references documents/PRO-1",
        "documents/POL-1 claims clauses/iso9001:2015/5.2.1",
        "documents/PRO-1 implements documents/POL-1",
        "documents/PRO-1 links-to documents/INS-1",
        "documents/PRO-1 links-to evidence/E-1",
        "documents/PRO-1 names registers/R-1",
        "documents/PRO-1 owned-by roles/buyer",
        "documents/PRO-1 approved-by roles/boss",
        "evidence/E-1 supports documents/PRO-1",
        "evidence/E-1 belongs-to registers/buying",
        "evidence/E-1 involves roles/buyer",
        "registers/9001/8.3 excludes clauses/iso9001:2015/8.3",
        "registers/A.5.21 described-by documents/PRO-1",
        "registers/A.5.21 driven-by registers/R-1",
        "registers/A.5.21 claims clauses/iso27001:2022/A.5.21",
        "registers/buying described-by documents/PRO-1",
        "registers/buying points-to registers/R-1",
        "registers/R-1 treated-by clauses/iso27001:2022/A.5.21",
        "registers/R-1 owned-by roles/boss",
        "registers/R-1 approved-by roles/boss",
        "audits/A-1 names evidence/E-1",
        "audits/A-1 cites clauses/iso9001:2015/8.4.1",
        "audits/A-1 involves roles/boss",
        "nonconformities/N-1 evidenced-by evidence/E-1",
        "nonconformities/N-1 raised-from audits/A-1",
        "nonconformities/N-1 cites clauses/iso9001:2015/8.4.2",
        "nonconformities/N-1 owned-by roles/buyer",
        "nonconformities/N-1 involves roles/boss",
    ]


def test_the_order_of_the_files_does_not_matter() -> None:
    shuffled = sources(COMPANY)
    random.Random(7).shuffle(shuffled)
    again = graph_of(load(shuffled, catalog_of(data.standards())))
    assert (again.nodes, again.edges) == (graph(COMPANY).nodes, graph(COMPANY).edges)


def test_ids_are_in_the_order_of_their_numbers() -> None:
    files = {f"procedures/{n}.md": document(f"PRO-{n}") for n in (10, 9, 1)}
    assert [node.name for node in graph(files).nodes] == ["PRO-1", "PRO-9", "PRO-10"]


def test_two_languages_of_a_document_are_one_node_with_the_title_of_the_plain_file() -> None:
    files = {
        "policies/quality.de.md": document("POL-1", "implements: [PRO-2]", kind="policy").replace("titled", "betitelt"),
        "policies/quality.md": document("POL-1", "references: [PRO-2]", kind="policy"),
        "procedures/b.md": document("PRO-2"),
    }
    made = graph(files)
    assert [node.title for node in made.nodes] == ["POL-1 titled", "PRO-2 titled"]
    assert [edge.relation for edge in made.edges] == ["implements", "references"]


def test_what_is_named_and_cannot_be_read_is_told_from_what_is_not_there() -> None:
    files = {
        "procedures/a.md": document("PRO-1", "references: [PRO-2, PRO-3]"),
        "procedures/b.md": "---\nid: PRO-2\ntitle: [\n---\n",
    }
    unknown = [(node.name, node.type) for node in graph(files).nodes if node.group is Group.UNKNOWN]
    assert unknown == [("PRO-2", "illegible"), ("PRO-3", "not there")]


def test_a_word_of_every_day_names_neither_a_role_nor_a_process() -> None:
    files = {
        "procedures/a.md": document("PRO-1", body="The buyer does the buying."),
        "registers/roles.yaml": "roles: [{id: buyer, title: Buyer}]",
        "registers/processes.yaml": "processes: [{id: buying, title: Buying}]",
    }
    assert lines(graph(files)) == []


def test_of_several_ways_a_mere_mention_is_left_out_and_so_is_what_a_thing_says_of_itself() -> None:
    files = {
        "procedures/a.md": document("PRO-1", "references: [PRO-2]", body="PRO-1 and PRO-2, [this](a.md)."),
        "procedures/b.md": document("PRO-2", body="See PRO-1, but not PRO-10 or X-PRO-1."),
    }
    assert lines(graph(files)) == [
        "documents/PRO-1 references documents/PRO-2",
        "documents/PRO-2 names documents/PRO-1",
    ]


def test_the_tree_s_own_standards_are_no_part_of_it() -> None:
    own = "standard: 'house:1'\ntitle: House rules of PRO-1\nclauses: [{clause: '1', title: One}]\n"
    files = {"standards/house.yaml": own, "procedures/a.md": document("PRO-1")}
    assert [node.name for node in graph(files).nodes] == ["PRO-1"]


def test_only_some_groups_keep_what_they_name_in_vain() -> None:
    part = graph(COMPANY).only({Group.DOCUMENTS})
    assert {node.key for node in part.nodes} == {
        "documents/INS-1",
        "documents/POL-1",
        "documents/PRO-1",
        "unknown/INS-9",
    }
    assert {edge.target.group for edge in part.edges} == {Group.DOCUMENTS, Group.UNKNOWN}


def test_around_one_thing_are_its_neighbours_and_what_leads_between_them() -> None:
    whole = graph(COMPANY)
    around = whole.around(whole.named("E-1"))
    assert [node.name for node in around.nodes] == ["PRO-1", "E-1", "buying", "A-1", "N-1", "buyer"]
    assert "registers/buying described-by documents/PRO-1" in lines(around)


# What hangs in the air


def policy(*more: str, body: str = "", name: str = "POL-1") -> str:
    return document(name, "owner: o", *more, body=body, kind="policy", status="approved")


OTHER = {"procedures/other.md": document("PRO-9", "implements: [POL-9]")}


def idle(files: Files) -> list[str]:
    return [p.id for p in orphans({**OTHER, **files}).policies]


def test_a_policy_of_which_nobody_says_how_it_is_done_is_idle() -> None:
    assert idle({"policies/a.md": policy()}) == ["POL-1"]
    assert idle({"policies/a.md": policy("clauses: [A.8.13]")}) == ["POL-1"]
    assert idle({"policies/a.md": policy(), "policies/b.md": policy("implements: [POL-2]", name="POL-2", body="POL-1")})


def test_a_policy_is_at_work_where_anything_that_is_done_has_to_do_with_it() -> None:
    assert not idle({"policies/a.md": policy(body="How: PRO-9.")})
    assert not idle({"policies/a.md": policy(body="How: [so](../procedures/other.md).")})
    assert not idle({"policies/a.md": policy("references: [PRO-9]")})
    assert not idle({"policies/a.md": policy("implements: [POL-9]")})
    assert not idle({"policies/a.md": policy(), "plans/p.md": document("PLN-1", "implements: [POL-1]", kind="plan")})
    assert not idle({"policies/a.md": policy(), "manual/m.md": document("M-1", body="[a](../policies/a.md)")})
    assert not idle({"policies/a.md": policy(), "registers/risks.yaml": "risks: [{id: R-1, title: As POL-1 says}]"})
    assert not idle(
        {
            "policies/a.md": policy(),
            "registers/applicability.yaml": "applicability: [{control: A.8.13, applicable: true, documents: [POL-1]}]",
        }
    )


def test_a_policy_is_expected_to_be_put_into_practice_only_where_there_is_something_to_do() -> None:
    assert not idle({"policies/a.md": policy("clauses: [9001/5.2.1, 27001/5.2, A.5.1]")})
    assert not idle({"policies/a.md": policy().replace("approved", "draft")})
    assert not idle({"policies/a.md": policy("language: [")})
    assert not orphans({"policies/a.md": policy()}).policies


def unused(files: Files) -> list[str]:
    return [record.id for record in orphans(files).evidence]


RECORD = "id: E-1\ntitle: Restore\ntype: backup-restore-test\ncollected: 2026-05-06\nfiles: [{path: evidence/r.txt}]\n"


def test_a_record_is_used_where_it_claims_belongs_or_is_spoken_of() -> None:
    assert unused({"evidence/a.yaml": RECORD}) == ["E-1"]
    assert unused({"evidence/a.yaml": RECORD + "processes: [buying]\nnote: E-1 is this.\n"}) == ["E-1"]
    assert unused({"evidence/a.yaml": RECORD, "procedures/a.md": document("PRO-1", body="E-10")}) == ["E-1"]
    assert not unused({"evidence/a.yaml": RECORD + "clauses: [A.8.13]\n"})
    assert not unused({"evidence/a.yaml": RECORD + "documents: [PRO-1]\n"})
    assert not unused({"evidence/a.yaml": RECORD + "result: perhaps\n"})
    for body in ("As E-1 shows.", "[so](../evidence/a.yaml)", "![so](../evidence/r.txt)"):
        assert not unused({"evidence/a.yaml": RECORD, "procedures/a.md": document("PRO-1", body=body)})
    for said in ("source: E-1", "statement: Seen in evidence/r.txt.", "verified: {evidence: [E-1]}"):
        found = f"id: N-1\ntitle: T\nstatus: open\nraised: 2026-09-02\nowner: o\nclauses: [A.8.13]\n{said}\n"
        assert not unused({"evidence/a.yaml": RECORD, "nonconformities/n.yaml": found})


def test_many_records_are_looked_for_as_few_are() -> None:
    files = {f"evidence/{n}.yaml": RECORD.replace("E-1", f"E-{n}") for n in range(1, 60)}
    few = {path: files[path] for path in ("evidence/1.yaml", "evidence/2.yaml", "evidence/3.yaml")}
    said = {"procedures/a.md": document("PRO-1", body="X-E-1, E-2. evidence/3.yaml.")}
    assert unused({**few, **said}) == ["E-1"]
    assert set(unused({**files, **said})) == {f"E-{n}" for n in range(1, 60)} - {"E-2", "E-3"}


def test_a_text_without_any_blank_is_searched_in_no_time() -> None:
    said = document("PRO-1", body="x" * 1_000_000 + " evidence/a.yaml")
    assert not unused({"evidence/a.yaml": RECORD, "procedures/a.md": said})


def test_a_role_is_given_something_where_it_has_duties_or_is_spoken_of_by_id_or_title() -> None:
    role = "roles: [{id: watch, title: Night watch, holders: [{name: n}]%s}]"
    alone = {"registers/roles.yaml": role % ""}

    def given(files: Files) -> bool:
        return not orphans(files).roles

    assert not given(alone)
    assert given({"registers/roles.yaml": role % ", responsibilities: [walks round]"})
    assert given({"registers/roles.yaml": "roles: [{id: watch, title: Night watch}]"})
    assert given({**alone, "procedures/a.md": document("PRO-1", "owner: watch")})
    assert given({**alone, "procedures/a.md": document("PRO-1", body="The night watch locks up.")})
    assert given({**alone, "audits/2026/a.yaml": "id: A-1\ntitle: T\nauditees: [watch]\n"})


def circles(**implements: str) -> tuple[tuple[str, ...], ...]:
    files = {f"procedures/{name}.md": document(name, f"implements: [{to}]") for name, to in implements.items()}
    return orphans(files).circles


def test_a_circle_is_told_once_from_the_first_of_its_files() -> None:
    assert circles(a="b", b="c", c="") == ()
    assert circles(a="a") == (("a",),)
    assert circles(b="a", a="b") == (("a", "b"),)
    assert circles(a="x", x="d", b="c", d="b", c="d") == (("b", "c", "d"),)
    assert circles(a="b", b="a", c="d", d="c, a") == (("a", "b"), ("c", "d"))


def test_a_long_chain_is_no_circle_and_takes_no_time() -> None:
    chain = {f"n{number:04}": f"n{number + 1:04}" for number in range(1500)}
    assert circles(**chain) == ()
    (found,) = circles(**chain, n1500="n1400")
    assert (len(found), found[0], found[-1]) == (101, "n1400", "n1500")
