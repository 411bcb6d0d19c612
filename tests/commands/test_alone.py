"""`isokit check --alone`: files judged by themselves, as a hook hands them over."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests import shell
from tests.support import Files

WriteTree = Callable[[Files], Path]
NOBODYS = "---\nid: PRO-1\ntitle: Buying\ntype: procedure\nstatus: draft\nreferences: [PRO-9]\n---\n"


@pytest.fixture
def company(write_tree: WriteTree) -> Path:
    return write_tree(
        {
            "procedures/buying.md": NOBODYS,
            "procedures/selling.md": NOBODYS.replace("PRO-1", "PRO-2"),
            "registers/risks.yaml": "risks: [\n",
            "README.md": "# Teapots\n",
        }
    )


def alone(root: Path, *paths: str) -> Result:
    return shell.isokit("-C", root, "check", "--alone", *paths, "-f", "json", "--as-of", "2026-11-22")


def found(root: Path, *paths: str) -> list[tuple[str, str]]:
    return [(f["path"], f["code"]) for f in json.loads(alone(root, *paths).stdout)["findings"]]


def test_a_file_is_judged_without_the_others(company: Path) -> None:
    assert found(company, "procedures/buying.md") == [("procedures/buying.md", "DOC101")]
    assert alone(company, "procedures/buying.md").exit_code == 1


def test_a_folder_stands_for_its_files(company: Path) -> None:
    assert found(company, "procedures") == [(f"procedures/{name}.md", "DOC101") for name in ("buying", "selling")]
    assert ("registers/risks.yaml", "TXT001") in found(company, ".")


def test_paths_may_lead_from_where_the_hook_runs(company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(company.parent)
    assert found(company, f"{company.name}/procedures/buying.md") == [("procedures/buying.md", "DOC101")]


def test_what_does_not_belong_to_the_system_is_no_matter(
    company: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x.md"
    elsewhere.write_text("x")
    done = alone(company, "README.md", str(elsewhere))
    assert (done.exit_code, done.output) == (0, "")


@pytest.mark.parametrize(("paths", "message"), [((), "--alone needs files"), (("procedures/x.md",), "there is no ")])
def test_what_is_not_there_is_never_fine(paths: tuple[str, ...], message: str, company: Path) -> None:
    done = alone(company, *paths)
    assert done.exit_code == 2
    assert message in done.stderr
