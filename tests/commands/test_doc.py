"""`isokit doc` as it is typed, from a new document to an obsolete one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.shell import dated, done
from tests.support import Files

WriteTree = Callable[[Files], Path]
ROLES = """\
roles:
  - id: quality-manager
    title: Quality manager
    holders: [{e-mail: quality@teapot.example}]
  - id: night-watch
    title: Night watch
"""
POLICY = """\
---
id: POL-001
title: Quality policy
version: "1.0"
status: draft
owner: quality-manager
review: {every: 12 months}
---
Our teapots do not drip.
"""


@pytest.fixture
def company(write_tree: WriteTree) -> Path:
    return write_tree({"registers/roles.yaml": ROLES, "policies/quality.md": POLICY})


def plain(root: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(root, *arguments, "-f", "json"))
    return found


def codes(root: Path) -> list[str]:
    shown = dated(root, "check", "-f", "json", "--select", "DOC,GIT", "--ignore", "DOC204").stdout
    return [finding["code"] for finding in json.loads(shown)["findings"]]


def texts(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text() for path in files}


def test_the_life_of_a_procedure(company: Path) -> None:
    begun = done(company, "doc", "new", "Baking pots", "--owner", "quality-manager", "--implements", "POL-001")
    assert begun.splitlines()[0] == "procedures/baking-pots.md"
    assert "next: isokit doc approve PRO-001 --by ROLE" in begun
    done(company, "doc", "approve", "POL-001", "--by", "quality-manager")
    done(company, "doc", "approve", "PRO-001", "--by", "quality-manager")
    assert codes(company) == []
    assert [(d["id"], d["status"], d["sealed"]) for d in plain(company, "doc", "list")["documents"]] == [
        ("POL-001", "approved", True),
        ("PRO-001", "approved", True),
    ]

    policy = company / "policies" / "quality.md"
    policy.write_text(policy.read_text().replace("do not drip", "hardly drip"))
    assert codes(company) == ["DOC201"]
    said = done(company, "doc", "approve", "POL-001", "--by", "quality-manager", "--version", "1.1")
    assert "next: check that PRO-001 still fits POL-001, then isokit doc approve PRO-001 --by ROLE" in said
    assert codes(company) == ["DOC203"]
    done(company, "doc", "approve", "PRO-001", "--by", "quality-manager")
    assert codes(company) == []

    said = done(company, "doc", "retire", "POL-001")
    assert said.splitlines() == [
        "policies/quality.md",
        "next: make PRO-001 (procedures/baking-pots.md) refer to what replaces POL-001",
    ]
    assert codes(company) == ["DOC105"]


@pytest.mark.parametrize(
    "command",
    [("doc", "approve", "POL-001", "--by", "quality-manager"), ("doc", "retire", "POL-001")],
)
def test_twice_changes_nothing(company: Path, command: tuple[str, ...]) -> None:
    done(company, *command)
    once = texts(company)
    assert done(company, *command).splitlines()[0] == "policies/quality.md (unchanged)"
    assert texts(company) == once
    assert plain(company, *command)["written"] == []


def test_all_languages_of_a_document_are_approved_together(company: Path) -> None:
    (company / "policies" / "quality.de.md").write_text(POLICY.replace("Our teapots do not drip", "Nichts tropft"))
    assert done(company, "doc", "approve", "POL-001", "--by", "quality-manager").splitlines() == [
        "policies/quality.de.md",
        "policies/quality.md",
    ]
    assert codes(company) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("approve", "POL-002", "--by", "quality-manager"), "there is no document POL-002; did you mean POL-001?"),
        (
            ("approve", "night-watch", "--by", "quality-manager"),
            "night-watch is not a document; registers/roles.yaml has",
        ),
        (("approve", "POL-001", "--by", "quality-manger"), "no such role; did you mean quality-manager?"),
        (("approve", "POL-001", "--by", "night-watch"), "nobody holds this role on 2026-11-22; name a holder in regis"),
        (("approve", "POL-9", "--by", "quality-manager"), "POL-9 is obsolete; set its status to draft in policies/old"),
        (
            ("approve", "POL-8", "--by", "quality-manager"),
            "policies/flawed.md has fields that cannot be read; see isok",
        ),
        (
            ("approve", "POL-7", "--by", "quality-manager"),
            "POL-7 is the id of policies/a.md and policies/b.md; give each",
        ),
        (("retire", "policies/bare.md"), "policies/bare.md: it is written in a way that cannot be changed in place"),
        (("retire", "POL-002"), "there is no document POL-002; did you mean POL-001?"),
        (("new", "T", "--owner", "quality-manager", "--type", "polcy"), "--type polcy: write policy, procedure, instr"),
        (("new", "T", "--owner", "boss"), "--owner boss: the roles register has no such role; add it there"),
        (
            ("new", "T", "--owner", "quality-manager", "--id", "POL-001"),
            "--id POL-001: policies/quality.md has this id",
        ),
        (("new", " ", "--owner", "quality-manager"), "a document needs a title"),
        (("new", "T\x1b", "--owner", "quality-manager"), "contains a character that is not text"),
        (("new", "T", "--owner", "quality-manager", "--implements", "POL-0"), "there is no document POL-0; did you"),
        (("list", "-f", "yaml"), "--format yaml: write text or json"),
    ],
)
def test_what_cannot_be_done_is_one_line(company: Path, arguments: tuple[str, ...], message: str) -> None:
    (company / "policies" / "old.md").write_text(POLICY.replace("POL-001", "POL-9").replace("draft", "obsolete"))
    (company / "policies" / "flawed.md").write_text(POLICY.replace("POL-001", "POL-8").replace("12 months", "monthly"))
    (company / "policies" / "a.md").write_text(POLICY.replace("POL-001", "POL-7"))
    (company / "policies" / "b.md").write_text(POLICY.replace("POL-001", "POL-7"))
    (company / "policies" / "bare.md").write_text("Nothing.\n")
    before = texts(company)
    result = dated(company, "doc", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr
    assert texts(company) == before


def test_a_new_document_needs_an_owner(company: Path) -> None:
    result = dated(company, "doc", "new", "Baking pots")
    assert (result.exit_code, "--owner" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("policy", "handbook/policies/baking.md"),
        ("instruction", "instructions/baking.md"),
        ("form", "manual/baking.md"),
        ("scope-statement", "handbook/policies/baking.md"),
    ],
)
def test_a_new_document_stands_where_its_type_has_its_place(kind: str, path: str, write_tree: WriteTree) -> None:
    settings = "organization: {name: B}\nstandards: [iso9001:2015]\nlayout: {policies: handbook/policies/**/*.md}\n"
    scope = POLICY.replace("version", "type: scope-statement\nversion")
    root = write_tree({"isokit.yaml": settings, "handbook/policies/scope.md": scope})
    assert done(root, "doc", "new", "Baking", "--type", kind, "--owner", "boss").splitlines()[0] == path
    (document,) = [each for each in plain(root, "doc", "list")["documents"] if each["title"] == "Baking"]
    assert (document["type"], document["status"], document["path"]) == (kind, "draft", path)


def test_the_master_list(company: Path) -> None:
    (company / "policies" / "tarring.md").write_text(
        "---\nid: POL-10\ntitle: Tarring\nstatus: obsolete\nversion: '2'\napproved: {by: quality-manager, on: 2020-01-01}"
        "\nretention: 10 years\nexternal: Guild of coopers\nclassification: internal\nsites: [yard]\n---\nTar.\n"
    )
    (company / "policies" / "nine.md").write_text(POLICY.replace("POL-001", "POL-9"))
    shown = done(company, "doc", "list")
    assert [line.split()[0] for line in shown.splitlines()[2:5]] == ["POL-001", "POL-9", "POL-10"]
    assert shown.splitlines()[-1] == "3 documents, 0 in force as of 2026-11-22"
    assert "policies/tarring.md" not in shown and "policies/tarring.md" in done(company, "doc", "list", "-v")
    (old,) = [each for each in plain(company, "doc", "list")["documents"] if each["id"] == "POL-10"]
    assert (old["retention"], old["retained_until"], old["external"]) == ("10 years", "2030-01-01", "Guild of coopers")
    done(company, "report", "documents")
    report = (company / "reports" / "documents.md").read_text()
    assert "| POL-001 | Quality policy | other | 1.0 |" not in report
    assert "| POL-001 | Quality policy | policy | 1.0 | draft | no | quality-manager |" in report
    assert "| POL-10 | Tarring | 2 | 2020-01-01 | 10 years | policies/tarring.md |" in report
    assert "| POL-10 | Tarring | 2 | Guild of coopers |  |" in report
    assert done(company, "report", "documents") == "reports/documents.md (unchanged)\n"


def test_hostile_text_is_shown_and_not_obeyed(company: Path) -> None:
    title = "x | [y](javascript:z) <b> ::set-output"
    (company / "policies" / "evil.md").write_text(
        POLICY.replace("POL-001", "POL-2").replace("Quality policy", f"'{title}'")
    )
    done(company, "report", "documents")
    assert r"x \| \[y\](javascript:z) \<b\>" in (company / "reports" / "documents.md").read_text()


def test_an_empty_tree_has_an_empty_list(write_tree: WriteTree) -> None:
    assert done(write_tree({}), "doc", "list") == "no documents; isokit doc new begins one\n"
