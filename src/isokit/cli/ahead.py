"""Start-up is a feature: the tree a command line will ask for is opened before typer is imported.

Of a large tree, a second process then reads while this one imports the rest. Imports next to nothing itself.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isokit.cli.tree import Tree

READING = frozenset({"check", "gap", "clause", "doctor", "log"})
"""The commands that read a tree, whatever else they are told."""
ELSEWHERE = ("-h", "--h", "--at", "--staged")
"""How options begin that ask for something else than the tree on disk."""


def ahead(arguments: Sequence[str]) -> Tree | None:
    """The tree a command line will ask for; None where that is not plain to see.

    What is wrong with it is not said here: the command comes across it again.
    """
    folder, rest = (arguments[1:2], arguments[2:]) if arguments[:1] in (["-C"], ["--root"]) else (["."], arguments)
    plain = folder and rest and rest[0] in READING and not any(word.startswith(ELSEWHERE) for word in rest)
    if not plain or "_ISOKIT_COMPLETE" in os.environ:
        return None
    from isokit.cli.tree import on_disk

    return on_disk(folder[0])
