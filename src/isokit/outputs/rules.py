"""Rules as text: their list, and their pages."""

from __future__ import annotations

import json
from collections.abc import Sequence

from isokit.model.rule import Rule
from isokit.outputs.look import Look
from isokit.text.escape import visible


def table(rules: Sequence[Rule], look: Look) -> str:
    """One line a rule."""
    widest = max(len(rule.name) for rule in rules)
    return "".join(f"{r.code}  {r.name:{widest}}  {r.severity:7}  {r.summary}\n" for r in rules)


def page(rules: Sequence[Rule], look: Look) -> str:
    """The pages, as Markdown."""
    pages = "\n".join(_page(rule) for rule in rules)
    return "".join(f"{visible(line)}\n" for line in pages.splitlines())


def _page(rule: Rule) -> str:
    clauses = f"Clauses: {', '.join(rule.clauses)}\n\n" if rule.clauses else ""
    return f"# {rule.code} {rule.name}\n\nSeverity: {rule.severity}\n\n{clauses}{rule.page}\n"


def as_json(rules: Sequence[Rule], look: Look) -> str:
    """`isokit/rules/1`."""
    shown = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.value,
            "summary": rule.summary,
            "clauses": list(rule.clauses),
            "page": rule.page,
        }
        for rule in rules
    ]
    return json.dumps({"schema": "isokit/rules/1", "rules": shown}, ensure_ascii=False, indent=2) + "\n"
