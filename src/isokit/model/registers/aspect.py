"""Environmental aspects and their impacts (ISO 14001, 6.1.2)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day, Texts, YesNo
from isokit.text.span import Route


class Condition(StrEnum):
    """The operating condition under which an aspect arises."""

    NORMAL = "normal"
    ABNORMAL = "abnormal"
    EMERGENCY = "emergency"


class Aspect(Entry):
    """An aspect of an activity and its impact. `stage` is the life cycle stage, `controls` are the measures."""

    shelf: ClassVar[str] = "aspects"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("obligations",))

    activity: str | None = None
    condition: Condition | None = None
    stage: str | None = None
    impact: str | None = None
    criteria: Texts = ()
    significant: YesNo | None = None
    controls: Texts = ()
    obligations: Texts = ()
    review: Day | None = None
