"""Repositories that would run programs: real processes of isokit read them, and nothing is run.

All of them are built here, in a folder of the test; the last step of each trap is proved with plain git.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from isokit.edge.git import process, snapshot
from isokit.edge.git.process import GitRefused
from isokit.edge.git.signatures import signature_reader
from isokit.model.history import Signed
from tests import shell
from tests.edge.support import Git, Isokit, Templates, history, paths, second_commit, tree_at, written

COMMANDS = [
    ("check", "--fail-on", "never"),
    ("gap",),
    ("doctor",),
    ("log", "POL-1"),
    ("log", "POL-1", "--at", "HEAD"),
    ("check", "--fail-on", "never", "--staged"),
    ("check", "--fail-on", "never", "--at", "HEAD"),
    ("check", "--fail-on", "never", "--since", "HEAD"),
    ("soa", "diff", "HEAD"),
]
"""Every way to ask git something."""
SEARCHING = ("check", "--fail-on", "never", "--at", "HEAD^{/nowhere}")


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """What a hostile program creates."""
    return tmp_path / "marker"


@pytest.fixture
def program(marker: Path, tmp_path: Path) -> Path:
    """A program that nobody may run."""
    hostile = written(tmp_path / "evil" / "program", f'#!/bin/sh\necho "$0 $@" >> "{marker}"\n')
    hostile.chmod(0o755)
    return hostile


def arm(git_folder: Path, program: Path) -> None:
    """Have every setting of a repository that can name a program name this one."""
    settings = f"""
[core]
    fsmonitor = {program}
    hooksPath = {git_folder}/evil-hooks
    sshCommand = {program}
    pager = {program}
    editor = {program}
    askPass = {program}
    gitProxy = {program}
    alternateRefsCommand = {program}
[pager]
    ls-files = {program}
    rev-parse = {program}
    log = {program}
    ls-tree = {program}
    cat-file = {program}
[alias]
    ls-files = !{program}
    rev-parse = !{program}
    version = !{program}
    log = !{program}
    ls-tree = !{program}
    cat-file = !{program}
[diff]
    external = {program}
[diff "evil"]
    command = {program}
    textconv = {program}
[merge "evil"]
    driver = {program}
[filter "evil"]
    clean = {program}
    smudge = {program}
    process = {program}
    required = true
[gpg]
    program = {program}
[gpg "openpgp"]
    program = {program}
[gpg "x509"]
    program = {program}
[gpg "ssh"]
    program = {program}
    defaultKeyCommand = {program}
[log]
    showSignature = true
[credential]
    helper = !{program}
[protocol]
    allow = always
[protocol "ext"]
    allow = always
[remote "origin"]
    url = ext::{program}
    uploadpack = {program}
    promisor = true
[extensions]
    partialClone = origin
"""
    written(git_folder / "included", settings)
    with (git_folder / "config").open("a") as config:
        config.write(settings + f"[include]\n    path = {git_folder}/included\n")
    hooks = ("post-index-change", "fsmonitor-watchman", "pre-auto-gc", "reference-transaction", "post-checkout")
    for hook in (*hooks, "pre-commit", "proc-receive"):
        for folder in ("hooks", "evil-hooks"):
            (git_folder / folder).mkdir(exist_ok=True)
            shutil.copy(program, git_folder / folder / hook)


def signed(repository: Path, git: Git) -> None:
    """Have the last commit bear a signature, which git would have gpg check; and another file staged, another not."""
    raw = git(repository, "cat-file", "commit", "HEAD")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n"
    made = written(repository.parent / "commit", raw.replace("\n\n", f"\n{signature}", 1) + "\n")
    git(repository, "reset", "--quiet", "--soft", git(repository, "hash-object", "-t", "commit", "-w", str(made)))
    written(repository / "plans" / "plan.md", "staged")
    git(repository, "add", "--all")
    written(repository / "plans" / "plan.md", "not staged")


@pytest.fixture
def hostile(repository: Path, program: Path, git: Git, templates: Templates) -> Path:
    """A repository whose every setting that can name a program names ours, here and in an included file."""

    def make(folder: Path) -> None:
        shutil.copytree(repository, folder)
        second_commit(folder, git)
        signed(folder, git)
        written(folder / ".gitattributes", "* filter=evil diff=evil merge=evil\n")

    made = templates.copy("signed", repository.parent / "hostile", make)
    arm(made / ".git", program)
    return made


@pytest.mark.parametrize(
    "fallen",
    [
        ("ls-files", "--others"),
        ("diff",),
        ("diff", "--no-ext-diff"),
        ("log", "-1"),
        ("log", "-1", "-p", "--ext-diff", "--no-show-signature"),
        ("log", "-1", "--format=%G?"),
        ("-c", "core.fsmonitor=false", "blame", "plans/plan.md"),
    ],
    ids=" ".join,
)
def test_plain_git_runs_the_program_so_that_no_marker_proves_something(
    hostile: Path, marker: Path, fallen: tuple[str, ...]
) -> None:
    subprocess.run(["git", *fallen], cwd=hostile, capture_output=True, check=False)
    assert marker.exists()


@pytest.mark.parametrize("command", [*COMMANDS, SEARCHING], ids=" ".join)
def test_nothing_a_hostile_config_names_is_run(
    hostile: Path, marker: Path, isokit: Isokit, command: tuple[str, ...]
) -> None:
    done = isokit(hostile, *command)
    assert done.returncode == (2 if command is SEARCHING else 0)
    assert not marker.exists()


def test_no_signature_and_no_content_is_had_with_a_program(hostile: Path, marker: Path, git: Git) -> None:
    past = history(hostile).past
    assert past.whole
    head = past.commits[0].id
    assert past.content(head, "plans/plan.md") == b"second"
    assert signature_reader(hostile, "HEAD", "isokit.yaml")(head).state is Signed.UNKNOWN
    assert not marker.exists()


@pytest.fixture
def partial(repository: Path, program: Path, git: Git, templates: Templates) -> Path:
    """A partial clone that lacks a .gitignore, which is not checked out, and the first commit: git fetches both."""

    def make(folder: Path) -> None:
        shutil.copytree(repository, folder)
        second_commit(folder, git)
        written(folder / "plans" / ".gitignore", "x.md\n")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message=The third")
        git(folder, "update-index", "--skip-worktree", "plans/.gitignore")
        for lost in ("HEAD:plans/.gitignore", "HEAD~2"):
            name = git(folder, "rev-parse", lost)
            (folder / ".git" / "objects" / name[:2] / name[2:]).unlink()
        (folder / "plans" / ".gitignore").unlink()
        written(folder / "plans" / "x.md")

    made = templates.copy("partial", repository.parent / "partial", make)
    arm(made / ".git", program)
    return made


@pytest.mark.parametrize("fallen", [("ls-files", "--others", "--exclude-standard"), ("rev-parse", "HEAD^{/nowhere}")])
def test_plain_git_fetches_what_is_lacking_with_a_program(partial: Path, marker: Path, fallen: tuple[str, ...]) -> None:
    asked = ["git", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never", *fallen]
    subprocess.run(asked, cwd=partial, capture_output=True, check=False)
    assert marker.exists()


@pytest.mark.parametrize("command", [*COMMANDS, SEARCHING], ids=" ".join)
def test_what_a_partial_clone_lacks_is_never_fetched(partial: Path, marker: Path, command: tuple[str, ...]) -> None:
    done = shell.isokit("-C", partial, *command)
    assert done.exit_code == (2 if command is SEARCHING else 0)
    assert not marker.exists()


def test_an_older_git_that_fetches_lazily_is_allowed_no_protocol(
    partial: Path, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(process.ENVIRONMENT, "GIT_NO_LAZY_FETCH")
    assert "plans/plan.md" in paths(partial)
    assert not marker.exists()


def test_a_revision_that_searches_runs_nothing_even_if_it_got_to_git(
    partial: Path, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "REVISION", re.compile(".*"))
    with pytest.raises(GitRefused):
        tree_at(partial, "HEAD^{/nowhere}")
    assert not marker.exists()


def embedded(repository: Path, git: Git, program: Path) -> Path:
    """A bare repository as plain files of the checkout, with a tree and a work tree setting inside."""
    bare = repository / "plans" / "bare"
    bare.mkdir(parents=True)
    git(bare, "init", "--quiet", "--bare")
    arm(bare, program)
    with (bare / "config").open("a") as config:
        config.write(f"[core]\n    bare = false\n    worktree = {bare}\n")
    shutil.copy(repository / "isokit.yaml", bare)
    shutil.copytree(repository / "policies", bare / "policies")
    return bare


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_a_bare_repository_in_the_checkout_names_is_run(
    repository: Path, program: Path, marker: Path, git: Git, isokit: Isokit, command: tuple[str, ...]
) -> None:
    done = isokit(embedded(repository, git, program), *command)
    assert done.returncode == (2 if {"HEAD", "--staged"} & {*command} else 0)
    assert not marker.exists()


@pytest.mark.parametrize("inside", [".", "plans/bare/policies"])
def test_a_bare_repository_around_or_below_the_folder_is_harmless_too(
    repository: Path, program: Path, marker: Path, git: Git, inside: str
) -> None:
    embedded(repository, git, program)
    assert shell.isokit("-C", repository / inside, "doctor").exit_code == 0
    assert not marker.exists()


def test_plain_git_runs_what_a_bare_repository_in_the_checkout_names(
    repository: Path, program: Path, marker: Path, git: Git
) -> None:
    bare = embedded(repository, git, program)
    subprocess.run(["git", "ls-files", "--others"], cwd=bare, capture_output=True, check=False)
    assert marker.exists()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_program_named_git_in_the_tree_is_never_run(
    repository: Path, program: Path, marker: Path, isokit: Isokit, command: tuple[str, ...]
) -> None:
    shutil.copy(program, repository / "git")
    done = isokit(repository, *command, PATH=os.pathsep.join(["", ".", os.environ["PATH"]]))
    assert done.returncode == 0
    assert not marker.exists()
