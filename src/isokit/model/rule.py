"""Rules: what one is, what it yields, and the set of them.

The type of its first parameter selects what a rule checks. Further parameters are facts, by name: `workspace`,
`catalog`, `inventory`, `rules`, `today`, `history`. A rule that needs `before`, the tree as it was, runs only where a
change is checked; one that needs `outcome`, the findings of the other rules and their suppression, runs last.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from isokit.model.entity import Place
from isokit.model.finding import Fix, Severity
from isokit.text.suggestions import nearest

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
CODE = re.compile(r"[A-Z]{3}\d{3}")
FACTS = ("workspace", "catalog", "inventory", "rules", "today", "history", "before", "outcome")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule yields: where, what is wrong, and what to type.

    `severity` only where one rule weighs its cases differently; the rule's own counts otherwise.
    """

    place: Place
    message: str
    help: str = ""
    severity: Severity | None = None
    fix: Fix | None = None


Check = Callable[..., Iterable[Flaw]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `check` gets every piece of the type `subject` and the facts named, and yields flaws.

    `clauses` are the references behind it, without edition where all editions agree. `page` is its documentation, in
    Markdown.
    """

    code: str
    name: str
    severity: Severity
    clauses: tuple[str, ...]
    subject: type
    facts: tuple[str, ...]
    page: str
    check: Check

    @property
    def summary(self) -> str:
        return self.page.partition("\n")[0]


def rule(code: str, severity: Severity, *clauses: str) -> Callable[[Check], Rule]:
    """Make a function a rule, named after it: `document_without_owner` is `document-without-owner`.

    Raises TypeError for a rule without a docstring, or with unknown facts.
    """

    def make(check: Check) -> Rule:
        subject, *facts = inspect.signature(check).parameters.values()
        names = tuple(fact.name for fact in facts)
        page = inspect.getdoc(check)
        if not (CODE.fullmatch(code) and page and isinstance(subject.annotation, type) and {*names} <= {*FACTS}):
            raise TypeError(f"{check.__module__}: a rule needs a code like RSK001, a docstring and known facts")
        return Rule(code, check.__name__.replace("_", "-"), severity, clauses, subject.annotation, names, page, check)

    return make


@dataclass(frozen=True)
class RuleSet:
    """All rules, in the order of their codes; imported on first use."""

    read: Callable[[], tuple[Rule, ...]]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.read())

    def chosen(self, word: str) -> tuple[Rule, ...]:
        """The rules a code, the beginning of codes or a name means; none if it means nothing."""
        return tuple(rule for rule in self if rule.name == word.lower() or rule.code.startswith(word.upper()))

    def resembling(self, word: str) -> str | None:
        codes, names = [rule.code for rule in self], [rule.name for rule in self]
        return nearest(word.upper(), codes) or nearest(word.lower(), names)
