"""Whether commits are signed, and by whom: checked against the signers of a trusted revision, with ssh-keygen only."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from isokit.edge.git import command as git
from isokit.edge.git.history import COMMIT, Content
from isokit.model.history import Signature, Signed

HEADER = re.compile(rb"^gpgsig(?:-sha256)? (.*)$", re.MULTILINE)
SSH = b"-----BEGIN SSH SIGNATURE-----"
VERDICTS = {"G": Signed.GOOD, "B": Signed.BAD, "U": Signed.UNTRUSTED}
"""What git's `%G?` says of a signature made with ssh."""


def signature_reader(root: Path, revision: str, path: str | None) -> Callable[[str], Signature]:
    """What tells the signature of a commit, by the allowed signers in a file of a trusted revision.

    The file has the format of ssh-keygen(1), ALLOWED SIGNERS; what stands in the tree under test does not count.
    Raises nothing: without such a file, or without ssh-keygen, every signature is unknown.
    """
    signers, keygen = path and _signers(root, revision, path), git.program("ssh-keygen")
    if not signers or not keygen:
        return lambda commit: Signature()  # noqa: ARG005
    return cache(partial(_signature, root, signers, keygen))


def _signers(root: Path, revision: str, path: str) -> bytes | None:
    try:
        return Content(root)(_commit(root, revision), path)
    except git.GitRefused:
        return None


def _commit(root: Path, revision: str) -> str:
    if not git.REVISION.fullmatch(revision):
        raise git.GitRefused(f"{revision!r} is no name of a revision")
    return git.call(root, "rev-parse", "--verify", "--end-of-options", revision + "^{commit}").decode().strip()


def _signature(root: Path, signers: bytes, keygen: str, commit: str) -> Signature:
    if not COMMIT.fullmatch(commit):
        return Signature()
    try:
        signed = HEADER.search(git.call(root, "cat-file", "commit", commit).partition(b"\n\n")[0])
        if signed is None:
            return Signature(Signed.NONE)
        # what other programs would have to check is unknown: they are not run
        return _checked(root, signers, keygen, commit) if signed[1] == SSH else Signature()
    except (git.GitRefused, OSError):
        return Signature()


def _checked(root: Path, signers: bytes, keygen: str, commit: str) -> Signature:
    with tempfile.NamedTemporaryFile(prefix="isokit-signers-") as file:
        file.write(signers)
        file.flush()
        pins = ("-c", f"gpg.ssh.program={keygen}", "-c", f"gpg.ssh.allowedSignersFile={file.name}")
        asked = ("log", "-1", "--no-show-signature", "--no-color", "--format=%G?%x00%GS", "--end-of-options", commit)
        letter, _, signer = git.call(root, *pins, *asked).decode("utf-8", "replace").rstrip("\n").partition("\0")
    state = VERDICTS.get(letter, Signed.UNKNOWN)
    return Signature(state, signer if state is Signed.GOOD else "")
