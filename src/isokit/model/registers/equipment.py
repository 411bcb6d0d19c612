"""Equipment and measuring resources (9001 7.1.3 and 7.1.5)."""

from typing import ClassVar

from isokit.model.entity import shared
from isokit.model.recurring import Cycle
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Texts
from isokit.text.span import Route


class Equipment(Entry):
    """A machine or a measuring device: its serial number, accuracy, calibration and maintenance."""

    shelf: ClassVar[str] = "equipment"
    links: ClassVar[tuple[Route, ...]] = (*Entry.links, ("evidence",))

    serial: str | None = None
    location: str | None = None
    measures: str | None = None
    accuracy: str | None = None
    calibration: Cycle = shared(Cycle())
    maintenance: Cycle = shared(Cycle())
    evidence: Texts = ()
