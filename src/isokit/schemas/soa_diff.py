"""Two states of a tree, each with its statement of applicability."""

from __future__ import annotations

from dataclasses import dataclass

from isokit.analysis.soa.diff import ControlChange, changes
from isokit.analysis.soa.statement import Statement
from isokit.run import Run


@dataclass(frozen=True)
class Compared:
    """The statement as it is, and as it was."""

    run: Run
    now: Statement
    before: Run
    then: Statement

    @property
    def changes(self) -> tuple[ControlChange, ...]:
        """The controls that changed."""
        return tuple(changes(self.then, self.now))
