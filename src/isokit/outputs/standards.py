"""The editions isokit knows, one of them clause by clause, and the vocabulary: for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Clause, Standard, name_of
from isokit.catalog.vocabulary import KINDS
from isokit.outputs import terminal
from isokit.outputs.look import Look
from isokit.schemas.standards import standard_plain, standards_plain, types_plain

SHORT = 12
"""Hexadecimal digits of a digest that tell checklists apart; JSON has all of them."""


def list_table(catalog: Catalog, today: date, look: Look) -> str:
    """Every edition in a line."""
    heads = ("standard", "published", "leaves", "revision", "digest", "status")
    rows = [_row(standard, catalog, today) for standard in catalog.all()]
    return terminal.rendered([terminal.table(heads, rows, look)], look)


def _row(standard: Standard, catalog: Catalog, today: date) -> list[str]:
    leaves = sum(standard.leaf(clause) for clause in standard.clauses)
    digest = catalog.digest(standard.standard).removeprefix("sha256:")[:SHORT]
    status = standing(standard, catalog, today)
    published = str(standard.published or "")
    return [standard.standard, published, str(leaves), str(standard.revision), digest, status]


def standing(standard: Standard, catalog: Catalog, today: date) -> str:
    """Whether an edition is current, in transition or over, with the day; of an own one, where it is written."""
    newer = catalog.successor(standard.standard)
    if newer is None or newer.transition is None:
        return "current" if standard.standard not in catalog.own else f"own: {standard.path}"
    if standard.standard in catalog.own:
        return f"own: {standard.path}; superseded by {newer.standard}"
    end = newer.transition.end
    if end and end < today:
        return f"withdrawn; certificates ended {end}"
    return f"superseded; certificates until {end} at the latest"


def list_json(catalog: Catalog, today: date, look: Look) -> str:
    """`isokit/standards/1`."""
    return _json(standards_plain(catalog))


def show_text(standard: Standard, catalog: Catalog, today: date, look: Look) -> str:
    """One edition: its dates and their sources, then every clause with what is expected."""
    parts = [*_head(standard, catalog, today), "", *(p for c in standard.clauses for p in _clause(c, standard, look))]
    return terminal.rendered(parts, look)


def _head(standard: Standard, catalog: Catalog, today: date) -> Iterator[terminal.Block]:
    yield terminal.text((f"{standard.name}  {standard.title}", "bold"))
    confidence = f", confidence {standard.published_confidence}" if standard.published_confidence else ""
    source = f" ({standard.published_source}{confidence})" if standard.published_source else ""
    if standard.published:
        yield terminal.fact("published", f"{standard.published}{source}")
    for amendment in standard.amendments:
        yield terminal.fact("amended", f"{amendment.id} of {amendment.published}: {amendment.topic}")
    yield terminal.fact("status", standing(standard, catalog, today))
    if newer := catalog.successor(standard.standard):
        yield from _transition(newer)
    if standard.transition:
        yield from _transition(standard)
    yield terminal.fact("checklist", f"revision {standard.revision}, {catalog.digest(standard.standard)}")


def _transition(newer: Standard) -> Iterator[terminal.Block]:
    transition = newer.transition
    assert transition
    old, new = name_of(transition.old), newer.name
    days = (
        (transition.bodies_ready_by, f"certification bodies are to be ready for {new}"),
        (transition.no_old_certificates_after, f"last day for new certificates to {old}"),
        (transition.only_new_certificates_from, f"from here on new certificates are to {new} only"),
        (transition.end, f"last day certificates to {old} can be valid"),
    )
    for day, what in days:
        if day:
            yield terminal.fact("transition", f"{day}  {what}")
    yield terminal.fact("", f"source: {transition.source}; confidence {transition.confidence}")


def _clause(clause: Clause, standard: Standard, look: Look) -> Iterator[terminal.Block]:
    marks = [" (new)"] if clause.new else []
    marks += [f" ({name})" for name in clause.amended]
    title = f"{clause.clause} {clause.title}{''.join(marks)}"
    yield terminal.text((title, "bold" if not standard.leaf(clause) else ""))
    for expectation in clause.expects:
        yield terminal.indented(terminal.listed(terminal.text((f"expects {expectation.asked}", "dim")), look), 2)


def show_json(standard: Standard, catalog: Catalog, today: date, look: Look) -> str:
    """`isokit/standard/1`."""
    return _json(standard_plain(standard, catalog))


def types_table(catalog: Catalog, look: Look) -> str:
    """The vocabulary, kind by kind."""
    rows = [
        (heading, named.type, named.title) for kind, heading in KINDS.items() for named in catalog.vocabulary.of(kind)
    ]
    return terminal.rendered([terminal.table(("kind", "type", "meaning"), rows, look)], look)


def types_json(catalog: Catalog, look: Look) -> str:
    """`isokit/types/1`."""
    return _json(types_plain(catalog.vocabulary))


def _json(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
