"""What a rule is, for those who ask it and those who show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from isokit.model.finding import Flaw, Severity

Check = Callable[..., Iterable[Flaw]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its `check` looks at every piece of the type `subject`, and yields what is wrong with it.

    `facts` are the names of what it asks for beside that piece. `clauses` are the references behind it,
    without edition where every edition asks the same. `page` is its documentation, in Markdown.
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
        """The first line of its page."""
        return self.page.partition("\n")[0]
