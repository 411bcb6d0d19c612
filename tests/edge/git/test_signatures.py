"""Signatures of commits: made by a real ssh-keygen, checked against the signers of a trusted revision."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from isokit.edge.git.signatures import signature_reader
from isokit.model.history import Signature, Signed
from tests.edge.support import Git, written

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen")

SIGNERS = ".allowed-signers"
UNKNOWN = Signature()


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The key of the quality manager."""
    return made(tmp_path / "quality-manager")


def made(path: Path) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path], check=True)
    return path


def trusting(repository: Path, git: Git, key: Path) -> Path:
    """Commit a file of allowed signers that trusts a key, with the tag `trusted`."""
    public = key.with_suffix(".pub").read_text()
    written(repository / SIGNERS, f"quality-manager@teapot.example {public}")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Signers")
    git(repository, "tag", "trusted")
    return repository


def signed(repository: Path, git: Git, key: Path) -> str:
    with_key = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={key}")
    git(repository, *with_key, "commit", "--quiet", "--allow-empty", "--gpg-sign", "--message=Approve")
    return git(repository, "rev-parse", "HEAD")


def altered(repository: Path, git: Git, commit: str, old: str, new: str) -> str:
    """The same commit with other words in it; its signature stays."""
    raw = git(repository, "cat-file", "commit", commit) + "\n"
    assert old in raw
    forged = written(repository.parent / "forged", raw.replace(old, new))
    return git(repository, "hash-object", "-t", "commit", "-w", str(forged))


def verdict(repository: Path, commit: str, revision: str = "trusted") -> Signature:
    return signature_reader(repository, revision, SIGNERS)(commit)


def test_a_commit_signed_with_a_trusted_key_is_good_and_names_its_signer(repository: Path, git: Git, key: Path) -> None:
    commit = signed(trusting(repository, git, key), git, key)
    assert verdict(repository, commit) == Signature(Signed.GOOD, "quality-manager@teapot.example")


def test_a_key_nobody_trusts_is_untrusted(repository: Path, git: Git, key: Path, tmp_path: Path) -> None:
    commit = signed(trusting(repository, git, key), git, made(tmp_path / "another"))
    assert verdict(repository, commit) == Signature(Signed.UNTRUSTED)


def test_a_commit_without_a_signature_has_none(repository: Path, git: Git, key: Path) -> None:
    head = git(trusting(repository, git, key), "rev-parse", "HEAD")
    assert verdict(repository, head) == Signature(Signed.NONE)


@pytest.mark.parametrize(("old", "new"), [("Approve", "Approved"), ("\n U1NI", "\n XXXX")])
def test_a_signature_that_does_not_fit_is_bad(repository: Path, git: Git, key: Path, old: str, new: str) -> None:
    commit = signed(trusting(repository, git, key), git, key)
    assert verdict(repository, altered(repository, git, commit, old, new)) == Signature(Signed.BAD)


@pytest.mark.parametrize("kind", ["PGP SIGNATURE", "SIGNED MESSAGE", "NONSENSE"])
def test_a_signature_of_another_kind_is_unknown_and_no_program_is_asked(
    repository: Path, git: Git, key: Path, kind: str
) -> None:
    commit = signed(trusting(repository, git, key), git, key)
    assert verdict(repository, altered(repository, git, commit, "SSH SIGNATURE", kind)) == UNKNOWN


def test_signers_of_the_tree_under_test_do_not_count(repository: Path, git: Git, key: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "another")
    trusting(repository, git, key)
    written(repository / SIGNERS, f"quality-manager@teapot.example {other.with_suffix('.pub').read_text()}")
    git(repository, "config", "gpg.ssh.allowedSignersFile", str(repository / SIGNERS))
    git(repository, "add", "--all")
    commit = signed(repository, git, other)
    assert verdict(repository, commit) == Signature(Signed.UNTRUSTED)
    assert verdict(repository, commit, "HEAD").state is Signed.GOOD


def test_settings_of_the_repository_take_back_no_signature(repository: Path, git: Git, key: Path) -> None:
    commit = signed(trusting(repository, git, key), git, key)
    git(repository, "config", "gpg.ssh.revocationFile", str(key.with_suffix(".pub")))
    git(repository, "config", "log.showSignature", "true")
    assert verdict(repository, commit).state is Signed.GOOD


def test_a_tree_in_a_subfolder_has_its_own_signers(tree: Path, git: Git, key: Path) -> None:
    git(tree.parent, "init", "--quiet")
    commit = signed(trusting(tree, git, key), git, key)
    assert verdict(tree, commit).state is Signed.GOOD


@pytest.mark.parametrize(
    ("revision", "path"),
    [
        ("trusted", None),
        ("trusted", "nowhere"),
        ("trusted", "policies"),
        ("trusted", "../tree/.allowed-signers"),
        ("nowhere", SIGNERS),
        ("--output=x", SIGNERS),
        ("HEAD:policies", SIGNERS),
    ],
)
def test_without_signers_everything_is_unknown(
    repository: Path, git: Git, key: Path, revision: str, path: str | None
) -> None:
    commit = signed(trusting(repository, git, key), git, key)
    assert signature_reader(repository, revision, path)(commit) == UNKNOWN
    assert not (repository / "x").exists()


@pytest.mark.parametrize("commit", ["HEAD", "--output=x", "", "0" * 40, "trusted"])
def test_only_the_id_of_a_commit_has_a_signature(repository: Path, git: Git, key: Path, commit: str) -> None:
    signed(trusting(repository, git, key), git, key)
    assert verdict(repository, commit) == UNKNOWN
    assert not (repository / "x").exists()


def test_without_ssh_keygen_everything_is_unknown(
    repository: Path, git: Git, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = signed(trusting(repository, git, key), git, key)
    only_git = repository.parent / "bin" / "git"
    only_git.parent.mkdir()
    only_git.symlink_to(str(shutil.which("git")))
    monkeypatch.setenv("PATH", str(only_git.parent))
    assert verdict(repository, commit) == UNKNOWN


def test_neither_a_program_in_the_tree_nor_one_of_its_settings_checks_a_signature(
    repository: Path, git: Git, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = repository.parent / "marker"
    commit = signed(trusting(repository, git, key), git, key)
    pgp = altered(repository, git, commit, "SSH SIGNATURE", "PGP SIGNATURE")
    for setting in ("gpg.ssh.program", "gpg.program", "gpg.openpgp.program", "gpg.ssh.defaultKeyCommand"):
        git(repository, "config", setting, str(repository / "gpg"))
    for name in ("ssh-keygen", "gpg", "git"):
        program = written(repository / name, f'#!/bin/sh\necho "$0" >> "{marker}"\n')
        program.chmod(0o755)
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", os.environ["PATH"]]))
    assert verdict(repository, commit).state is Signed.GOOD
    assert verdict(repository, pgp) == UNKNOWN
    assert not marker.exists()


def test_nothing_is_left_behind(repository: Path, git: Git, key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = signed(trusting(repository, git, key), git, key)
    folder = repository.parent / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    before = sorted(repository.rglob("*"))
    assert verdict(repository, commit).state is Signed.GOOD
    assert list(folder.iterdir()) == []
    assert sorted(repository.rglob("*")) == before
