"""The checklist of one clause on its page: what an auditor may ask, where audits find fault, and other editions."""

from __future__ import annotations

from collections.abc import Iterator

from isokit.assess.assessment import ClauseAssessment
from isokit.catalog.catalog import Catalog
from isokit.catalog.standard import Ask, Clause, Standard, name_of
from isokit.outputs import terminal
from isokit.outputs.look import Look


def checklist(leaf: ClauseAssessment, look: Look) -> Iterator[terminal.Block]:
    """The asks of a leaf, each with what to look for and whether somebody observed or stated it."""
    clause = leaf.clause
    if clause.minimum:
        yield terminal.text(("in a small company, usually: ", "bold"), clause.minimum)
    if clause.asks:
        seen = f" ({len(leaf.observed)} of {len(clause.asks)} observed)"
        yield terminal.text(("what an auditor may ask", "bold"), (seen, "dim"))
    for ask in clause.asks:
        yield from _ask(ask, leaf, look)
    if clause.pitfalls:
        yield terminal.text(("where audits find fault", "bold"))
        yield from (terminal.listed(terminal.text(pitfall), look) for pitfall in clause.pitfalls)


def _ask(ask: Ask, leaf: ClauseAssessment, look: Look) -> Iterator[terminal.Block]:
    name = f"{leaf.clause.clause}/{ask.id}"
    marks = [" observed"] if name in leaf.observed else []
    marks += [f" stated: {leaf.stated[name].replace('-', ' ')}"] if name in leaf.stated else []
    yield terminal.listed(terminal.text((f"{name} ", "dim"), ask.ask, ("".join(marks), "green")), look)
    yield terminal.indented(terminal.text(("look for: " + "; ".join(ask.look_for), "dim")), 4)


def elsewhere(standard: Standard, clause: Clause, catalog: Catalog) -> Iterator[terminal.Block]:
    """What became of a leaf in the edition before or after."""
    for found in catalog.neighbours(standard.standard, catalog.editions):
        other = found.old if found.new == standard.standard else found.new
        for arrival in found.onto(standard.standard, clause.clause):
            there = f"{name_of(other)} {arrival.origin}" if arrival.origin else f"not in {name_of(other)}"
            change = f": {arrival.link.change}" if arrival.link.change else ""
            yield terminal.text((f"{there} ", "dim"), (f"({arrival.link.relation})", "yellow"), change)
