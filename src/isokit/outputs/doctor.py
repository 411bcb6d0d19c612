"""What isokit sees, for a terminal: the root, git, the editions, the files by shelf, and what fits no place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.doctor import Doctor
from isokit.text.words import many

MOST_SHOWN = 20


def text(doctor: Doctor, look: Look) -> str:
    return terminal.render(_lines(doctor), look)


def _lines(doctor: Doctor) -> Iterator[terminal.Block]:
    git, files = doctor.git, doctor.files
    yield terminal.fact("root", doctor.root)
    yield terminal.fact("commit", (git.commit or "none") + (f" on {git.branch}" if git.branch else ""))
    for meaning in git.meanings:
        yield terminal.fact("git", meaning + (f" ({git.detail})" if git.detail else ""))
    yield terminal.fact("standards", ", ".join(doctor.standards) or "none adopted")
    yield terminal.fact("files", f"{files.tree} in the tree, {files.read} read")
    for shelf, count in doctor.shelves.items():
        yield terminal.fact("", f"{shelf}: {count.entries} in {many(count.files, 'file')}")
    yield from _listed("not read", doctor.illegible, "none; every file of the layout can be read")
    yield from _listed("not placed", doctor.unplaced, "none; every document and record fits a place of the layout")


def _listed(head: str, paths: Sequence[str], none: str) -> Iterator[terminal.Block]:
    yield terminal.fact(head, none if not paths else str(len(paths)))
    yield from (terminal.fact("", path) for path in paths[:MOST_SHOWN])
    if len(paths) > MOST_SHOWN:
        yield terminal.fact("", f"and {len(paths) - MOST_SHOWN} more; all of them: isokit doctor -f json")
