"""What is asked of a run: the day, the rules, the editions, and what the tree is judged by that is not in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from isokit.model.criteria import Criteria
from isokit.model.rule import Rule
from isokit.text.source import Source
from isokit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Terms:
    """What a tree is judged by from outside: another baseline, the criteria of a trusted revision, the tree before."""

    baseline: Source | None = None
    trusted: Criteria | None = None
    before: Workspace | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a tree: judged on which day, by which rules, and whether its standards are assessed.

    Without `rules`, all are asked that isokit.yaml does not switch off. `against` are the editions assessed
    instead of those adopted.
    """

    today: date
    rules: tuple[Rule, ...] | None = None
    assess: bool = True
    against: tuple[str, ...] = ()
    terms: Terms = Terms()
