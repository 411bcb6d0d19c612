"""The master list, and what a command did to documents: for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from isokit.model.document import Document
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.run import Run
from isokit.schemas.documents import documents_plain
from isokit.schemas.head import Plain
from isokit.text.words import many

SHORT = ("id", "title", "version", "status", "owner", "approved", "review")
"""The columns that are always shown; the others where somebody asks for everything, in lines as long as need be."""
WIDE = 1000


@dataclass(frozen=True)
class Handled:
    """Documents as they stand; the files a command wrote, None where it only shows; and what is to be done next."""

    run: Run
    documents: Sequence[Document]
    written: tuple[str, ...] | None = None
    next: tuple[str, ...] = ()


def as_json(handled: Handled, look: Look) -> str:
    """`isokit/documents/1`."""
    plain = documents_plain(handled.run, handled.documents)
    more = {"written": list(handled.written or ()), "next": list(handled.next)}
    return json.dumps({**plain, **more}, ensure_ascii=False, indent=2) + "\n"


def text(handled: Handled, look: Look) -> str:
    """The list, or what was done: the files written, a line each, and what is to be done next."""
    if handled.written is None:
        return terminal.rendered(_listed(handled, look), replace(look, width=WIDE) if look.all else look)
    lines = [*handled.written] or [f"{document.path} (unchanged)" for document in handled.documents]
    parts = [terminal.text(line) for line in (*lines, *(f"next: {step}" for step in handled.next))]
    return terminal.rendered(parts, look, wrap=False)


def _listed(handled: Handled, look: Look) -> Iterator[terminal.Block]:
    rows = [_cells(plain) for plain in documents_plain(handled.run, handled.documents)["documents"]]
    if not rows:
        yield "no documents; isokit doc new begins one"
        return
    heads = [head for head in rows[0] if head in SHORT or (look.all and any(row[head] for row in rows))]
    yield terminal.table(heads, ([row[head] for head in heads] for row in rows), look)
    yield ""
    approved = sum(bool(plain["in force"]) for plain in rows)
    count = many(len(rows), "document")
    yield terminal.text((f"{count}, {approved} in force as of {handled.run.today}", "dim"))


def _cells(plain: Plain) -> dict[str, str]:
    """The cells of a row, by their heads."""
    approval = plain["approved"]
    seal = "" if plain["sealed"] is not False or plain["status"] != "approved" else ", text changed since"
    cells = {
        "id": plain["id"],
        "title": plain["title"],
        "type": plain["type"],
        "version": plain["version"],
        "status": plain["status"] + seal if plain["status"] else None,
        "in force": "yes" if plain["in_force"] else "",
        "owner": plain["owner"],
        "approved": approval["on"],
        "by": approval["by"],
        "effective": plain["effective"],
        "review": plain["review"]["next"],
        "retention": plain["retention"],
        "kept until": plain["retained_until"],
        "classification": plain["classification"],
        "sites": ", ".join(plain["sites"]),
        "external": plain["external"],
        "path": plain["path"],
    }
    return {head: cell or "" for head, cell in cells.items()}
