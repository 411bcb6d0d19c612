"""Rules as text: their list, and their pages."""

from __future__ import annotations

from isokit.outputs.look import Look
from isokit.schemas.rules import Rule, Rules
from isokit.text.escape import visible


def table(listed: Rules, look: Look) -> str:
    widest = max(len(rule.name) for rule in listed.rules)
    return "".join(f"{r.code}  {r.name:{widest}}  {r.severity:7}  {r.summary}\n" for r in listed.rules)


def page(listed: Rules, look: Look) -> str:
    pages = "\n".join(_page(rule) for rule in listed.rules)
    return "".join(f"{visible(line)}\n" for line in pages.splitlines())


def _page(rule: Rule) -> str:
    clauses = f"Clauses: {', '.join(rule.clauses)}\n\n" if rule.clauses else ""
    return f"# {rule.code} {rule.name}\n\nSeverity: {rule.severity}\n\n{clauses}{rule.page}\n"
