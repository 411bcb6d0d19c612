"""What a run is to do: the day, the rules, the editions, and criteria from outside the tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from isokit.model.criteria import Criteria
from isokit.model.rule import Rule
from isokit.text.source import Source
from isokit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Terms:
    """Criteria from outside the tree: another baseline, those of a trusted revision, the tree before a change."""

    baseline: Source | None = None
    trusted: Criteria | None = None
    before: Workspace | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """The day and the rules of a check, and whether the standards are assessed.

    Without `rules`, all run that isokit.yaml does not switch off. `against` are editions assessed instead of the
    adopted ones.
    """

    today: date
    rules: tuple[Rule, ...] | None = None
    assess: bool = True
    against: tuple[str, ...] = ()
    terms: Terms = Terms()
