"""What findings are judged by, as one value, so that it can be taken from another revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isokit.model.baseline import Baseline
from isokit.model.registers.role import Role
from isokit.model.settings import Settings
from isokit.model.suppression import By, Suppressing

Identity = tuple[object, ...]
"""What identifies a comment in another revision: file, words, and the text it belongs to, not the line."""


def identity_of(comment: Suppressing) -> Identity:
    return *comment.about, comment.reason, comment.until


@dataclass(frozen=True)
class Criteria:
    """The settings and the baseline by which findings are judged, and the roles that may sign.

    Of the settings, the levels of rules, suppressions, signers, times of evidence and risk criteria count. Where the
    criteria are those of another revision, only its `comments` count; None for all.
    """

    settings: Settings
    baseline: Baseline | None = None
    comments: frozenset[Identity] | None = None
    roles: tuple[Role, ...] = ()

    def admits(self, suppressing: Suppressing) -> bool:
        if suppressing.by is By.COMMENT:
            return self.comments is None or identity_of(suppressing) in self.comments
        return suppressing in self.configured

    @property
    def configured(self) -> tuple[Suppressing, ...]:
        known = (self.baseline.suppressing,) if self.baseline else ()
        return (*self.settings.suppressing, *known)

    def suppressions(self, comments: Iterable[Suppressing]) -> tuple[Suppressing, ...]:
        """All suppressions that count, the admitted comments first."""
        return (*(comment for comment in comments if self.admits(comment)), *self.configured)
