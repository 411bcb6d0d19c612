"""Information and other assets to be protected (27001 A.5.9)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day


class AssetKind(StrEnum):
    """The kind of an asset."""

    INFORMATION = "information"
    SOFTWARE = "software"
    HARDWARE = "hardware"
    SERVICE = "service"
    PREMISES = "premises"
    PEOPLE = "people"


class Asset(Entry):
    """An asset: its kind, its classification and its location."""

    shelf: ClassVar[str] = "assets"

    kind: AssetKind | None = None
    classification: str | None = None
    location: str | None = None
    review: Day | None = None
