"""Start-up is a feature: the tree a command line asks for is opened before typer is imported.

Of a large tree, a second process then reads while this one imports the rest. Imports next to nothing itself.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isokit.commands.tree import Tree

READING = frozenset({"check", "gap", "clause", "doctor", "log"})
"""The commands that always read a tree."""
OTHER_TREE = ("-h", "--h", "--at", "--staged")
"""How options begin that ask for help, or for another tree than the one on disk."""


def early_tree(arguments: Sequence[str]) -> Tree | None:
    """The tree a command line asks for; None where that is not obvious.

    What is wrong with it is not reported here, since the command meets it again.
    """
    folder, rest = (arguments[1:2], arguments[2:]) if arguments[:1] in (["-C"], ["--root"]) else (["."], arguments)
    obvious = folder and rest and rest[0] in READING and not any(word.startswith(OTHER_TREE) for word in rest)
    if not obvious or "_ISOKIT_COMPLETE" in os.environ:
        return None
    from isokit.commands.tree import on_disk

    return on_disk(folder[0])
