"""The gate: all that decides which findings count, in one value, so that it can be taken from another revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isokit.model.baseline import Baseline
from isokit.model.registers.role import Role
from isokit.model.settings import Settings
from isokit.model.suppression import By, Suppressing

Standing = tuple[object, ...]
"""What a comment is known by in another revision: its file, its words, and the text it stands beside."""


def standing(comment: Suppressing) -> Standing:
    """What a comment is known by, wherever in its file it stands."""
    return *comment.about, comment.reason, comment.until


@dataclass(frozen=True)
class Gate:
    """The settings, and the baseline, by which findings are judged.

    Of the settings it is the levels of rules, the suppressions, the signers, the times of evidence and the weighing
    of risks that count. `comments` are the only ones that count where the gate is another revision's; None for all.
    `roles` say who may sign.
    """

    settings: Settings
    baseline: Baseline | None = None
    comments: frozenset[Standing] | None = None
    roles: tuple[Role, ...] = ()

    def admits(self, suppressing: Suppressing) -> bool:
        """Whether a suppression of the tree may count."""
        if suppressing.by is By.COMMENT:
            return self.comments is None or standing(suppressing) in self.comments
        return suppressing in self.own

    @property
    def own(self) -> tuple[Suppressing, ...]:
        """The suppressions of the settings, and the baseline."""
        known = (self.baseline.suppressing,) if self.baseline else ()
        return (*self.settings.suppressing, *known)

    def suppressions(self, comments: Iterable[Suppressing]) -> tuple[Suppressing, ...]:
        """All that counts, those of some comments first that may."""
        return (*(comment for comment in comments if self.admits(comment)), *self.own)
