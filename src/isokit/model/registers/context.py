"""The context of the organization: external and internal issues that affect the management system (4.1)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, YesNo


class Origin(StrEnum):
    """The origin of an issue."""

    EXTERNAL = "external"
    INTERNAL = "internal"


class ContextIssue(Entry):
    """An external or internal issue. `relevant` is the decision; `topic` groups issues, such as climate change."""

    shelf: ClassVar[str] = "context"

    kind: Origin | None = None
    topic: str | None = None
    effect: str | None = None
    relevant: YesNo | None = None
    review: Day | None = None
