"""One clause for a terminal: what it is, what it expects, what answers it, its checklist, and licensed wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from isokit.outputs import terminal
from isokit.outputs.gap.table import INDENT, STYLES, glyph
from isokit.outputs.look import Look
from isokit.schemas import gap
from isokit.schemas.clause import ClausePage
from isokit.schemas.standards import Ask, Clause
from isokit.text.words import many


def text(page: ClausePage, look: Look) -> str:
    """The clause with its subclauses where it has some; a single requirement with its checklist."""
    leaves = [clause for clause in page.clauses if clause.leaf]
    parts = [part for leaf in leaves for part in _leaf(leaf, page.checklists[leaf.ref], look)]
    if len(leaves) == 1:
        parts += [*_checklist(leaves[0], page, look), *_counterparts(page)]
    return terminal.render([*_head(page), *parts], look)


def _head(page: ClausePage) -> Iterator[terminal.Block]:
    clause = page.clause
    yield terminal.text((f"{page.standard_name}  {clause.number} {page.heading}", "bold"))
    if not page.titled:
        yield terminal.text(("the standard gives this number no heading; the title is isokit's", "dim"))
    if clause.intent:
        yield terminal.text(clause.intent)
    if clause.amended:
        yield terminal.text(f"changed by {', '.join(clause.amended)}")
    for name, value in asdict(clause.attributes).items() if clause.attributes else ():
        words = value if isinstance(value, str) else ", ".join(value)
        yield terminal.text((f"{name.replace('_', ' ')}: ", "dim"), words.replace("_", " "))
    if clause.not_applicable:
        yield terminal.text("may be declared not applicable, with a justification, in the scope statement")
    yield ""


def _leaf(leaf: gap.Clause, clause: Clause, look: Look) -> Iterator[terminal.Block]:
    status = str(leaf.status)
    sign = f"{glyph(status, look)} {status}".ljust(INDENT)
    yield terminal.text((sign, STYLES[status]), (f"{leaf.ref} {leaf.title}", "bold"))
    for information in clause.documented_information:
        yield terminal.point(terminal.text(("documented information: ", "dim"), information), look)
    for expected in () if status == "excluded" else leaf.expectations:
        word = "met" if expected.met else "not met"
        head = f"expects {expected.asked}: "
        yield terminal.point(terminal.text((head, "dim"), f"{word}: {expected.reason}"), look)
    yield terminal.point(terminal.text(("answered by: ", "dim"), ", ".join(leaf.answered_by) or "nothing"), look)
    known = {expected.reason for expected in leaf.expectations}
    for reason in () if status == "evidenced" else (r for r in leaf.reasons if r not in known):
        yield terminal.point(terminal.text(("because ", "dim"), reason), look)
    if leaf.next:
        yield terminal.point(terminal.text(("next: ", "bold"), leaf.next), look)
    yield ""


def _checklist(leaf: gap.Clause, page: ClausePage, look: Look) -> Iterator[terminal.Block]:
    """The questions of a requirement, each with what to look for and whether it was observed or answered."""
    clause = page.checklists[leaf.ref]
    if clause.minimum:
        yield terminal.text(("in a small company, usually: ", "bold"), clause.minimum)
    if clause.asks:
        observed = f" ({leaf.asks.observed} of {leaf.asks.total} observed)"
        yield terminal.text(("what an auditor may ask", "bold"), (observed, "dim"))
    for ask in clause.asks:
        yield from _ask(ask, leaf, page, look)
    if clause.pitfalls:
        yield terminal.text(("common audit findings", "bold"))
        yield from (terminal.point(terminal.text(pitfall), look) for pitfall in clause.pitfalls)


def _ask(ask: Ask, leaf: gap.Clause, page: ClausePage, look: Look) -> Iterator[terminal.Block]:
    name = ask.id.partition("/")[2]
    marks = [" observed"] if name in page.observed else []
    marks += [f" stated: {leaf.stated[name].replace('-', ' ')}"] if name in leaf.stated else []
    yield terminal.point(terminal.text((f"{name} ", "dim"), ask.ask, ("".join(marks), "green")), look)
    yield terminal.indent(terminal.text(("look for: " + "; ".join(ask.look_for), "dim")), 4)


def _counterparts(page: ClausePage) -> Iterator[terminal.Block]:
    for found in page.counterparts:
        change = f": {found.change}" if found.change else ""
        yield terminal.text((f"{found.place} ", "dim"), (f"({found.relation})", "yellow"), change)


HEADING = "your licensed wording (private; never rendered)"
Entries = Sequence[tuple[str, str]]
"""Texts, each with the clause or ask it belongs to: `8.4.1`, `8.4.1/c`."""


def wording_text(entries: Entries, look: Look) -> str:
    """The texts under their heading, each with its number; nothing where there is none."""
    if not entries:
        return ""
    points = [terminal.text((f"{name} ", "dim"), " ".join(words.split())) for name, words in entries]
    return terminal.render(["", terminal.text((HEADING, "bold")), *(terminal.point(p, look) for p in points)], look)


def wording_withheld(entries: Entries, look: Look) -> str:
    """That there are such texts, where what is shown may end up in a file."""
    if not entries:
        return ""
    texts = many(len(entries), "text")
    return terminal.render(["", terminal.text((f"{HEADING}: {texts}, shown on a terminal only", "dim"))], look)
