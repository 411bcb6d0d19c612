"""The baseline: findings accepted at the start, each identified by its fingerprint."""

from typing import ClassVar, Self

from isokit.model.entity import Entity, Part
from isokit.model.finding import Finding
from isokit.model.names import BASELINE_FILE
from isokit.model.scalar import Day
from isokit.model.suppression import By, Known, Suppressing
from isokit.text.span import Route


class KnownFinding(Part):
    """A finding of the baseline. Only the fingerprint counts; the rest is information for people."""

    fingerprint: str
    code: str = ""
    path: str = ""
    subject: str = ""
    route: str = ""

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """Without a line number, so that it stays the same when lines move."""
        route = "/".join(part for part in finding.place.route if isinstance(part, str))
        subject = finding.place.subject or ""
        return cls(fingerprint=finding.fingerprint, code=finding.code, path=finding.path, subject=subject, route=route)

    @property
    def order(self) -> tuple[str, ...]:
        return self.path, self.code, self.subject, self.route, self.fingerprint


class Baseline(Entity):
    """A file of known findings. `created` is for people; after `until` it suppresses nothing."""

    needs: ClassVar[tuple[str, ...]] = ()
    claims: ClassVar[tuple[Route, ...]] = ()

    id: str = BASELINE_FILE
    created: Day | None = None
    reason: str = ""
    until: str | None = None
    findings: tuple[KnownFinding, ...] = ()

    @property
    def fingerprints(self) -> frozenset[str]:
        return frozenset(known.fingerprint for known in self.findings)

    @property
    def suppressing(self) -> Suppressing:
        reach = Known(self.fingerprints)
        return Suppressing(self.at(), By.BASELINE, reach, reason=self.reason, until=self.until)
