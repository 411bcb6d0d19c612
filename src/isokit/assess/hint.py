"""Hints: what already answers the same topic in another standard. A hint is an idea, never a status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from isokit.assess.assessment import Status
from isokit.catalog.crosswalk import Topic


@dataclass(frozen=True, slots=True)
class Hint:
    """Something in the tree (`by`) that answers a clause (`ref`) of another standard on the same topic.

    `status` is that of the other clause; `lacks` is what is asked for beyond it, as far as isokit knows.
    """

    topic: Topic
    by: str
    ref: str
    status: Status
    lacks: str

    @property
    def answered(self) -> str:
        """The clause it answers, with its status where that is less than evidenced."""
        return self.ref if self.status is Status.EVIDENCED else f"{self.ref} ({self.status})"


Hints = Mapping[str, tuple[Hint, ...]]
"""The hints for each leaf that has some, by its reference, the best first."""
