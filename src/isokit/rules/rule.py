"""How a rule is written: a function whose first parameter says what it looks at.

The further parameters are facts it asks for by name: `workspace`, `catalog`, `inventory`, `today`, `history`. A rule
that asks for `before`, the tree as it was, is asked only where a change is looked at; one that asks for `outcome` comes
last, and learns what became of the findings of all others.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

from isokit.model.finding import Severity
from isokit.model.rule import Check, Rule

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
CODE = re.compile(r"[A-Z]{3}\d{3}")
FACTS = ("workspace", "catalog", "inventory", "today", "history", "before", "outcome")


def rule(code: str, severity: Severity, *clauses: str) -> Callable[[Check], Rule]:
    """Make a function a rule, named after it: `document_without_owner` is `document-without-owner`.

    Raises TypeError for a code, a page or a parameter that is not a rule's.
    """

    def made(check: Check) -> Rule:
        subject, *facts = inspect.signature(check).parameters.values()
        asked = tuple(fact.name for fact in facts)
        page = inspect.getdoc(check)
        if not (CODE.fullmatch(code) and page and isinstance(subject.annotation, type) and {*asked} <= {*FACTS}):
            raise TypeError(f"{check.__module__}: a rule needs a code like RSK001, a docstring and known facts")
        return Rule(code, check.__name__.replace("_", "-"), severity, clauses, subject.annotation, asked, page, check)

    return made
