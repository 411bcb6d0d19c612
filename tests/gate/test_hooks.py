"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself in a company's repository."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.gate.conftest import MANUAL, NONCONFORMITY, PURCHASING, Done, Run, write

pytestmark = pytest.mark.gate
MANIFEST = Path(__file__).parent.parent.parent / ".pre-commit-hooks.yaml"
CONFIG = """\
repos:
  - repo: {source}
    rev: {revision}
    hooks:
      - {{id: isokit-check, language: system}}
      - {{id: isokit-files, language: system}}
"""
"""`language: system` takes the isokit under test; with the language of the manifest pre-commit would install its own."""


@pytest.fixture
def hooked(company: Path, tmp_path: Path, run: Run) -> Path:
    """The company, with both hooks installed from a repository that holds the manifest."""
    source = tmp_path / "isokit"
    source.mkdir()
    shutil.copy(MANIFEST, source)
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "-m", "The hooks")):
        assert run(source, "git", *words).returncode == 0
    revision = run(source, "git", "rev-parse", "HEAD").stdout.strip()
    write(company, {".pre-commit-config.yaml": CONFIG.format(source=source, revision=revision)})
    assert run(company, "git", "add", "--all").returncode == 0
    assert run(company, "pre-commit", "install").returncode == 0
    committed = run(company, "git", "commit", "-m", "Hooks")
    assert committed.returncode == 0, committed.stdout + committed.stderr
    return company


def commit(run: Run, root: Path, *paths: str) -> Done:
    assert run(root, "git", "add", *(paths or ("--all",))).returncode == 0
    return run(root, "git", "commit", "-m", "A change")


def said(done: Done) -> str:
    return done.stdout + done.stderr


BACKUP = PURCHASING.replace("PRO-1", "PRO-2").replace("Purchasing", "Backup")


def test_the_manifest_is_one(run: Run) -> None:
    done = run(MANIFEST.parent, "pre-commit", "validate-manifest", str(MANIFEST))
    assert (done.returncode, said(done)) == (0, "")


def test_a_procedure_nobody_asks_for_is_blocked_until_somebody_does(hooked: Path, run: Run) -> None:
    write(hooked, {"procedures/backup.md": BACKUP})
    blocked = commit(run, hooked)
    assert blocked.returncode == 1
    assert "procedures/backup.md:2:5: DOC204 [error]" in said(blocked)
    write(hooked, {"manual/manual.md": MANUAL.replace("[PRO-1]", "[PRO-1, PRO-2]")})
    assert commit(run, hooked).returncode == 0


def test_a_commit_that_only_deletes_what_others_name_is_blocked(hooked: Path, run: Run) -> None:
    (hooked / "procedures/purchasing.md").unlink()
    blocked = commit(run, hooked)
    assert blocked.returncode == 1
    assert "manual/manual.md:7:14: REF001 [error]" in said(blocked)


def test_a_partly_staged_file_is_judged_by_what_is_staged(hooked: Path, run: Run) -> None:
    write(hooked, {"procedures/backup.md": BACKUP, "manual/manual.md": MANUAL.replace("[PRO-1]", "[PRO-1, PRO-2]")})
    assert "DOC204" in said(commit(run, hooked, "procedures/backup.md")), "the reference is not staged"
    assert commit(run, hooked, "manual/manual.md").returncode == 0
    write(hooked, {"manual/manual.md": MANUAL.replace("[PRO-1]", "[PRO-9]")})
    write(hooked, {"registers/roles.yaml": "roles: [{id: quality-manager, title: Manager of quality}]\n"})
    assert commit(run, hooked, "registers/roles.yaml").returncode == 0, "what is wrong in the folder is not committed"
    assert "PRO-9" in (hooked / "manual/manual.md").read_text(), "and stays there"


def test_an_open_nonconformity_never_stops_a_commit_and_fails_the_check(hooked: Path, run: Run) -> None:
    write(hooked, {"nonconformities/NC-1.yaml": NONCONFORMITY})
    assert commit(run, hooked).returncode == 0
    checked = run(hooked, "isokit", "check")
    assert checked.returncode == 1
    assert "NCR101" in checked.stdout
    write(hooked, {"nonconformities/NC-1.yaml": NONCONFORMITY + "correction: A new pot was brewed\n"})
    assert commit(run, hooked).returncode == 0, "its correction can be committed"


def test_a_file_that_cannot_be_read_is_said_by_both_hooks(hooked: Path, run: Run) -> None:
    write(hooked, {"registers/risks.yaml": "risks: [\n"})
    blocked = commit(run, hooked)
    assert blocked.returncode == 1
    assert said(blocked).count("registers/risks.yaml:2:1: TXT001 [error]") == 2


def test_files_that_are_no_part_of_the_system_are_no_matter(hooked: Path, run: Run) -> None:
    write(hooked, {"README.md": "# Teapots\n", "src/main.yaml": "a: [\n"})
    assert commit(run, hooked).returncode == 0


def test_the_files_of_a_commit_are_read_by_themselves(hooked: Path, run: Run) -> None:
    write(hooked, {"procedures/backup.md": BACKUP.replace("owner: quality-manager\n", "")})
    run(hooked, "git", "add", "--all")
    done = run(hooked, "pre-commit", "run", "isokit-files")
    assert "DOC101" in done.stdout
    assert "DOC204" not in done.stdout, "that nobody asks for it, only the whole tree can tell"
