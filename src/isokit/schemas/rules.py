"""`isokit/rules/1`: the rules with their pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from isokit.model import rule as model
from isokit.model.finding import Severity
from isokit.schemas.base import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule and its documentation."""

    code: str
    name: str
    severity: Severity
    summary: str
    """The first line of the page."""
    clauses: tuple[str, ...]
    """References behind the rule, without edition where every edition asks the same."""
    page: str
    """The documentation, in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Output of `isokit rules` and `isokit explain`."""

    schema: Literal["isokit/rules/1"] = "isokit/rules/1"
    rules: tuple[Rule, ...]


def rules_of(rules: Iterable[model.Rule]) -> Rules:
    return Rules(rules=tuple(fill(Rule, rule) for rule in rules))
