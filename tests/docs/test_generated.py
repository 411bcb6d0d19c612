"""The pages written from the code are what the code says now, and the examples on them are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import generate
from isokit.check.registry import all_rules
from isokit.layout import SHELVES
from isokit.model.registers.supplier import Supplier
from tests.support import Files, RunTree

DOCS = Path(generate.__file__).parent
ROLE = "registers/roles.yaml"
ROLES = "roles: [{id: somebody, title: Somebody, holders: [{name: S}]}]"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.M | re.S)


@pytest.mark.parametrize("page", generate.PAGES)
def test_a_page_is_what_the_code_says_now(page: str) -> None:
    assert generate.PAGES[page]() == (DOCS / page).read_text("utf-8"), "python docs/generate.py writes it anew"


def test_an_outdated_page_is_noticed(tmp_path: Path) -> None:
    for page, render in generate.PAGES.items():
        (tmp_path / page).write_text(render(), "utf-8", newline="")
    assert generate.outdated(tmp_path) == []
    (tmp_path / "rules.md").write_text("old", "utf-8")
    (tmp_path / "format.md").unlink()
    assert generate.outdated(tmp_path) == ["format.md", "rules.md"]


def test_every_shelf_and_every_rule_is_on_its_page() -> None:
    places, rules = generate.format_page(), generate.rules_page()
    assert [shelf.name for shelf in SHELVES if f"| {shelf.name} | `{shelf.patterns[0]}`" not in places] == []
    assert [rule.code for rule in all_rules() if f"### {rule.code} {rule.name}\n" not in rules] == []


def test_the_settings_shown_are_understood(run_tree: RunTree) -> None:
    (settings, *_) = blocks("format.md", "yaml")
    run = run_tree({"isokit.yaml": settings, "handbook/procedures/a/b.md": "---\nverantwortlich: x\n---\n"})
    assert [finding.message for finding in run.findings if finding.path == "isokit.yaml"] == []
    assert run.workspace.by_id.keys() == {"handbook/procedures/a/b.md"}


def test_the_three_forms_of_a_register_say_the_same(run_tree: RunTree) -> None:
    forms = {"yaml": blocks("format.md", "yaml")[1], "csv": blocks("format.md", "csv")[0]}
    forms["md"] = blocks("format.md", "markdown")[0]
    runs = [run_tree({f"registers/suppliers.{kind}": text}) for kind, text in forms.items()]
    first, *others = [[supplier.model_dump() for supplier in run.workspace.of(Supplier)] for run in runs]
    assert len(first) == 1 and first == others[0] == others[1]
    assert [run.findings for run in runs] == [(), (), ()]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("policies/p.md", "---\nid: P\ntitle: P\nstatus: draft\nowner: x\napproved: {{by: {0}}}\n---\n"),
        ("policies/p.md", "---\nid: P\ntitle: P\nstatus: draft\nowner: {0}\n---\n"),
        ("registers/risks.yaml", "risks: [{{id: R, title: R, accepted: {{by: {0}}}}}]"),
        ("registers/suppliers.yaml", "suppliers: [{{id: S, title: S, owner: {0}}}]"),
    ],
)
def test_what_is_noted_as_a_role_is_looked_up_among_the_roles(path: str, text: str, run_tree: RunTree) -> None:
    files: Files = {ROLE: ROLES, path: text.format("nobody")}
    assert any("no role 'nobody'" in finding.message for finding in run_tree(files).findings)
