"""What is different between two editions: what there is to do, and which questions are new."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from isokit.catalog.edition_map import AskLink, AskRelation, EditionMap, Link
from isokit.catalog.standard import Standard
from isokit.outputs import terminal
from isokit.outputs.look import Look


def text(found: EditionMap, old: Standard, new: Standard, look: Look) -> str:
    """For a terminal: the clauses that ask for something else, with what there is to do; the rest is counted."""
    parts = [
        terminal.text((f"{old.name} to {new.name}", "bold")),
        terminal.text((_counted(found), "dim")),
        "",
        *(part for link in found.lines if not link.relation.keeps for part in _link(link, old, new)),
        *_asks(found, new, look),
    ]
    return terminal.rendered(parts, look)


def _counted(found: EditionMap) -> str:
    counts = Counter(link.relation.value for link in found.lines)
    asks = Counter(link.relation.value for link in found.asks)
    told = "clauses: " + ", ".join(f"{number} {relation}" for relation, number in counts.items())
    return told + ("; asks: " + ", ".join(f"{number} {relation}" for relation, number in asks.items()) if asks else "")


def _link(link: Link, old: Standard, new: Standard) -> Iterator[terminal.Block]:
    ends = " to ".join(number for number in dict.fromkeys((link.old, link.new)) if number)
    clause = new.by_number.get(link.new or "") or old.by_number.get(link.old or "")
    title = clause.title if clause else ""
    yield terminal.text((f"{link.relation}".ljust(12), "yellow"), (f"{ends} {title}", "bold"))
    yield terminal.indented(terminal.text(link.change, (f" (confidence {link.confidence})", "dim")), 12)


def _asks(found: EditionMap, new: Standard, look: Look) -> Iterator[terminal.Block]:
    different = [link for link in found.asks if link.relation is not AskRelation.SAME]
    if different:
        yield ""
        yield terminal.text(("what an auditor will ask that was not asked before", "bold"))
    for link in different:
        line = terminal.text((f"{link.relation} ", "yellow"), f"{link.new or link.old} {_ask(link, new)}")
        yield terminal.listed(line, look)


def _ask(link: AskLink, new: Standard) -> str:
    number, _, name = (link.new or "").partition("/")
    clause = new.by_number.get(number)
    found = [ask.ask for ask in clause.asks if ask.id == name] if clause else []
    return found[0] if found else link.change


def as_json(found: EditionMap, old: Standard, new: Standard, look: Look) -> str:
    """`isokit/diff/1`: every link between the clauses and the asks of two editions."""
    document: dict[str, Any] = {
        "schema": "isokit/diff/1",
        "from": old.standard,
        "to": new.standard,
        "revision": found.revision,
        "clauses": [
            {
                "from": link.old,
                "to": link.new,
                "relation": link.relation.value,
                "change": link.change,
                "confidence": link.confidence.value,
            }
            for link in found.lines
        ],
        "asks": [
            {
                "from": link.old,
                "to": link.new,
                "relation": link.relation.value,
                "change": link.change,
                "ask": _ask(link, new) if link.new else None,
            }
            for link in found.asks
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
