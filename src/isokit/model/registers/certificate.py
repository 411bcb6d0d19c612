"""Certificates of the management system and the audits of their three years (ISO/IEC 17021-1)."""

from enum import StrEnum
from typing import ClassVar

from isokit.model.entity import Part
from isokit.model.registers.entry import Entry
from isokit.model.scalar import Day


class Validity(StrEnum):
    """The status of a certificate."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Stage(StrEnum):
    """The stage of an audit by the certification body."""

    STAGE_1 = "stage-1"
    STAGE_2 = "stage-2"
    SURVEILLANCE = "surveillance"
    RECERTIFICATION = "recertification"
    TRANSITION = "transition"
    SPECIAL = "special"


class CertificationAudit(Part):
    """An audit by the certification body: planned when, held when, and its result."""

    stage: Stage | None = None
    planned: Day | None = None
    held: Day | None = None
    result: str | None = None


class Certificate(Entry):
    """A certificate: to which edition, by which body, decided when, valid until when, and the audits behind it."""

    shelf: ClassVar[str] = "certificates"

    standard: str | None = None
    number: str | None = None
    body: str | None = None
    accreditation: str | None = None
    scope: str | None = None
    decided: Day | None = None
    expires: Day | None = None
    status: Validity | None = None
    audits: tuple[CertificationAudit, ...] = ()
