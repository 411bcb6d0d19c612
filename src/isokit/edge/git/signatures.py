"""Whether commits are signed, and by whom: checked against the signers of a trusted revision, with ssh-keygen only."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from isokit.edge.git.client import Git
from isokit.edge.git.log import COMMIT, Content
from isokit.edge.git.process import GitRefused, program
from isokit.edge.git.snapshot import commit_of
from isokit.model.history import Signature, Signed
from isokit.text.source import Unreadable

HEADER = re.compile(rb"^gpgsig(?:-sha256)? (.*)$", re.MULTILINE)
SSH = b"-----BEGIN SSH SIGNATURE-----"
VERDICTS = {"G": Signed.GOOD, "B": Signed.BAD, "U": Signed.UNTRUSTED}
"""What git's `%G?` says of a signature made with ssh."""
ATTEMPTS = 5
"""How often git is asked: it ends in between where ssh-keygen refuses a signature before it has read the commit."""


def signature_reader(root: Path, revision: str, path: str | None) -> Callable[[str], Signature]:
    """What gives the signature of a commit, checked with the allowed signers in a file of a trusted revision.

    The file has the format of ssh-keygen(1), ALLOWED SIGNERS; the one in the tree under test does not count.
    Raises nothing: without such a file, or without ssh-keygen, every signature is unknown.
    """
    git = Git(root)
    signers, keygen = path and _signers(git, revision, path), program("ssh-keygen")
    if not signers or not keygen:
        return lambda commit: Signature()  # noqa: ARG005
    return cache(partial(_signature, git, signers, keygen))


def _signers(git: Git, revision: str, path: str) -> bytes | None:
    try:
        return Content(git)(commit_of(git, revision), path)
    except GitRefused:
        return None


def _signature(git: Git, signers: bytes, keygen: str, commit: str) -> Signature:
    if not COMMIT.fullmatch(commit):
        return Signature()
    try:
        signed = HEADER.search(git.batch.read(commit.encode(), "commit").partition(b"\n\n")[0])
        if signed is None:
            return Signature(Signed.NONE)
        # signatures of another kind are unknown: the programs that check them are not run
        return _checked(git, signers, keygen, commit) if signed[1] == SSH else Signature()
    except (GitRefused, Unreadable, OSError):
        return Signature()


def _checked(git: Git, signers: bytes, keygen: str, commit: str) -> Signature:
    with tempfile.NamedTemporaryFile(prefix="isokit-signers-") as file:
        file.write(signers)
        file.flush()
        pins = ("-c", f"gpg.ssh.program={keygen}", "-c", f"gpg.ssh.allowedSignersFile={file.name}")
        query = ("log", "-1", "--no-show-signature", "--no-color", "--format=%G?%x00%GS", "--end-of-options", commit)
        letter, _, signer = _ask(git, *pins, *query).decode("utf-8", "replace").rstrip("\n").partition("\0")
    state = VERDICTS.get(letter, Signed.UNKNOWN)
    return Signature(state, signer if state is Signed.GOOD else "")


def _ask(git: Git, *words: str) -> bytes:
    for _ in range(ATTEMPTS - 1):
        with suppress(GitRefused):
            return git.answer(*words)
    return git.answer(*words)
