"""The organization's own templates: used first, listed as such, and part of what a report is made from."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isokit.cli.app import app
from tests.support import Files

WriteTree = Callable[[Files], Path]
NONCONFORMITY = """\
id: NC-2026-01
title: Orders by telephone
status: open
raised: 2026-09-02
owner: buyer
clauses: [iso9001:2015/8.4.3]
"""
OPEN = """\
{% import "parts/row.md.j2" as rows %}
# Open nonconformities of {{ tree.organization.name }}

{% for each in tree.nonconformities if each.open %}
{{ rows.row(each) }}
{% else %}
None of {{ tree.nonconformities | length }}.
{% endfor %}
"""
ROW = "{% macro row(each) %}* {{ each.id }} {{ each.title }}, next: {{ each.next_step }}{% endmacro %}\n"
RISKS = "risks:\n  - {id: R-1, title: Theft}\n"
FILES = {
    "nonconformities/NC-2026-01.yaml": NONCONFORMITY,
    "templates/open.md.j2": OPEN,
    "templates/parts/row.md.j2": ROW,
}


def done(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, ["-C", str(root), *arguments])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def stopped(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, ["-C", str(root), *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def digest(page: Path) -> str:
    return next(line for line in page.read_text().splitlines() if "Digest of inputs" in line)


def test_a_template_is_a_report(write_tree: WriteTree) -> None:
    root = write_tree(FILES)
    assert done(root, "report", "open") == "reports/open.md\n"
    assert (root / "reports" / "open.md").read_text() == (
        "# Open nonconformities of Blue Teapot Works\n\n"
        "* NC-2026-01 Orders by telephone, next: correct NC-2026-01 and record the correction\n"
    )
    assert done(root, "report", "open") == "reports/open.md (unchanged)\n"


@pytest.mark.parametrize("name", ["Mein Bericht", "Prüfung (intern)", "Health & Safety, 2026"])
def test_the_name_of_a_report_may_have_blanks_and_more_than_letters(name: str, write_tree: WriteTree) -> None:
    root = write_tree({f"templates/{name}.md.j2": "{{ tree.organization.name }}\n"})
    assert f"{name} (yours: templates/{name}.md.j2)" in done(root, "report").splitlines()
    assert done(root, "report", name) == f"reports/{name}.md\n"
    assert (root / "reports" / f"{name}.md").read_text() == "Blue Teapot Works\n"


def test_own_templates_are_listed_as_such(write_tree: WriteTree) -> None:
    root = write_tree({**FILES, "templates/gap.md.j2": "", "templates/_head.md.j2": "", "templates/soa.md.j2": b"\xff"})
    lines = done(root, "report").splitlines()
    assert [line for line in lines if "yours" in line] == [
        "gap (yours: templates/gap.md.j2, instead of isokit's)",
        "open (yours: templates/open.md.j2)",
        lines[-1],
    ]
    assert lines[-1].startswith("soa (yours: templates/soa.md.j2, instead of isokit's; it cannot be used: byte 0 ")
    assert "checklist" in lines and "_head" not in "".join(lines)


def test_an_own_template_takes_the_place_of_the_bundled_one_and_may_extend_it(write_tree: WriteTree) -> None:
    root = write_tree(FILES)
    done(root, "report", "gap", "iso9001", "--as-of", "2026-11-22")
    bundled = (root / "reports" / "gap-iso9001-2015.md").read_text()
    before = digest(root / "reports" / "gap-iso9001-2015.md")
    (root / "templates" / "gap.md.j2").write_text("{% include 'isokit/gap.md.j2' %}\nOf {{ tree.gap.total }}.\n")
    done(root, "report", "gap", "iso9001", "--as-of", "2026-11-22")
    own = root / "reports" / "gap-iso9001-2015.md"
    assert own.read_text().splitlines()[:10] == bundled.splitlines()[:10]
    assert own.read_text().endswith("\nOf 65.\n")
    assert digest(own) != before
    shown = done(root, "gap", "iso9001", "-f", "markdown", "--as-of", "2026-11-22")
    assert shown == own.read_text()


def test_a_template_that_names_a_member_on_one_standard_is_rendered_for_each_that_has_it(write_tree: WriteTree) -> None:
    root = write_tree({
        "templates/one.md.j2": "{{ tree.standard.name }}\n",
        "templates/statement.md.j2": "{% if false %}{{ tree.soa.controls }}{% endif %}{{ tree.standard.name }}\n",
        "templates/all.md.j2": "{% for each in tree.standards %}{{ each.standard.name }} {{ each.gap.total }}\n{% endfor %}",
    })  # fmt: skip
    assert done(root, "report", "one", "statement", "all").splitlines() == [
        "reports/one-iso9001-2015.md",
        "reports/one-iso27001-2022.md",
        "reports/statement-iso27001-2022.md",
        "reports/all.md",
    ]
    assert (root / "reports" / "all.md").read_text() == "ISO 9001:2015 65\nISO/IEC 27001:2022 123\n"


def test_findings_are_those_of_all_rules(write_tree: WriteTree) -> None:
    template = "{{ tree.findings | map(attribute='code') | unique | join(' ') }}\n"
    root = write_tree({"templates/found.md.j2": template, "registers/risks.yaml": RISKS})
    done(root, "report", "found")
    assert "RSK001" in (root / "reports" / "found.md").read_text().split()


def test_every_member_of_a_tree_can_be_named(write_tree: WriteTree) -> None:
    from isokit.commands.report import MEMBERS

    root = write_tree(
        {"templates/whole.md.j2": "".join(f"{{% if tree.{name} %}}{name}\n{{% endif %}}" for name in MEMBERS)}
    )
    done(root, "report", "whole", "iso27001")
    shown = (root / "reports" / "whole-iso27001-2022.md").read_text().split()
    assert {"organization", "standard", "gap", "checklist", "soa", "calendar", "rating"} <= set(shown)
    assert set(shown) <= set(MEMBERS)


def test_templates_are_those_of_the_revision(write_tree: WriteTree) -> None:
    root = write_tree({"templates/own.md.j2": "# Before\n"})
    git = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "a")):
        subprocess.run([*git, *command], check=True)
    (root / "templates" / "own.md.j2").write_text("# After\n")
    done(root, "report", "own", "--at", "HEAD")
    assert (root / "reports" / "own.md").read_text() == "# Before\n"
    done(root, "report", "own")
    assert (root / "reports" / "own.md").read_text() == "# After\n"


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"open.md.j2": "a\n{{ tree.gapp }}"}, "templates/open.md.j2:2: 'tree.gapp' is not known; did you mean 'tree.gap'?"),
        (
            {"open.md.j2": "{% include 'parts/row.md.j2' %}", "parts/row.md.j2": "\n\n{{ tree.organization.nam }}"},
            "templates/parts/row.md.j2:3: there is no 'nam' here; did you mean name?",
        ),
        ({"open.md.j2": "\n{{ oops }}"}, "templates/open.md.j2:2: 'oops' is not known; everything a template can use"),
        ({"open.md.j2": "{% if %}"}, "templates/open.md.j2:1: Expected an expression, got 'end of statement block'"),
        ({"open.md.j2": "{% extends 'gab.md.j2' %}"}, "templates/open.md.j2:1: there is no template 'gab.md.j2'; did you"),
        ({"open.md.j2": "{{ tree.risks }}"}, "templates/open.md.j2:1: a list cannot be printed; join its items"),
        ({"open.md.j2": "{{ ''.__class__ }}"}, "templates/open.md.j2:1: not allowed: access to attribute '__class__'"),
    ],
    ids=["member", "field in a part", "variable", "syntax", "template", "list", "attribute"],
)  # fmt: skip
def test_a_mistake_is_reported_with_file_and_line(files: dict[str, str], line: str, write_tree: WriteTree) -> None:
    root = write_tree({f"templates/{name}": text for name, text in files.items()} | {"registers/risks.yaml": RISKS})
    assert stopped(root, "report", "gap", "open").startswith(f"isokit: {line}")
    assert not (root / "reports").exists()


@pytest.mark.parametrize("linked", ["templates", "templates/gap.md.j2"])
def test_links_are_not_followed(linked: str, write_tree: WriteTree, tmp_path_factory: pytest.TempPathFactory) -> None:
    root, outside = write_tree({}), tmp_path_factory.mktemp("outside") / "there"
    outside.write_text("# Outside\n") if linked.endswith("j2") else outside.mkdir()
    (root / linked).parent.mkdir(exist_ok=True)
    os.symlink(outside, root / linked)
    assert "a symbolic link, which isokit does not follow" in stopped(root, "report", "gap")
    assert not (root / "reports").exists()


def test_a_process_that_cannot_be_started_is_no_fault_of_the_template(
    write_tree: WriteTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree({"templates/own.md.j2": "# Own\n"})
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    done = CliRunner().invoke(app, ["-C", str(root), "report", "own"])
    assert done.exit_code == 3
    assert "the process for templates cannot start" in done.stderr
