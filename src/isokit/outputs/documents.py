"""The master list, and what a command did to documents, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.documents import Document, Documents
from isokit.text.words import many

SHORT = ("id", "title", "version", "status", "owner", "approved", "review")
"""The columns that are always shown; the others only with `look.all`, in lines as long as need be."""
WIDE = 1000


def text(found: Documents, look: Look) -> str:
    """The list, or what was done: the files written, a line each, and what to do next."""
    if found.listing:
        return terminal.render(_listed(found, look), replace(look, width=WIDE) if look.all else look)
    lines = [*found.written] or [f"{document.path} (unchanged)" for document in found.documents]
    parts = [terminal.text(line) for line in (*lines, *(f"next: {step}" for step in found.next))]
    return terminal.render(parts, look, wrap=False)


def _listed(found: Documents, look: Look) -> Iterator[terminal.Block]:
    rows = [_cells(document) for document in found.documents]
    if not rows:
        yield "no documents; isokit doc new begins one"
        return
    heads = [head for head in rows[0] if head in SHORT or (look.all and any(row[head] for row in rows))]
    yield terminal.table(heads, ([row[head] for head in heads] for row in rows), look)
    yield ""
    in_force = sum(document.in_force for document in found.documents)
    yield terminal.text((f"{many(len(rows), 'document')}, {in_force} in force as of {found.as_of}", "dim"))


def _cells(document: Document) -> dict[str, str]:
    approval = document.approved
    changed = ", text changed since" if document.sealed is False and document.status == "approved" else ""
    cells = {
        "id": document.id,
        "title": document.title,
        "type": document.type,
        "version": document.version,
        "status": document.status + changed if document.status else None,
        "in force": "yes" if document.in_force else "",
        "owner": document.owner,
        "approved": approval.on,
        "by": approval.by,
        "effective": document.effective,
        "review": document.review.next,
        "retention": document.retention,
        "kept until": document.retained_until,
        "classification": document.classification,
        "sites": ", ".join(document.sites),
        "external": document.external,
        "path": document.path,
    }
    return {head: str(cell or "") for head, cell in cells.items()}
