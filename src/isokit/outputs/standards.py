"""The editions isokit knows, one of them clause by clause, and the vocabulary, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.standards import Clause, Edition, Standard, Standards, Transition, Types

SHORT = 12
"""Hexadecimal digits of a digest that tell checklists apart; JSON has all of them."""


def list_table(listed: Standards, look: Look) -> str:
    """Every edition in a line."""
    heads = ("standard", "published", "clauses", "revision", "digest", "status")
    return terminal.rendered([terminal.table(heads, map(_row, listed.standards), look)], look)


def _row(edition: Edition) -> list[str]:
    digest = edition.digest.removeprefix("sha256:")[:SHORT]
    published = str(edition.published or "")
    return [edition.standard, published, str(edition.leaves), str(edition.revision), digest, edition.status]


def show_text(standard: Standard, look: Look) -> str:
    """One edition: its dates and their sources, then every clause with what is expected."""
    parts = [*_head(standard), "", *(part for clause in standard.clauses for part in _clause(clause, look))]
    return terminal.rendered(parts, look)


def _head(standard: Standard) -> Iterator[terminal.Block]:
    yield terminal.text((f"{standard.name}  {standard.title}", "bold"))
    confidence = f", confidence {standard.published_confidence}" if standard.published_confidence else ""
    source = f" ({standard.published_source}{confidence})" if standard.published_source else ""
    if standard.published:
        yield terminal.fact("published", f"{standard.published}{source}")
    for amendment in standard.amendments:
        yield terminal.fact("amended", f"{amendment.id} of {amendment.published}: {amendment.topic}")
    yield terminal.fact("status", standard.status)
    for transition in (standard.successor, standard.transition):
        yield from _transition(transition) if transition else ()
    yield terminal.fact("checklist", f"revision {standard.revision}, {standard.digest}")


def _transition(moved: Transition) -> Iterator[terminal.Block]:
    old, new = moved.old, moved.new
    days = (
        (moved.bodies_ready_by, f"certification bodies are to be ready for {new}"),
        (moved.no_old_certificates_after, f"last day for new certificates to {old}"),
        (moved.only_new_certificates_from, f"from here on new certificates are to {new} only"),
        (moved.end, f"last day certificates to {old} can be valid"),
    )
    for day, what in days:
        if day:
            yield terminal.fact("transition", f"{day}  {what}")
    yield terminal.fact("", f"source: {moved.source}; confidence {moved.confidence}")


def _clause(clause: Clause, look: Look) -> Iterator[terminal.Block]:
    marks = [" (new)"] if clause.new else []
    marks += [f" ({name})" for name in clause.amended]
    title = f"{clause.number} {clause.title}{''.join(marks)}"
    yield terminal.text((title, "bold" if not clause.leaf else ""))
    for expectation in clause.expects:
        yield terminal.indented(terminal.listed(terminal.text((f"expects {expectation.asked}", "dim")), look), 2)


def types_table(types: Types, look: Look) -> str:
    """The vocabulary, kind by kind."""
    rows = [(kind, named.type, named.title) for kind, listed in types.by_kind.items() for named in listed]
    return terminal.rendered([terminal.table(("kind", "type", "meaning"), rows, look)], look)
