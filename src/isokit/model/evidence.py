"""Evidence: records that show fulfilment, in the tree by file and hash or elsewhere by location."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from isokit.model.entity import Entity, Part, Shortfall, shared
from isokit.model.inventory import Inventory
from isokit.model.scalar import Day, Duration, Texts, TimeSpan
from isokit.text.source import Unreadable
from isokit.text.span import Route
from isokit.text.treepath import why_refused

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHA256 = re.compile("[0-9a-f]{64}")
DATES = re.compile(rf"\b(?:(?:19|20)\d\d(?:-\d\d){{0,2}}|Q[1-4]|(?:{MONTHS}))\b[ ,;:()/-]*", re.IGNORECASE)
"""What tells the title of this year's record from last year's."""


class Result(StrEnum):
    """What a record found."""

    PASS = "pass"
    FAIL = "fail"


class Period(Part):
    """The time a record speaks of."""

    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")


class AttachedFile(Part):
    """A file that is the record itself, with the hash it had when it was sealed."""

    path: str
    sha256: str | None = None

    def absence(self, inventory: Inventory) -> str | None:
        """Why the file cannot be shown: its path is refused, or nothing stands there. None if it can."""
        if reason := why_refused(self.path):
            return f"the path '{self.path}' is refused: {reason}"
        if obstacle := inventory.obstacle(self.path):
            return f"the file {self.path} is {obstacle}"
        return None if inventory.has_file(self.path) else f"the file {self.path} is not in the tree"

    def alteration(self, inventory: Inventory) -> str | None:
        """Why the file cannot be shown to be what was sealed; None if it is, was never sealed or is not there."""
        if self.sha256 is None or self.absence(inventory):
            return None
        sealed = self.sha256.lower().removeprefix("sha256:")
        if not SHA256.fullmatch(sealed):
            return f"'{self.sha256}' is no SHA-256 in 64 hexadecimal digits"
        try:
            now = inventory.sha256(self.path)
        except Unreadable as reason:
            return f"the file {self.path} cannot be compared with its SHA-256: {reason}"
        return None if now == sealed else f"the file {self.path} is not what was sealed; its SHA-256 is now {now}"


class Location(Part):
    """Where a record is kept that must not be in git: which system, under what reference, who looked and when."""

    system: str | None = None
    reference: str | None = None
    checked_by: str | None = None
    checked_on: Day | None = None


class Evidence(Entity):
    """A record. Its own `valid_until` or `every` decides how long it counts, before any usual window."""

    needs: ClassVar[tuple[str, ...]] = ("id", "title", "type")
    links: ClassVar[tuple[Route, ...]] = (("documents",),)

    type: str | None = None
    result: Result | None = None
    collected: Day | None = None
    collected_by: str | None = None
    period: Period = shared(Period())
    every: Duration | None = None
    valid_until: Day | None = None
    owner: str | None = None
    clauses: Texts = ()
    documents: Texts = ()
    files: tuple[AttachedFile, ...] = ()
    location: Location | None = None
    sites: Texts = ()
    processes: Texts = ()
    note: str | None = None

    @property
    def dated(self) -> date | None:
        """The day the record speaks of last: the end of its period, else when it was collected."""
        return self.period.end or self.collected

    @property
    def series(self) -> tuple[object, ...]:
        """What the records of one series have in common: all but the date, in the title and elsewhere."""
        return self.type, DATES.sub("", self.title).strip(" ,;:()/-"), self.clauses, self.sites

    def expires(self, window: TimeSpan | None = None) -> date | None:
        """The last day the record counts; None if it never goes stale or has no date.

        Its own `valid_until` wins, then its own interval `every`, then the usual window of the expectation.
        """
        span, dated = self.every or window, self.dated
        if self.valid_until or span is None or dated is None:
            return self.valid_until
        return span.after(dated)

    def absences(self, inventory: Inventory) -> Iterator[tuple[int, str]]:
        """The attached files that cannot be shown, by index, with the reason."""
        for index, file in enumerate(self.files):
            if reason := file.absence(inventory):
                yield index, reason

    def alterations(self, inventory: Inventory) -> Iterator[tuple[int, str]]:
        """The attached files that are not what was sealed, by index, with the reason."""
        for index, file in enumerate(self.files):
            if reason := file.alteration(inventory):
                yield index, reason

    def to_come(self, today: date) -> Iterator[tuple[Route, str, date]]:
        """The dates of the record that a record cannot have yet, with their routes and names."""
        dates = (
            (("collected",), "collected on", self.collected),
            (("period", "from"), "about a period from", self.period.start),
            (("period", "to"), "about a period up to", self.period.end),
        )
        return ((route, what, day) for route, what, day in dates if day and day > today)

    def shortfalls(self, today: date, inventory: Inventory, window: TimeSpan | None = None) -> Iterator[Shortfall]:
        """Why the record does not show what it claims; nothing if it does. A failed result is judged elsewhere."""
        name, expires = self.id, self.expires(window)
        yield from self.unread()
        if self.dated is None:
            yield Shortfall(f"{name} has no date", f"write into {name} when it was collected")
        elif self.dated > today:
            yield Shortfall(f"{name} is dated {self.dated}, still to come", f"correct the date of {name}")
        if expires and expires < today:
            yield Shortfall(f"{name} expired {expires}", f"collect a new record in place of {name}")
        if not self.files and self.location is None:
            yield Shortfall(f"{name} has neither a file nor a location", f"add files or a location to {name}")
        for _, reason in self.absences(inventory):
            yield Shortfall(f"{name}: {reason}", f"put the file of {name} into the tree")
        for _, reason in self.alterations(inventory):
            yield Shortfall(f"{name}: {reason}", f"restore the file of {name}, or collect the record anew")
